"""Attempts at questions: start or resume one, and answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cursussen.acties.voortgang import eis_open_les, rond_af_wat_klaar_is
from cursussen.models import Antwoord, Inschrijving, Poging


class AlBeantwoordError(ValidationError):
    """The question has its answer already; ``antwoord`` is the one that stands."""

    def __init__(self, antwoord: Antwoord) -> None:
        super().__init__(
            _("U had deze vraag al beantwoord. Uw eerste antwoord blijft staan."), code="al_beantwoord"
        )
        self.antwoord = antwoord


@transaction.atomic
def begin_poging(*, inschrijving: Inschrijving, onderdeel: str = Poging.EINDVRAGEN) -> Poging:
    """The unfinished attempt, or a new one with a copy of the questions. Earlier attempts stay.

    ``onderdeel`` is "vragen" for the questions of the course, or the key of a lesson.

    Raises:
        ValidationError: this part has no questions or is not open yet, or the questions of the course were passed.
    """
    inschrijving = Inschrijving.objects.vergrendeld().select_related("versie").get(pk=inschrijving.pk)
    versie = inschrijving.versie
    pogingen = list(inschrijving.pogingen.filter(onderdeel=onderdeel).prefetch_related("antwoorden"))
    if pogingen and not pogingen[-1].klaar:
        return pogingen[-1]
    if onderdeel == Poging.EINDVRAGEN and any(poging.gehaald(versie.slaaggrens) for poging in pogingen):
        raise ValidationError(_("U hebt de vragen al gehaald. Uw antwoorden blijven staan."))
    vragen = versie.vragen_van(onderdeel)
    if not vragen:
        raise ValidationError(_("Hier horen geen vragen bij."))
    if onderdeel != Poging.EINDVRAGEN:
        eis_open_les(inschrijving=inschrijving, les=onderdeel)
    return Poging.objects.create(
        inschrijving=inschrijving, onderdeel=onderdeel, nummer=len(pogingen) + 1, vragen=vragen
    )


@transaction.atomic
def beantwoord(*, poging: Poging, vraag: str, keuze: str) -> Antwoord:
    """Store one answer, at once and for good; the last one of a passed attempt completes the questions.

    Raises:
        AlBeantwoordError: the question was answered before; the first answer stands.
        ValidationError: the attempt has no such question, or the question no such choice.
    """
    inhoud = poging.vraag(vraag)
    if inhoud is None:
        raise ValidationError(
            _("Deze vraag hoort er niet bij. Uw antwoord is niet opgeslagen. Laad de pagina opnieuw.")
        )
    gekozen = next((keus for keus in inhoud["keuzes"] if keus["sleutel"] == keuze), None)
    if gekozen is None:
        raise ValidationError(
            _("Dit antwoord hoort niet bij de vraag. Er is niets opgeslagen. Kies een van de antwoorden.")
        )
    Inschrijving.objects.vergrendeld().get(pk=poging.inschrijving_id)
    antwoord, nieuw = Antwoord.objects.get_or_create(
        poging=poging, vraag=vraag, defaults={"keuze": keuze, "juist": gekozen["juist"]}
    )
    if not nieuw:
        raise AlBeantwoordError(antwoord)
    # Counted in the database: the attempt may carry answers that were read before this one was given.
    beantwoord_tot_nu = Antwoord.objects.filter(poging=poging).count()
    if poging.onderdeel == Poging.EINDVRAGEN and beantwoord_tot_nu == len(poging.vragen):
        rond_af_wat_klaar_is(inschrijving=poging.inschrijving)
    return antwoord
