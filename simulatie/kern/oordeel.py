"""The judgement of a plan: outcome, lawfulness, craft, and what each principle was worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simulatie.kern.bijdragen import Bijdrage, coalitietabel, verdeel
from simulatie.kern.casus import Casus, CasusNietGeijkt, Ijking
from simulatie.kern.controle import eis_geldig
from simulatie.kern.inzettabel import maak_tabel
from simulatie.kern.plan import Plan
from simulatie.kern.rechtmatigheid import Rechtmatigheid, toets_rechtmatigheid
from simulatie.kern.simuleer import lijnen
from simulatie.kern.vakmanschap import Vakscore, beoordeel_vakmanschap
from simulatie.kern.waardering import MATEN, eindindex, score, uitkomsten_van


@dataclass(frozen=True)
class Uitkomst:
    """One outcome beside doing nothing and the reference plan; score 0-100 on the anchors of the case."""

    sleutel: str
    naam: str
    eenheid: str
    waarde: float
    niets_doen: float
    referentie: float
    score: float
    meer_is_beter: bool
    periode: str

    def als_dict(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Oordeel:
    """Scores 0-100, gains in points of the scored index, lines per month 0..horizon. All figures to 1e-9."""

    casus: str
    casusversie: str
    modelversie: str
    uitkomst: tuple[Uitkomst, ...]
    uitkomst_score: float
    rechtmatigheid: Rechtmatigheid
    vakmanschap: tuple[Vakscore, ...]
    vakmanschap_score: float
    bijdragen: tuple[Bijdrage, ...]
    umami: float
    winst: float
    geslaagd: bool
    redenen: tuple[str, ...]
    gewichten: Mapping[str, Mapping[str, float]]
    slaaggrens: Mapping[str, float]
    lijnen: Mapping[str, tuple[float, ...]]

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "casus": self.casus,
            "casusversie": self.casusversie,
            "modelversie": self.modelversie,
            "uitkomst": [u.als_dict() for u in self.uitkomst],
            "uitkomst_score": self.uitkomst_score,
            "rechtmatigheid": self.rechtmatigheid.als_dict(),
            "vakmanschap": [v.als_dict() for v in self.vakmanschap],
            "vakmanschap_score": self.vakmanschap_score,
            "bijdragen": [b.als_dict() for b in self.bijdragen],
            "umami": self.umami,
            "winst": self.winst,
            "geslaagd": self.geslaagd,
            "redenen": list(self.redenen),
            "gewichten": {k: dict(v) for k, v in self.gewichten.items()},
            "slaaggrens": dict(self.slaaggrens),
            "lijnen": {k: list(v) for k, v in self.lijnen.items()},
        }


def beoordeel(casus: Casus, plan: Plan) -> Oordeel:
    """Judge one plan. Raises PlanOngeldig when it has a fault, CasusNietGeijkt when the case has no scale."""
    eis_geldig(casus, plan)
    ijking = _eis_ijking(casus)
    gespeeld, niets, referentie = _drie_plannen(casus, plan)
    uitkomst = tuple(
        Uitkomst(
            sleutel=m.sleutel,
            naam=m.naam,
            eenheid=m.eenheid,
            waarde=gespeeld["waarden"][m.sleutel],
            niets_doen=niets["waarden"][m.sleutel],
            referentie=referentie["waarden"][m.sleutel],
            score=score(gespeeld["waarden"][m.sleutel], ijking.ankers[m.sleutel]),
            meer_is_beter=m.meer_is_beter,
            periode=f"laatste {casus.meetvenster} maanden" if m.periode == "eind" else "alle maanden",
        )
        for m in MATEN
    )
    rechtmatigheid = toets_rechtmatigheid(
        casus,
        plan,
        gespeeld["straf"],
        gespeeld["waarden"]["juridisch"],
        int(gespeeld["waarden"]["stilleggingen"]),
    )
    vakmanschap = beoordeel_vakmanschap(casus, plan, ijking.schaal)
    bijdragen, umami = verdeel(eindindex(casus, coalitietabel(casus, maak_tabel(casus, [plan]))))
    uitkomst_score = _gewogen({u.sleutel: u.score for u in uitkomst}, casus.gewichten["uitkomst"])
    vak_score = _gewogen({v.sleutel: v.score for v in vakmanschap}, casus.gewichten["vakmanschap"])
    redenen = _redenen(casus, uitkomst_score, vak_score, rechtmatigheid)
    return Oordeel(
        casus=casus.sleutel,
        casusversie=casus.versie,
        modelversie=casus.modelversie,
        uitkomst=uitkomst,
        uitkomst_score=uitkomst_score,
        rechtmatigheid=rechtmatigheid,
        vakmanschap=vakmanschap,
        vakmanschap_score=vak_score,
        bijdragen=bijdragen,
        umami=umami,
        winst=round(gespeeld["waarden"]["leefbaarheid"] - niets["waarden"]["leefbaarheid"], 9),
        geslaagd=not redenen,
        redenen=redenen,
        gewichten=casus.gewichten,
        slaaggrens=casus.slaaggrens,
        lijnen={"plan": gespeeld["index"], "niets_doen": niets["index"], "referentie": referentie["index"]},
    )


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


def _drie_plannen(casus: Casus, plan: Plan) -> list[dict[str, Any]]:
    """Outcomes and index line of the plan, of doing nothing and of the reference plan."""
    return [_loop(casus, plan), *_vergelijking(casus)]


@lru_cache(maxsize=8)
def _vergelijking(casus: Casus) -> tuple[dict[str, Any], dict[str, Any]]:
    return _loop(casus, Plan()), _loop(casus, casus.referentieplan)


def _loop(casus: Casus, plan: Plan) -> dict[str, Any]:
    namen = [*dict.fromkeys(m.grootheid for m in MATEN), "juridisch_risico", "stilgelegd"]
    uit = lijnen(casus, maak_tabel(casus, [plan]), namen)
    waarden = {sleutel: float(waarde[0]) for sleutel, waarde in uitkomsten_van(casus, uit.lijn).items()}
    return {"waarden": waarden, "index": tuple(uit.lijn["index"][0].tolist()), "straf": float(uit.straf[0])}


def _gewogen(scores: Mapping[str, float], gewichten: Mapping[str, float]) -> float:
    totaal = sum(gewichten.values())
    return round(sum(scores[sleutel] * gewicht for sleutel, gewicht in gewichten.items()) / totaal, 9)


def _redenen(casus: Casus, uitkomst: float, vakmanschap: float, recht: Rechtmatigheid) -> tuple[str, ...]:
    """Why the plan did not pass; empty when it did."""
    grens = casus.slaaggrens
    redenen = []
    if not recht.houdbaar:
        redenen.append(
            f"Rechtmatigheid {recht.score:.0f} ligt onder de ondergrens {recht.grens:.0f}: niet houdbaar."
        )
    if uitkomst < grens["uitkomst"]:
        redenen.append(f"Uitkomst {uitkomst:.0f} ligt onder de grens {grens['uitkomst']:.0f}.")
    if vakmanschap < grens["vakmanschap"]:
        redenen.append(f"Vakmanschap {vakmanschap:.0f} ligt onder de grens {grens['vakmanschap']:.0f}.")
    return tuple(redenen)
