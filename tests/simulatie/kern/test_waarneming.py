"""What a trainee sees of the state: late, now and then, with noise, and never the stocks themselves."""

import re
from dataclasses import replace

import numpy as np
import pytest

from simulatie.kern import Inzet, Plan, laad_casus, simuleer
from simulatie.kern.gegevens.casus import Uitspraak
from simulatie.kern.gegevens.toestand import GROOTHEDEN
from simulatie.kern.inlezen.tabellen import lees_indicatoren
from simulatie.kern.model.waarneming import neem_waar, spreek

CASUS = laad_casus("klosjesbuurt")
INDICATOREN = lees_indicatoren()
NIETS = simuleer(CASUS, [Plan()])
GEBIEDEN = len(CASUS.deelgebieden)
WONINGEN = sum(d.woningen for d in CASUS.deelgebieden)
SLEUTELS = {
    *("meldingen", "incidenten", "onveilig", "vertrouwen", "huurachterstand", "hulpvraag"),
    *("bevestigde_woonfraude", "brp_afwijking", "mutatiegraad", "leegstand", "schouw", "woz", "leefbaarheid"),
    *("sociale_cohesie", "vrijwilligers", "verse_adressen", "partners_aan_tafel", "bezwaren", "verzuim"),
    *("meldingen_buurgebied", "meldingsbereidheid"),
}
KERNCIJFERS = {
    "Leefbaarheidsindex (fictief)": "leefbaarheid",
    "Voelt zich wel eens onveilig in de buurt": "onveilig",
    "Meldingen per maand": "meldingen",
    "Meldingsbereidheid": "meldingsbereidheid",
    "Huurachterstand": "huurachterstand",
    "Gemiddelde WOZ-waarde": "woz",
    "Gezinnen met jeugdhulp": "hulpvraag",
    "Bekende woonfraude": "bevestigde_woonfraude",
}


def test_een_casus_geeft_alleen_de_woorden_van_een_cijfer():
    eigen = laad_casus("heidewissel").indicatoren

    assert list(eigen) == list(INDICATOREN)
    anders = {sleutel for sleutel in eigen if eigen[sleutel] != INDICATOREN[sleutel]}
    assert "leegstand" in anders
    for sleutel in anders:
        woorden = {veld: getattr(eigen[sleutel], veld) for veld in ("naam", "eenheid", "uitleg")}
        assert eigen[sleutel] == replace(INDICATOREN[sleutel], **woorden)
    assert CASUS.indicatoren == INDICATOREN


@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "heidewissel", "kettingwerf"])
def test_een_kerncijfer_dat_bij_een_cijfer_hoort_begint_waar_dat_begint(sleutel):
    casus = laad_casus(sleutel)
    waarneming = neem_waar(casus, simuleer(casus, [Plan()]))
    # A figure per party or per part of the area is no single number.
    enkel = [c for c in casus.kerncijfers if c.indicator and not re.search(r"/|tot", c.waarde)]

    for cijfer in enkel:
        lijn = waarneming.wijk(cijfer.indicator)[0]
        eerste = float(lijn[~np.isnan(lijn)][0])
        getal = float(re.sub(r"[^\d,]", "", cijfer.waarde.split(" van ")[0]).replace(",", "."))
        assert round(eerste) == pytest.approx(getal, abs=1), cijfer.naam
    assert len(enkel) > 4


def wisselend(plannen=3, maanden=97):
    """A made-up run in which every plan, month, deelgebied and quantity has a value of its own."""
    vorm = (plannen, maanden, GEBIEDEN, len(NIETS.grootheden))
    return replace(NIETS, waarden=np.random.default_rng(5).uniform(0.2, 0.9, vorm) * NIETS.waarden[:, :1])


def met(**grootheden):
    """The start of the case, held for the whole run, with some quantities at another value everywhere."""
    waarden = np.repeat(NIETS.waarden[:, :1], NIETS.waarden.shape[1], axis=1)
    for naam, waarde in grootheden.items():
        waarden[..., NIETS.grootheden.index(naam)] = waarde
    return replace(NIETS, waarden=waarden)


