"""The best known plan beside the own one: what it shows, and that nobody sees it who must still pass the test."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from simulatie.kern import PRINCIPES, Plan, laad_casus, verschillen
from tests.simulatie.bewaard_oordeel import bewaar

# By which a sentence on what is missing, order, timing, strength and other cards is known.
MERKEN = {
    "heeft dit niet": 0,
    "Volgorde:": 1,
    "daar ook": 4,
    "gemiddeld op": 3,
    "vanaf maand": 2,
    "tot maand": 2,
}


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


def adres(naam, beoordeling):
    return reverse(f"simulatie_{naam}", args=[beoordeling.sessie.sleutel])


def test_na_een_gehaalde_toets_staat_het_beste_plan_naast_het_eigen(binnen, aisha):
    beoordeling = bewaar(aisha, geslaagd=True)

    assert adres("beste_plan", beoordeling) in binnen.get(adres("uitslag", beoordeling)).content.decode()
    antwoord = binnen.get(adres("beste_plan", beoordeling))

    casus = laad_casus("klosjesbuurt")
    beste, inhoud = antwoord.context["beste"], unescape(antwoord.content.decode())
    assert [deel.naam for deel in beste.principes] == list(PRINCIPES.values())
    rijen = {rij[0]: rij for deel in beste.principes for rij in deel.tabel.rijen}
    assert len({i.kaart for i in casus.referentieplan.inzetten}) == len(rijen)
    for inzet in casus.referentieplan.inzetten:
        rij = rijen[f"{inzet.kaart} {casus.kaarten[inzet.kaart].naam}"]
        assert rij[2:4] == [str(inzet.start), str(inzet.einde)]
        assert f"{round(100 * inzet.mate)}\N{NO-BREAK SPACE}%" in rij[4]
    # The stored plan has R2 from month 0 to 48, and Z1, that the best plan has not.
    assert rijen[f"R2 {casus.kaarten['R2'].naam}"][5].startswith("maand 0 tot 48, stevig, 60")
    assert any(regel.startswith("Z1 ") for deel in beste.principes for regel in deel.alleen_eigen)
    assert all(zin in inhoud for zin in beste.verschillen)
    assert beste.verschillen


@pytest.mark.parametrize("soort", ["toets", "oefenen"])
def test_wie_de_toets_nog_moet_halen_ziet_het_beste_plan_niet(binnen, aisha, soort):
    beoordeling = bewaar(aisha, soort=soort, geslaagd=soort == "oefenen")

    uitslag = binnen.get(adres("uitslag", beoordeling)).content.decode()

    assert adres("beste_plan", beoordeling) not in uitslag
    assert binnen.get(adres("beste_plan", beoordeling)).status_code == 404


def test_wie_de_toets_haalde_ziet_het_ook_bij_een_oefening(binnen, aisha):
    oefening = bewaar(aisha, soort="oefenen")
    bewaar(aisha, geslaagd=True)

    assert binnen.get(adres("beste_plan", oefening)).status_code == 200


def test_een_ander_ziet_het_niet(client, aisha, daan):
    beoordeling = bewaar(aisha, geslaagd=True)
    client.force_login(daan)

    assert client.get(adres("beste_plan", beoordeling)).status_code == 404


def test_de_verschillen_staan_op_volgorde_van_wat_het_eerst_telt():
    """What is missing altogether, then order, then timing, then strength."""
    casus = laad_casus("klosjesbuurt")
    ander = casus.referentieplan

    def van(inzet):
        return casus.kaarten[inzet.kaart].principe

    # No zout, bitter only at the end, zuur at half strength.
    eigen = Plan(
        tuple(
            replace(i, start=30, duur=30)
            if van(i) == "bitter"
            else replace(i, mate=i.mate / 2)
            if van(i) == "zuur"
            else i
            for i in ander.inzetten
            if van(i) != "zout"
        )
    )

    zinnen = verschillen(casus, eigen, ander)

    soorten = [next(soort for merk, soort in MERKEN.items() if merk in zin) for zin in zinnen]
    assert soorten == sorted(soorten)
    assert zinnen[0].startswith("Zout: uw plan heeft dit niet")
    assert any("daar werkt eerst bitter" in zin and "bij u" in zin for zin in zinnen)
    assert set(soorten) == {0, 1, 2, 3}
    assert verschillen(casus, ander, ander) == ()
