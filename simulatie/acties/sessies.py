"""Beginning a session: from nothing, or with the plan of an earlier one."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from simulatie.acties.beurt import speelbare_casus
from simulatie.acties.geweigerd import Geweigerd
from simulatie.kern import CasusOnbekend, Inzet, wat_past
from simulatie.models import Besluit, Casusversie, Sessie, gegevens_van
from simulatie.rechten import mag_wijziging_oefenen
from simulatie.spel.besluiten import Aanpassing


def begin_sessie(
    *, gebruiker: Gebruiker, casus: str, soort: str, zaad: int | None = None, sleutel: uuid.UUID | None = None
) -> Sessie:
    """Begin a session on the newest published version of a case. Raises CasusOnbekend.

    A form carries a ``sleutel``, so that sending it twice begins one session.
    """
    versie = Casusversie.objects.nieuwste(casus)
    if versie is None:
        raise CasusOnbekend(f"Casus '{casus}' is niet gepubliceerd.")
    velden = {
        "soort": Sessie.Soort(soort),
        "casus": versie.sleutel,
        "casus_versie": versie.versie,
        "model_versie": versie.modelversie,
        "casusversie": versie,
        "zaad": secrets.randbits(63) if zaad is None else zaad,
    }
    try:
        sessie, _nieuw = Sessie.objects.get_or_create(
            sleutel=sleutel or uuid.uuid4(), gebruiker=gebruiker, defaults=velden
        )
    except IntegrityError:
        # The key belongs to somebody else: a form that was tampered with still gets a session of its own.
        sessie = Sessie.objects.create(gebruiker=gebruiker, **velden)
    return sessie


def oefen_met_plan(*, bron: Sessie, sleutel: uuid.UUID | None = None) -> Sessie:
    """Begin a practice session of the same person with the plan of ``bron``. Raises as ``oefen_met``."""
    inzetten = bron.inzetten().values()
    return oefen_met(gebruiker=bron.gebruiker, casus=bron.casus, inzetten=inzetten, sleutel=sleutel)


def oefen_met_wijziging(
    *, gebruiker: Gebruiker, bron: Sessie, wijziging: str, sleutel: uuid.UUID | None = None
) -> Sessie:
    """Begin a practice session with the plan that an advice about ``bron`` leads to; ``bron`` itself stays as it is.

    Raises Geweigerd when there is no such advice with a plan, and as ``oefen_met``.
    """
    advies = bron.beoordeling.gelezen[0].advies(wijziging) if mag_wijziging_oefenen(gebruiker, bron) else None
    if advies is None or advies.plan is None or not advies.plan.inzetten:
        raise Geweigerd(_("Deze wijziging hoort niet bij uw uitslag. Er is niets begonnen."))
    return oefen_met(gebruiker=gebruiker, casus=bron.casus, inzetten=advies.plan.inzetten, sleutel=sleutel)


@transaction.atomic
def oefen_met(
    *, gebruiker: Gebruiker, casus: str, inzetten: Iterable[Inzet], sleutel: uuid.UUID | None = None
) -> Sessie:
    """Begin a practice session with these measures.

    What the newest version of the case does not allow any more is left out. Raises CasusOnbekend.
    """
    sessie = begin_sessie(gebruiker=gebruiker, casus=casus, soort=Sessie.Soort.OEFENEN, sleutel=sleutel)
    if sessie.besluiten.exists():
        return sessie
    Besluit.objects.bulk_create(
        Besluit(
            sessie=sessie,
            nummer=nummer,
            soort=Besluit.Soort.TOEVOEGEN,
            herkomst=Besluit.Herkomst.OVERGENOMEN,
            inzet=f"m{nummer}",
            gegevens=gegevens_van(Aanpassing(inzet)),
        )
        for nummer, inzet in enumerate(wat_past(speelbare_casus(sessie), inzetten), start=1)
    )
    return sessie
