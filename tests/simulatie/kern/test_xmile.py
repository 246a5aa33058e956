"""The exported model, run by PySD: an engine nobody here wrote has to find what `simuleer` finds.

Translating a model takes PySD far longer than running it. So five plans per case go through it exactly as a user
downloads them, and on each of these models nine more plans run that are made as a user makes them in a tool: by
changing the constants that hold start, length, intensity and deelgebieden of the deployments (PySD's `params`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import black
import numpy as np
import pysd
import pytest
from pysd.py_backend.model import Macro
from pysd.translators.xmile.xmile_element import Element

from simulatie.kern import (
    HOUDERS,
    Casus,
    Inzet,
    Plan,
    PlanOngeldig,
    bezetting,
    controleer_plan,
    laad_casus,
    simuleer,
)
from simulatie.kern.gegevens.toestand import GROOTHEDEN, PER_WIJK, ZAKEN
from simulatie.kern.inlezen import tabellen
from simulatie.kern.model.doses import eerste_start, ontbrekende_vereisten
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan, maak_tabel
from simulatie.kern.werkplaats.proefplannen import leeg, willekeurig
from simulatie.kern.xmile.eenheden import DELEN, eenheid
from simulatie.kern.xmile.voorraden import VOORRADEN
from simulatie.kern.xmile.xmile import exporteer_xmile

CASUSSEN = sorted(pad.stem for pad in tabellen.CASUSSEN.glob("*.toml"))
GROEPEN, PER_GROEP, KAARTEN = 5, 10, (8, 14)
# Differences are taken relative to the value, and to one where the value is smaller than that: of what runs
# from 0 to 1 a value may be 1e-9 off and no more.
GRENS, KLEIN = 1e-9, 1.0
NS = {"x": "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"}
WOORDEN = {"TIME", "MIN", "MAX", "EXP", "SQRT", "IF", "THEN", "ELSE", "AND"}

# A name with a digit in it: of a deelgebied, or of a deployment.
GENUMMERD = re.compile(r"(?<![\w.])[a-z_]+\d\w*")

ontleed = cache(partial(Element._smile_parser, None))


def ontleed_naar_vorm(vergelijking: str) -> Any:
    """What PySD makes of an equation. It takes apart one of each form: the same but for the digits in the names."""
    namen: dict[str, str] = {}

    def in_de_vorm(gevonden: re.Match[str]) -> str:
        return namen.setdefault(gevonden[0], f"{re.sub(r'[0-9]+', '0', gevonden[0])}_{len(namen)}")

    vorm = GENUMMERD.sub(in_de_vorm, vergelijking)
    return met_namen(ontleed(vorm), {kort: naam for naam, kort in namen.items()})


def met_namen(deel: Any, namen: Mapping[str, str]) -> Any:
    if isinstance(deel, str):
        return namen.get(deel, deel)
    if isinstance(deel, (list, tuple)):
        return type(deel)(met_namen(een, namen) for een in deel)
    if is_dataclass(deel):
        return replace(deel, **{veld: met_namen(een, namen) for veld, een in vars(deel).items()})
    return deel


@cache
def lezers(macro: Macro) -> Counter[str]:
    """How often each variable of a model is read: what PySD counts one by one, in one go."""
    tel: Counter[str] = Counter()
    for naam, gelezen in macro._dependencies.items():
        if naam.startswith("_"):
            for een, keer in gelezen["step"].items():
                tel[een] += keer * (2 if een in gelezen["initial"] else 1)
        else:
            tel.update(gelezen)
    return tel


@pytest.fixture(autouse=True)
def zonder_omhaal(monkeypatch):
    """Spare PySD three things that take most of its time and bear on no number: the layout by black of the Python it
    writes, counting anew for every variable and run how often it is read (it keeps what is read twice in a step), and
    taking apart an equation of a form that it took apart before (fifteen models say mostly the same)."""
    monkeypatch.setattr(Element, "_smile_parser", lambda _, vergelijking: ontleed_naar_vorm(vergelijking))
    monkeypatch.setattr(black, "format_file_contents", lambda tekst, **_: tekst)
    monkeypatch.setattr(Macro, "_count_calls", lambda macro, naam: lezers(macro)[naam])


def test_een_vergelijking_naar_vorm_is_die_van_pysd():
    """Of a model every tenth equation, and two that are alike but for which of their names are the same."""
    casus = laad_casus(CASUSSEN[0])
    variabelen = lees(casus, exporteer_xmile(casus, proefplannen(casus.sleutel)[0][0])).values()
    vergelijkingen = sorted({element.find("x:eqn", NS).text for _, element in variabelen})[::10]
    for tekst in ("r1_1_mate + r1_2_mate * 1e5", "r1_1_mate + r1_1_mate * 1e5", *vergelijkingen):
        assert ontleed_naar_vorm(tekst) == ontleed(tekst), tekst


@pytest.mark.langzaam
@pytest.mark.parametrize("groep", range(GROEPEN))
@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_pysd_vindt_dezelfde_lijnen(sleutel, groep, tmp_path):
    casus = in_groep(laad_casus(sleutel), groep)
    mal, *anders = proefplannen(sleutel)[groep]
    model = vertaal(casus, mal, tmp_path)
    vergelijk(casus, mal, draai(casus, model))
    for plan in anders:
        vergelijk(casus, plan, draai(casus, model, constanten(casus, mal, plan)))


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_de_proefplannen_raken_alles(sleutel):
    """What is compared must be worth comparing: every card, and everything that can go wrong with a plan."""
    casus = laad_casus(sleutel)
    plannen = [plan for groep in proefplannen(sleutel) for plan in groep]
    verlopen = [
        simuleer(in_groep(casus, nummer), groep) for nummer, groep in enumerate(proefplannen(sleutel))
    ]
    assert len(plannen) == GROEPEN * PER_GROEP
    assert {inzet.kaart for plan in plannen for inzet in plan.inzetten} == set(casus.kaarten)
    assert all(KAARTEN[0] <= len({inzet.kaart for inzet in plan.inzetten}) <= KAARTEN[1] for plan in plannen)
    grens = casus.parameters.tabel["draagkracht_grens"].waarde
    vaak = Counter(
        {
            "stop": sum(verloop.stilleggingen.any(axis=1).sum() for verloop in verlopen),
            "uitgeput": sum((verloop.wijk("draagkracht") < grens).any(axis=1).sum() for verloop in verlopen),
        }
    )
    for plan in plannen:
        tabel = maak_tabel(casus, [plan])
        eisen = [mist.any() for *_, mist in ontbrekende_vereisten(casus, tabel)]
        overzicht = bezetting(casus, plan)
        vaak["gericht"] += any(inzet.deelgebieden for inzet in plan.inzetten)
        vaak["sluit aan"] += (eerste_start(tabel) != tabel.start).any()
        vaak["mist iets"] += any(eisen)
        vaak["heeft wat nodig is"] += not all(eisen)
        vaak["overvraagd"] += any(
            max(fte) > overzicht.beschikbaar[houder] for houder, fte in overzicht.gevraagd.items()
        )
    assert min(vaak.values()) >= 3, vaak


@pytest.mark.langzaam
def test_pysd_vindt_hetzelfde_in_een_casus_met_een_deelgebied(tmp_path):
    casus = laad_casus(CASUSSEN[0])
    casus = replace(casus, deelgebieden=casus.deelgebieden[:1])
    plan = Plan([Inzet("R2", 0, 60, 0.8), Inzet("Z1", 3, 24, 0.9, (casus.deelgebieden[0].sleutel,))])
    vergelijk(casus, plan, draai(casus, vertaal(casus, plan, tmp_path)))


@pytest.mark.langzaam
@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_het_bestand_is_een_xmile_model_zonder_losse_einden(sleutel):
    casus = laad_casus(sleutel)
    gebruikte_namen(lees(casus, exporteer_xmile(casus, Plan())))
    for groep in proefplannen(sleutel):
        variabelen = lees(casus, exporteer_xmile(casus, groep[0]))
        ongebruikt = variabelen.keys() - gebruikte_namen(variabelen) - eindpunten(casus)
        assert ongebruikt == zonder_inzet(casus, groep[0]), ongebruikt ^ zonder_inzet(casus, groep[0])


# What the ground under a measure of a principle is compared with.
VAN_PRINCIPE = {
    "zuur": {"fundament_beeld_zuur", "fundament_samen_zuur", "fundament_contact_zuur"},
    "zoet": {"fundament_samen_zoet"},
    "zout": {"fundament_samen_zout", "fundament_contact_zout"},
    "bitter": {"fundament_beeld_bitter", "fundament_samen_bitter"},
}


def zonder_inzet(casus: Casus, plan: Plan) -> set[str]:
    """What no equation reads, because this plan has no deployment that asks for it."""
    kaarten = [casus.kaarten[inzet.kaart] for inzet in plan.inzetten]
    stromen = {stroom for kaart in kaarten for stroom in kaart.werking}
    principes = {kaart.principe for kaart in kaarten}
    return {
        *(f"bezetting_{h}" for h in HOUDERS if not any(kaart.inzet.get(h) for kaart in kaarten)),
        *(f"{s}_bereik" for s in ("zout", "bitter") if s not in stromen),
        *({"zaken_bereik"} if not any(s.startswith("zaak_") for s in stromen) else ()),
        *(VAN_PRINCIPE["zuur"] if "zuur" not in principes else ()),
        *(VAN_PRINCIPE["zoet"] if "zoet" not in principes else ()),
        *(VAN_PRINCIPE["zout"] if "zout" not in principes else ()),
        *(VAN_PRINCIPE["bitter"] if "bitter" not in principes else ()),
    }


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_het_bestand_telt_zoals_mensen_het_zien(sleutel):
    """Parts are percents, what a case counts in its own measure is in that, and the plan is in percent."""
    casus = laad_casus(sleutel)
    plan = proefplannen(sleutel)[0][0]
    variabelen = lees(casus, exporteer_xmile(casus, plan))

    def maat(naam):
        return variabelen[naam][1].find("x:units", NS).text

    assert (
        maat("samenwerking")
        == maat("medewerking")
        == maat("r2_1_mate" if "r2_1_mate" in variabelen else "precisie")
    )
    assert maat("samenwerking") == "%"
    for inzet in plan.inzetten:
        getallen = [
            float(variabelen[naam][1].find("x:eqn", NS).text)
            for naam in variabelen
            if re.fullmatch(rf"{inzet.kaart.lower()}_\d+_mate", naam)
        ]
        assert any(abs(getal - 100 * inzet.mate) < 1e-9 for getal in getallen)
    for naam in (*VOORRADEN, *DELEN):
        kaal = naam if naam in variabelen else f"{naam}_1"
        assert "model" not in maat(kaal)
        assert maat(kaal) not in ("0-1", "deel", "deel, 0-1")
        assert (f"{naam}_model" in variabelen or f"{naam}_model_1" in variabelen) == (
            naam in casus.eenheden or als_verloop(casus, naam, np.ones(1))[0] != 1
        )


def test_een_naam_zonder_eenheid_wordt_geweigerd():
    with pytest.raises(ValueError, match="heeft geen eenheid"):
        eenheid(laad_casus(CASUSSEN[0]), "iets_nieuws")


def test_elk_getal_heeft_een_herkomst_in_gewone_taal():
    casus = laad_casus(CASUSSEN[0])
    tekst = exporteer_xmile(casus, proefplannen(casus.sleutel)[0][0])
    variabelen = lees(casus, tekst)
    for naam, parameter in casus.parameters.tabel.items():
        assert variabelen[naam][1].find("x:eqn", NS).text == repr(parameter.waarde).removesuffix(".0")
        assert "Bron: " in variabelen[naam][1].find("x:doc", NS).text
    assert "[assumption]" not in tekst
    leeswijzer = variabelen["leeswijzer"][1].find("x:doc", NS).text
    assert f"{casus.naam}, versie {casus.versie}, model {casus.modelversie}." in leeswijzer
    assert "Dit is een leermodel, geen voorspelling." in leeswijzer


def test_twee_keer_exporteren_geeft_tot_op_de_letter_hetzelfde():
    casus = laad_casus(CASUSSEN[0])
    plan = proefplannen(casus.sleutel)[1][0]
    tekst = exporteer_xmile(casus, plan)
    assert exporteer_xmile(casus, plan) == tekst
    assert exporteer_xmile(casus, Plan(reversed(plan.inzetten))) == tekst


def test_een_ongeldig_plan_wordt_niet_geexporteerd():
    with pytest.raises(PlanOngeldig):
        exporteer_xmile(laad_casus(CASUSSEN[0]), Plan([Inzet("R2", 0, 12, 1.5)]))


# --- PySD -------------------------------------------------------------------------------------------------------------


def vertaal(casus: Casus, plan: Plan, folder: Path):
    bestand = folder / "model.xmile"
    bestand.write_text(exporteer_xmile(casus, plan), encoding="utf-8")
    return pysd.read_xmile(str(bestand))


def variabele(casus: Casus, grootheid: str, nummer: int) -> str:
    """The name under which a quantity stands in the document, in the units people see."""
    heel = grootheid in (*PER_WIJK, *ZAKEN, "verharding", "precisie")
    return grootheid if heel else f"{grootheid}_{nummer}"


def als_verloop(casus: Casus, grootheid: str, gezien: np.ndarray) -> np.ndarray:
    """What stands in the document, as a Verloop has it: that gives a part from 0 to 1, the document a percent."""
    deel = grootheid in DELEN or VOORRADEN.get(grootheid, ("", ""))[1] in ("0-1", "deel", "deel, 0-1")
    return gezien / 100 if deel else gezien


def draai(casus: Casus, model, anders: Mapping[str, float] | None = None) -> Mapping[str, np.ndarray]:
    """Every quantity [maand, deelgebied], and the months that a stop still lasts [maand]."""
    namen = {g: [variabele(casus, g, d.nummer) for d in casus.deelgebieden] for g in GROOTHEDEN}
    kolommen = sorted({naam for rij in namen.values() for naam in rij} | {"stil"})
    uit = model.run(params=anders, return_columns=kolommen, cache_output=False)
    assert len(uit) == casus.horizon + 1
    return {g: als_verloop(casus, g, uit[rij].to_numpy()) for g, rij in namen.items()} | {
        "stil": uit["stil"].to_numpy()
    }


def vergelijk(casus: Casus, plan: Plan, gevonden: Mapping[str, np.ndarray]) -> None:
    """Over all months, deelgebieden and quantities, hidden helpers included. The two helpers that a Verloop does not
    hold show in others: the months of a stop in when stops fall, and last month's zoet in trust."""
    verloop = simuleer(casus, [plan])
    for grootheid in GROOTHEDEN:
        verwacht = verloop.per_deelgebied(grootheid)[0]
        verschil = np.abs(gevonden[grootheid] - verwacht) / np.maximum(np.abs(verwacht), KLEIN)
        assert verschil.max() <= GRENS, (grootheid, plan)
    stopt = gevonden["stil"] == casus.parameters.tabel["stillegging_duur"].waarde
    assert np.array_equal(stopt, verloop.stilleggingen[0])


