"""How far a set of coefficients makes the method emerge: `python -m simulatie.kern.werkplaats passing`.

For every case: the best plan is searched anew, expert plans are tried on it, mistakes are made in them, their cards are
put in month 0, shuffled, made equal and put one after the other. `verlies` sums up by how much the bounds are missed.
Only half of the experts' plans (PASSEND) is in it; the other half (TOETS) shows what fitting does.

G = share of what is attainable between doing nothing and the best plan. Table rows: see `Cijfers`.
"""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan, maak_tabel, stapel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waardering import over_meetvenster
from simulatie.kern.werkplaats.proefplannen import (
    ZES,
    beginners,
    elke_kaart_alleen,
    fouten,
    leeg,
    mildere_fouten,
    op_de_juiste_kaarten,
    willekeurig,
)
from simulatie.kern.werkplaats.zoek_referentie import _eerste, _kinderen, weeg, zet_neer

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
PASSEND = (0, 2, 4)
TOETS = (1, 3, 5)
BEGINNERS = 160
WILLEKEURIG = 300
LANG = 240
ZAAD = 20260301


@dataclass
class Zoekstand:
    """The plans a search goes on from."""

    bevolking: Inzettabel | None = None


@dataclass
class Cijfers:
    """What was measured for one case; see `druk_af`."""

    niets: float
    beste: float
    experts: Getallen
    fouten: Mapping[str, Getallen]
    mild: Mapping[str, Getallen]
    delen: Mapping[str, Getallen]
    beginners: Getallen
    willekeurig: Getallen
    los: tuple[str, float]
    kentering: Getallen
    vijftien: float
    daling: float
    plan: Plan
    zuur: Mapping[str, float] = field(default_factory=dict)
    aandeel: Mapping[str, float] = field(default_factory=dict)


@dataclass
class Proef:
    """A case with the plans that do not depend on coefficients."""

    casus: Casus
    experts: list[Plan]
    beginners: Inzettabel
    willekeurig: Inzettabel
    stand: Zoekstand

    @classmethod
    def van(cls, sleutel: str) -> "Proef":
        casus = laad_casus(sleutel)
        return cls(
            casus,
            list(casus.vakplannen),
            beginners(casus, BEGINNERS, ZAAD),
            willekeurig(casus, WILLEKEURIG, ZAAD),
            Zoekstand(),
        )


def zoek_beste(
    proef: Proef, q: Coefficienten, generaties: int, kinderen: int = 160, ouders: int = 48
) -> tuple[Inzettabel, float]:
    """Go on with the search of the best plan under these coefficients; (plan table of one row, weighed index)."""
    casus, stand = proef.casus, proef.stand
    dobbel = np.random.default_rng(ZAAD)
    mag = np.ones(len(casus.kaarten), dtype=bool)
    if stand.bevolking is None:
        bevolking = _eerste(casus, kinderen, mag, dobbel)
        for rij, plan in enumerate([*proef.experts, casus.referentieplan]):
            zet_neer(casus, bevolking, rij, plan)
    else:
        bevolking = stand.bevolking
    waarde = weeg(casus, bevolking, q)
    for _ in range(generaties):
        rang = np.argsort(-waarde, kind="stable")[:ouders]
        bevolking, waarde = bevolking.rijen(rang), waarde[rang]
        nieuw = _kinderen(casus, bevolking, kinderen, mag, dobbel)
        bevolking = stapel(bevolking, nieuw)
        waarde = np.concatenate([waarde, weeg(casus, nieuw, q)])
    rang = np.argsort(-waarde, kind="stable")[:ouders]
    stand.bevolking = bevolking.rijen(rang)
    return stand.bevolking.rijen([0]), float(waarde[rang[0]])


SAMEN: Mapping[str, Callable[[Getallen], float]] = {
    "maand 0 geschaald": np.max,
    "maand 0": np.max,
    "geschud": np.median,
    "gelijk": np.max,
    "na elkaar": np.max,
}
GRENZEN = {"maand 0 geschaald": 0.75, "maand 0": 0.85, "geschud": 0.8, "gelijk": 0.7, "na elkaar": 0.6}


