"""What must hold for every plan: bounds, sameness, independence of the batch, no effect without intensity."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulatie.kern import Inzet, Plan, laad_casus, simuleer
from simulatie.kern.gegevens.plan import PlanOngeldig
from simulatie.kern.model.verloop import SMAL

CASUS = laad_casus("klosjesbuurt")
GEBIEDEN = [d.sleutel for d in CASUS.deelgebieden]
RUSTIG = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def inzetten(draw, kaart):
    start = draw(st.integers(0, 59))
    return Inzet(
        kaart=kaart,
        start=start,
        duur=draw(st.integers(1, 60 - start)),
        mate=draw(st.floats(0, 1, allow_nan=False)),
        deelgebieden=draw(
            st.none() | st.lists(st.sampled_from(GEBIEDEN), min_size=1, max_size=3, unique=True)
        ),
    )


@st.composite
def plannen(draw):
    """Plans of up to eight different cards: affordable with any start, duration and intensity but a few."""
    kaarten = draw(st.lists(st.sampled_from(sorted(CASUS.kaarten)), max_size=8, unique=True))
    return Plan([draw(inzetten(kaart)) for kaart in kaarten])


def draai(*gekozen):
    """The run, or None when a plan is too expensive: that is not what is tested here."""
    try:
        return simuleer(CASUS, gekozen)
    except PlanOngeldig:
        return None


@RUSTIG
@given(plan=plannen())
def test_alles_blijft_een_getal_binnen_zijn_grenzen(plan):
    if (verloop := draai(plan)) is None:
        return
    assert verloop.waarden.shape == (1, 97, 8, len(verloop.grootheden))
    assert np.isfinite(verloop.waarden).all()
    hoogste = {
        "samenwerking": 1,
        "verankering": 1,
        "gewenning": 1,
        "jeugd": 1,
        "meldingsbereidheid": 0.9,
        "precisie": 1,
    }
    for naam in verloop.grootheden:
        waarde = verloop.per_deelgebied(naam)
        assert waarde.min() >= 0, naam
        assert waarde.max() <= hoogste.get(naam, 100), naam


@pytest.mark.langzaam
@RUSTIG
@given(plan=plannen())
def test_zelfde_plan_geeft_tot_op_de_bit_hetzelfde(plan):
    if (eerste := draai(plan)) is None:
        return
    assert eerste.waarden.tobytes() == draai(plan).waarden.tobytes()


@pytest.mark.langzaam
@RUSTIG
@given(plan=plannen())
def test_de_volgorde_waarin_inzetten_staan_betekent_niets(plan):
    if (eerste := draai(plan)) is None:
        return
    omgekeerd = draai(Plan(reversed(plan.inzetten)))
    assert eerste.waarden.tobytes() == omgekeerd.waarden.tobytes()


@pytest.mark.langzaam
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lijst=st.lists(plannen(), min_size=2, max_size=5))
def test_de_breedte_van_de_batch_maakt_niets_uit(lijst):
    if (samen := draai(*lijst)) is None:
        return
    for nummer, plan in enumerate(lijst):
        alleen = draai(plan)
        assert np.abs(samen.waarden[nummer] - alleen.waarden[0]).max() < 1e-9


def test_een_batch_breder_dan_een_blok_is_gelijk_aan_losse_plannen():
    lijst = [Plan([Inzet("S2", maand % 48, 12, 0.5)]) for maand in range(300)]
    samen = simuleer(CASUS, lijst)
    assert len(lijst) > SMAL
    for nummer in (0, 255, 256, 299):
        alleen = simuleer(CASUS, [lijst[nummer]])
        assert np.abs(samen.waarden[nummer] - alleen.waarden[0]).max() < 1e-9


@RUSTIG
@given(plan=plannen())
def test_mate_nul_is_geen_inzet(plan):
    nul = Plan(Inzet(i.kaart, i.start, i.duur, 0.0, i.deelgebieden) for i in plan.inzetten)
    verloop = simuleer(CASUS, [nul, Plan()])
    assert verloop.waarden[0].tobytes() == verloop.waarden[1].tobytes()


def test_voor_het_begin_van_een_inzet_verandert_er_niets():
    verloop = simuleer(CASUS, [Plan([Inzet("S2", 20, 24, 1.0)]), Plan()])
    assert np.array_equal(verloop.waarden[0, :21], verloop.waarden[1, :21])
    assert verloop.index()[0, 40] > verloop.index()[1, 40]


def test_na_het_programma_werkt_geen_inzet_meer():
    kort, lang = Plan([Inzet("S2", 30, 30, 1.0)]), Plan([Inzet("S2", 30, 60, 1.0)])
    verloop = simuleer(CASUS, [kort, lang])
    assert np.array_equal(verloop.waarden[0], verloop.waarden[1])


def test_een_deelgebied_kiezen_werkt_daar_sterker_en_elders_bijna_niet():
    doel = "haspelhof-cd"
    verloop = simuleer(
        CASUS, [Plan(), Plan([Inzet("S2", 0, 48, 0.6)]), Plan([Inzet("S2", 0, 48, 0.6, (doel,))])]
    )
    niets, overal, daar = verloop.per_deelgebied("fysieke_kwaliteit")[:, 48]
    plek = verloop.deelgebieden.index(doel)
    assert daar[plek] - niets[plek] > 1.2 * (overal[plek] - niets[plek])
    elders = np.arange(len(GEBIEDEN)) != plek
    assert np.abs(daar[elders] - niets[elders]).max() < 0.1 * (overal[plek] - niets[plek])


def test_wat_hier_wordt_weggehaald_schuift_deels_naar_de_buren():
    basis = [Inzet("R1", 0, 60, 1.0), Inzet("R2", 0, 60, 1.0), Inzet("R6", 0, 60, 1.0)]
    zuur = [Inzet("Z19", 9, 40, 1.0, ("weversplein",)), Inzet("O2", 0, 60, 0.5)]
    zonder = simuleer(CASUS, [Plan([*basis, Inzet("O2", 0, 60, 0.5)])])
    met = simuleer(CASUS, [Plan([*basis, *zuur])])
    assert met.wijk("buurgebied")[0, 40] > zonder.wijk("buurgebied")[0, 40]
    plek = met.deelgebieden.index("weversplein")
    greep = [v.per_deelgebied("criminele_greep")[0, 20] for v in (zonder, met)]
    assert greep[1][plek] < greep[0][plek]


def test_te_veel_vragen_verdunt_wat_de_houder_doet():
    """Alone, the card does more per month than beside work that asks more than its holder has."""
    alleen = Plan([Inzet("O6", 0, 48, 1.0)])
    druk = Plan([Inzet(k, 0, 48, 1.0) for k in ("O6", "O3", "O7", "O10", "S9")])
    ruim = simuleer(CASUS, [alleen])
    verloop = simuleer(CASUS, [druk])
    # Twice the work of the same holder does not help twice as many people.
    winst_alleen = ruim.wijk("geholpen")[0, 40]
    assert verloop.wijk("geholpen")[0, 40] < 2 * winst_alleen


def test_verloop_leest_per_wijk_als_gewogen_gemiddelde():
    verloop = simuleer(CASUS, [Plan()])
    eigen = (verloop.per_deelgebied("angst")[0, 50] * CASUS.aandelen).sum()
    assert verloop.wijk("angst")[0, 50] == pytest.approx(eigen, abs=1e-12)
    assert verloop.index().shape == (1, 97)
    with pytest.raises(ValueError, match="bestaat"):
        verloop.wijk("bestaat niet")
