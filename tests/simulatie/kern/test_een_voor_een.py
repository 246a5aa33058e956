"""A few plans one by one, as a compiled program, against the same plans by NumPy; and what the program is made of."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from hypothesis import given

from simulatie.kern import Inzet, Plan, laad_casus, simuleer
from simulatie.kern.gegevens.coefficienten import NAMEN, Coefficienten
from simulatie.kern.gegevens.plan import Bronvraag
from simulatie.kern.model import doses, dosisformules, machinetaal, verloop
from simulatie.kern.model.doses import bereken_doses
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.maandspoor import volg_stap
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.model.spoor import MAAND, Speurder, spoor_van
from tests.simulatie.kern.test_eigenaardig import probeer, spelen

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
PLANNEN = 8


def met_numpy():
    return mock.patch.multiple(verloop, SMAL=0, WEINIG=0)


def willekeurige_plannen(casus, dobbel):
    """Plans with answers and source questions, on a right ground and on a wrong one."""
    dilemmas = [g for g in casus.gebeurtenissen if g.keuzes]
    gebieden = [d.sleutel for d in casus.deelgebieden]
    for _ in range(PLANNEN):
        inzetten = []
        for code in dobbel.choice(sorted(casus.kaarten), dobbel.integers(4, 16), replace=False):
            duur = int(dobbel.integers(1, casus.kaarten[code].duur[2] + 1))
            waar = None if dobbel.random() < 0.6 else (str(dobbel.choice(gebieden)),)
            inzetten.append(
                Inzet(str(code), int(dobbel.integers(0, 40)), duur, round(dobbel.uniform(0.1, 0.4), 2), waar)
            )
        antwoorden = {
            g.sleutel: g.keuzes[dobbel.integers(len(g.keuzes))].sleutel
            for g in dilemmas
            if dobbel.random() < 0.7
        }
        vragen = [
            Bronvraag(
                bron.sleutel,
                int(dobbel.integers(0, casus.programmaduur)),
                bron.grondslagen[dobbel.integers(len(bron.grondslagen))].sleutel,
            )
            for bron in casus.bronnen
            if dobbel.random() < 0.5
        ]
        yield Plan(inzetten, antwoorden, vragen)


def eis_gelijk(een, ander):
    assert np.abs(een.waarden - ander.waarden).max() < 1e-9
    assert (een.stilleggingen == ander.stilleggingen).all()
    assert een.gevallen.keys() == ander.gevallen.keys()
    assert all((een.gevallen[sleutel] == ander.gevallen[sleutel]).all() for sleutel in een.gevallen)


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_een_plan_is_de_rij_van_de_batch(sleutel):
    casus = replace(laad_casus(sleutel), budget=1e9)
    dobbel = np.random.default_rng(11)
    te_hard = Plan(Inzet(k.code, 0, k.duur[2], 1.0) for k in casus.kaarten.values() if k.principe == "zuur")
    plannen = [*willekeurige_plannen(casus, dobbel), *casus.vakplannen, casus.referentieplan, te_hard, Plan()]
    for zaad in (None, 4, 5):
        alleen = [simuleer(casus, [plan], zaad) for plan in plannen]
        with met_numpy():
            samen = simuleer(casus, plannen, zaad)
        assert samen.stilleggingen.any()
        assert zaad is None or any(gevallen.any() for gevallen in samen.gevallen.values())
        for nummer, een in enumerate(alleen):
            assert np.abs(een.waarden[0] - samen.waarden[nummer]).max() < 1e-9
            assert (een.stilleggingen[0] == samen.stilleggingen[nummer]).all()
            for naam, gevallen in een.gevallen.items():
                assert (gevallen[0] == samen.gevallen[naam][nummer]).all()


@pytest.mark.langzaam
@probeer
@given(spelen())
def test_wat_men_ook_speelt_met_numpy_komt_hetzelfde_uit(spel):
    """Odd cases too: other start values, other coefficients, one deelgebied."""
    eigen = spel.verloop
    with met_numpy():
        eis_gelijk(eigen, spel.verloop)


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_doses_van_een_plan_zijn_die_van_de_batch(sleutel):
    casus = laad_casus(sleutel)
    q = casus.parameters.coefficienten()
    plannen = [*willekeurige_plannen(casus, np.random.default_rng(12)), *casus.vakplannen]
    samen = bereken_doses(casus, maak_tabel(casus, plannen), q, casus.horizon)
    for nummer, plan in enumerate(plannen):
        alleen = bereken_doses(casus, maak_tabel(casus, [plan]), q, casus.horizon)
        for stroom in samen.doses:
            in_batch = samen.doses[stroom][:, nummer]
            los = alleen.doses[stroom][:, 0] if stroom in alleen.doses else np.zeros(1)
            assert np.abs(in_batch - los).max() < 1e-9, (stroom, nummer)
        assert abs(alleen.straf[0] - samen.straf[nummer]) < 1e-9
        assert np.abs(alleen.bezetting.gevraagd[0] - samen.bezetting.gevraagd[nummer]).max() < 1e-9


def test_de_grond_van_een_plan_is_de_gewone_lus():
    casus = laad_casus("klosjesbuurt")
    q = casus.parameters.coefficienten()
    stromen = dict(
        zip(("onderzoek", "regie", "zoet"), np.random.default_rng(1).random((3, 4, 60)), strict=True)
    )
    gevonden = doses._grond(casus, stromen, q)
    stand = tuple(
        np.full(4, waarde) for waarde in (casus.start["informatiebeeld"], casus.start["samenwerking"], 0)
    )
    for maand in range(60):
        for een, ander in zip(gevonden, stand, strict=True):
            assert np.abs(een[:, maand] - ander).max() < 1e-12
        stand = dosisformules.grond_erna(
            *stand, {naam: stroom[:, maand] for naam, stroom in stromen.items()}, q
        )


def test_een_eigen_trekking_van_coefficienten_per_plan():
    casus = laad_casus("heidewissel")
    plannen = [casus.vakplannen[0]] * 5
    dobbel = np.random.default_rng(3)
    q = casus.parameters.coefficienten(
        **{naam: p.waarde * dobbel.uniform(0.8, 1.2, (5, 1)) for naam, p in casus.parameters.tabel.items()}
    )
    tabel = maak_tabel(casus, plannen)
    eigen = lijnen(casus, tabel, ("index", "vertrouwen"), q=q).lijn
    with met_numpy():
        samen = lijnen(casus, tabel, ("index", "vertrouwen"), q=q).lijn
    assert np.ptp(eigen["index"][:, -1]) > 0.1
    for naam, lijn in eigen.items():
        assert np.abs(lijn - samen[naam]).max() < 1e-8  # lines are rounded to 1e-9


def test_andere_coefficienten_zijn_geen_ander_programma():
    parameters = laad_casus("klosjesbuurt").parameters
    eerste = machinetaal.programma_van(volg_stap, parameters.coefficienten(), 8)
    anders = parameters.coefficienten(hulp=0.5, greep_steilheid=0.01)
    assert machinetaal.programma_van(volg_stap, anders, 8) is eerste
    # Without cases of trouble the equations go another way.
    zonder = parameters.coefficienten(zaken_tempo=0.0)
    assert machinetaal.programma_van(volg_stap, zonder, 8) is not eerste
    assert machinetaal.programma_van(volg_stap, zonder, 5) is not machinetaal.programma_van(
        volg_stap, zonder, 8
    )


def test_het_programma_wordt_een_keer_gemaakt_hoeveel_draden_er_ook_om_vragen():
    q = laad_casus("klosjesbuurt").parameters.coefficienten()
    gemaakt = []

    def volg(q: Coefficienten, gebieden: int):
        gemaakt.append(gebieden)
        return volg_stap(q, gebieden)

    with ThreadPoolExecutor(8) as draden:
        uit = list(draden.map(lambda _: machinetaal.programma_van(volg, q, 2), range(16)))
    assert gemaakt == [2]
    assert len({id(programma) for programma in uit}) == 1


# --- what a trace refuses ---------------------------------------------------------------------------------------------


def speurder():
    return Speurder(laad_casus("klosjesbuurt").parameters.coefficienten(), 3)


def test_een_keuze_naar_de_toestand_is_niet_te_volgen():
    angst = speurder().invoer(MAAND, "angst", breed=True)
    with pytest.raises(TypeError, match="hangt af van de toestand"):
        max(angst, 3.0)


@pytest.mark.parametrize(
    "reken",
    [
        np.mean,
        np.sort,
        lambda x: np.add.reduce(x, axis=1),
        lambda x: x[:, 1:],
        lambda x: np.where(x, 1.0, 2.0).sum,
    ],
)
def test_wat_niet_te_volgen_is_wordt_geweigerd(reken):
    with pytest.raises((TypeError, AttributeError)):
        reken(speurder().invoer(MAAND, "angst", breed=True))


def test_wat_een_getal_was_groeit_niet_ter_plekke_tot_een_per_deelgebied():
    volger = speurder()
    een, per_deelgebied = (
        volger.invoer(MAAND, "stil", breed=False),
        volger.invoer(MAAND, "angst", breed=True),
    )
    with pytest.raises(TypeError, match="past niet"):
        een += per_deelgebied


def test_een_bewerking_zonder_machinetaal_wordt_genoemd():
    volger = speurder()
    stand = {"angst": True}
    spoor = spoor_van(volger, stand, {}, {"angst": np.arctan(volger.invoer("stand", "angst", breed=True))})
    with pytest.raises(TypeError, match="arctan"):
        machinetaal.Programma(spoor, 3)


def test_reeksen_die_niet_passen_worden_geweigerd():
    q = laad_casus("klosjesbuurt").parameters.coefficienten()
    programma = machinetaal.programma_van(volg_stap, q, 8)
    maanden = np.zeros((1, 4, programma.maand.breedte))
    aandelen, regels = np.ones(8) / 8, np.zeros((1, 5, programma.regel.breedte))
    for fout in (
        (q.naast_elkaar[:, 1:], aandelen, maanden, regels),
        (q.naast_elkaar, aandelen[1:], maanden, regels),
        (q.naast_elkaar, aandelen, maanden[:, 1:], regels),
        (q.naast_elkaar, aandelen, maanden, regels[:, 1:]),
        (q.naast_elkaar, aandelen, maanden, regels.astype(np.float32)),
    ):
        with pytest.raises(ValueError, match="passen niet"):
            programma.loper(*fout)
    with pytest.raises(ValueError, match="buiten"):
        programma.loper(q.naast_elkaar, aandelen, maanden, regels)(0, 5)


def test_de_coefficienten_staan_in_hun_eigen_volgorde():
    parameters = laad_casus("klosjesbuurt").parameters
    q = parameters.coefficienten(hulp=np.array([[0.1], [0.2]]))
    assert q.naast_elkaar.shape == (2, len(NAMEN))
    assert q.naast_elkaar[:, NAMEN.index("hulp")].tolist() == [0.1, 0.2]
    assert q.naast_elkaar[1, NAMEN.index("zoet_lek")] == q.zoet_lek
