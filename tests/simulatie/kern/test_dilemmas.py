"""Answers whose consequences depend on the state, and what thinking about them is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulatie.kern import CasusNietGeijkt, Inzet, Plan, laad_casus, lees_casus, simuleer
from simulatie.kern.werkplaats import dilemmas
from simulatie.kern.werkplaats.dilemmas import (
    BINNEN,
    DEEL_DAT_KANTELT,
    VOORSPRONG,
    Dilemmaproef,
    denk_na,
    dilemmaproef,
    vakplannen,
)
from tests.simulatie.kern.gemeten import gemeten_dilemmas
from tests.simulatie.kern.kleine_casus import kleine_casus

SLEUTELS = ("klosjesbuurt", "heidewissel", "kettingwerf")
# A seed with which the dilemma of the small case falls.
ZAAD = 3


def angst_na_sluiten(inzetten: list[Inzet], **vervolg: object) -> float:
    """How much more fear there is in the first month after the answer "sluiten", with this consequence and without."""
    angst = []
    for tabel in ([vervolg], []):
        bron = kleine_casus()
        knal = bron["gebeurtenis"][2]
        knal |= {"maand": 8, "werkt": [], "tenzij": [], "drijvers": []}
        for veld in ("van", "tot", "kans"):
            del knal[veld]
        knal["keuze"][1]["vervolg"] = tabel
        casus = lees_casus("proefbuurt", bron, None)
        verloop = simuleer(casus, [Plan(), Plan(inzetten, {"knal": "sluiten"})], zaad=ZAAD)
        assert verloop.gevallen["knal"][:, 9].all()
        angst.append(verloop.per_deelgebied("angst")[1, 9])
    # Only in the parts where the event falls.
    assert angst[0][2] == angst[1][2]
    assert angst[0][0] - angst[1][0] == pytest.approx(angst[0][1] - angst[1][1])
    return float(angst[0][0] - angst[1][0])


R3, O1 = Inzet("R3", 0, 30, 0.5), Inzet("O1", 0, 30, 0.5)


@pytest.mark.parametrize(
    ("inzetten", "vervolg", "erbij"),
    [
        ([R3], {"werkt": ["R3"]}, 2),
        ([], {"werkt": ["R3"]}, 0),
        ([Inzet("R3", 0, 30, 0.2)], {"werkt": ["R3"]}, 0),
        ([R3], {"werkt": ["R3", "O1"]}, 2),
        ([], {"tenzij": ["R3"]}, 2),
        ([R3], {"tenzij": ["R3"]}, 0),
        ([R3, O1], {"werkt": ["R3"], "tenzij": ["O1"]}, 0),
        ([], {"als": [["angst", ">", 30]]}, 2),
        ([], {"als": [["angst", "<", 30]]}, 0),
        ([R3], {"als": [["angst", ">", 30]], "werkt": ["R3"]}, 2),
        ([R3], {"als": [["angst", "<", 30]], "werkt": ["R3"]}, 0),
    ],
)
def test_een_vervolg_komt_erbij_als_alles_geldt(inzetten, vervolg, erbij):
    assert angst_na_sluiten(inzetten, gevolg={"angst": 2}, **vervolg) == pytest.approx(erbij)


def test_een_vervolg_geldt_alleen_bij_zijn_eigen_antwoord():
    bron = kleine_casus()
    casus = lees_casus("proefbuurt", bron, None)
    bron["gebeurtenis"][2]["keuze"][1]["vervolg"][0]["gevolg"] = {"angst": 90}
    anders = lees_casus("proefbuurt", bron, None)
    plan = Plan([R3, Inzet("Z1", 0, 30, 0.5)])
    wachten = [simuleer(een, [plan], zaad=ZAAD).waarden.tobytes() for een in (casus, anders)]
    assert wachten[0] == wachten[1]


def test_veel_plannen_tegelijk_krijgen_elk_hun_eigen_vervolg():
    casus = laad_casus("klosjesbuurt")
    antwoorden = {g.sleutel: g.keuzes[0].sleutel for g in casus.gebeurtenissen if g.keuzes}
    plannen = [Plan(plan.inzetten, antwoorden) for plan in (*vakplannen(casus), Plan())]
    samen = simuleer(casus, plannen, zaad=5).waarden
    for rij, plan in enumerate(plannen):
        np.testing.assert_allclose(simuleer(casus, [plan], zaad=5).waarden[0], samen[rij], rtol=0, atol=1e-9)


@pytest.mark.langzaam
@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_nadenken_loont_en_hangt_af_van_de_toestand(sleutel, eens):
    proef = gemeten_dilemmas(eens, sleutel)

    assert proef.voorsprong >= VOORSPRONG
    assert proef.deel_dat_kantelt >= DEEL_DAT_KANTELT
    assert proef.onmerkbaar == ()


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_er_is_altijd_een_antwoord_dat_mag_en_de_plaats_verraadt_het_niet(sleutel):
    casus = laad_casus(sleutel)
    denkend = denk_na(casus, vakplannen(casus)[0])
    keuzes = {g.sleutel: [k.sleutel for k in g.keuzes] for g in casus.gebeurtenissen if g.keuzes}
    plaatsen = [keuzes[dilemma].index(antwoord) for dilemma, antwoord in denkend.items()]

    assert max(plaatsen.count(plaats) for plaats in set(plaatsen)) <= 0.6 * len(plaatsen)
    # Each dilemma has one lawful answer at least, and none that depends on the state costs points of law.
    for gebeurtenis in casus.gebeurtenissen:
        for keuze in gebeurtenis.keuzes:
            assert not keuze.vervolg or keuze.punten == 0
        assert not gebeurtenis.keuzes or min(k.punten for k in gebeurtenis.keuzes) == 0


def test_de_voorsprong_is_die_op_de_beste_die_niet_nadenkt():
    proef = Dilemmaproef(60, 40, 52, 30, ("een", "twee", "drie", "vier"), ("een",), ())
    assert (proef.voorsprong, proef.deel_dat_kantelt) == (8, 0.25)


@pytest.mark.langzaam
def test_gevolgen_die_er_niet_zijn_zijn_niet_te_merken():
    casus = laad_casus("heidewissel")
    leeg = [
        replace(g, keuzes=tuple(replace(k, gevolg={}, vervolg=()) for k in g.keuzes))
        if g.sleutel == "inschrijven"
        else g
        for g in casus.gebeurtenissen
    ]
    assert dilemmaproef(replace(casus, gebeurtenissen=tuple(leeg))).onmerkbaar == ("inschrijven",)


def test_zonder_schaal_of_zonder_keuzes_is_er_niets_te_meten():
    casus = laad_casus("kettingwerf")
    with pytest.raises(CasusNietGeijkt, match="kettingwerf"):
        dilemmaproef(replace(casus, ijking=None))
    with pytest.raises(ValueError, match="geen dilemma"):
        dilemmaproef(replace(casus, gebeurtenissen=()))


def test_dilemmas_als_opdracht(monkeypatch, capsys):
    proef = Dilemmaproef(60, 40, 52, 30, ("een", "twee"), ("een",), ("twee",))
    monkeypatch.setattr(dilemmas, "dilemmaproef", lambda casus: proef)
    monkeypatch.setattr("sys.argv", ["dilemmas", "heidewissel"])
    dilemmas.main()
    uit = capsys.readouterr().out
    assert "nadenken 60.0 | eerste 40.0 | laatste 52.0 | negeren 30.0 | voorsprong 8.0 (grens 5)" in uit
    assert "hangt af van de toestand: 1 van 2" in uit
    assert f"niet merkbaar binnen {BINNEN} maanden: twee" in uit