def eindbeeld(indicator, **grootheden):
    return neem_waar(CASUS, met(**grootheden)).wijk(indicator)[0, -1]


def getallen(tekst):
    return [float(g.replace(".", "").replace(",", ".")) for g in re.findall(r"\d[\d.,]*", tekst)]


def kerncijfer(naam):
    return next(cijfer for cijfer in CASUS.kerncijfers if cijfer.naam == naam)


def eerste_cijfer(reeks):
    return reeks[~np.isnan(reeks)][0]


def test_elke_indicator_bestaat_en_wordt_waargenomen():
    assert set(INDICATOREN) == SLEUTELS
    assert list(neem_waar(CASUS, NIETS).waarden) == list(INDICATOREN)


def test_een_onderzoeksbron_levert_alleen_indicatoren_die_er_zijn():
    assert {sleutel for bron in CASUS.bronnen for sleutel in bron.levert} <= set(INDICATOREN)


@pytest.mark.parametrize("indicator", INDICATOREN.values(), ids=lambda i: i.sleutel)
def test_een_indicator_is_compleet(indicator):
    assert all((indicator.naam, indicator.eenheid, indicator.uitleg, indicator.bron))
    assert indicator.ritme in {1, 3, 6, 12, 24}
    assert 0 <= indicator.vertraging <= 24
    assert {*indicator.grootheden, *indicator.maal} <= set(GROOTHEDEN)
    # A number of homes is the sum over the area and no mean: it has no value per deelgebied.
    assert not (indicator.aantal and indicator.per_deelgebied)


@pytest.mark.parametrize("indicator", INDICATOREN.values(), ids=lambda i: i.sleutel)
def test_een_cijfer_is_dat_van_de_vertraging_terug_en_blijft_staan_tot_het_volgende(indicator):
    verloop = wisselend()
    gezien = neem_waar(CASUS, verloop).waarden[indicator.sleutel]
    verwacht = np.full(gezien.shape[::2], np.nan)
    for maand in range(97):
        gemeten = maand - indicator.vertraging
        if gemeten >= 0 and gemeten % indicator.ritme == 0:
            # A run that stands still shows its own value, however late that is published.
            stil = replace(verloop, waarden=np.repeat(verloop.waarden[:, [gemeten]], 97, axis=1))
            verwacht = neem_waar(CASUS, stil).waarden[indicator.sleutel][:, -1]
        assert np.array_equal(gezien[:, maand], verwacht, equal_nan=True), maand


def test_de_leefbaarheid_loopt_twee_jaar_achter_en_meldingen_een_maand():
    verloop = met()
    maanden = np.arange(97.0)
    for naam in ("index", "overlast"):
        verloop.waarden[..., verloop.grootheden.index(naam)] = maanden[None, :, None]
    verloop.waarden[..., verloop.grootheden.index("meldingsbereidheid")] = 0.5
    beeld = neem_waar(CASUS, verloop)
    leefbaarheid, meldingen = beeld.wijk("leefbaarheid")[0], beeld.wijk("meldingen")[0]
    assert np.isnan(leefbaarheid[:24]).all()
    assert leefbaarheid[[24, 47, 48, 96]] == pytest.approx([0, 0, 24, 72], abs=1e-9)
    assert np.isnan(meldingen[0])
    assert meldingen[1:] == pytest.approx(0.5 * maanden[:-1])


def test_wat_later_gebeurt_verandert_niets_aan_wat_u_nu_ziet():
    verloop = wisselend()
    kort = replace(verloop, waarden=verloop.waarden[:, :31])
    for sleutel, waarde in neem_waar(CASUS, verloop, 8).waarden.items():
        eerder = neem_waar(CASUS, kort, 8).waarden[sleutel]
        assert np.array_equal(waarde[:, :31], eerder, equal_nan=True), sleutel


