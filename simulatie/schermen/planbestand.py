"""A plan as a file: JSON that explains itself, written for who looks into it and read back with a word for every fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.kern import Bevinding, Casus, Inzet, Plan, PlanOngeldig, controleer_plan

SOORT = "plan voor de wijksimulatie"
VORM = 1
"""Goes up when a file of before cannot be read any more as it was meant."""
MEESTE_TEKENS = 100_000
# Told to who opens the file, and skipped when it is read back.
UITLEG = ("let_op", "velden", "namen")
VELDEN: Mapping[str, Any] = {
    "kaart": gettext_lazy("code van de maatregel, zoals R2"),
    "start": gettext_lazy("maand van het besluit; 0 is de eerste maand"),
    "duur": gettext_lazy("aantal maanden, met de aanloop erbij"),
    "mate": gettext_lazy("hoe sterk, van 0 tot en met 1 (0.6 is 60 %)"),
    "deelgebieden": gettext_lazy("sleutels van de deelgebieden; null is het hele gebied"),
}
"""The fields of a measure with what each counts in."""


def schrijf_planbestand(casus: Casus, inzetten: Iterable[Inzet]) -> str:
    """The measures as a document; nothing in it says whose they are."""
    rijen = list(inzetten)
    inhoud = {
        "soort": SOORT,
        "vorm": VORM,
        "let_op": _("Dit is een plan in een leermodel, geen voorspelling."),
        "casus": {"sleutel": casus.sleutel, "naam": casus.naam, "versie": casus.versie},
        "velden": {veld: str(uitleg) for veld, uitleg in VELDEN.items()},
        "namen": {
            "kaarten": {rij.kaart: casus.kaarten[rij.kaart].naam for rij in rijen},
            "deelgebieden": {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden},
        },
        "inzetten": [rij.als_dict() for rij in rijen],
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n"


def lees_planbestand(tekst: str, casus: Casus) -> tuple[Inzet, ...]:
    """The measures of a document, all of which this case allows. Raises PlanOngeldig with every fault that can be told
    at once; a fault of a measure has a ``pad`` as ``controleer_plan`` gives it."""
    gegeven = _als_tabel(tekst)
    fouten = [*_kopfouten(gegeven, casus)]
    try:
        plan = Plan.uit_dict({"inzetten": gegeven.get("inzetten")})
    except PlanOngeldig as fout:
        raise PlanOngeldig([*fouten, *fout.bevindingen]) from fout
    if not plan.inzetten:
        fouten.append(_fout("inzetten", _("Er staan geen maatregelen in."), _("Zet er minstens een in.")))
    fouten += [bevinding for bevinding in controleer_plan(casus, plan) if bevinding.ernst == "fout"]
    if fouten:
        raise PlanOngeldig(fouten)
    return plan.inzetten


def in_woorden(bevinding: Bevinding) -> str:
    """A fault with its place as people count: the third measure and not inzetten[2]."""
    waar = re.fullmatch(r"inzetten\[(\d+)\](?:\.(.+))?", bevinding.pad)
    tekst = f"{bevinding.melding} {bevinding.remedie}"
    if waar is None:
        return tekst
    plek = _("Maatregel %(nummer)d") % {"nummer": int(waar[1]) + 1}
    return f"{plek}, {waar[2]}: {tekst}" if waar[2] else f"{plek}: {tekst}"


def _als_tabel(tekst: str) -> Mapping[str, Any]:
    if len(tekst) > MEESTE_TEKENS:
        raise PlanOngeldig(
            [_fout("", _("Dit is te groot voor een plan."), _("Gebruik het bestand dat u hier ophaalde."))]
        )
    dubbel: list[str] = []

    def tabel(paren: list[tuple[str, Any]]) -> dict[str, Any]:
        namen = [naam for naam, _waarde in paren]
        dubbel.extend(naam for naam in dict.fromkeys(namen) if namen.count(naam) > 1)
        return dict(paren)

    remedie = _("Gebruik het bestand dat u hier ophaalde, en verander alleen waarden.")
    try:
        gegeven = json.loads(tekst.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), object_pairs_hook=tabel)
    except json.JSONDecodeError as fout:
        melding = _("Dit is geen JSON: op regel %(regel)d, teken %(teken)d klopt iets niet.") % {
            "regel": fout.lineno,
            "teken": fout.colno,
        }
        raise PlanOngeldig([_fout("", melding, remedie)]) from fout
    except (ValueError, RecursionError) as fout:
        raise PlanOngeldig([_fout("", _("Dit is geen JSON die te lezen is."), remedie)]) from fout
    if not isinstance(gegeven, dict):
        raise PlanOngeldig([_fout("", _("Dit is geen plan, maar iets anders in JSON."), remedie)])
    if dubbel:
        raise PlanOngeldig(
            [
                _fout("", _("‘%(veld)s’ staat er twee keer.") % {"veld": naam[:60]}, _("Laat er één staan."))
                for naam in dubbel
            ]
        )
    return gegeven


def _kopfouten(gegeven: Mapping[str, Any], casus: Casus) -> Iterable[Bevinding]:
    if gegeven.get("soort") != SOORT or gegeven.get("vorm") != VORM:
        yield _fout(
            "vorm",
            _("Dit is geen plan in de vorm die hier gelezen wordt."),
            _('Er hoort in te staan: "soort": "%(soort)s" en "vorm": %(vorm)d.')
            % {"soort": SOORT, "vorm": VORM},
        )
    van = gegeven.get("casus")
    if not isinstance(van, dict) or van.get("sleutel") != casus.sleutel:
        yield _fout(
            "casus",
            _("Dit plan hoort niet bij deze casus."),
            _("Oefen met de casus waar het bij hoort. Hier is dat ‘%(sleutel)s’.")
            % {"sleutel": casus.sleutel},
        )
    for veld in gegeven:
        if veld not in ("soort", "vorm", "casus", "inzetten", *UITLEG):
            yield _fout(
                veld, _("‘%(veld)s’ is geen veld van een plan.") % {"veld": veld[:60]}, _("Haal het weg.")
            )


def _fout(pad: str, melding: str, remedie: str) -> Bevinding:
    return Bevinding(pad, "fout", melding, remedie)
