"""Every sentence the core can make about a plan, over random and bad plans of all three cases, held to rules."""

import re

import numpy as np
import pytest

from simulatie.kern import Inzet, Plan, beoordeel, bezetting, controleer_plan, laad_casus
from simulatie.kern.gegevens.woorden import komma, maanden, meer_dan, opsomming
from simulatie.kern.model.inzettabel import lees_plan, maak_tabel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waarom import BEKEKEN, diagnose, reden, replays
from simulatie.kern.werkplaats.proefplannen import beginners, willekeurig

CASUSSEN = {sleutel: laad_casus(sleutel) for sleutel in ("klosjesbuurt", "heidewissel", "kettingwerf")}
# Words of one kind of place, that may not be said about another.
PLAATSWOORDEN = {
    "klosjesbuurt": r"park|terrein|units?|chalets?|exploitant|parkmanager",
    "heidewissel": r"buurt|wijk|units?|woningen|parkmanager",
    "kettingwerf": r"buurt|wijk|park|chalets?|woningen|bewoners?|woningcorporatie|exploitant",
}
VERBODEN = r"na elkaar|\b1 maanden\b|\b1 punten\b|[{}]|\(\)|  |: \.|\bnan\b|\binf\b|None|→ \d+ maanden? →"
CODE = re.compile(r"\b[RSZOB]\d{1,2}\b")
PUNT_ALS_KOMMA = re.compile(r"\d\.\d{1,2}(?!\d)")
GEVRAAGD = re.compile(r"gevraagd ([\d,.]+) fte, aanwezig ([\d,.]+) fte")


def slechte_plannen(casus, aantal):
    """Plans nobody should make: any cards, any start, too strong, too short, too long, in one place."""
    dobbel = np.random.default_rng(20260505)
    codes, gebieden = list(casus.kaarten), [d.sleutel for d in casus.deelgebieden]
    for _ in range(aantal):
        inzetten = []
        for code in dobbel.choice(codes, int(dobbel.integers(1, 22)), replace=False):
            start, duur = (
                int(dobbel.integers(0, 60)),
                int(dobbel.integers(1, casus.kaarten[code].duur[2] + 1)),
            )
            plek = (str(dobbel.choice(gebieden)),) if dobbel.random() < 0.3 else None
            inzetten.append(
                Inzet(str(code), start, duur, float(dobbel.choice([0.05, 0.1, 0.3, 0.5, 1])), plek)
            )
        yield Plan(inzetten)
    yield Plan([Inzet("Z99", -1, 0, 2.0, ("nergens",)), Inzet("R1", 0, 12, 0.5), Inzet("R1", 6, 12, 0.5)])


def bijna_vol(casus):
    """Of every holder a hair more asked than there is, found by halving."""
    for houder, aanwezig in casus.capaciteit.items():
        kaarten = [kaart for kaart in casus.kaarten.values() if houder in kaart.inzet]

        def plan(mate, kaarten=kaarten):
            return Plan([Inzet(kaart.code, 0, kaart.duur[1], mate) for kaart in kaarten])

        laag, hoog = 0.0, 1.0
        if max(bezetting(casus, plan(hoog)).gevraagd[houder]) <= aanwezig:
            continue
        for _ in range(16):
            midden = (laag + hoog) / 2
            te_veel = max(bezetting(casus, plan(midden)).gevraagd[houder]) > aanwezig
            laag, hoog = (laag, midden) if te_veel else (midden, hoog)
        yield plan(hoog)


def bevindingen(casus):
    plannen = [*slechte_plannen(casus, 250), *bijna_vol(casus)]
    for plan in plannen:
        for bevinding in controleer_plan(casus, plan):
            yield from (bevinding.melding, bevinding.remedie)


def redenen(casus):
    """What can be wrong with a plan, why another does better, and the diagnosis."""
    tabel = maak_tabel(casus, [p for p in slechte_plannen(casus, 60) if p.inzetten[0].kaart in casus.kaarten])
    gezien = replays(casus, tabel, lijnen(casus, tabel, BEKEKEN))
    for nummer, replay in enumerate(gezien):
        yield from (gebrek.zin for gebrek in replay.gebreken())
        yield reden(replay, gezien[nummer - 1])[0]
        yield diagnose(replay)