def test_een_andere_volgorde_of_een_nieuwe_grootheid_verandert_geen_cijfer():
    verloop = wisselend()
    anders = replace(
        verloop,
        waarden=np.concatenate([np.zeros((3, 97, GEBIEDEN, 1)), verloop.waarden[..., ::-1]], axis=3),
        grootheden=("nieuw", *reversed(verloop.grootheden)),
    )
    for sleutel, waarde in neem_waar(CASUS, verloop, 8).waarden.items():
        assert np.array_equal(waarde, neem_waar(CASUS, anders, 8).waarden[sleutel], equal_nan=True), sleutel


def test_per_deelgebied_of_een_cijfer_voor_het_hele_gebied():
    verloop = wisselend()
    beeld = neem_waar(CASUS, verloop)
    for sleutel, indicator in INDICATOREN.items():
        breedte = GEBIEDEN if indicator.per_deelgebied else 1
        assert beeld.per_deelgebied(sleutel).shape == (3, 97, breedte), sleutel
        assert beeld.per_deelgebied(sleutel).dtype == np.float64
    gewogen = (beeld.per_deelgebied("leegstand") * CASUS.aandelen).sum(axis=2)
    assert beeld.wijk("leegstand")[:, 1:] == pytest.approx(gewogen[:, 1:])
    assert beeld.wijk("vertrouwen")[:, 6] == pytest.approx(verloop.wijk("vertrouwen")[:, 0])


def test_ruis_is_hooguit_drie_procent_en_gelijk_voor_elk_plan():
    verloop = wisselend()
    zonder, ruis = neem_waar(CASUS, verloop), neem_waar(CASUS, verloop, 8)
    grootste = 0.0
    for sleutel in INDICATOREN:
        schoon, vuil = zonder.waarden[sleutel], ruis.waarden[sleutel]
        assert np.array_equal(np.isnan(schoon), np.isnan(vuil)), sleutel
        zichtbaar = ~np.isnan(schoon[0, :, 0]) & (schoon > 0).all(axis=(0, 2))
        afwijking = vuil[:, zichtbaar] / schoon[:, zichtbaar] - 1
        assert afwijking.size, sleutel
        grootste = max(grootste, np.abs(afwijking).max())
        assert np.abs(afwijking).max() > 0, sleutel
        assert np.allclose(afwijking, afwijking[:1], rtol=0, atol=1e-12), sleutel
    # Uniform: of thousands of draws the largest comes close to the bound.
    assert 0.029 < grootste <= 0.03 + 1e-12


def test_ruis_verschilt_per_indicator_publicatie_en_deelgebied():
    zonder, ruis = neem_waar(CASUS, met()), neem_waar(CASUS, met(), 8)
    gezien = set()
    verwacht = 0
    for sleutel, indicator in INDICATOREN.items():
        factor = (ruis.waarden[sleutel] / zonder.waarden[sleutel])[0, indicator.vertraging :]
        gezien |= set(np.round(factor, 10).ravel())
        verwacht += factor[:: indicator.ritme].size
        vastgehouden = factor[: indicator.ritme]
        assert np.array_equal(vastgehouden, np.repeat(vastgehouden[:1], len(vastgehouden), axis=0)), sleutel
    # Some of these thousands of draws may coincide in ten digits; shared noise would lose whole rows.
    assert len(gezien) > 0.999 * verwacht


def test_zelfde_zaad_geeft_dezelfde_ruis_en_een_ander_zaad_andere():
    eerste, zelfde, ander = (neem_waar(CASUS, NIETS, zaad).waarden for zaad in (8, 8, 9))
    for sleutel in INDICATOREN:
        assert np.array_equal(eerste[sleutel], zelfde[sleutel], equal_nan=True)
        assert not np.array_equal(eerste[sleutel], ander[sleutel], equal_nan=True), sleutel


def test_ruis_raakt_de_standen_niet():
    verloop = wisselend()
    voor = verloop.waarden.tobytes()
    neem_waar(CASUS, verloop, 8)
    assert verloop.waarden.tobytes() == voor