def in_groep(casus: Casus, groep: int) -> Casus:
    """The last two groups, with the zuur of the case, begin with a team that is nearly exhausted; in the very last the
    pile of weak files hardly shrinks, so that one stop follows on another."""
    if groep < GROEPEN - 2:
        return casus
    moe = {**casus.start, "draagkracht": casus.parameters.tabel["draagkracht_grens"].waarde + 5}
    if groep < GROEPEN - 1:
        return replace(casus, start=moe)
    streng = {"juridisch_verval": 0.0, "stillegging_terug_naar": 59.9}
    anders = {naam: {"waarde": waarde, "reden": "proef"} for naam, waarde in streng.items()}
    return replace(casus, start=moe, parameters=casus.parameters.voor_casus(anders, casus.parameters.kader))


# --- The plans --------------------------------------------------------------------------------------------------------


@cache
def proefplannen(sleutel: str) -> list[list[Plan]]:
    """Groups of plans over the same cards; together the groups hold all cards of the case. The first plan of a group
    holds every deployment the others have, so that they fit in the model exported from it."""
    casus = laad_casus(sleutel)
    dobbel = np.random.default_rng(CASUSSEN.index(sleutel))
    basis = willekeurig(casus, 400, zaad=17)
    groepen = []
    # Zuur together, so that it can add up to a stop; then what it and the others need, to fill a group.
    op_soort = sorted(
        dobbel.permutation(list(casus.kaarten)), key=lambda c: casus.kaarten[c].principe == "zuur"
    )
    for deel in np.array_split(op_soort, GROEPEN):
        nodig = {code for eigen in deel for eis in casus.kaarten[eigen].vereist for code in eis.een_van}
        over = sorted(set(casus.kaarten) - set(deel), key=lambda c: (c not in nodig, c))
        codes = [str(code) for code in (*deel, *over[: KAARTEN[1] - len(deel)])]
        delen = dict(zip(dobbel.choice(codes, 4, replace=False), (2, 2, 2, 3), strict=True))
        groep = [proefplan(casus, basis, codes, delen, dobbel, hard=False)]
        while len(groep) < PER_GROEP:
            gekozen = dobbel.choice(codes, dobbel.integers(KAARTEN[0], len(codes) + 1), replace=False)
            groep.append(proefplan(casus, basis, gekozen, delen, dobbel, hard=len(groep) % 2 == 0))
        groepen.append(groep)
    return groepen