def meet(proef: Proef, q: Coefficienten, generaties: int, alle: bool = True) -> Cijfers:
    """Measure a case under coefficients; `alle` also makes mistakes in the plans of TOETS."""
    casus = proef.casus
    beste, _ = zoek_beste(proef, q, generaties)
    plan = _lees(casus, beste)
    groot = maak_tabel(casus, [plan, *proef.experts])
    bases = [0, *[1 + n for n in (range(len(proef.experts)) if alle else PASSEND)]]
    stukken: list[tuple[str, str, int, Inzettabel]] = []
    for basis in bases:
        een = groot.rijen([basis])
        for soort, dingen in (
            ("fout", fouten(casus, een)),
            ("mild", mildere_fouten(casus, een)),
            ("deel", op_de_juiste_kaarten(casus, een, q, alle)),
        ):
            stukken += [(soort, naam, basis, t) for naam, t in dingen.items()]
    tabel = stapel(groot, *(t for *_, t in stukken))
    los = stapel(leeg(casus, 1), elke_kaart_alleen(casus), proef.beginners, proef.willekeurig)
    uit = lijnen(casus, _naast_elkaar(tabel, los), q=q)
    index, overig = np.split(over_meetvenster(casus, uit.lijn["index"]), [len(tabel)])
    niets, hoogste = float(overig[0]), float(index[0])
    g = (index - niets) / (hoogste - niets)
    o = (overig - niets) / (hoogste - niets)
    verzameld: dict[str, dict[str, list[float]]] = {"fout": {}, "mild": {}, "deel": {}}
    van = len(groot)
    for soort, naam, basis, t in stukken:
        deel = g[van : van + len(t)]
        waarde = float(SAMEN[naam](deel)) / g[basis] if soort == "deel" and len(t) else 0.0
        if soort != "deel":
            waarde = float(deel[0])
            if naam == "vol" and uit.kosten[van] > casus.budget:
                waarde = min(waarde, 0.0)
        verzameld[soort].setdefault(naam, []).append(waarde)
        van += len(t)
    kaarten = len(casus.kaarten)
    alleen, rest_o = o[1 : 1 + kaarten], o[1 + kaarten :]
    lang = stapel(
        groot.rijen([0]).met(mate=np.zeros_like(groot.mate[:1])),
        groot,
        groot.rijen([0]).met(einde=np.minimum(groot.einde[:1], 15)),
    )
    ver = lijnen(casus, lang, q=q, horizon=LANG).lijn["index"]
    gat = ver[1:] - ver[0]
    return Cijfers(
        niets=niets,
        beste=hoogste,
        experts=g[1 : 1 + len(proef.experts)],
        **{
            veld: {naam: np.array(w) for naam, w in verzameld[soort].items()}
            for veld, soort in (("fouten", "fout"), ("mild", "mild"), ("delen", "deel"))
        },
        beginners=rest_o[: len(proef.beginners)],
        willekeurig=rest_o[len(proef.beginners) :],
        los=(list(casus.kaarten)[int(alleen.argmax())], float(alleen.max())),
        kentering=gat[:-1, LANG] / gat[:-1, 96],
        vijftien=float(gat[-1, LANG]),
        daling=float(ver[0, 0] - ver[0, 96]),
        plan=plan,
        zuur=_zuur(casus, plan),
        aandeel=_aandeel(casus, plan),
    )


def _naast_elkaar(een: Inzettabel, ander: Inzettabel) -> Inzettabel:
    """Two tables over columns of their own, the rows of the first above those of the second."""

    def leeg_erbij(tabel: Inzettabel, breedte: int, voor: bool) -> dict[str, Getallen]:
        uit = {}
        for veld in ("start", "einde", "mate", "gebied"):
            eigen = getattr(tabel, veld)
            rest = np.zeros((len(tabel), breedte, *eigen.shape[2:]), dtype=eigen.dtype)
            uit[veld] = np.concatenate([rest, eigen] if voor else [eigen, rest], axis=1)
        uit["gebied"] |= ~uit["gebied"].any(axis=2, keepdims=True)
        return uit

    boven, onder = leeg_erbij(een, len(ander.kaart), False), leeg_erbij(ander, len(een.kaart), True)
    return Inzettabel(
        kaart=np.concatenate([een.kaart, ander.kaart]),
        **{veld: np.concatenate([boven[veld], onder[veld]]) for veld in boven},
    )


def _lees(casus: Casus, tabel: Inzettabel) -> Plan:
    return lees_plan(casus, tabel, 0)


def _zuur(casus: Casus, plan: Plan) -> dict[str, float]:
    """Per kind of trouble the hard card that does most about it, at 0.3 or more for twelve months or more."""
    uit: dict[str, float] = {}
    for inzet in plan.inzetten:
        kaart = casus.kaarten[inzet.kaart]
        if kaart.principe == "zuur" and inzet.duur >= 12 and inzet.mate >= 0.3:
            soorten = {s: kaart.werking.get(f"zaak_{s}", 0.0) for s in SOORTEN}
            uit[f"{inzet.kaart}:{max(soorten, key=lambda s: soorten[s])}"] = inzet.mate
    return uit


