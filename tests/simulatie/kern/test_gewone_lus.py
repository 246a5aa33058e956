"""The batch engine against an ordinary loop over the same equations, additions included."""

from dataclasses import replace

import numpy as np
import pytest

from simulatie.kern import laad_casus
from simulatie.kern.gegevens.kaart import STROMEN
from simulatie.kern.gegevens.toestand import GROOTHEDEN, PER_DEELGEBIED, PER_WIJK, begin
from simulatie.kern.inlezen.tabellen import lees_parameters
from simulatie.kern.model import verloop
from simulatie.kern.model.doses import bereken_doses
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.simuleer import beginstand
from simulatie.kern.model.verloop import SMAL, draai, neem_alles_op
from tests.simulatie.kern.gewone_lus import RAAKSTROMEN, VELDEN, ZAKEN, loop

START = dict(zip(VELDEN, (55, 8, 60, 14, 60, 30, 42, 3, 40, 15, 0.2, 30, 8, 60, 1, 0.6), strict=True))
VERGELEKEN = [
    n
    for n in GROOTHEDEN
    if n in (*VELDEN, *ZAKEN, "verharding", "meldingsbereidheid", "precisie", "meldingen", "index")
]
PARAMETERS = lees_parameters()


def willekeurige_doses(plannen, maanden):
    """Every flow at a random level per plan, with random months off: promises are broken, stops fall."""
    dobbel = np.random.default_rng(5)
    klein = {"juridisch": 2.0, "wantrouwen": 0.3, "verplaatsing": 0.3}
    return {
        stroom: klein.get(stroom, 1.0)
        * dobbel.uniform(0, 1, (plannen, 1))
        * (dobbel.random((plannen, maanden)) < 0.9)
        for stroom in (*STROMEN, *RAAKSTROMEN)
    }


@pytest.mark.parametrize("smal", [0, SMAL], ids=["numpy", "programma"])
@pytest.mark.parametrize("q", [PARAMETERS.coefficienten(), PARAMETERS.referentie()], ids=["met", "zonder"])
def test_batch_en_lus_zijn_gelijk_op_willekeurige_doses(q, smal, monkeypatch):
    monkeypatch.setattr(verloop, "SMAL", smal)
    plannen, maanden = 12, 96
    doses = willekeurige_doses(plannen, maanden)
    toestand = begin(
        {n: np.array([START[n]]) for n in PER_DEELGEBIED}, {n: START[n] for n in PER_WIJK}, plannen
    )
    waarden, stil, neem_op = neem_alles_op(plannen, maanden, 1)
    draai(toestand, {s: d.T[:, :, None] for s, d in doses.items()}, np.ones(1), q, maanden, neem_op)

    assert stil.any()
    for plan in range(plannen):
        uit = loop(START, {s: d[plan].tolist() for s, d in doses.items()}, q, maanden)
        for naam in VERGELEKEN:
            verschil = np.abs(waarden[plan, 1:, 0, GROOTHEDEN.index(naam)] - [rij[naam] for rij in uit])
            assert verschil.max() < 1e-9, (plan, naam)
        assert stil[plan, 1:].tolist() == [rij["stilgelegd"] for rij in uit]


@pytest.mark.parametrize("smal", [0, SMAL], ids=["numpy", "programma"])
def test_een_plan_met_kaarten_in_een_gebied_is_de_lus(smal, monkeypatch):
    monkeypatch.setattr(verloop, "SMAL", smal)
    casus = laad_casus("klosjesbuurt")
    gebied = replace(casus.deelgebieden[0], start={n: START[n] for n in PER_DEELGEBIED})
    casus = replace(casus, deelgebieden=(gebied,))
    q = casus.parameters.coefficienten()
    doses = bereken_doses(casus, maak_tabel(casus, [casus.vakplannen[0]]), q, casus.horizon).doses
    waarden, _, neem_op = neem_alles_op(1, casus.horizon, 1)
    draai(beginstand(casus, 1), doses, casus.aandelen, q, casus.horizon, neem_op)

    uit = loop(
        START | dict(casus.start), {s: d[:, 0, 0].tolist() for s, d in doses.items()}, q, casus.horizon
    )
    for naam in VERGELEKEN:
        verschil = np.abs(waarden[0, 1:, 0, GROOTHEDEN.index(naam)] - [rij[naam] for rij in uit])
        assert verschil.max() < 1e-9, naam
