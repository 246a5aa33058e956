"""Publishing: a course as its pages stand now becomes a version that never changes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.gebruikers.models import Gebruiker
from cursussen.acties.leergangen import schrijf_leerganggangers_in
from cursussen.models import CursusPagina, CursusVersie, LesPagina
from cursussen.models.studielast import studielast
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
    versie = CursusVersie.objects.create(
        cursus=cursus,
        nummer=nieuwste.nummer + 1 if nieuwste else 1,
        inhoud=stel_inhoud_samen(cursus),
        toelichting=toelichting,
        vastgelegd_door=door,
    )
    schrijf_leerganggangers_in(cursus=cursus)
    return versie


def stel_inhoud_samen(cursus: CursusPagina) -> dict[str, Any]:
    """The content of a version in the shape that ``CursusVersie`` documents, from what is published now."""
    modules = stel_modules_samen(cursus)
    vragen = vragen_uit_stroom(_stroom(cursus.vragen))
    lesminuten = sum(
        les["duur_minuten"] for module in modules for les in module["lessen"] if not les["optioneel"]
    )
    uitgerekend = lesminuten + studielast(vragen=len(vragen), simulaties=bool(cursus.casus))
    eigen = cursus.studieduur_minuten
    vooraf = {eerder.pk: eerder.title for eerder in cursus.voorwaarden.all()}
    if cursus.opfrisser_van:
        vooraf[cursus.opfrisser_van_id] = cursus.opfrisser_van.title
    return {
        "titel": cursus.title,
        "inleiding": cursus.inleiding,
        "module": cursus.module,
        "principe": cursus.principe,
        "leerdoelen": [blok.value for blok in cursus.leerdoelen],
        "studieduur_minuten": uitgerekend if eigen is None else eigen,
        "studieduur_reden": "" if eigen is None else cursus.studieduur_reden,
        "slaaggrens": cursus.slaaggrens,
        "casus": cursus.casus,
        "voorwaarden": [{"cursus": sleutel, "titel": titel} for sleutel, titel in vooraf.items()],
        "opfrisser_van": cursus.opfrisser_van_id,
        "modules": modules,
        "vragen": vragen,
    }


def stel_modules_samen(cursus: CursusPagina) -> list[dict[str, Any]]:
    """The modules of a version, in the shape that ``CursusVersie`` documents.

    Each module that waits for what stands before it asks for every earlier one with something that counts.
    """
    modules: list[dict[str, Any]] = []
    for module, lessen in cursus.delen():
        keuze = module is not None and module.optioneel
        modules.append(
            {
                "sleutel": str(module.pk) if module else f"los-{lessen[0].pk}",
                "titel": module.title if module else "",
                "inleiding": module.inleiding if module else "",
                "optioneel": keuze,
                "vereist": [
                    eerder["sleutel"]
                    for eerder in modules
                    if module and module.na_vorige and not all(les["optioneel"] for les in eerder["lessen"])
                ],
                "lessen": [_les(les, keuze=keuze) for les in lessen],
            }
        )
    return modules


def _les(les: LesPagina, *, keuze: bool) -> dict[str, Any]:
    return {
        "sleutel": str(les.pk),
        "titel": les.title,
        "inleiding": les.inleiding,
        "leerdoel": les.leerdoel,
        "duur_minuten": les.minuten,
        "optioneel": keuze or les.optioneel,
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
    lessen = [les for module in inhoud["modules"] for les in module["lessen"]]
    bezwaren = []
    if not cursus.live:
        bezwaren.append(_("De cursuspagina is nog niet gepubliceerd. Publiceer eerst de pagina."))
    if not lessen:
        bezwaren.append(_("Er is nog geen gepubliceerde les. Schrijf een les en publiceer die."))
    bezwaren += [
        _("De les ‘%(les)s’ is leeg. Voeg inhoud toe of haal de les weg.") % {"les": les["titel"]}
        for les in lessen
        if not les["inhoud"]
    ]
    if lessen and all(les["optioneel"] for les in lessen):
        bezwaren.append(_("Alle lessen zijn keuze. Maak minstens één les verplicht."))
    if cursus.pk in _alles_ervoor(inhoud["voorwaarden"]):
        bezwaren.append(
            _(
                "Deze cursus wacht op zichzelf. Kijk na wat er bij ‘eerst afronden’ staat, ook bij die cursussen."
            )
        )
    if inhoud["casus"] and inhoud["casus"] not in {casus.sleutel for casus in casussen()}:
        bezwaren.append(
            _("De simulatie heeft geen casus ‘%(casus)s’. Kijk na wat er bij Afronden staat.")
            % {"casus": inhoud["casus"]}
        )
    if not inhoud["vragen"]:
        bezwaren.append(_("De cursus heeft nog geen vragen. Voeg er minstens één toe onder Afronden."))
    bezwaren += _bezwaren_tegen_vragen(inhoud["vragen"], _("de cursus"))
    for les in lessen:
        plaats = _("de les ‘%(les)s’") % {"les": les["titel"]}
        bezwaren += _bezwaren_tegen_vragen(vragen_uit_stroom(les["inhoud"]), plaats)
    return bezwaren


def _alles_ervoor(voorwaarden: list[dict[str, Any]]) -> set[int]:
    """Every course to complete first, and first before those, by the newest versions."""
    ervoor: set[int] = set()
    nieuw = {voorwaarde["cursus"] for voorwaarde in voorwaarden}
    while nieuw:
        ervoor |= nieuw
        gevraagd = CursusVersie.objects.nieuwste_voorwaarden(nieuw)
        nieuw = {rij["cursus"] for rijen in gevraagd.values() for rij in rijen} - ervoor
    return ervoor


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