def test_aan_het_begin_toont_het_dashboard_de_kerncijfers_van_de_casus():
    beeld = neem_waar(CASUS, NIETS)
    for naam, indicator in KERNCIJFERS.items():
        (waarde,) = getallen(kerncijfer(naam).waarde)
        gezien = eerste_cijfer(beeld.wijk(indicator)[0])
        assert gezien == pytest.approx(waarde, abs=500 if indicator == "woz" else 0.5), naam
    gemeente, corporatie = getallen(kerncijfer("Vertrouwen in gemeente / corporatie").waarde)
    assert gemeente < eerste_cijfer(beeld.wijk("vertrouwen")[0]) < corporatie


def test_aan_het_begin_verschilt_de_mutatiegraad_zoals_de_casus_zegt():
    laag, hoog = getallen(kerncijfer("Mutatiegraad").waarde)
    beeld = neem_waar(CASUS, NIETS).per_deelgebied("mutatiegraad")[0, INDICATOREN["mutatiegraad"].vertraging]
    plek = NIETS.deelgebieden.index
    assert beeld[plek("spoelstraat-oneven")] == pytest.approx(laag, abs=0.5)
    flats = [plek("haspelhof-ab"), plek("haspelhof-cd")]
    assert np.average(beeld[flats], weights=CASUS.aandelen[flats]) == pytest.approx(hoog, abs=0.5)


def test_een_gewone_volksbuurt_haalt_de_landelijke_cijfers():
    for naam, eindstand in (
        ("Voelt zich wel eens onveilig in de buurt", {"angst": 20}),
        ("Huurachterstand", {"kwetsbaar": 6.5}),
        ("Gezinnen met jeugdhulp", {"kwetsbaar": 6.5}),
    ):
        (landelijk,) = getallen(kerncijfer(naam).landelijk)
        assert eindbeeld(KERNCIJFERS[naam], **eindstand) == pytest.approx(landelijk, abs=0.1), naam


def test_minder_meldingen_bij_gelijke_overlast_is_meer_zwijgen():
    open_wijk = eindbeeld("meldingen", overlast=60, meldingsbereidheid=0.30)
    stille_wijk = eindbeeld("meldingen", overlast=60, meldingsbereidheid=0.15)
    assert stille_wijk == pytest.approx(open_wijk / 2)
    assert open_wijk == pytest.approx(18)


def test_van_woonfraude_wordt_alleen_bevestigd_wat_bekend_is():
    echt = 0.08 * WONINGEN
    bekend = [eindbeeld("bevestigde_woonfraude", woonfraude=8, informatiebeeld=i) for i in (0, 15, 70, 100)]
    assert bekend == sorted(bekend)
    assert 0 < bekend[0] < bekend[1] < 0.2 * echt
    assert 0.99 * echt < bekend[-1] <= echt


def test_een_cijfer_blijft_ook_bij_uiterste_standen_mogelijk():
    for stand in (0.0, 100.0):
        verloop = replace(met(), waarden=np.full_like(NIETS.waarden, stand))
        for sleutel, waarde in neem_waar(CASUS, verloop, 8).waarden.items():
            zichtbaar = waarde[~np.isnan(waarde)]
            assert zichtbaar.min() >= 0, sleutel
            if INDICATOREN[sleutel].eenheid.startswith("%"):
                assert zichtbaar.max() <= 100, sleutel


def test_alleen_zuur_lijkt_op_het_dashboard_winst():
    """The reporting illusion reaches the trainee: 30 % fewer reports in a year, hardly less nuisance."""
    zuur = Plan([Inzet(k, 0, 48, 1.0) for k in ("Z1", "Z2", "Z19")])
    verloop = simuleer(CASUS, [Plan(), zuur])
    meldingen = neem_waar(CASUS, verloop, 8).wijk("meldingen")[:, 13]
    overlast = verloop.wijk("overlast")[:, 12]
    assert meldingen[1] / meldingen[0] < 0.7
    assert overlast[1] / overlast[0] > 0.9


def test_een_onbekende_indicator_wordt_geweigerd():
    beeld = neem_waar(CASUS, NIETS)
    for vraag in (beeld.per_deelgebied, beeld.wijk):
        with pytest.raises(ValueError, match=r"Indicator 'gevoel' bestaat niet\. Er is: meldingen, "):
            vraag("gevoel")


