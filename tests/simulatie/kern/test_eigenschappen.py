"""What the model must show without being told to: the design's properties, measured on the published cases.

Every case must keep the bounds. What one does not keep stands in `gemist.py`, so that it is known and cannot grow.
"""

from dataclasses import replace

import pytest

from simulatie.kern import laad_casus
from simulatie.kern.oordeel.oordeel import beoordeel
from simulatie.kern.oordeel.vakmanschap import weeg_vakmanschap
from simulatie.kern.werkplaats.eigenschappen import gevoeligheid
from simulatie.kern.werkplaats.gemist import GEMIST, SPELING, Gemist, is_bekend
from simulatie.kern.werkplaats.maatstaf import hoogstens, meetlat, minstens
from simulatie.kern.werkplaats.metingen import bewaarde_metingen
from tests.simulatie.kern.gemeten import bewaarde_rijen, gemeten_rijen

pytestmark = pytest.mark.langzaam

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
# Rows per property, of those that are measured at once and of those that were kept.
SNEL = {"1": 2, "2": 7, "3": 1, "4": 5, "5": 3, "7": 13, "8": 2, "9": 3, "10": 5, "wet": 5, "keuzes": 3}
LANG = {"1": 1, "3": 4, "4": 3, "6": 2, "9": 29, "momenten": 2, "advies": 3}


def per_nummer(rijen):
    nummers = [rij.nummer for rij in rijen]
    return {nummer: nummers.count(nummer) for nummer in nummers}


@pytest.fixture(scope="module", params=CASUSSEN)
def gemeten(request, eens):
    return request.param, gemeten_rijen(eens, request.param), bewaarde_rijen(eens, request.param)


def test_wat_lang_duurt_is_gemeten_aan_de_casus_zoals_zij_nu_speelt(gemeten):
    _, _, lang = gemeten
    assert lang is not None


def test_geen_eigenschap_wordt_overgeslagen(gemeten):
    sleutel, snel, lang = gemeten
    # No card there ends by law for good.
    assert per_nummer(snel) == SNEL | ({"wet": 4} if sleutel == "kettingwerf" else {})
    assert per_nummer(lang) == LANG


def test_elke_eigenschap_wijst_de_goede_kant_op(gemeten):
    _, snel, lang = gemeten
    assert [f"{e.naam}: {e.waarde} ({e.grens})" for e in (*snel, *lang) if not e.richting] == []


def test_alleen_wat_genoemd_is_haalt_de_grens_niet(gemeten):
    sleutel, snel, lang = gemeten
    gemist = {e.naam: e for e in (*snel, *lang) if not e.houdt}
    assert gemist.keys() == GEMIST[sleutel].keys()
    assert all(is_bekend(laad_casus(sleutel), e) for e in gemist.values())


def test_wat_bekend_is_mag_niet_groeien(monkeypatch):
    casus = laad_casus("klosjesbuurt")
    monkeypatch.setitem(GEMIST, "klosjesbuurt", {"hoog": Gemist(0.6, "-"), "laag": Gemist(0.5, "-")})
    assert is_bekend(casus, hoogstens("1", "hoog", 0.6, 0.5))
    assert not is_bekend(casus, hoogstens("1", "hoog", 0.6 + 2 * SPELING, 0.5))
    assert is_bekend(casus, minstens("1", "laag", 0.5, 0.6, 0.0))
    assert not is_bekend(casus, minstens("1", "laag", 0.5 - 2 * SPELING, 0.6, 0.0))
    assert not is_bekend(casus, hoogstens("1", "iets anders", 0.6, 0.5))


def test_metingen_aan_een_andere_casus_tellen_niet():
    casus = laad_casus("klosjesbuurt")
    anders = replace(casus, capaciteit={houder: 2 * fte for houder, fte in casus.capaciteit.items()})
    assert bewaarde_metingen(meetlat(anders)) is None
    stil = replace(casus, gebeurtenissen=())
    assert bewaarde_metingen(meetlat(stil)) is None
    # A new version that plays the same is the same case.
    assert bewaarde_metingen(meetlat(replace(casus, versie="2099.1"))) is not None


def test_vakmanschap_zonder_advies_is_dat_van_het_hele_oordeel():
    casus = laad_casus("klosjesbuurt")
    plan = casus.vakplannen[1]
    oordeel = beoordeel(casus, plan)
    _, vakken = weeg_vakmanschap(casus, plan)
    assert vakken == {vak.sleutel: vak.score for vak in oordeel.vakmanschap}


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_de_richting_hangt_niet_aan_losse_getallen(sleutel):
    """Fewer draws than the thousand that are kept."""
    lat = meetlat(laad_casus(sleutel))
    assert [e.naam for e in gevoeligheid(lat, 200) if not e.richting] == []
