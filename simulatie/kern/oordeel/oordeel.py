"""The judgement of a plan: outcome, lawfulness, craft, and what each principle and each decision was worth.

Luck is kept apart from skill: outcomes are means over a fixed set of seeds, craft and contributions are weighed
without events.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Casus, CasusNietGeijkt, Ijking
from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.controle import eis_geldig
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.rechtmatigheid import Rechtmatigheid, toets_rechtmatigheid
from simulatie.kern.model.simuleer import Lijnen, lijnen
from simulatie.kern.oordeel.besluiten import Besluitwaarde, besluittabel, verdeel_over_besluiten
from simulatie.kern.oordeel.bijdragen import Bijdrage, coalitietabel, verdeel
from simulatie.kern.oordeel.naaste import NaasteVakplan, naaste_vakplan
from simulatie.kern.oordeel.onzekerheid import (
    ZADEN,
    Band,
    band,
    over_zaden,
    trekkingproef,
    uitkomsten_over_zaden,
    winstbanden,
    zadenproef,
)
from simulatie.kern.oordeel.proeven import Proef, speel_samen
from simulatie.kern.oordeel.vakmanschap import Spijt, Vakscore, Zoektocht, naast_referentie, vakscores
from simulatie.kern.oordeel.waardering import (
    MATEN,
    NAMEN,
    Maat,
    eindindex,
    over_meetvenster,
    score,
    uitkomsten_van,
)
from simulatie.kern.oordeel.waarom import BEKEKEN, diagnose, lusverschil


@dataclass(frozen=True)
class Uitkomst:
    """One outcome beside doing nothing and the reference plan, each the mean over the seeds; score 0-100 of
    that mean on the anchors of the case, and the band of the score over the seeds."""

    sleutel: str
    naam: str
    eenheid: str
    waarde: float
    niets_doen: float
    referentie: float
    score: float
    band: Band
    meer_is_beter: bool
    periode: str

    def als_dict(self) -> dict[str, Any]:
        return dict(vars(self)) | {"band": self.band.als_dict()}


@dataclass(frozen=True)
class Oordeel:
    """Scores 0-100, gains in points of the scored index, lines per month 0..horizon. All figures to 1e-9.

    zaad         of the session, None when it was played without events; `gevallen`: its events and their months
    bijdragen    Shapley values over the principles, besluiten over the deployments: both sum to `winst`
    bereikt      share of what is attainable between doing nothing (0) and the best known plan (1), without events
    winst        gain of the plan over doing nothing, without events; `winstbanden`: the same, and the difference
                 with the reference plan, over common draws of all coefficients
    lijnen       index per month of the `plan` as played, `niets_doen` and `referentie`; and without events, with people
                 enough, of the same effort laid otherwise: `tegelijk` and `na_elkaar`
    lijnenuitleg two sentences on the loops that make the difference between those
    diagnose     what is most wrong with a plan that does no better than doing nothing, "" for one that does
    naaste_vakplan   for a plan that did not pass: the plan of practitioners most like it, else None
                 (these five, and `reden` of an advice, are empty in case versions from before `bereikt` counted)
    """

    casus: str
    casusversie: str
    modelversie: str
    zaad: int | None
    gevallen: tuple[tuple[str, int], ...]
    uitkomst: tuple[Uitkomst, ...]
    uitkomst_score: float
    uitkomst_band: Band
    rechtmatigheid: Rechtmatigheid
    vakmanschap: tuple[Vakscore, ...]
    vakmanschap_score: float
    bijdragen: tuple[Bijdrage, ...]
    besluiten: tuple[Besluitwaarde, ...]
    umami: float
    bereikt: float
    winst: float
    winstbanden: Mapping[str, Band]
    geslaagd: bool
    redenen: tuple[str, ...]
    gewichten: Mapping[str, Mapping[str, float]]
    slaaggrens: Mapping[str, float]
    lijnen: Mapping[str, tuple[float, ...]]
    lijnenuitleg: tuple[str, ...]
    diagnose: str
    naaste_vakplan: NaasteVakplan | None

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "casus": self.casus,
            "casusversie": self.casusversie,
            "modelversie": self.modelversie,
            "zaad": self.zaad,
            "gevallen": [list(paar) for paar in self.gevallen],
            "uitkomst": [u.als_dict() for u in self.uitkomst],
            "uitkomst_score": self.uitkomst_score,
            "uitkomst_band": self.uitkomst_band.als_dict(),
            "rechtmatigheid": self.rechtmatigheid.als_dict(),
            "vakmanschap": [v.als_dict() for v in self.vakmanschap],
            "vakmanschap_score": self.vakmanschap_score,
            "bijdragen": [b.als_dict() for b in self.bijdragen],
            "besluiten": [b.als_dict() for b in self.besluiten],
            "umami": self.umami,
            "bereikt": self.bereikt,
            "winst": self.winst,
            "winstbanden": {k: b.als_dict() for k, b in self.winstbanden.items()},
            "geslaagd": self.geslaagd,
            "redenen": list(self.redenen),
            "gewichten": {k: dict(v) for k, v in self.gewichten.items()},
            "slaaggrens": dict(self.slaaggrens),
            "lijnen": {k: list(v) for k, v in self.lijnen.items()},
            "lijnenuitleg": list(self.lijnenuitleg),
            "diagnose": self.diagnose,
            "naaste_vakplan": self.naaste_vakplan and self.naaste_vakplan.als_dict(),
        }


@dataclass(frozen=True)
class _Loop:
    """A plan without events: line of the index, points lost, highest legal risk and stops."""

    index: tuple[float, ...]
    straf: float
    juridisch: float
    stilleggingen: int


def beoordeel(casus: Casus, plan: Plan, zaad: int | None = None) -> Oordeel:
    """Judge one plan. With the seed of a session its own events count for the legal judgement and its own line is
    drawn. Raises PlanOngeldig when the plan has a fault, CasusNietGeijkt when the case has no scale."""
    eis_geldig(casus, plan)
    ijking = _eis_ijking(casus)
    tabel = naast_referentie(casus, plan)
    zoektocht = Zoektocht(casus, tabel)
    # Three batches. First all coalitions of principles (the first is doing nothing, the last the plan itself), the orders
    # in which its deployments could have come, and every change of it; then what follows from those, and the doubt; at
    # last what may be advised, seen from all sides.
    eerst = speel_samen(
        casus,
        {"coalities": Proef(coalitietabel(casus, tabel)), "besluiten": Proef(besluittabel(casus, tabel))}
        | zoektocht.varianten(),
        NAMEN,
    )
    gespeeld = Proef(tabel.herhaal(1), zaden=None if zaad is None else np.array([zaad]))
    daarna = speel_samen(
        casus,
        {
            "gespeeld": gespeeld,
            "zaden": zadenproef(tabel.herhaal(1)),
            "trekkingen": trekkingproef(casus, tabel),
        }
        | zoektocht.stapels(eerst),
        NAMEN,
    )
    spijt = zoektocht.spijt(speel_samen(casus, zoektocht.finale(daarna), BEKEKEN))
    loop = _loop(casus, daarna["gespeeld"], 0)
    rechtmatigheid = toets_rechtmatigheid(casus, plan, loop.straf, loop.juridisch, loop.stilleggingen)
    uitkomst, totaal = _uitkomsten(casus, daarna["zaden"], ijking)
    vakmanschap = vakscores(casus, spijt, ijking.schaal)
    eind = over_meetvenster(casus, eerst["coalities"].lijn["index"])
    niets_doen, alles = float(eind[0]), float(eind[-1])
    bijdragen, umami = verdeel(eind)
    na_elk_besluit = over_meetvenster(casus, eerst["besluiten"].lijn["index"])
    uitkomst_score = _gewogen({u.sleutel: u.score for u in uitkomst}, casus.gewichten["uitkomst"])
    vak_score = _gewogen({v.sleutel: v.score for v in vakmanschap}, casus.gewichten["vakmanschap"])
    niets, referentie = _vergelijking(casus)
    hoogste = float(over_meetvenster(casus, np.array([referentie.index]))[0])
    bereikt = round((alles - niets_doen) / (hoogste - niets_doen), 9)
    redenen = _redenen(casus, bereikt, uitkomst_score, vakmanschap, vak_score, rechtmatigheid)
    return Oordeel(
        casus=casus.sleutel,
        casusversie=casus.versie,
        modelversie=casus.modelversie,
        zaad=zaad,
        gevallen=daarna["gespeeld"].gevallen[0],
        uitkomst=uitkomst,
        uitkomst_score=uitkomst_score,
        uitkomst_band=band(totaal),
        rechtmatigheid=rechtmatigheid,
        vakmanschap=vakmanschap,
        vakmanschap_score=vak_score,
        bijdragen=bijdragen,
        besluiten=verdeel_over_besluiten(casus, tabel, na_elk_besluit, niets_doen, alles),
        umami=umami,
        bereikt=bereikt,
        winst=round(alles - niets_doen, 9),
        winstbanden=winstbanden(casus, daarna["trekkingen"]),
        geslaagd=not redenen,
        redenen=redenen,
        gewichten=casus.gewichten,
        slaaggrens=casus.slaaggrens,
        lijnen={"plan": loop.index, "niets_doen": niets.index, "referentie": referentie.index}
        | _tweelinglijnen(spijt),
        lijnenuitleg=_lijnenuitleg(spijt),
        diagnose=diagnose(spijt.replay) if spijt.replay and bereikt <= 0 else "",
        naaste_vakplan=_naaste(casus, plan, alles) if redenen and casus.weegt_bereikt else None,
    )


def _tweelinglijnen(spijt: Spijt) -> dict[str, tuple[float, ...]]:
    lijnen = {"tegelijk": spijt.tegelijk, "na_elkaar": spijt.na_elkaar}
    return {naam: tuple(replay.lijn["index"].tolist()) for naam, replay in lijnen.items() if replay}


def _lijnenuitleg(spijt: Spijt) -> tuple[str, ...]:
    """Which loop makes working side by side better than one after the other, and which one it is between the plan and
    its twin side by side."""
    if not (spijt.replay and spijt.tegelijk and spijt.na_elkaar and spijt.replay.plan.inzetten):
        return ()
    samen, na, eigen = spijt.tegelijk, spijt.na_elkaar, spijt.replay
    eerste = lusverschil(na, samen, "Met dezelfde inzet tegelijk in plaats van na elkaar")
    if spijt.waarde >= spijt.waarde_tegelijk:
        return eerste, lusverschil(samen, eigen, "Met uw eigen opbouw in plaats van alles tegelijk")
    return eerste, lusverschil(eigen, samen, "Met alles tegelijk in plaats van uw eigen opbouw")


def _naaste(casus: Casus, plan: Plan, waarde: float) -> NaasteVakplan | None:
    niets, beste, *vakplannen = _haalbaar(casus)
    bereikt = (np.array([*vakplannen, waarde]) - niets) / (beste - niets)
    return naaste_vakplan(casus, plan, bereikt)


@lru_cache(maxsize=8)
def _haalbaar(casus: Casus) -> tuple[float, ...]:
    """Scored index, without events, of doing nothing, the best known plan and the plans of practitioners."""
    tabel = maak_tabel(casus, [Plan(), casus.referentieplan, *casus.vakplannen])
    return tuple(eindindex(casus, tabel).tolist())


def _uitkomsten(casus: Casus, uit: Lijnen, ijking: Ijking) -> tuple[tuple[Uitkomst, ...], Getallen]:
    """Every outcome, and the weighted score per seed."""
    eigen = uitkomsten_over_zaden(casus, uit)
    niets, referentie = _vergelijking_over_zaden(casus)
    gewichten = casus.gewichten["uitkomst"]
    totaal = np.zeros(len(ZADEN))
    uitkomsten = []
    for maat in MATEN:
        waarden = eigen[maat.sleutel][0]
        scores = score(waarden, ijking.ankers[maat.sleutel])
        gemiddelde = round(float(waarden.mean()), 9)
        totaal = totaal + scores * gewichten[maat.sleutel] / sum(gewichten.values())
        uitkomsten.append(
            Uitkomst(
                sleutel=maat.sleutel,
                naam=casus.namen.get(maat.grootheid, maat.naam),
                eenheid=casus.woorden.get(maat.eenheid, maat.eenheid),
                waarde=gemiddelde,
                niets_doen=niets[maat.sleutel],
                referentie=referentie[maat.sleutel],
                score=float(score(np.array(gemiddelde), ijking.ankers[maat.sleutel])),
                band=band(scores),
                meer_is_beter=maat.meer_is_beter,
                periode=_periode(casus, maat),
            )
        )
    return tuple(uitkomsten), totaal


def _periode(casus: Casus, maat: Maat) -> str:
    eind = f"laatste {casus.meetvenster} maanden"
    if maat.periode == "reis" and "periode" in casus.gewichten:
        return f"maand 1 tot en met {casus.programmaduur} en {eind}"
    return "alle maanden" if maat.periode == "alles" else eind


def _eis_ijking(casus: Casus) -> Ijking:
    ijking = casus.ijking
    if (
        ijking is None
        or not ijking.ankers
        or (ijking.versie, ijking.modelversie) != (casus.versie, casus.modelversie)
    ):
        raise CasusNietGeijkt(
            f"Casus {casus.sleutel} {casus.versie} is niet geijkt voor model {casus.modelversie}."
        )
    return ijking


@lru_cache(maxsize=8)
def _vergelijking(casus: Casus) -> tuple[_Loop, _Loop]:
    """Doing nothing and the reference plan."""
    uit = lijnen(casus, maak_tabel(casus, [Plan(), casus.referentieplan]), NAMEN)
    return _loop(casus, uit, 0), _loop(casus, uit, 1)


@lru_cache(maxsize=8)
def _vergelijking_over_zaden(casus: Casus) -> tuple[dict[str, float], dict[str, float]]:
    waarden = over_zaden(casus, maak_tabel(casus, [Plan(), casus.referentieplan]))
    niets, referentie = (
        {sleutel: round(float(waarde[rij].mean()), 9) for sleutel, waarde in waarden.items()}
        for rij in (0, 1)
    )
    return niets, referentie


def _loop(casus: Casus, uit: Lijnen, rij: int) -> _Loop:
    waarden = {sleutel: waarde[rij] for sleutel, waarde in uitkomsten_van(casus, uit.lijn).items()}
    return _Loop(
        index=tuple(uit.lijn["index"][rij].tolist()),
        straf=float(uit.straf[rij]),
        juridisch=float(waarden["juridisch"]),
        stilleggingen=int(waarden["stilleggingen"]),
    )


def _gewogen(scores: Mapping[str, float], gewichten: Mapping[str, float]) -> float:
    totaal = sum(gewichten.values())
    return round(sum(scores[sleutel] * gewicht for sleutel, gewicht in gewichten.items()) / totaal, 9)


def _redenen(
    casus: Casus,
    bereikt: float,
    uitkomst: float,
    vakken: Sequence[Vakscore],
    vakmanschap: float,
    recht: Rechtmatigheid,
) -> tuple[str, ...]:
    """Why the plan did not pass; empty when it did."""
    grens = casus.slaaggrens
    redenen = []
    if not recht.houdbaar:
        redenen.append(
            f"Rechtmatigheid {recht.score:.0f} ligt onder de ondergrens {recht.grens:.0f}: niet houdbaar."
        )
    if casus.weegt_bereikt and bereikt <= 0:
        # Then there is no craft to weigh either.
        return (*redenen, "Uw plan doet het niet beter dan niets doen.")
    if 100 * bereikt < grens.get("bereikt", -np.inf):
        redenen.append(
            f"Uw plan haalt {floor(100 * bereikt)} % van wat hier haalbaar is. Nodig is {grens['bereikt']:.0f} %."
        )
    if uitkomst < grens["uitkomst"]:
        redenen.append(f"Uitkomst {uitkomst:.0f} ligt onder de grens {grens['uitkomst']:.0f}.")
    redenen += [
        f"{vak.naam}: {floor(vak.score)} van de 100. Voor elk onderdeel van vakmanschap is {grens['elk_vak']:.0f} nodig."
        for vak in sorted(vakken, key=lambda vak: vak.score)
        if vak.score < grens.get("elk_vak", 0)
    ]
    if vakmanschap < grens["vakmanschap"]:
        redenen.append(f"Vakmanschap {vakmanschap:.0f} ligt onder de grens {grens['vakmanschap']:.0f}.")
    return tuple(redenen)