def proefplan(
    casus: Casus, basis: Inzettabel, codes, delen: Mapping[str, int], dobbel: np.random.Generator, hard: bool
) -> Plan:
    """The cards `codes`, each as it stands in one of the random plans; a third of the deployments in part of the area,
    some cut in adjoining pieces. hard: zuur at full strength in all months."""
    rij = leeg(casus, 1)
    for kolom in (list(casus.kaarten).index(code) for code in codes):
        bron = dobbel.choice(np.flatnonzero(basis.mate[:, kolom]))
        for veld in ("start", "einde", "mate"):
            getattr(rij, veld)[0, kolom] = getattr(basis, veld)[bron, kolom]
    inzetten: list[Inzet] = []
    for inzet in lees_plan(casus, rij, 0).inzetten:
        zuur = hard and casus.kaarten[inzet.kaart].principe == "zuur"
        anders = replace(
            inzet,
            start=0 if zuur else inzet.start,
            duur=casus.programmaduur if zuur else inzet.duur,
            mate=1.0 if zuur else inzet.mate,
            deelgebieden=deel_van(casus, dobbel) if dobbel.random() < 1 / 3 else None,
        )
        inzetten += knip(casus, anders, delen.get(inzet.kaart, 1), dobbel)
    plan = Plan(inzetten)
    while any(b.ernst == "fout" for b in controleer_plan(casus, plan)):
        plan = Plan(replace(inzet, mate=round(inzet.mate * 0.8, 3)) for inzet in plan.inzetten)
    return plan