def casus_met(*regels, deelgebied=None):
    corrie = next(p for p in CASUS.personas if p.sleutel == "corrie")
    return replace(CASUS, personas=(replace(corrie, deelgebied=deelgebied, regels=regels),))


def zegt(verloop, *regels, deelgebied=None, plan=0, maand=0):
    return spreek(casus_met(*regels, deelgebied=deelgebied), verloop, plan, maand)["corrie"]


def test_een_persona_zegt_de_eerste_regel_die_helemaal_klopt():
    half = Uitspraak((("angst", ">", 50.0), ("vertrouwen", ">", 50.0)), "half waar")
    eerste = Uitspraak((("angst", ">", 50.0), ("vertrouwen", "<", 50.0)), "bang en boos")
    tweede = Uitspraak((("angst", ">", 50.0),), "bang")
    altijd = Uitspraak((), "ach")
    stand = met(angst=60, vertrouwen=30)
    assert zegt(stand, half, eerste, tweede, altijd) == "bang en boos"
    assert zegt(stand, half, tweede, eerste, altijd) == "bang"
    assert zegt(met(angst=40), half, eerste, tweede, altijd) == "ach"


def test_zonder_passende_regel_zegt_een_persona_de_eigen_uitspraak():
    uitspraak = next(p.uitspraak for p in CASUS.personas if p.sleutel == "corrie")
    assert zegt(met(angst=40), Uitspraak((("angst", ">", 50.0),), "bang")) == uitspraak
    assert zegt(met(angst=40)) == uitspraak


def test_een_persona_kijkt_naar_het_eigen_deelgebied_en_anders_naar_het_gemiddelde():
    verloop = met(angst=20)
    plek = verloop.deelgebieden.index("weversplein")
    verloop.waarden[:, :, plek, verloop.grootheden.index("angst")] = 90
    gemiddeld = 20 + 70 * CASUS.aandelen[plek]
    regels = (
        Uitspraak((("angst", ">", 80.0),), "hier"),
        Uitspraak((("angst", ">", gemiddeld - 0.1),), "gemiddeld"),
    )
    assert zegt(verloop, *regels, deelgebied="weversplein") == "hier"
    assert zegt(verloop, *regels) == "gemiddeld"
    assert zegt(verloop, *regels, Uitspraak((), "elders"), deelgebied="twijnstraat") == "elders"


def test_een_persona_spreekt_over_het_gekozen_plan_en_de_gekozen_maand():
    rij = NIETS.grootheden.index("angst")
    waarden = np.repeat(met(angst=20).waarden, 2, axis=0)
    waarden[1, 7, :, rij] = 90
    verloop = replace(NIETS, waarden=waarden)
    regels = (Uitspraak((("angst", ">", 80.0),), "bang"), Uitspraak((), "rustig"))
    gezegd = [zegt(verloop, *regels, plan=plan, maand=maand) for plan, maand in ((0, 7), (1, 6), (1, 7))]
    assert gezegd == ["rustig", "rustig", "bang"]


def test_precies_op_de_grens_klopt_een_regel_niet():
    """The weighted mean of 30 over eight areas is not 30 to the last bit; that may not make anybody speak."""
    for teken in "<>":
        assert (
            zegt(met(vertrouwen=30), Uitspraak((("vertrouwen", teken, 30.0),), "fout"), Uitspraak((), "goed"))
            == "goed"
        )


def test_elke_persona_van_de_casus_heeft_altijd_iets_te_zeggen():
    for maand in (0, 48, 96):
        gezegd = spreek(CASUS, NIETS, 0, maand)
        assert list(gezegd) == [p.sleutel for p in CASUS.personas]
        assert all(gezegd.values())


def test_een_regel_over_een_onbekende_grootheid_wordt_geweigerd():
    with pytest.raises(ValueError, match="Grootheid 'geluk' bestaat niet"):
        zegt(NIETS, Uitspraak((("geluk", ">", 1.0),), "blij"))