def oordeelszinnen(casus):
    """All text of whole judgements: novices, random plans, thin ones, one of practitioners, and an empty plan."""
    begin, los = beginners(casus, 2, 7), willekeurig(casus, 1, 7)
    plannen = [lees_plan(casus, begin, 0), lees_plan(casus, los, 0), casus.vakplannen[0], Plan()]
    for plan in plannen:
        oordeel = beoordeel(casus, plan)
        yield from oordeel.redenen
        yield from filter(None, [oordeel.diagnose])
        for vak in oordeel.vakmanschap:
            yield vak.tekst
            for advies in vak.adviezen:
                yield from (f"{advies.zin}.", advies.reden)
        if oordeel.naaste_vakplan:
            yield from oordeel.naaste_vakplan.verschillen


def bezwaren(casus, zin):
    """What is wrong with a sentence, by rule."""
    if vreemd := set(CODE.findall(zin)) - set(casus.kaarten) - {"Z99"}:
        yield f"kaart van een andere casus: {vreemd}"
    if re.search(VERBODEN, zin):
        yield "verboden woord"
    if re.search(rf"\b({PLAATSWOORDEN[casus.sleutel]})\b", zin, re.IGNORECASE):
        yield "woord van een andere plek"
    for ander in CASUSSEN.values():
        if ander is not casus:
            vreemd = {ander.naam, ander.plaats, *(p.naam for p in ander.personas)}
            eigen = {p.naam for p in casus.personas}
            if any(naam in zin for naam in vreemd - eigen):
                yield f"naam uit {ander.naam}"
    if PUNT_ALS_KOMMA.search(zin):
        yield "punt als komma"
    for gevraagd, aanwezig in GEVRAAGD.findall(zin):
        if float(gevraagd.replace(",", ".")) <= float(aanwezig.replace(",", ".")):
            yield "gevraagd is niet meer dan aanwezig"
    if not re.search(r"[.!?)]$", zin) or zin != zin.strip():
        yield "geen hele zin"


@pytest.mark.langzaam
@pytest.mark.parametrize("maker", [bevindingen, redenen, oordeelszinnen], ids=lambda f: f.__name__)
@pytest.mark.parametrize("casus", CASUSSEN.values(), ids=list(CASUSSEN))
def test_elke_zin_past_bij_de_casus(casus, maker):
    zinnen = set(maker(casus))
    assert len(zinnen) > 20
    assert {zin: fout for zin in zinnen if (fout := [*bezwaren(casus, zin)])} == {}


@pytest.mark.parametrize("casus", CASUSSEN.values(), ids=list(CASUSSEN))
def test_ook_wat_een_kaart_kan_zeggen_past_bij_de_casus(casus):
    """Every precondition and ground, though no random plan may ever miss it."""
    zinnen = set()
    for kaart in casus.kaarten.values():
        regels = [*kaart.vereist, *([kaart.rechtsgrond] if kaart.rechtsgrond else [])]
        zinnen |= {zin for regel in regels for zin in (regel.melding, regel.remedie)}
    assert {zin: fout for zin in zinnen if (fout := [*bezwaren(casus, zin)])} == {}


def test_bij_te_weinig_mensen_staan_nooit_twee_gelijke_getallen():
    casus = CASUSSEN["klosjesbuurt"]
    gezien = [
        m for p in bijna_vol(casus) for b in controleer_plan(casus, p) for m in GEVRAAGD.findall(b.melding)
    ]
    assert gezien
    assert all(gevraagd != aanwezig for gevraagd, aanwezig in gezien)


@pytest.mark.parametrize(
    ("gevraagd", "aanwezig", "woorden"),
    [
        (0.52, 0.5, ("0,52", "0,50")),
        (0.5000001, 0.5, ("0,501", "0,500")),
        (2.0, 1.6, ("2,0", "1,6")),
    ],
)
def test_meer_dan_leest_ook_als_meer(gevraagd, aanwezig, woorden):
    assert meer_dan(gevraagd, aanwezig) == woorden


def test_getallen_in_woorden():
    assert [maanden(1), maanden(2), komma(0.25, 2)] == ["1 maand", "2 maanden", "0,25"]
    assert [opsomming(w.split()) for w in ("zoet", "zoet zout", "zoet zout zuur")] == [
        "zoet",
        "zoet en zout",
        "zoet, zout en zuur",
    ]
