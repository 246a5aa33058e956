"""Search the best known plan of a case: `python -m simulatie.kern.werkplaats zoek_referentie klosjesbuurt`.

An evolution strategy on a table with one column per card, then steps to better neighbours, and at last without the
cards that are hardly missed, so that a practitioner can read it; deterministic for a seed. A plan counts in full only
when it fits the budget, asks no more of any holder than there is, is exemplary in law, and does something about three kinds
of trouble: a plan that leaves the network all but one of its trades is no example, whatever the index says.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import SOORTEN, Kaart
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Vlaggen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.inlezen.tabellen import CASUSSEN
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel, stapel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waardering import over_meetvenster

# The reference plan should be exemplary in law too. [assumption]
HOOGSTE_STRAF = 5.0
HOOGSTE_RISICO = 30.0
MATEN = np.arange(1, 11) / 10
# A card is hardly missed when it adds less than this part of what the plan gains over doing nothing; below this
# intensity a card is a token.
NAUWELIJKS = 0.003
KLEINSTE_MATE = 0.3
# Kinds of trouble that zuur must be about, from how many months a card counts, and what a kind less costs in index points.
SOORTEN_ZUUR = 3
LANG_ZUUR = 12
ZONDER_SOORT = 1.0


@dataclass(frozen=True)
class Instelling:
    ouders: int = 96
    kinderen: int = 320
    generaties: int = 80
    verfijningen: int = 40
    zaad: int = 7


def zoek(
    casus: Casus,
    instelling: Instelling | None = None,
    zonder: frozenset[str] = frozenset(),
    q: Coefficienten | None = None,
    voorbeelden: Sequence[Plan] = (),
) -> tuple[Plan, float]:
    """The best plan found and its scored index; `zonder` forbids the cards of these principles, `voorbeelden` are
    plans to start from beside the random ones."""
    instelling = instelling or Instelling()
    q = q or casus.parameters.coefficienten()
    dobbel = np.random.default_rng(instelling.zaad)
    mag = ~np.isin(kaartmatrix(casus).principe, list(zonder))
    bevolking = _eerste(casus, instelling.kinderen, mag, dobbel)
    for rij, plan in enumerate(voorbeelden):
        zet_neer(casus, bevolking, rij, plan)
    beste = _verder(casus, bevolking, instelling, q, mag, dobbel).rijen([0])
    hoogste = float(weeg(casus, beste, q)[0])
    beste, hoogste = _verfijnd(casus, beste, hoogste, mag, q, instelling.verfijningen)
    beste, hoogste = _gesnoeid(casus, beste, hoogste, q)
    # What is left is set once more, with no other cards.
    beste, hoogste = _verfijnd(casus, beste, hoogste, beste.mate[0] > 0, q, instelling.verfijningen)
    return lees_plan(casus, beste, 0), hoogste


def verder(casus: Casus, bevolking: Inzettabel, instelling: Instelling, q: Coefficienten) -> Inzettabel:
    """Go on from these plans, a column per card; the best of the last generation, best first."""
    mag = np.ones(len(casus.kaarten), dtype=bool)
    return _verder(casus, bevolking, instelling, q, mag, np.random.default_rng(instelling.zaad))


def _verder(
    casus: Casus,
    bevolking: Inzettabel,
    instelling: Instelling,
    q: Coefficienten,
    mag: Vlaggen,
    dobbel: np.random.Generator,
) -> Inzettabel:
    waarde = weeg(casus, bevolking, q)
    for _ in range(instelling.generaties):
        rang = np.argsort(-waarde, kind="stable")[: instelling.ouders]
        bevolking, waarde = bevolking.rijen(rang), waarde[rang]
        kinderen = _kinderen(casus, bevolking, instelling.kinderen, mag, dobbel)
        bevolking = stapel(bevolking, kinderen)
        waarde = np.concatenate([waarde, weeg(casus, kinderen, q)])
    return bevolking.rijen(np.argsort(-waarde, kind="stable")[: instelling.ouders])


def _verfijnd(
    casus: Casus, beste: Inzettabel, hoogste: float, mag: Vlaggen, q: Coefficienten, keren: int
) -> tuple[Inzettabel, float]:
    for _ in range(keren):
        nieuw, hoger = _verfijn(casus, beste, hoogste, mag, q)
        if hoger <= hoogste:
            break
        beste, hoogste = nieuw, hoger
    return beste, hoogste


def _gesnoeid(casus: Casus, beste: Inzettabel, hoogste: float, q: Coefficienten) -> tuple[Inzettabel, float]:
    """Without what is hardly missed, the least missed first; what is a token and is missed gets stronger, if it may."""
    niets = float(weeg(casus, beste.met(mate=np.zeros_like(beste.mate)), q)[0])
    while (aan := np.flatnonzero(beste.mate[0] > 0)).size:
        zonder = beste.herhaal(len(aan))
        zonder.mate[np.arange(len(aan)), aan] = 0.0
        waarde = weeg(casus, zonder, q)
        minst = int(np.argmax(waarde))
        if waarde[minst] < hoogste - NAUWELIJKS * (hoogste - niets):
            break
        beste, hoogste = zonder.rijen([minst]), float(waarde[minst])
    for kolom in np.flatnonzero((beste.mate[0] > 0) & (beste.mate[0] < KLEINSTE_MATE)):
        sterker = beste.herhaal(1)
        sterker.mate[0, kolom] = KLEINSTE_MATE
        if (waarde := weeg(casus, sterker, q))[0] >= hoogste - NAUWELIJKS * (hoogste - niets):
            beste, hoogste = sterker, float(waarde[0])
    return beste, hoogste


def weeg(casus: Casus, tabel: Inzettabel, q: Coefficienten) -> Getallen:
    """Scored index, less what grows with too much money, too many people, legal risk and missing grounds."""
    uit = lijnen(casus, tabel, ("index", "juridisch_risico", "stilgelegd"), q=q)
    waarde = over_meetvenster(casus, uit.lijn["index"])
    te_duur = np.maximum(0, uit.kosten / casus.budget - 1)
    riskant = np.maximum(0, uit.lijn["juridisch_risico"].max(axis=1) - HOOGSTE_RISICO)
    stops = uit.lijn["stilgelegd"].sum(axis=1)
    zonder_grond = np.maximum(0, uit.straf - HOOGSTE_STRAF)
    soorten = np.minimum(SOORTEN_ZUUR, soorten_met_zuur(casus, tabel))
    aftrek = (
        ZONDER_SOORT * (SOORTEN_ZUUR - soorten)
        + 200 * te_duur
        + 10 * uit.overvraagd
        + 0.3 * riskant
        + 5 * stops
        + zonder_grond
    )
    gewogen: Getallen = np.round(waarde - aftrek, 9)
    return gewogen


def soorten_met_zuur(casus: Casus, tabel: Inzettabel) -> Gehelen:
    """About how many kinds of trouble a plan does something with zuur, a year or longer and as no token, [plan]."""
    matrix = kaartmatrix(casus)
    soort = [soort_van(casus.kaarten[matrix.codes[kaart]]) for kaart in tabel.kaart]
    lengte = np.minimum(tabel.einde, casus.programmaduur) - tabel.start
    telt = (matrix.principe[tabel.kaart] == "zuur") & (tabel.mate >= KLEINSTE_MATE) & (lengte >= LANG_ZUUR)
    per_soort = [telt[:, [een == ander for een in soort]].any(axis=1) for ander in sorted(set(soort))]
    aantal: Gehelen = np.sum(per_soort, axis=0)
    return aantal


def soort_van(kaart: Kaart) -> str:
    """The kind of trouble a card does most about."""
    per_soort = {soort: kaart.werking.get(f"zaak_{soort}", 0.0) for soort in SOORTEN}
    return max(per_soort, key=lambda soort: per_soort[soort])


def _eerste(casus: Casus, aantal: int, mag: Vlaggen, dobbel: np.random.Generator) -> Inzettabel:
    """Random plans of ten to thirty cards."""
    kaarten = len(mag)
    vorm = (aantal, kaarten)
    kans = dobbel.uniform(10, 30, (aantal, 1)) / kaarten
    aan = (dobbel.random(vorm) < kans) & mag
    kortst = kortste_duren(casus)
    start = dobbel.integers(0, 24, vorm)
    duur = np.maximum(kortst, dobbel.integers(12, casus.programmaduur + 1, vorm))
    return Inzettabel(
        kaart=np.arange(kaarten),
        start=start,
        einde=np.minimum(start + duur, casus.programmaduur),
        mate=np.where(aan, dobbel.choice(MATEN[2:], vorm), 0.0),
        gebied=np.ones((*vorm, len(casus.deelgebieden)), dtype=bool),
    )


def zet_neer(casus: Casus, tabel: Inzettabel, rij: int, plan: Plan) -> None:
    """Overwrite a row of a table with a column per card; of a card that runs twice the first deployment."""
    eigen = maak_tabel(casus, [plan])
    tabel.mate[rij] = 0.0
    for kolom in reversed(range(len(eigen.kaart))):
        kaart = eigen.kaart[kolom]
        for veld in ("start", "einde", "mate", "gebied"):
            getattr(tabel, veld)[rij, kaart] = getattr(eigen, veld)[0, kolom]


def _kinderen(
    casus: Casus, ouders: Inzettabel, aantal: int, mag: Vlaggen, dobbel: np.random.Generator
) -> Inzettabel:
    """Each child mixes two parents card by card, or copies one, and then changes a few cells."""
    vorm = (aantal, len(mag))
    # Better parents are drawn more often: they stand first.
    rang = np.minimum(
        dobbel.integers(0, len(ouders), (2, aantal)), dobbel.integers(0, len(ouders), (2, aantal))
    )
    kruis = (dobbel.random((aantal, 1)) < 0.5) & (dobbel.random(vorm) < 0.5)
    start = np.where(kruis, ouders.start[rang[1]], ouders.start[rang[0]])
    einde = np.where(kruis, ouders.einde[rang[1]], ouders.einde[rang[0]])
    mate = np.where(kruis, ouders.mate[rang[1]], ouders.mate[rang[0]])
    tempo = dobbel.choice([0.5, 1.5, 4.0], (aantal, 1)) / len(mag)

    wissel = (dobbel.random(vorm) < tempo) & mag
    nieuw = np.where(mate > 0, 0.0, dobbel.choice(MATEN[2:], vorm))
    mate = np.where(wissel, nieuw, mate)
    stap = dobbel.choice([-0.3, -0.1, 0.1, 0.3], vorm)
    sterker = np.clip(np.round(mate + stap, 2), 0.1, 1.0)
    mate = np.where((mate > 0) & (dobbel.random(vorm) < 3 * tempo), sterker, mate)
    schuif = dobbel.choice([-6, -3, -1, 1, 3, 6], vorm) * (dobbel.random(vorm) < 3 * tempo)
    mee = dobbel.random(vorm) < 0.5
    kortst = kortste_duren(casus)
    nieuwe_start = np.clip(start + schuif, 0, casus.programmaduur - kortst)
    einde = einde + np.where(mee, nieuwe_start - start, 0)
    einde = einde + dobbel.choice([-12, -6, -3, 3, 6, 12], vorm) * (dobbel.random(vorm) < 3 * tempo)
    return Inzettabel(
        kaart=ouders.kaart,
        start=nieuwe_start,
        einde=np.clip(einde, nieuwe_start + kortst, casus.programmaduur),
        mate=mate,
        gebied=_richt(
            np.where(kruis[:, :, None], ouders.gebied[rang[1]], ouders.gebied[rang[0]]), tempo, dobbel
        ),
    )


def _richt(gebied: Vlaggen, tempo: Getallen, dobbel: np.random.Generator) -> Vlaggen:
    """Now and then a card aimed at one deelgebied more or less, or at the whole area again; never at nothing."""
    vorm = gebied.shape
    om = (dobbel.random(vorm[:2]) < tempo)[:, :, None] & (
        dobbel.integers(0, vorm[2], vorm[:2])[:, :, None] == np.arange(vorm[2])
    )
    gebied = gebied ^ om
    gebied |= (dobbel.random(vorm[:2]) < tempo / 2)[:, :, None]
    return gebied | ~gebied.any(axis=2, keepdims=True)


def kortste_duren(casus: Casus) -> Gehelen:
    """The shortest months a card can be asked for, [kaart]."""
    return np.array([kaart.duur[0] for kaart in casus.kaarten.values()])


def _verfijn(
    casus: Casus, beste: Inzettabel, hoogste: float, mag: Vlaggen, q: Coefficienten
) -> tuple[Inzettabel, float]:
    """Try every change of one cell; then the best of them together, as many as go together well."""
    wijzigingen = list(_enkele_wijzigingen(casus, beste, mag))
    waarde = weeg(casus, _met_wijzigingen(beste, [[w] for w in wijzigingen]), q)
    winst: dict[int, tuple[float, tuple[int, int, int, float]]] = {}
    for wijziging, hoger in zip(wijzigingen, waarde, strict=True):
        if hoger > max(hoogste, winst.get(wijziging[0], (hoogste,))[0]):
            winst[wijziging[0]] = (float(hoger), wijziging)
    rang = [wijziging for _, wijziging in sorted(winst.values(), key=lambda w: (-w[0], w[1]))]
    if not rang:
        return beste, hoogste
    samen = _met_wijzigingen(beste, [rang[:aantal] for aantal in range(1, len(rang) + 1)])
    waarde = weeg(casus, samen, q)
    winnaar = int(np.argmax(waarde))
    return samen.rijen([winnaar]), float(waarde[winnaar])


def _enkele_wijzigingen(
    casus: Casus, tabel: Inzettabel, mag: Vlaggen
) -> Iterator[tuple[int, int, int, float]]:
    """(column, start, einde, mate) for every card: switched on or off, stronger or weaker, moved, longer, shorter."""
    slot, kortst = casus.programmaduur, kortste_duren(casus)
    for kolom in map(int, np.flatnonzero(mag)):
        start, einde, mate = (
            int(tabel.start[0, kolom]),
            int(tabel.einde[0, kolom]),
            float(tabel.mate[0, kolom]),
        )
        if mate == 0:
            for begin, lengte in product((0, 6, 12, 24), (18, 36, 60)):
                einde = min(begin + max(lengte, int(kortst[kolom])), slot)
                if einde - begin >= kortst[kolom]:
                    yield from ((kolom, begin, einde, m) for m in (0.4, 1.0))
            continue
        for ander in (0.0, mate - 0.2, mate - 0.1, mate + 0.1, mate + 0.2, 1.0):
            if ander == 0 or 0.1 <= ander <= 1:
                yield kolom, start, einde, round(ander, 2)
        for schuif in (-6, -3, -1, 1, 3, 6):
            anders = (
                (start + schuif, einde),
                (start + schuif, min(einde + schuif, slot)),
                (start, einde + schuif),
            )
            for begin, eind in anders:
                if begin >= 0 and eind <= slot and eind - begin >= kortst[kolom]:
                    yield kolom, begin, eind, mate
        if einde < slot:
            yield kolom, start, slot, mate


def _met_wijzigingen(tabel: Inzettabel, lijsten: list[list[tuple[int, int, int, float]]]) -> Inzettabel:
    uit = tabel.herhaal(len(lijsten))
    for rij, lijst in enumerate(lijsten):
        for kolom, start, einde, mate in lijst:
            uit.start[rij, kolom], uit.einde[rij, kolom], uit.mate[rij, kolom] = start, einde, mate
    return uit


def bewaar_referentie(casus: Casus, plan: Plan, waarde: float) -> None:
    """Write the plan beside the case; the scale, which rests on it, has to be computed again (`ijk`)."""
    inhoud = {
        "versie": casus.versie,
        "modelversie": casus.modelversie,
        "referentieplan": plan.als_dict(),
        "ijkpunten": {"referentie": waarde},
    }
    (CASUSSEN / f"{casus.sleutel}.ijking.json").write_text(
        json.dumps(inhoud, indent=1) + "\n", encoding="utf-8"
    )


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    lezer.add_argument("--generaties", type=int, default=Instelling.generaties)
    lezer.add_argument("--zaden", type=int, nargs="+", default=[1, 2, 3, 4, 5, 6])
    keuze = lezer.parse_args()
    casus = laad_casus(keuze.casus)
    gevonden = []
    for zaad in keuze.zaden:
        plan, waarde = zoek(casus, Instelling(generaties=keuze.generaties, zaad=zaad))
        print(f"zaad {zaad}: index {waarde:.3f}, {len(plan.inzetten)} inzetten")
        gevonden.append(plan)
    slot = Instelling(generaties=2 * keuze.generaties, zaad=min(keuze.zaden))
    if casus.ijking is not None:
        gevonden.append(casus.ijking.referentieplan)
    plan, waarde = zoek(casus, slot, voorbeelden=gevonden)
    bewaar_referentie(casus, plan, waarde)
    print(
        f"Referentieplan van {casus.naam} bewaard: index {waarde:.3f}. Draai nu: python -m simulatie.kern.werkplaats ijk."
    )
