"""The figures of the learning model that the lessons print are what the base model gives."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from simulatie.kern.inlezen.tabellen import lees_parameters
from tests.simulatie.kern.gewone_lus import loop
from tests.simulatie.kern.test_gouden_verlopen import GOUD, START, kolom

DEMO = Path(__file__).resolve().parents[2] / "academy" / "demo" / "teksten"
MAANDEN = 96
LES_1 = "opleidingen__umami__tegelijkertijd-of-achter-elkaar"
LES_2 = "opleidingen__umami__volgorde-timing-mate-en-duur"
LES_3 = "opleidingen__umami__bijwerkingen-en-tegenwichten"
ZUUR = ("zuur_greep", "zuur_woning", "zuur_last")


def venster(start: int, einde: int, dosis: float) -> list[float]:
    return [dosis if start <= maand < einde else 0.0 for maand in range(MAANDEN)]


def plan(
    zuur: list[float], bitter: list[float], zout: list[float], zoet: list[float]
) -> dict[str, list[float]]:
    """The four principles beside the research and direction that every plan of the lesson has."""
    vast = {"regie": venster(0, 48, 0.6), "onderzoek": venster(0, 48, 0.5)}
    return vast | dict.fromkeys(ZUUR, zuur) | {"bitter": bitter, "zout": zout, "zoet": zoet}


ESTAFETTE = plan(*(venster(3 + 12 * jaar, 15 + 12 * jaar, 0.9) for jaar in range(4)))
NAAST_ELKAAR = plan(*[venster(3, 51, 0.225)] * 4)
EEN_JAAR = plan(*[venster(3, 15, 0.9)] * 4)


def index(doses: dict[str, list[float]], maand: int) -> int:
    return round(loop(START, doses, lees_parameters().referentie(), MAANDEN)[maand - 1]["index"])


def goud(naam: str, grootheid: str, maand: int) -> float:
    return float(kolom(GOUD[naam], grootheid)[maand - 1])


def blokken(pagina: str) -> list[dict]:
    return tomllib.loads((DEMO / f"{pagina}.toml").read_text())["inhoud"]


def getallen(pagina: str) -> list[str]:
    return [
        rij["getal"]
        for blok in blokken(pagina)
        if blok["type"] == "kerngetallen"
        for rij in blok["value"]["getallen"]
        if rij["bron"].startswith("Leermodel")
    ]


def test_les_1_estafette_naast_elkaar_en_volhouden() -> None:
    verwacht = [
        f"{index(ESTAFETTE, maand)} · {index(NAAST_ELKAAR, maand)} · {round(goud('I', 'index', maand))}"
        for maand in (12, 48, 72)
    ]
    assert getallen(LES_1) == verwacht


def test_les_2_gewoon_en_veel_zuur() -> None:
    einde = [f"{goud(naam, 'index', 72):.1f}".replace(".", ",") for naam in "IJ"]
    vertrouwen = [f"{goud(naam, 'vertrouwen', 12):.0f}%" for naam in "IJ"]
    risico = [f"{goud(naam, 'juridisch_risico', 12):.0f}" for naam in "IJ"]
    assert getallen(LES_2) == [" en ".join(paar) for paar in (einde, vertrouwen, risico)]


@pytest.mark.parametrize("maand", [24, 72])
def test_les_2_kort_en_lang(maand: int) -> None:
    kort, lang = index(EEN_JAAR, maand), index(NAAST_ELKAAR, maand)
    assert any(f"{kort} tegen {lang}" in blok["value"] for blok in blokken(LES_2) if blok["type"] == "tekst")


def test_les_3_wat_het_dashboard_zag_en_wat_er_gebeurde() -> None:
    begin = {"overlast": START["overlast"], "meldingsbereidheid": goud("B", "meldingsbereidheid", 1)}
    begin["meldingen"] = begin["overlast"] * begin["meldingsbereidheid"]
    na = {naam: goud("B", naam, 12) for naam in begin}
    assert getallen(LES_3) == [
        f"{begin['meldingen']:.1f} → {na['meldingen']:.1f}".replace(".", ","),
        f"{begin['overlast']:.0f} → {na['overlast']:.0f}",
        f"{begin['meldingsbereidheid']:.0%} → {na['meldingsbereidheid']:.0%}",
    ]


def test_umami_noemt_dezelfde_drie_uitkomsten() -> None:
    tekst = " ".join(blok["value"] for blok in blokken("methode__umami") if blok["type"] == "tekst")
    assert f"uit op {index(ESTAFETTE, 72)} van de 100" in tekst
    assert f"komt op {index(NAAST_ELKAAR, 72)}." in tekst
    assert f"wordt het {round(goud('I', 'index', 72))}." in tekst