def deel_van(casus: Casus, dobbel: np.random.Generator) -> tuple[str, ...]:
    sleutels = [d.sleutel for d in casus.deelgebieden]
    return tuple(str(s) for s in dobbel.choice(sleutels, dobbel.integers(1, len(sleutels)), replace=False))


def knip(casus: Casus, inzet: Inzet, stukken: int, dobbel: np.random.Generator) -> Iterator[Inzet]:
    """The deployment in pieces, each of its own intensity; mostly adjoining, sometimes a month apart or elsewhere."""
    grenzen = np.linspace(inzet.start, inzet.einde, stukken + 1).astype(int).tolist()
    for nummer, (start, einde) in enumerate(pairwise(grenzen)):
        stuk = replace(inzet, start=start, duur=einde - start)
        if nummer:
            stuk = replace(stuk, mate=round(stuk.mate * dobbel.uniform(0.3, 1.0), 3))
            wat = dobbel.random()
            if wat < 0.15 and stuk.duur > 1:
                stuk = replace(stuk, start=start + 1, duur=stuk.duur - 1)
            elif wat < 0.3:
                stuk = replace(stuk, deelgebieden=deel_van(casus, dobbel))
        yield stuk


def constanten(casus: Casus, mal: Plan, plan: Plan) -> dict[str, float]:
    """The constants that turn the model exported from `mal` into `plan`. Deployments of one card are laid in its places
    last one first, as they are when a reader moves them past each other."""
    waarden: dict[str, float] = {}
    for code, plekken in Counter(inzet.kaart for inzet in mal.inzetten).items():
        inzetten = [inzet for inzet in reversed(plan.inzetten) if inzet.kaart == code]
        for keer in range(plekken):
            naam = f"{code.lower()}_{keer + 1}"
            if keer >= len(inzetten):
                waarden[f"{naam}_mate"] = 0.0
                continue
            inzet = inzetten[keer]
            waarden |= {f"{naam}_start": inzet.start, f"{naam}_duur": inzet.duur}
            waarden[f"{naam}_mate"] = 100 * inzet.mate
            waarden |= {
                f"{naam}_in_{d.nummer}": float(inzet.deelgebieden is None or d.sleutel in inzet.deelgebieden)
                for d in casus.deelgebieden
            }
    return waarden


