"""The gate before publishing: the published cases pass it, and a case that teaches the wrong thing does not."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from simulatie.kern import PRINCIPES, Plan, laad_casus
from simulatie.kern.werkplaats import keur, keur_casus
from simulatie.kern.werkplaats.eigenschappen import willekeurig_en_los
from simulatie.kern.werkplaats.herzoek import TOEGESTAAN, Afkoeling, herzoek
from simulatie.kern.werkplaats.keur import nutteloze_kaarten
from simulatie.kern.werkplaats.maatstaf import meetlat
from tests.simulatie.kern.gemeten import bewaarde_rijen, gemeten_rijen

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
CASUS = laad_casus("klosjesbuurt")
LAT = meetlat(CASUS)


def meldingen(casus):
    return [f"{b.pad}: {b.melding}" for b in keur_casus(casus)]


@pytest.mark.langzaam
@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_een_gepubliceerde_casus_is_goedgekeurd(sleutel, eens, monkeypatch):
    """The whole gate; its rows, which the tests of the properties ask for too, are measured once."""
    casus = laad_casus(sleutel)
    for soort, rijen in (("snelle_rijen", gemeten_rijen), ("bewaarde_metingen", bewaarde_rijen)):
        monkeypatch.setattr(keur, soort, lambda lat, rijen=rijen: rijen(eens, lat.casus.sleutel))
    assert meldingen(casus) == []


def test_een_casus_zonder_schaal_wordt_niet_gepubliceerd():
    assert [b.pad for b in keur_casus(replace(CASUS, ijking=None))] == ["ijking"]
    assert "2099.1" in meldingen(replace(CASUS, versie="2099.1"))[0]


def test_een_referentieplan_dat_niets_doet_wordt_afgekeurd():
    leeg = replace(CASUS, ijking=replace(CASUS.ijking, referentieplan=Plan()))
    assert [b.pad for b in keur_casus(leeg)] == ["ijking.referentieplan"]


def met_kaart(code, **werking):
    kaart = replace(CASUS.kaarten[code], werking=MappingProxyType(werking), inzet=MappingProxyType({}))
    return replace(CASUS, kaarten=MappingProxyType({**CASUS.kaarten, code: kaart}))


@pytest.mark.langzaam
def test_een_toverkaart_wordt_afgekeurd(monkeypatch):
    """A card that alone does nearly everything for nothing: of the rows of the gate one says so."""
    # The single cards stand in the same rows as random plans, of which one will do here.
    monkeypatch.setattr(keur, "snelle_rijen", lambda lat: willekeurig_en_los(lat, 1))
    toverkaart = met_kaart("S7", zoet=3.0, zout=3.0, bitter=3.0, regie=3.0, kwaliteit=3.0)
    alles = [b.melding for b in keur._eigenschappen(meetlat(toverkaart))]
    assert any("beste losse kaart" in melding for melding in alles)


@pytest.mark.langzaam
def test_een_kaart_die_nergens_helpt_wordt_genoemd():
    """One that no other card leans on; those may help by being there."""
    zinloos = met_kaart("S9", juridisch=0.0)
    assert [b.pad for b in nutteloze_kaarten(meetlat(zinloos))] == ["kaarten.S9"]


def test_elk_deel_van_de_keuring_doet_mee(monkeypatch):
    """What the tests of one part alone cannot see: the gate asks them all, and says what each of them says."""
    delen = ("_plannen", "_eigenschappen", "_voorsprong", "nutteloze_kaarten", "_gebeurtenissen")
    for deel in delen:
        monkeypatch.setattr(keur, deel, lambda lat, deel=deel: [keur._fout(deel, lat.casus.sleutel, "")])
    assert meldingen(CASUS) == [f"{deel}: {CASUS.sleutel}" for deel in delen]


def test_geluk_mag_niet_beslissen_en_keuzes_moeten_verschillen():
    gebeurtenis = next(g for g in CASUS.gebeurtenissen if g.keuzes)
    erg = replace(
        gebeurtenis,
        sleutel="ramp",
        maand=None,
        van=0,
        tot=90,
        kans=0.01,
        als=(),
        werkt=(),
        tenzij=(),
        drijvers=(),
        gevolg={"overlast": 90.0, "angst": 90.0, "samenredzaamheid": -90.0, "criminele_greep": 90.0},
        keuzes=tuple(replace(k, gevolg={}, vervolg=(), punten=5.0) for k in gebeurtenis.keuzes),
    )
    gevonden = [
        b.melding
        for b in keur._gebeurtenissen(meetlat(replace(CASUS, gebeurtenissen=(*CASUS.gebeurtenissen, erg))))
    ]
    assert any("Geluk en pech" in melding for melding in gevonden)
    assert any("in strijd met de wet" in melding for melding in gevonden)
    assert any("geen verschil" in melding for melding in gevonden)


@pytest.mark.langzaam
@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_een_andere_zoektocht_vindt_niets_dat_veel_beter_is(sleutel):
    """A short run of the second search; the long one is `python -m simulatie.kern.werkplaats herzoek`."""
    casus = laad_casus(sleutel)
    lat = meetlat(casus)
    _, waarde = herzoek(casus, Afkoeling(ketens=64, stappen=100, warm=0.5), [casus.referentieplan])
    assert (waarde - lat.beste) / (lat.beste - lat.niets) <= TOEGESTAAN


def test_antwoorden_die_alleen_in_hun_vervolg_verschillen_maken_verschil():
    gebeurtenis = next(g for g in CASUS.gebeurtenissen if any(k.vervolg for k in g.keuzes))
    vervolg = next(k.vervolg for k in gebeurtenis.keuzes if k.vervolg)

    def zegt_geen_verschil(*vervolgen):
        keuzes = tuple(
            replace(gebeurtenis.keuzes[0], sleutel=f"k{n}", gevolg={}, punten=0.0, vervolg=deel)
            for n, deel in enumerate(vervolgen)
        )
        lat = replace(LAT, casus=replace(CASUS, gebeurtenissen=(replace(gebeurtenis, keuzes=keuzes),)))
        return any("geen verschil" in bevinding.melding for bevinding in keur._gebeurtenissen(lat))

    assert not zegt_geen_verschil((), vervolg)
    assert zegt_geen_verschil(vervolg, vervolg)


def test_het_beste_plan_staat_als_tabel_in_woorden():
    regels = keur.tabel_in_tekst(CASUS, CASUS.referentieplan).splitlines()
    assert [regel for regel in regels if regel.isupper()] == [
        naam.upper()
        for sleutel, naam in PRINCIPES.items()
        if any(CASUS.kaarten[i.kaart].principe == sleutel for i in CASUS.referentieplan.inzetten)
    ]
    for inzet in CASUS.referentieplan.inzetten:
        kaart = CASUS.kaarten[inzet.kaart]
        (regel,) = (r for r in regels if r.startswith(f"{kaart.code} ") and f" {inzet.start}  " in r)
        assert kaart.naam in regel
        assert regel.endswith(f"({round(100 * inzet.mate)} %)")
