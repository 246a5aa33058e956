"""With the additions switched off the engine is the reference model."""

import csv
from pathlib import Path

import numpy as np
import pytest

from simulatie.kern.gegevens.toestand import GROOTHEDEN, PER_DEELGEBIED, PER_WIJK, begin
from simulatie.kern.inlezen.tabellen import lees_parameters
from simulatie.kern.model.verloop import draai, neem_alles_op

BESTAND = Path(__file__).parent / "gouden_verlopen.csv"
START = {
    "criminele_greep": 55.0,
    "woonfraude": 8.0,
    "overlast": 60.0,
    "kwetsbaar": 14.0,
    "angst": 60.0,
    "vertrouwen": 30.0,
    "samenredzaamheid": 42.0,
    "leegstand": 3.0,
    "fysieke_kwaliteit": 40.0,
    "informatiebeeld": 15.0,
    "samenwerking": 0.20,
    "buurgebied": 30.0,
    "juridisch_risico": 8.0,
    "draagkracht": 60.0,
}
VERGELEKEN = (
    *PER_DEELGEBIED,
    *(n for n in PER_WIJK if n in START),
    "meldingsbereidheid",
    "precisie",
    "index",
    "meldingen",
)


def lees_goud():
    regels = [r for r in BESTAND.read_text(encoding="utf-8").splitlines() if not r.startswith("#")]
    per_plan = {}
    for rij in csv.DictReader(regels):
        per_plan.setdefault(rij["plan"], []).append(rij)
    return per_plan


GOUD = lees_goud()


def kolom(rijen, naam):
    return np.array([float(rij[naam]) for rij in rijen])


def draai_goud(plannen, gebieden=1):
    """All golden plans in one batch over `gebieden` equal deelgebieden."""
    maanden = len(GOUD[plannen[0]])
    doses = {}
    for naam in ("zoet", "zout", "bitter", "onderzoek", "regie", "meldroute"):
        doses[naam] = np.array([kolom(GOUD[p], f"dosis_{naam}") for p in plannen]).T[:, :, None]
    zuur = np.array([kolom(GOUD[p], "dosis_zuur") for p in plannen]).T[:, :, None]
    doses |= dict.fromkeys(("zuur_greep", "zuur_woning", "zuur_last"), zuur)
    toestand = begin(
        {n: np.full(gebieden, START[n]) for n in PER_DEELGEBIED},
        {n: START[n] for n in PER_WIJK if n in START},
        len(plannen),
    )
    waarden, stil, neem_op = neem_alles_op(len(plannen), maanden, gebieden)
    q = lees_parameters().referentie()
    draai(toestand, doses, np.full(gebieden, 1 / gebieden), q, maanden, neem_op)
    return waarden, stil


def test_er_zijn_tien_plannen_van_96_maanden():
    assert {naam: len(rijen) for naam, rijen in GOUD.items()} == dict.fromkeys("ABCDEFGHIJ", 96)


@pytest.mark.parametrize("plan", GOUD)
def test_een_deelgebied_met_kale_doses_is_de_referentie(plan):
    waarden, stil = draai_goud([plan])
    for naam in VERGELEKEN:
        verschil = np.abs(waarden[0, 1:, 0, GROOTHEDEN.index(naam)] - kolom(GOUD[plan], naam))
        assert verschil.max() < 1e-9, naam
    assert stil[0, 1:].tolist() == [rij["stilgelegd"] == "1" for rij in GOUD[plan]]


def test_de_tien_plannen_samen_in_een_batch_zijn_dezelfde():
    waarden, _ = draai_goud(list(GOUD))
    for nummer, plan in enumerate(GOUD):
        for naam in VERGELEKEN:
            verschil = np.abs(waarden[nummer, 1:, 0, GROOTHEDEN.index(naam)] - kolom(GOUD[plan], naam))
            assert verschil.max() < 1e-9, (plan, naam)


def test_het_begin_staat_in_maand_nul():
    waarden, _ = draai_goud(["A"])
    for naam, waarde in START.items():
        assert waarden[0, 0, 0, GROOTHEDEN.index(naam)] == waarde
