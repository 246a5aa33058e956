"""The data of the model: cards, parameters and the published case."""

import pytest

from simulatie.kern import HOUDERS, LUSSEN, CasusOnbekend, laad_casus
from simulatie.kern.gegevens.kaart import STROMEN
from simulatie.kern.inlezen.tabellen import alle_kaarten, lees_parameters

CASUS = laad_casus("klosjesbuurt")
REFERENTIESTART = {
    "criminele_greep": 55,
    "woonfraude": 8,
    "overlast": 60,
    "kwetsbaar": 14,
    "angst": 60,
    "vertrouwen": 30,
    "samenredzaamheid": 42,
    "leegstand": 3,
    "fysieke_kwaliteit": 40,
}


def test_er_zijn_72_kaarten():
    aantallen = {}
    for kaart in alle_kaarten().values():
        aantallen[kaart.principe] = aantallen.get(kaart.principe, 0) + 1
    assert aantallen == {"onderzoek": 4, "regie": 6, "zoet": 14, "zuur": 21, "zout": 15, "bitter": 12}


@pytest.mark.parametrize("kaart", alle_kaarten().values(), ids=lambda k: k.code)
def test_een_kaart_is_compleet(kaart):
    assert kaart.plekken
    assert set(kaart.plekken) <= {"wijk", "park", "terrein", "straat"}
    assert kaart.houder in kaart.inzet
    assert all(fte > 0 for fte in kaart.inzet.values())
    assert 0 < kaart.duur[0] <= kaart.duur[1] <= kaart.duur[2] == CASUS.programmaduur
    assert kaart.aanloop < kaart.duur[0]
    assert all((kaart.kort, kaart.naam, kaart.uitleg, kaart.grondslag, kaart.grens, kaart.bijwerking))
    assert kaart.werking
    for eis in kaart.vereist:
        assert 0 <= eis.factor <= 1
        assert all((eis.melding, eis.remedie))
        assert kaart.code not in eis.een_van


def test_elke_stroom_heeft_een_kaart():
    assert {stroom for kaart in alle_kaarten().values() for stroom in kaart.werking} == set(STROMEN)


def test_elke_houder_en_elk_principe_komt_voor_in_de_casus():
    assert {k.houder for k in CASUS.kaarten.values()} == set(HOUDERS)
    assert {k.groep for k in CASUS.kaarten.values()} == {"zoet", "zuur", "zout", "bitter", "onderzoek_regie"}
    assert all(CASUS.plek in k.plekken for k in CASUS.kaarten.values())
    assert len(CASUS.kaarten) == 64


def test_een_ontbrekende_verordening_verlengt_de_aanloop():
    kaart = CASUS.kaarten["Z3"]
    assert kaart.regeling not in CASUS.regelingen
    assert CASUS.aanloop(kaart) == kaart.aanloop + kaart.aanloop_zonder_regeling
    damocles = CASUS.kaarten["Z1"]
    assert damocles.regeling in CASUS.regelingen
    assert CASUS.aanloop(damocles) == damocles.aanloop


def test_de_wijk_begint_waar_de_referentie_begint():
    for naam, waarde in REFERENTIESTART.items():
        gemiddelde = sum(d.start[naam] * d.woningen for d in CASUS.deelgebieden) / 650
        assert gemiddelde == pytest.approx(waarde, abs=1e-12), naam
    assert dict(CASUS.start) == {
        "informatiebeeld": 15,
        "samenwerking": 0.2,
        "buurgebied": 30,
        "juridisch_risico": 8,
        "draagkracht": 60,
        "uitstroomplekken": 0,
        "medewerking": 1,
    }


def test_acht_deelgebieden_op_de_kaart():
    assert [d.nummer for d in CASUS.deelgebieden] == list(range(1, 9))
    assert sum(d.woningen for d in CASUS.deelgebieden) == 650
    assert CASUS.aandelen.sum() == pytest.approx(1)
    for gebied in CASUS.deelgebieden:
        assert len(gebied.vlak) >= 3
        for x, y in (*gebied.vlak, gebied.label):
            assert 0 <= x <= CASUS.kaartblad.breedte
            assert 0 <= y <= CASUS.kaartblad.hoogte
        assert all(0 <= waarde <= 100 for waarde in gebied.start.values())


def test_de_casus_wijst_alleen_naar_wat_er_is():
    sleutels = {d.sleutel for d in CASUS.deelgebieden}
    assert {p.deelgebied for p in CASUS.personas} - {None} <= sleutels
    assert len({p.sleutel for p in CASUS.personas}) == len(CASUS.personas)
    assert all(p.uitspraak for p in CASUS.personas)
    assert all(k.herkomst for k in CASUS.kerncijfers)
    assert CASUS.krachten


def test_de_ijking_hoort_bij_deze_casus_en_dit_model():
    assert CASUS.ijking.versie == CASUS.versie
    assert CASUS.ijking.modelversie == CASUS.modelversie == lees_parameters().versie
    assert set(CASUS.ijking.ankers) == set(CASUS.gewichten["uitkomst"])
    assert set(CASUS.ijking.schaal) == set(CASUS.gewichten["vakmanschap"])
    for ankers in CASUS.ijking.ankers.values():
        scores = [s for _, s in ankers]
        assert scores == sorted(scores)
        assert (scores[0], scores[-1]) == (0, 100)
        waarden = [w for w, _ in ankers]
        assert waarden == sorted(waarden) or waarden == sorted(waarden, reverse=True)


def test_een_casus_die_er_niet_is():
    with pytest.raises(CasusOnbekend, match="klosjesbuurt"):
        laad_casus("nergenshuizen")


@pytest.mark.parametrize("parameter", lees_parameters().tabel.values(), ids=lambda p: p.naam)
def test_een_parameter_zegt_waar_hij_vandaan_komt(parameter):
    assert parameter.marge[0] <= parameter.waarde <= parameter.marge[1]
    assert parameter.eenheid
    assert parameter.bron
    assert parameter.lus in {"", *LUSSEN}
    assert (parameter.waarde != parameter.referentie) == bool(parameter.reden)


def test_een_onbekende_parameter_wordt_geweigerd():
    with pytest.raises(ValueError, match="bestaat_niet"):
        CASUS.parameters.coefficienten(bestaat_niet=1.0)
