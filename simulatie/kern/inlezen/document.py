"""A case version as one document of plain data: everything the core needs to play it as it was published.

`maak_document` and `lees_document` are each other's inverse, to the last bit. The tables are those of the files of a
case (`casussen/`, `kaarten/`, `parameters.toml`, `indicatoren.toml`), with what was worked out when they were read: the
start of every deelgebied, and the coefficients of the setting. The order of the keys has a meaning: cards and
coefficients are columns in that order.

What a document of an older model version lacks takes the value that means "as it was": see "What a change may do to
old versions" in the README.
"""

from collections.abc import Mapping
from dataclasses import fields
from math import isinf
from types import MappingProxyType
from typing import Any

from simulatie.kern.gegevens.casus import GESCHAALD, Bron, Casus, Ijking, Persona
from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis, Keuze
from simulatie.kern.gegevens.indicator import Indicator, lees_indicatortabel
from simulatie.kern.gegevens.kaart import Kaart, lees_kaartrijen
from simulatie.kern.gegevens.lezen import Lezer
from simulatie.kern.gegevens.parameters import KADER, RIJEN, Parameter, Parameters, lees_parameterrijen
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.inlezen.casus_lezen import Grond, bouw_casus, lees_ijkingstabel, lees_velden
from simulatie.kern.inlezen.tabellen import uitgeschakeld

# Fields that stand in the table of the case under the same name.
TEKSTEN = ("versie", "naam", "plaats", "plek", "samenvatting", "opdracht", "waarschuwing")
GETALLEN = ("budget", "horizon", "programmaduur", "meetvenster")
TABELLEN = ("start", "capaciteit", "gewichten", "slaaggrens", "namen", "woorden", "houders")
LIJSTEN = ("krachten", "rondes")


def maak_document(casus: Casus) -> dict[str, Any]:
    """Plain JSON: {"sleutel", "casus", "kaarten", "parameters", "indicatoren", "ijking"}; the last one only when the
    case was calibrated."""
    document = {
        "sleutel": casus.sleutel,
        "casus": _casus(casus),
        "kaarten": [_kaart(kaart) for kaart in casus.kaarten.values()],
        "parameters": {
            "versie": casus.parameters.versie,
            "kader": {naam: casus.parameters.kader[naam] for naam in KADER},
            "tabel": {naam: _parameter(p) for naam, p in casus.parameters.tabel.items()},
        },
        "indicatoren": {sleutel: _indicator(indicator) for sleutel, indicator in casus.indicatoren.items()},
    }
    return document | ({"ijking": _ijking(casus.ijking)} if casus.ijking else {})


def lees_document(document: Any) -> Casus:
    """The case of a document. Raises CasusOngeldig with everything that is wrong."""
    geheel = Lezer(document)
    sleutel = geheel.sleutel()
    kaarten = lees_kaartrijen(geheel.rijen("kaarten", minstens=1), ook_andere=True)
    parameters = _lees_parameters(geheel.tabel("parameters"))
    indicatoren = lees_indicatortabel(geheel.tabel("indicatoren"))
    ijking = None
    if "ijking" in geheel:
        ijking = lees_ijkingstabel(geheel.tabel("ijking"), document["ijking"])
    velden = lees_velden(geheel.tabel("casus"), Grond(kaarten, indicatoren, bevroren=True))
    geheel.rond_af(f"Het document van casus {sleutel}")
    return bouw_casus(sleutel, parameters, ijking, velden)


def _lees_parameters(deel: Lezer) -> Parameters:
    kader, tabel = deel.tabel("kader"), deel.tabel("tabel")
    vast = {naam: kader.getal(naam) for naam in kader.velden(KADER)}
    rijen = lees_parameterrijen(tabel, tabel.velden(RIJEN))
    return Parameters(
        deel.tekst("versie"), rijen, MappingProxyType({**KADER, **vast, **uitgeschakeld(rijen)})
    )


