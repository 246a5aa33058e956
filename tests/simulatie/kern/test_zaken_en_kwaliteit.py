"""What is wrong has a kind, and what a start was like stays in a measure."""

import pytest

from simulatie.kern import Inzet, Plan, laad_casus, simuleer
from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.model.doses import bereken_doses
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.oordeel.regels import startruimte, startwerk

CASUS = laad_casus("klosjesbuurt")
Q = CASUS.parameters.coefficienten()
GROND = [Inzet("R1", 0, 60, 0.8), Inzet("R2", 0, 60, 0.8)]


def doses(*plannen, q=Q):
    return bereken_doses(CASUS, maak_tabel(CASUS, [Plan(plan) for plan in plannen]), q, CASUS.horizon).doses


def open_zaken(*plannen):
    """Per kind what is still open in month 60, [plan]."""
    verloop = simuleer(CASUS, [Plan(plan) for plan in plannen])
    return {soort: verloop.wijk(f"zaken_{soort}")[:, 60] for soort in SOORTEN}


def test_een_harde_kaart_werkt_alleen_op_haar_eigen_soort():
    """More of it closes more cases of that kind, and none of another."""
    grond = [*GROND, Inzet("O14", 0, 60, 0.5)]
    zaken = open_zaken(
        *([*grond, Inzet("Z9", 8, duur, mate)] for duur, mate in ((40, 0.5), (52, 0.5), (52, 0.9)))
    )
    kort, lang, sterk = zaken["verhuur"]
    assert 1 > kort > lang > sterk
    assert 1 - sterk > 3 * (1 - kort)
    for soort in SOORTEN:
        assert soort == "verhuur" or zaken[soort].tolist() == [1.0] * 3


def test_een_maatregel_treft_wat_er_is_waar_hij_werkt():
    elders, daar, overal = (
        [*GROND, Inzet("Z9", 8, 40, 0.5, gebied)] for gebied in (("inslagweg",), ("haspelhof-cd",), None)
    )
    raak = doses(elders, daar, overal)["raak_verhuur"][30, :, 0]
    assert raak[0] < 0.2 * raak[2]
    assert raak[1] > 0.5 * raak[2]


@pytest.mark.parametrize("soort", SOORTEN)
def test_de_plaatsen_van_een_soort_zijn_samen_een(soort):
    assert CASUS.waar(soort).sum() == pytest.approx(1)
    assert (CASUS.waar(soort) >= 0).all()


def test_zuur_zonder_grond_blijft_jaren_slechter():
    """The same card at work from the same month: with research, agreements and contact before it, or after it."""
    contact = [Inzet("S1", 0, 60, 0.5)]
    eerst = [*GROND, *contact, Inzet("Z10", 16, 44, 0.5)]
    later = [
        *(Inzet(i.kaart, 18, 42, i.mate) for i in (*GROND, *contact)),
        Inzet("Z10", 16, 44, 0.5),
    ]
    raak = doses(eerst, later)["raak_woonfraude"][:, :, 0]
    # Both have R1 by then: what differs is the start.
    assert raak[24, 1] < 0.5 * raak[24, 0]
    assert raak[24, 1] < raak[58, 1] < 0.9 * raak[58, 0]


@pytest.mark.parametrize(("mate", "druk"), [(0.4, False), (0.6, True), (0.8, True)])
def test_wie_alles_tegelijk_begint_begint_alles_slechter(mate, druk):
    """As soon as it is more than there is room for, and the more the worse; who spreads the starts loses nothing."""
    kaarten = ("S1", "S2", "O2", "O4", "B4", "B5", "O6", "S9", "O1", "B6", "S13", "O3", "S7")
    tegelijk = [*GROND, *(Inzet(k, 12, 40, mate) for k in kaarten)]
    na_elkaar = [*GROND, *(Inzet(k, 12 if n < 2 else 12 + 3 * n, 20, mate) for n, k in enumerate(kaarten))]
    rustig = CASUS.parameters.coefficienten(opstart_last=0.0)
    met, zonder = (doses(tegelijk, na_elkaar, q=q)["zoet"][15].mean(axis=1) for q in (Q, rustig))
    # What is left of a dose by starting in the rush.
    over = met / zonder
    assert over[1] == pytest.approx(1)
    ruimte = startruimte(CASUS) / startwerk(CASUS, Plan(tegelijk), 12)
    assert (ruimte < 1) is druk
    assert ruimte - 1e-9 <= over[0] < 0.85 if druk else over[0] == pytest.approx(1)


def test_een_tweede_slechte_maatregel_herstelt_de_eerste_niet():
    """What a dose is worth is a mean: however much is done without ground, it does not become good."""
    een = [Inzet("B4", 0, 40, 1.0)]
    veel = [Inzet(k, 0, 40, 1.0) for k in ("B4", "B12", "B5")]
    zonder = CASUS.parameters.coefficienten(opstart_last=0.0)
    kwaliteit = [
        doses(plan, q=zonder)["bitter"][8, 0, 0]
        / doses(plan, q=CASUS.parameters.coefficienten(opstart_last=0.0, fundament=0.0))["bitter"][8, 0, 0]
        for plan in (een, veel)
    ]
    assert max(kwaliteit) < 0.75


def test_waar_de_kern_blijft_lekt_steun_weg():
    zoet = [*GROND, Inzet("S1", 0, 60, 0.8), Inzet("R4", 0, 18, 0.6), Inzet("O2", 0, 60, 0.3)]
    met = [*zoet, Inzet("Z17", 6, 54, 0.6)]
    zaken = open_zaken(zoet, met)["kern"]
    assert zaken[0] == 1.0
    assert zaken[1] < 0.8


def test_zonder_screening_wordt_gevuld_wat_gesloten_is():
    zuur = [*GROND, Inzet("S1", 0, 60, 0.5), Inzet("Z10", 8, 40, 0.6)]
    zaken = open_zaken(zuur, [*zuur, Inzet("B4", 0, 60, 0.9)])["woonfraude"]
    assert zaken[1] < zaken[0] - 0.2