def _aandeel(casus: Casus, plan: Plan) -> dict[str, float]:
    """Part of the effort in fte-months per principle."""
    werk: dict[str, float] = {}
    for inzet in plan.inzetten:
        kaart = casus.kaarten[inzet.kaart]
        deel = 0.3 + 0.7 * inzet.mate
        werk[kaart.principe] = werk.get(kaart.principe, 0.0) + sum(kaart.inzet.values()) * deel * min(
            inzet.duur, 60 - inzet.start
        )
    som = sum(werk.values()) or 1.0
    return {p: w / som for p, w in werk.items()}


def haak(meer: Getallen) -> float:
    """Mean of what is above zero."""
    return float(np.mean(np.maximum(0.0, meer)))


def verlies(c: Cijfers) -> dict[str, float]:
    """By how much the bounds are missed, per property; 0 = all hold."""
    e = c.experts[list(PASSEND)]
    basis = [0, 1, 2, 3] if len(next(iter(c.fouten.values()))) == 4 else [0, *[1 + n for n in PASSEND]]
    return {
        "1 experts": 3 * haak(0.66 - e) + 2 * max(0.0, 0.72 - float(e.mean())),
        "3 fouten": 2.5 * float(np.mean([haak(w[basis] - 0.55) for w in c.fouten.values()])),
        "3 beste": 0.5 * float(np.mean([haak(w[:1] - 0.7) for w in c.fouten.values()])),
        "4 juiste kaarten": 5
        * float(np.mean([haak(w[basis] - (GRENZEN[n] - 0.03)) for n, w in c.delen.items()])),
        "5 beginners": 2 * max(0.0, 0.14 - float(np.median(c.beginners)))
        + 2 * max(0.0, float(np.median(c.beginners)) - 0.38)
        + 2 * max(0.0, float((c.beginners < 0).mean()) - 0.08),
        "2 zuur": 0.15 * max(0, 3 - len({z.split(":")[1] for z in c.zuur}))
        + sum(2 * max(0.0, 0.055 - c.aandeel.get(p, 0.0)) for p in ZES),
        "8 kentering": 2 * max(0.0, 0.83 - float(c.kentering[0])) + 0.05 * max(0.0, c.vijftien - 4.5),
        "9 toverplan": 2 * max(0.0, float(np.quantile(c.willekeurig, 0.99)) - 0.55)
        + 2 * max(0.0, c.los[1] - 0.13),
        "7 niets doen": 0.1 * (max(0.0, 3.2 - c.daling) + max(0.0, c.daling - 7.8)),
    }


def druk_af(sleutel: str, c: Cijfers) -> None:
    def rij(w: Getallen) -> str:
        return " ".join(f"{x:5.2f}" for x in np.atleast_1d(w))

    p, t = list(PASSEND), list(TOETS)
    print(f"== {sleutel}: niets {c.niets:.1f}, beste {c.beste:.1f}; niets doen daalt {c.daling:.1f}")
    print(f"  experts passend {rij(c.experts[p])} | toets {rij(c.experts[t])} | gem {c.experts.mean():.2f}")
    for naam, w in c.fouten.items():
        print(f"  fout {naam:18} {rij(w)}")
    over = sum(int((w >= 0.6).sum()) for w in c.fouten.values())
    van_beste = sum(int(w[0] >= 0.6) for w in c.fouten.values())
    print(f"  fouten >= .6: {over} van {sum(len(w) for w in c.fouten.values())}, beste {van_beste}")
    for naam, w in c.mild.items():
        print(f"  mild {naam:18} {rij(w)}")
    for naam, w in c.delen.items():
        print(f"  deel {naam:18} {rij(w)}  (<= {GRENZEN[naam]})")
    print(
        f"  beginners mediaan {np.median(c.beginners):.2f}, onder niets {(c.beginners < -1e-9).mean():.0%};"
        f" willekeurig p99 {np.quantile(c.willekeurig, 0.99):.2f}; los {c.los[0]} {c.los[1]:.2f}"
    )
    print(f"  kentering {rij(c.kentering)}; 15 maanden {c.vijftien:.1f}")
    print("  aandeel " + " ".join(f"{n} {w:.0%}" for n, w in c.aandeel.items()))
    print("  zuur " + " ".join(f"{n}={w}" for n, w in c.zuur.items()))
    print("  plan " + " ".join(f"{i.kaart}:{i.start}+{i.duur}@{i.mate}" for i in c.plan.inzetten))


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casussen", nargs="*", default=list(CASUSSEN))
    lezer.add_argument("--generaties", type=int, default=60)
    keuze = lezer.parse_args()
    for sleutel in keuze.casussen:
        proef = Proef.van(sleutel)
        cijfers = meet(proef, proef.casus.parameters.coefficienten(), keuze.generaties)
        druk_af(sleutel, cijfers)
        print("  verlies", {n: round(w, 3) for n, w in verlies(cijfers).items()}, flush=True)