# --- The document -----------------------------------------------------------------------------------------------------


def lees(casus: Casus, tekst: str) -> dict[str, tuple[str, ElementTree.Element]]:
    """The variables by name: (kind, element). The frame of the document is checked on the way."""
    wortel = ElementTree.fromstring(tekst.encode())  # noqa: S314 - our own text
    assert wortel.tag == f"{{{NS['x']}}}xmile"
    assert wortel.attrib == {"version": "1.0"}
    assert [kind.tag.split("}")[1] for kind in wortel] == ["header", "sim_specs", "model"]
    for verplicht in ("vendor", "product"):
        assert wortel.find(f"x:header/x:{verplicht}", NS).text
    tijd = wortel.find("x:sim_specs", NS)
    assert tijd.get("method") == "Euler"
    assert [kind.text for kind in tijd] == ["0", str(casus.horizon), "1"]
    variabelen = {}
    for element in wortel.find("x:model/x:variables", NS):
        naam = element.get("name")
        assert re.fullmatch(r"[a-z][a-z0-9_]*", naam)
        assert naam not in variabelen
        variabelen[naam] = (element.tag.split("}")[1], element)
    assert {soort for soort, _ in variabelen.values()} == {"aux", "stock", "flow"}
    return variabelen


def gebruikte_namen(variabelen: Mapping[str, tuple[str, ElementTree.Element]]) -> set[str]:
    """The names that some equation reads. Every variable is checked on the way."""
    gebruikt: set[str] = set()
    for soort, element in variabelen.values():
        vergelijking = element.find("x:eqn", NS).text
        woorden = set(re.findall(r"[A-Za-z_]\w*", vergelijking))
        assert woorden <= variabelen.keys() | WOORDEN, vergelijking
        assert vergelijking.isascii()
        assert not re.search(r"[-+*/^] ?-", vergelijking), "unary minus without parentheses"
        assert all(aantal == 2 for aantal in argumenten(vergelijking)), vergelijking
        assert element.find("x:doc", NS).text.strip()
        kinderen = ["doc", "eqn", "units", *(["inflow"] if soort == "stock" else [])]
        assert element.find("x:units", NS).text.strip()
        assert [kind.tag.split("}")[1] for kind in element] == kinderen
        if soort == "stock":
            instroom = element.find("x:inflow", NS).text
            assert variabelen[instroom][0] == "flow"
            woorden.add(instroom)
        gebruikt |= woorden
    return gebruikt


def argumenten(vergelijking: str) -> Iterator[int]:
    """The number of arguments of every MIN and MAX."""
    for functie in re.finditer(r"\b(?:MIN|MAX)\(", vergelijking):
        diepte, aantal = 1, 1
        for teken in vergelijking[functie.end() :]:
            diepte += (teken == "(") - (teken == ")")
            if not diepte:
                break
            aantal += teken == "," and diepte == 1
        yield aantal


def eindpunten(casus: Casus) -> set[str]:
    """What is there to be looked at, and may be read by no equation."""
    getoond = {variabele(casus, g, d.nummer) for g in GROOTHEDEN for d in casus.deelgebieden}
    gemiddeld = {variabele(casus, g, 0).removesuffix("_0") for g in GROOTHEDEN}
    vorig = {f"zoet_vorig_{d.nummer}" for d in casus.deelgebieden}
    return getoond | gemiddeld | vorig | {"leeswijzer"}
