"""The first practice: eight measures, three missions, computed by the model; kept step by step."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from simulatie.acties.eerste_oefening import (
    begin_opnieuw,
    oefen_met_eigen_plan,
    oefen_met_voorbeeld,
    probeer_missie,
    sla_over,
)
from simulatie.acties.geweigerd import Geweigerd
from simulatie.kern import Inzet, Plan, bezetting, controleer_plan, laad_casus, simuleer
from simulatie.models import AANBOD, Casusversie, Oefenstap, is_nieuweling
from simulatie.schermen.missiezinnen import uitkomst, waarom
from simulatie.spel.missies import (
    SPELING,
    Bezwaar,
    Missie,
    MissiesOngeldig,
    antwoord,
    bezwaar,
    eerste_plan,
    eerste_plannen,
    gebreken,
    lees_plan,
    meet,
    werk,
    werkmaanden,
)
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory

A = "klosjesbuurt"
NA, TEGELIJK, HALVE = Missie


@pytest.fixture(params=AANBOD)
def casus(request):
    return laad_casus(request.param)


def gespeeld(casus):
    """The worked answers, one after the other: mission → what its plan comes to."""
    plan, uit = eerste_plan(casus), {}
    for missie in Missie:
        plan = antwoord(casus, missie, plan)
        (uit[missie],) = meet(casus, plan)
    return uit


def anders(plan, kaarten, **velden):
    return Plan(replace(i, **velden) if i.kaart in kaarten else i for i in plan.inzetten)


def kaarten_van(casus, principe):
    return [i.kaart for i in eerste_plan(casus).inzetten if casus.kaarten[i.kaart].principe == principe]


def test_elke_casus_heeft_acht_kaarten_die_bij_de_casus_passen(casus):
    plan = eerste_plannen()[casus.sleutel]

    assert gebreken(casus, plan) == []
    assert len(plan.inzetten) == 8
    assert set(eerste_plannen()) == set(AANBOD)


@pytest.mark.parametrize(
    ("tabel", "klacht"),
    [
        ({"kaarten": [["R2", 0, 60]]}, r"\[x\] needs kaarten"),
        ({}, r"\[x\] needs kaarten"),
    ],
)
def test_een_fout_in_het_bestand_zegt_waar(tabel, klacht):
    with pytest.raises(MissiesOngeldig, match=klacht):
        lees_plan("x", tabel)


def test_een_kaart_die_de_casus_niet_heeft_maakt_er_geen_oefening_van(casus):
    plan = eerste_plan(casus)
    vreemd = Plan([*plan.inzetten[:-1], Inzet("X9", 0, 9, 0.5)])
    zonder_zuur = Plan(i for i in plan.inzetten if casus.kaarten[i.kaart].principe != "zuur")

    assert gebreken(casus, vreemd) == ["card X9 is not in the case"]
    assert "there is no card of zuur" in gebreken(casus, zonder_zuur)
    assert "there must be 8 different cards" in gebreken(casus, zonder_zuur)


def test_elke_opdracht_is_te_winnen_en_het_begin_wint_niets(casus):
    vorige = None
    (begin,) = meet(casus, eerste_plan(casus))
    assert bezwaar(NA, begin, None) is Bezwaar.DOOR_ELKAAR
    for missie, meting in gespeeld(casus).items():
        assert bezwaar(missie, meting, vorige) is None
        assert [b for b in controleer_plan(casus, meting.plan) if b.ernst == "fout"] == []
        assert bezetting(casus, meting.plan).kosten <= casus.budget
        assert meting.tekort == {}
        assert meting.rechtmatigheid.houdbaar
        if vorige is not None:
            assert bezwaar(missie, vorige, vorige) is not None, "the plan one begins with does not do it"
        vorige = meting


def test_een_meting_is_wat_het_model_van_dat_plan_maakt(casus):
    for meting in gespeeld(casus).values():
        verloop = simuleer(casus, [meting.plan, Plan(), casus.referentieplan])
        index, gewicht = verloop.index(), casus.gewichten["periode"]
        programma = index[:, 1 : casus.programmaduur + 1].mean(axis=1)
        daarna = index[:, -casus.meetvenster :].mean(axis=1)
        eigen, niets, beste = gewicht["programma"] * programma + gewicht["daarna"] * daarna

        assert meting.index == pytest.approx(index[0], abs=1e-9)
        # The first stretch of the scale is straight in every case, and the missions stay on it or near it.
        assert niets < eigen < beste
        assert 0 < meting.score < 100


def test_tegelijk_vraagt_niet_meer_werk_dan_na_elkaar_en_de_winst_is_van_het_model(casus):
    na, samen, half = gespeeld(casus).values()

    assert samen.werk <= na.werk
    assert half.zuur <= samen.zuur / 2
    assert half.score >= samen.score - SPELING
    zin = uitkomst(TEGELIJK, samen, na)
    assert f"op {round(samen.score)} van de 100, na elkaar op {round(na.score)}" in zin
    assert ("meer" in zin) is (round(samen.score) > round(na.score))
    # The same sentence tells it the other way round when the model says so.
    assert "punten minder" in uitkomst(TEGELIJK, na, samen)
    assert "scheelt in dit leermodel niets" in uitkomst(TEGELIJK, na, na)


def foute_pogingen(casus):
    """Per mission a try that does not do it, with the reason and a piece of its sentence."""
    na, samen, _half = gespeeld(casus).values()
    zuur, zoet = kaarten_van(casus, "zuur"), kaarten_van(casus, "zoet")
    te_kort = casus.aanloop(casus.kaarten[zuur[0]])
    tegelijk_op_volle_kracht = Plan(replace(i, mate=0.8) for i in samen.plan.inzetten)
    alleen_half = Plan(replace(i, mate=i.mate / 2) if i.kaart in zuur else i for i in samen.plan.inzetten)
    return [
        (NA, None, anders(na.plan, zuur, duur=te_kort), Bezwaar.STIL, "werkt nooit: de aanloop is"),
        (NA, None, eerste_plan(casus), Bezwaar.DOOR_ELKAAR, "door elkaar, om te beginnen"),
        (TEGELIJK, na, na.plan, Bezwaar.NIET_SAMEN, "werken samen in 0 van de"),
        (TEGELIJK, na, tegelijk_op_volle_kracht, Bezwaar.MEER_WERK, "keer zo klein"),
        (HALVE, samen, anders(samen.plan, zoet, mate=1.0), Bezwaar.MEER_ZUUR, "Maak zuur zachter of korter"),
        (HALVE, samen, alleen_half, Bezwaar.MINDER_WINST, "De vorige keer was dat"),
    ]


def test_een_foute_poging_wordt_geweigerd_met_een_zin_die_zegt_waarom(casus):
    for missie, eerder, plan, verwacht, zin in foute_pogingen(casus):
        (nu,) = meet(casus, plan)
        assert bezwaar(missie, nu, eerder) is verwacht
        assert zin in waarom(casus, verwacht, nu, eerder)


def test_wie_de_mate_zoveel_kleiner_maakt_als_de_zin_zegt_vraagt_ongeveer_evenveel_werk(casus):
    na, samen, _half = gespeeld(casus).values()
    (te_veel,) = meet(casus, Plan(replace(i, mate=0.5) for i in samen.plan.inzetten))
    zin = waarom(casus, Bezwaar.MEER_WERK, te_veel, na)
    keer = float(zin.split("ongeveer ")[1].split(" keer")[0].replace(",", "."))
    smaken = [
        i
        for i in te_veel.plan.inzetten
        if casus.kaarten[i.kaart].principe in ("zoet", "zuur", "zout", "bitter")
    ]

    kleiner = Plan(replace(i, mate=i.mate / keer) if i in smaken else i for i in te_veel.plan.inzetten)

    assert werk(casus, kleiner.inzetten) == pytest.approx(na.werk, rel=0.03)


def test_werken_begint_na_de_aanloop_en_stopt_met_het_programma(casus):
    kaart = kaarten_van(casus, "zuur")[0]
    aanloop = casus.aanloop(casus.kaarten[kaart])

    assert werkmaanden(casus, Inzet(kaart, 5, aanloop + 3, 0.5)) == range(5 + aanloop, 8 + aanloop)
    assert len(werkmaanden(casus, Inzet(kaart, 5, aanloop, 0.5))) == 0


# What is kept.


def speel(gebruiker, casus=A, tot=HALVE):
    gegevens = laad_casus(casus)
    plan = eerste_plan(gegevens)
    for missie in list(Missie)[: tot.nummer]:
        plan = antwoord(gegevens, missie, plan)
        stap = probeer_missie(gebruiker=gebruiker, casus=casus, missie=missie, plan=plan)
        assert stap.gehaald
    return plan


def stand_van(gebruiker, casus=A):
    return Oefenstap.objects.van(gebruiker).stand(Casusversie.objects.nieuwste(casus))


@pytest.mark.django_db
def test_wie_halverwege_stopt_gaat_verder_bij_de_opdracht_die_open_is(aisha, daan):
    plan = speel(aisha, tot=NA)
    probeer_missie(gebruiker=aisha, casus=A, missie=TEGELIJK, plan=plan)

    stand = stand_van(aisha)

    assert stand.gehaald == {NA: plan}
    assert (stand.missie, stand.laatste, stand.pogingen) == (TEGELIJK, plan, 1)
    assert stand_van(daan).missie is NA, "somebody else's steps are not theirs"


@pytest.mark.django_db
def test_twee_keer_versturen_is_een_poging(aisha):
    plan, sleutel = eerste_plan(laad_casus(A)), uuid.uuid4()

    een = probeer_missie(gebruiker=aisha, casus=A, missie=NA, plan=plan, sleutel=sleutel)
    twee = probeer_missie(gebruiker=aisha, casus=A, missie=NA, plan=plan, sleutel=sleutel)

    assert een == twee
    assert stand_van(aisha).pogingen == 1


@pytest.mark.django_db
def test_de_sleutel_van_een_ander_geeft_een_eigen_poging(aisha, daan):
    plan, sleutel = eerste_plan(laad_casus(A)), uuid.uuid4()
    probeer_missie(gebruiker=daan, casus=A, missie=NA, plan=plan, sleutel=sleutel)

    stap = probeer_missie(gebruiker=aisha, casus=A, missie=NA, plan=plan, sleutel=sleutel)

    assert stap.gebruiker == aisha
    assert stap.sleutel != sleutel


@pytest.mark.django_db
def test_een_opdracht_die_niet_aan_de_beurt_is_en_vreemde_kaarten_worden_geweigerd(aisha):
    plan = eerste_plan(laad_casus(A))

    with pytest.raises(Geweigerd, match="niet aan de beurt"):
        probeer_missie(gebruiker=aisha, casus=A, missie=HALVE, plan=plan)
    with pytest.raises(Geweigerd, match="horen niet bij"):
        probeer_missie(gebruiker=aisha, casus=A, missie=NA, plan=Plan(plan.inzetten[1:]))

    assert not Oefenstap.objects.exists()


@pytest.mark.django_db
def test_overslaan_en_opnieuw_zijn_stappen_en_wissen_niets(aisha):
    speel(aisha, tot=TEGELIJK)
    sla_over(gebruiker=aisha, casus=A)
    sla_over(gebruiker=aisha, casus=A)
    assert stand_van(aisha).overgeslagen
    assert list(stand_van(aisha).gehaald) == [NA, TEGELIJK]

    begin_opnieuw(gebruiker=aisha, casus=A)
    begin_opnieuw(gebruiker=aisha, casus=A)

    assert stand_van(aisha).missie is NA
    assert Oefenstap.objects.van(aisha).count() == 4


@pytest.mark.django_db
def test_nieuweling_is_wie_nog_niets_besloot_en_de_eerste_oefening_niet_deed_of_oversloeg(
    aisha, daan, carla, bram
):
    SessieFactory(gebruiker=aisha)
    assert is_nieuweling(aisha), "an empty session is no practice"
    SessieFactory(gebruiker=bram, plan=KLEIN_PLAN)
    sla_over(gebruiker=daan, casus=A)
    speel(carla)

    assert [is_nieuweling(wie) for wie in (bram, daan, carla)] == [False] * 3


@pytest.mark.django_db
def test_oefenen_begint_met_het_voorbeeld_of_met_het_eigen_plan(aisha):
    with pytest.raises(Geweigerd, match="nog geen opdracht"):
        oefen_met_eigen_plan(gebruiker=aisha, casus=A)
    eigen = speel(aisha, tot=TEGELIJK)
    gegevens = laad_casus(A)
    voorbeeld = antwoord(gegevens, TEGELIJK, eerste_plan(gegevens))

    for begin, plan in ((oefen_met_eigen_plan, eigen), (oefen_met_voorbeeld, voorbeeld)):
        sessie = begin(gebruiker=aisha, casus=A)
        assert tuple(sessie.inzetten().values()) == plan.inzetten
        assert len(plan.inzetten) == 8


# The screens.


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


def adres(missie, casus=A):
    return reverse("simulatie_missie", args=[casus, missie.value])


def ingevuld(plan, **anders):
    velden = {"sleutel": str(uuid.uuid4())}
    for inzet in plan.inzetten:
        velden |= {
            f"{inzet.kaart}_start": inzet.start,
            f"{inzet.kaart}_duur": inzet.duur,
            f"{inzet.kaart}_mate": round(inzet.mate * 100),
        }
    return velden | anders


@pytest.mark.django_db
def test_van_de_briefing_naar_drie_opdrachten_en_dan_gaat_alles_open(binnen, aisha, casus):
    briefing = binnen.get(reverse("simulatie_casus", args=[casus.sleutel])).content.decode()
    begin = reverse("simulatie_eerste_oefening", args=[casus.sleutel])
    assert f'href="{begin}"' in briefing
    assert "Ik ken het spel" in briefing
    assert "Toets met deze casus" not in briefing

    plan = eerste_plan(casus)
    for missie in Missie:
        assert binnen.get(begin).url == adres(missie, casus.sleutel)
        pagina = binnen.get(adres(missie, casus.sleutel)).content.decode()
        assert pagina.count('type="text"') == 24
        plan = antwoord(casus, missie, plan)
        antwoord_pagina = binnen.post(adres(missie, casus.sleutel), ingevuld(plan), follow=True)
        assert "Gelukt" in antwoord_pagina.content.decode()
        assert antwoord_pagina.context["form"] is None

    klaar = binnen.get(begin).content.decode()
    assert "Nu gaat alles open" in klaar
    verder = binnen.post(reverse("simulatie_verder", args=[casus.sleutel]), {"sleutel": str(uuid.uuid4())})
    sessie = aisha.sessies.get()
    assert verder.url == reverse("simulatie_sessie", args=[sessie.sleutel])
    assert (
        "Toets met deze casus"
        in binnen.get(reverse("simulatie_casus", args=[casus.sleutel])).content.decode()
    )


@pytest.mark.django_db
def test_een_mislukte_poging_staat_er_nog_met_de_reden(binnen):
    casus = laad_casus(A)
    plan = eerste_plan(casus)
    (nu,) = meet(casus, plan)

    pagina = binnen.post(adres(NA), ingevuld(plan), follow=True)

    inhoud = pagina.content.decode()
    assert "Nog niet gelukt" in inhoud
    assert waarom(casus, Bezwaar.DOOR_ELKAAR, nu, None) in inhoud
    assert stand_van(pagina.wsgi_request.user).pogingen == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("velden", "klacht"),
    [
        ({"S1_start": "straks"}, "Vul een heel getal in van 0 tot en met 59."),
        ({"S1_start": 50, "S1_duur": 11}, "Vul hoogstens 10 in, of begin eerder."),
        ({"S1_mate": 0}, "Vul een heel getal in van 1 tot en met 100."),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld_en_is_geen_poging(binnen, velden, klacht):
    pagina = binnen.post(adres(NA), ingevuld(eerste_plan(laad_casus(A)), **velden))

    assert pagina.status_code == 422
    assert klacht in pagina.content.decode()
    assert not Oefenstap.objects.exists()


@pytest.mark.django_db
def test_kijken_bewaart_niets_en_rekent_met_wat_er_staat(binnen):
    casus = laad_casus(A)
    plan = antwoord(casus, TEGELIJK, eerste_plan(casus))
    (meting,) = meet(casus, plan)

    pagina = binnen.post(adres(NA), ingevuld(plan, kijken="1"), headers={"HX-Request": "true"})

    assert f"op {round(meting.score)} van de 100" in pagina.content.decode()
    assert "<html" not in pagina.content.decode()
    assert not Oefenstap.objects.exists()


@pytest.mark.django_db
def test_na_twee_pogingen_mag_wie_wil_een_antwoord_zien(binnen):
    casus = laad_casus(A)
    for _keer in range(2):
        assert "Laat een antwoord zien" not in binnen.get(adres(NA)).content.decode()
        binnen.post(adres(NA), ingevuld(eerste_plan(casus)))
    assert "Laat een antwoord zien" in binnen.get(adres(NA)).content.decode()

    form = binnen.get(f"{adres(NA)}?voorbeeld").context["form"]

    verwacht = antwoord(casus, NA, eerste_plan(casus))
    assert [form[f"{i.kaart}_start"].value() for i in verwacht.inzetten] == [
        i.start for i in verwacht.inzetten
    ]


@pytest.mark.django_db
def test_een_latere_opdracht_en_een_onbekende_gaan_niet_open(binnen):
    assert binnen.get(adres(HALVE)).url == reverse("simulatie_eerste_oefening", args=[A])
    for weg in ("simulatie_eerste_oefening", "simulatie_overslaan"):
        assert binnen.post(reverse(weg, args=["bestaat-niet"])).status_code in (404, 405)
    assert binnen.get(f"/simulatie/casus/{A}/eerste-oefening/bestaat-niet/").status_code == 404


@pytest.mark.django_db
def test_overslaan_kan_en_daarna_staan_oefenen_en_toets_open(binnen, aisha):
    assert binnen.post(reverse("simulatie_overslaan", args=[A]), follow=True).context["eerste"].is_klaar
    briefing = binnen.get(reverse("simulatie_casus", args=[A])).content.decode()

    assert "Oefenen met deze casus" in briefing
    assert "Toets met deze casus" in briefing
    assert not is_nieuweling(aisha)


@pytest.mark.django_db
def test_een_nieuweling_heeft_een_volgende_stap_en_wie_speelde_kiest_zelf(binnen, aisha):
    begin = reverse("simulatie_casus", args=[A])
    pagina = binnen.get(reverse("simulatie_start")).content.decode().split("<main")[1]
    assert pagina.count("knop-primair") == 1
    assert f'knop-primair" href="{begin}"' in pagina
    assert 'name="soort"' not in pagina

    SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    pagina = binnen.get(reverse("simulatie_start")).content.decode().split("<main")[1]
    assert pagina.count('value="oefenen"') == len(AANBOD)
    assert reverse("simulatie_eerste_oefening", args=[A]) in pagina


@pytest.mark.django_db
def test_wie_overslaat_met_een_open_oefening_komt_daar(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)
    briefing = binnen.get(reverse("simulatie_briefing", args=[sessie.sleutel])).content.decode()
    assert reverse("simulatie_eerste_oefening", args=[A]) in briefing

    antwoord_van_overslaan = binnen.post(reverse("simulatie_overslaan", args=[A]))

    assert antwoord_van_overslaan.url == reverse("simulatie_sessie", args=[sessie.sleutel])
    briefing = binnen.get(reverse("simulatie_briefing", args=[sessie.sleutel])).content.decode()
    assert "Terug naar uw plan" in briefing


@pytest.mark.django_db
def test_wie_zijn_aanmelding_verloor_vindt_terug_wat_hij_typte_en_er_is_niets_geprobeerd(binnen, aisha):
    velden = {veld.html_name: veld.value() for veld in binnen.get(adres(NA)).context["form"]}
    velden |= {"S2_start": "7", "S2_mate": "33"}
    uitgelogd = Client()

    naar_de_deur = uitgelogd.post(adres(NA), velden)
    uitgelogd.force_login(aisha)
    terug = uitgelogd.get(adres(NA))

    assert naar_de_deur.url.endswith(f"?next={adres(NA)}")
    form = terug.context["form"]
    assert (form["S2_start"].value(), form["S2_mate"].value()) == ("7", "33")
    assert [str(bericht) for bericht in terug.context["messages"]] == [
        "U was uitgelogd toen u dit verstuurde. Het is nog niet bewaard. Kijk het na en verstuur het opnieuw."
    ]
    assert not Oefenstap.objects.exists()
    assert uitgelogd.get(adres(NA)).context["form"]["S2_start"].value() != "7"
