"""Publishing: a course as its pages stand now becomes a version that never changes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from cursussen.models import CursusPagina, CursusVersie, LesPagina
from cursussen.models.versie import vragen_uit_stroom
from cursussen.rechten import mag_versie_uitbrengen
from simulatie.models import casussen


@transaction.atomic
def leg_versie_vast(*, cursus: CursusPagina, door: Gebruiker | None, toelichting: str = "") -> CursusVersie:
    """Copy the published course page and its published lessons into the next version.

    ``door`` is ``None`` only for content that no person publishes (the demo).

    Raises:
        PermissionDenied: this person is no trainer.
        ValidationError: one message per problem that stands in the way of publishing.
    """
    if door is not None and not mag_versie_uitbrengen(door):
        raise PermissionDenied
    cursus = CursusPagina.objects.select_for_update().get(pk=cursus.pk)
    if bezwaren := bezwaren_tegen_uitbrengen(cursus):
        raise ValidationError(bezwaren)
    nieuwste = CursusVersie.objects.nieuwste(cursus)
    return CursusVersie.objects.create(
        cursus=cursus,
        nummer=nieuwste.nummer + 1 if nieuwste else 1,
        inhoud=stel_inhoud_samen(cursus),
        toelichting=toelichting,
        vastgelegd_door=door,
    )


def stel_inhoud_samen(cursus: CursusPagina) -> dict[str, Any]:
    """The content of a version in the shape that ``CursusVersie`` documents, from what is published now."""
    return {
        "titel": cursus.title,
        "inleiding": cursus.inleiding,
        "module": cursus.module,
        "principe": cursus.principe,
        "leerdoelen": [blok.value for blok in cursus.leerdoelen],
        "studieduur_minuten": cursus.studieduur_minuten,
        "slaaggrens": cursus.slaaggrens,
        "casus": cursus.casus,
        "lessen": [_les(les) for les in cursus.lessen()],
        "vragen": vragen_uit_stroom(_stroom(cursus.vragen)),
    }


def _les(les: LesPagina) -> dict[str, Any]:
    return {
        "sleutel": str(les.pk),
        "titel": les.title,
        "inleiding": les.inleiding,
        "leerdoel": les.leerdoel,
        "duur_minuten": les.duur_minuten,
        "inhoud": _stroom(les.inhoud),
    }


def _stroom(waarde: Any) -> list[dict[str, Any]]:
    """The raw form of a StreamField, with an id for every block and for every choice of a question.

    Content from a script may lack the ids of choices; reading the block makes Wagtail fill them in.
    """
    return [
        ruw | {"value": blok.get_prep_value()["value"]} if blok.block_type == "vraag" else ruw
        for ruw, blok in zip(waarde.get_prep_value(), waarde, strict=True)
    ]


def bezwaren_tegen_uitbrengen(cursus: CursusPagina) -> list[str]:
    """Everything that stands in the way of publishing, in sentences for the trainer; empty when nothing does."""
    inhoud = stel_inhoud_samen(cursus)
    bezwaren = []
    if not cursus.live:
        bezwaren.append(_("De cursuspagina is nog niet gepubliceerd. Publiceer eerst de pagina."))
    if not inhoud["lessen"]:
        bezwaren.append(_("Er is nog geen gepubliceerde les. Schrijf een les en publiceer die."))
    bezwaren += [
        _("De les ‘%(les)s’ is leeg. Voeg inhoud toe of haal de les weg.") % {"les": les["titel"]}
        for les in inhoud["lessen"]
        if not les["inhoud"]
    ]
    if inhoud["casus"] and inhoud["casus"] not in {casus.sleutel for casus in casussen()}:
        bezwaren.append(
            _("De simulatie heeft geen casus ‘%(casus)s’. Kijk na wat er bij Afronden staat.")
            % {"casus": inhoud["casus"]}
        )
    if not inhoud["vragen"]:
        bezwaren.append(_("De cursus heeft nog geen vragen. Voeg er minstens één toe onder Afronden."))
    bezwaren += _bezwaren_tegen_vragen(inhoud["vragen"], _("de cursus"))
    for les in inhoud["lessen"]:
        plaats = _("de les ‘%(les)s’") % {"les": les["titel"]}
        bezwaren += _bezwaren_tegen_vragen(vragen_uit_stroom(les["inhoud"]), plaats)
    return bezwaren


def _bezwaren_tegen_vragen(vragen: list[dict[str, Any]], plaats: str) -> list[str]:
    """Publishing a page checks its questions already; this catches content that came in another way."""
    bezwaren = []
    for nummer, vraag in enumerate(vragen, 1):
        waar = {"nummer": nummer, "plaats": plaats}
        if not vraag["stam"].strip():
            bezwaren.append(_("Vraag %(nummer)s van %(plaats)s heeft geen tekst.") % waar)
        if len(vraag["keuzes"]) < 2:
            bezwaren.append(_("Vraag %(nummer)s van %(plaats)s heeft minder dan twee antwoorden.") % waar)
        if sum(keuze["juist"] for keuze in vraag["keuzes"]) != 1:
            bezwaren.append(
                _("Vraag %(nummer)s van %(plaats)s heeft niet precies één juist antwoord.") % waar
            )
    return bezwaren