def _casus(casus: Casus) -> dict[str, Any]:
    return {
        **{veld: getattr(casus, veld) for veld in (*TEKSTEN, *GETALLEN)},
        **{veld: _plat(getattr(casus, veld)) for veld in (*TABELLEN, *LIJSTEN)},
        "schaal": {
            soort: casus.eenheden[namen[0]]
            for soort, namen in GESCHAALD.items()
            if namen[0] in casus.eenheden
        },
        "kaarten": list(casus.kaarten),
        "regelingen": sorted(casus.regelingen),
        "kerncijfer": [_velden(cijfer) for cijfer in casus.kerncijfers],
        "persona": [_persona(persona) for persona in casus.personas],
        "kaartblad": {
            "breedte": casus.kaartblad.breedte,
            "hoogte": casus.kaartblad.hoogte,
            "lijn": [_plat(lijn) for lijn in casus.kaartblad.lijnen],
        },
        "deelgebied": [_velden(gebied) for gebied in casus.deelgebieden],
        "gebeurtenis": [_gebeurtenis(gebeurtenis) for gebeurtenis in casus.gebeurtenissen],
        "bron": [_bron(bron) for bron in casus.bronnen],
        "vakplan": [
            _vakplan(plan) | _velden(tekst)
            for plan, tekst in zip(casus.vakplannen, casus.vakplanteksten, strict=True)
        ],
    }


def _persona(persona: Persona) -> dict[str, Any]:
    rij = _velden(persona, "regels")
    rij = {veld: waarde for veld, waarde in rij.items() if waarde is not None}
    return rij | {"regel": [_velden(regel) for regel in persona.regels]}


def _kaart(kaart: Kaart) -> dict[str, Any]:
    rij = _velden(kaart, "vereist", "rechtsgrond", "termijn")
    rij["vereist"] = [_velden(eis) for eis in kaart.vereist]
    wet = {"rechtsgrond": kaart.rechtsgrond, "termijn": kaart.termijn}
    return rij | {veld: _velden(regel) for veld, regel in wet.items() if regel is not None}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    rij = _velden(parameter, "naam", "pijl")
    return rij | ({"pijl": list(parameter.pijl)} if parameter.pijl else {})


def _indicator(indicator: Indicator) -> dict[str, Any]:
    rij = _velden(indicator, "sleutel", "grootheden")
    rij["grootheden"] = {naam: _velden(deel) for naam, deel in indicator.grootheden.items()}
    return {
        veld: waarde
        for veld, waarde in rij.items()
        if waarde is not None and not (veld == "hoogste" and isinf(waarde))
    }


def _gebeurtenis(gebeurtenis: Gebeurtenis) -> dict[str, Any]:
    """When it falls as the file says it: in a month, or by chance between two."""
    anders = ("van", "tot", "kans") if gebeurtenis.maand is not None else ("maand",)
    rij = _velden(gebeurtenis, "bezetting", "bezetting_maanden", "keuzes", "voorteken", "volgt_op", *anders)
    if gebeurtenis.bezetting:
        rij["bezetting"] = _plat(gebeurtenis.bezetting) | {"maanden": gebeurtenis.bezetting_maanden}
    if gebeurtenis.keuzes:
        rij["keuze"] = [_keuze(keuze) for keuze in gebeurtenis.keuzes]
    if gebeurtenis.voorteken:
        rij["voorteken"] = _velden(gebeurtenis.voorteken)
    if gebeurtenis.volgt_op:
        rij["volgt_op"] = gebeurtenis.volgt_op
    return rij


def _keuze(keuze: Keuze) -> dict[str, Any]:
    rij = _velden(keuze, "vervolg")
    return rij | ({"vervolg": [_velden(deel) for deel in keuze.vervolg]} if keuze.vervolg else {})


def _bron(bron: Bron) -> dict[str, Any]:
    return _velden(bron, "grondslagen") | {"grondslag": [_velden(grond) for grond in bron.grondslagen]}


def _vakplan(plan: Plan) -> dict[str, Any]:
    rijen = [
        [inzet.kaart, inzet.start, inzet.duur, inzet.mate]
        + ([] if inzet.deelgebieden is None else [list(inzet.deelgebieden)])
        for inzet in plan.inzetten
    ]
    return {"inzetten": rijen}


def _ijking(ijking: Ijking) -> dict[str, Any]:
    return _velden(ijking, "referentieplan") | {"referentieplan": ijking.referentieplan.als_dict()}


def _velden(deel: Any, *zonder: str) -> dict[str, Any]:
    """The fields of a dataclass as plain data, without some."""
    return {veld.name: _plat(getattr(deel, veld.name)) for veld in fields(deel) if veld.name not in zonder}


def _plat(waarde: Any) -> Any:
    """Mappings and sequences as JSON has them."""
    if isinstance(waarde, Mapping):
        return {naam: _plat(deel) for naam, deel in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [_plat(deel) for deel in waarde]
    return waarde
