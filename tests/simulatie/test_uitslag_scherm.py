"""Handing in and the result, through their pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simulatie.models import Beoordeling, Sessie
from simulatie.rechten import mag_wijziging_oefenen
from tests.factories.simulatie import (
    KLEIN_PLAN,
    BeoordelingFactory,
    OudeSessieFactory,
    SessieFactory,
    oordeel_over_klein_plan,
)
from tests.simulatie.bewaard_oordeel import bewaar, oordeel


def adres(naam: str, sessie: Sessie) -> str:
    return reverse(f"simulatie_{naam}", args=[sessie.sleutel])


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


def test_from_plan_to_result(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    bevestiging = binnen.get(adres("indienen", sessie))
    assert bevestiging.context["blad"].tabel.rijen[0][:3] == ["R2 Convenant", "Gemeente", "0"]
    assert "Na het indienen staat uw plan vast." in bevestiging.content.decode()

    nummer = bevestiging.context["form"]["verwacht_nummer"].value()
    antwoord = binnen.post(adres("indienen", sessie), {"verwacht_nummer": nummer, "akkoord": "on"})
    nog_eens = binnen.post(adres("indienen", sessie), {"verwacht_nummer": nummer, "akkoord": "on"})

    assert (antwoord.url, nog_eens.url) == (adres("uitslag", sessie),) * 2
    assert Beoordeling.objects.get().sessie == sessie
    assert binnen.get(adres("sessie", sessie)).url == adres("uitslag", sessie)


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"verwacht_nummer": "2", "akkoord": "on"}, "Uw plan is intussen veranderd"),
        ({"akkoord": "on"}, "Uw plan is intussen veranderd"),
    ],
)
def test_a_stale_confirmation_is_not_judged(binnen, aisha, velden, melding):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.post(adres("indienen", sessie), velden, follow=True)

    assert [str(bericht)[: len(melding)] for bericht in antwoord.context["messages"]] == [melding]
    assert Beoordeling.objects.count() == 0


def test_without_the_tick_nothing_is_handed_in(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.post(adres("indienen", sessie), {"verwacht_nummer": "3"})

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {
        "akkoord": ["Vink dit aan als u wilt indienen. Uw plan is nog niet ingediend."]
    }
    assert Beoordeling.objects.count() == 0


def test_an_empty_plan_cannot_be_handed_in(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    antwoord = binnen.post(adres("indienen", sessie), {"verwacht_nummer": "0", "akkoord": "on"}, follow=True)

    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "Uw plan is nog leeg. Voeg eerst een maatregel toe en dien het plan dan in."
    ]
    assert Beoordeling.objects.count() == 0


def test_an_outsider_cannot_hand_in(client, aisha, daan):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    client.force_login(daan)

    antwoord = client.post(adres("indienen", sessie), {"verwacht_nummer": "3", "akkoord": "on"})

    assert (antwoord.status_code, Beoordeling.objects.count()) == (404, 0)


def test_before_handing_in_there_is_no_score(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.get(adres("uitslag", sessie))

    assert antwoord.url == adres("sessie", sessie)
    for scherm in ("sessie", "indienen"):
        assert "van de 100" not in binnen.get(adres(scherm, sessie)).content.decode()


def test_the_result_is_what_was_stored_and_not_computed_again(binnen, aisha):
    """Figures that no model would give come back as they were stored."""
    vreemd = {
        "uitkomst_score": 91.4,
        "vakmanschap_score": 72.6,
        "winst": 12.34,
        "umami": -3.21,
        "geslaagd": True,
        "redenen": [],
    }
    beoordeling = BeoordelingFactory(gebruiker=aisha, oordeel=vreemd)

    uitslag = binnen.get(adres("uitslag", beoordeling.sessie)).context["uitslag"]

    assert uitslag.geslaagd is True
    assert [deel.score for deel in uitslag.scores.onderdelen][1:3] == ["91", "73"]
    assert (uitslag.bijdragen.winst, uitslag.bijdragen.umami) == ("+12 punten", "−3 punten")
    opgeslagen = beoordeling.oordeel
    assert [rij[0] for rij in uitslag.plantabel.rijen] == [
        f"{code} {beoordeling.plan['kaarten'][code]['naam']}" for code in ("R2", "R1", "S1")
    ]
    assert [vak.naam for vak in uitslag.scores.onderdelen[2].vakken] == [
        "Volgorde",
        "Timing",
        "Mate",
        "Duur",
        "Samenhang",
    ]
    getoond = [een.wat for een in uitslag.beste] + [
        een.wat for vak in uitslag.vakken for een in vak.wijzigingen
    ]
    bewaard = {
        advies["zin"].rpartition(": leefbaarheid")[0]
        for vak in opgeslagen["vakmanschap"]
        for advies in vak["adviezen"]
    }
    assert sorted(getoond) == sorted(bewaard)
    assert uitslag.recht.als_dict() == opgeslagen["rechtmatigheid"]
    assert uitslag.lijn.tabel.rijen[-1] == [
        "96",
        *(f"{opgeslagen['lijnen'][naam][96]:.0f}" for naam in ("plan", "niets_doen", "referentie")),
    ]


@pytest.mark.parametrize("geslaagd", [True, False])
def test_the_verdict_and_the_word_leermodel_are_on_the_page(binnen, aisha, geslaagd):
    scores = {
        "uitkomst_score": 80.0 if geslaagd else 59.7,
        "vakmanschap_score": 80.0,
        "slaaggrens": {"uitkomst": 60, "vakmanschap": 60, "rechtmatigheid": 60},
    }
    beoordeling = BeoordelingFactory(gebruiker=aisha, geslaagd=geslaagd, oordeel=scores)

    antwoord = binnen.get(adres("uitslag", beoordeling.sessie))

    inhoud = antwoord.content.decode()
    assert ("U bent geslaagd" in inhoud, "U bent nog niet geslaagd" in inhoud) == (geslaagd, not geslaagd)
    assert "Dit is een leermodel, geen voorspelling." in inhoud
    verwacht = "Uw plan haalt alles wat nodig is." if geslaagd else "Nog niet genoeg: uitkomst."
    uitslag = antwoord.context["uitslag"]
    assert uitslag.scores.zin == verwacht
    assert uitslag.scores.onderdelen[0].score == ("80" if geslaagd else "59")


def test_an_unlawful_plan_fails_whatever_the_rest(binnen, aisha):
    _plan, gewoon = oordeel_over_klein_plan()
    recht = {
        "score": 41.0,
        "grens": 60.0,
        "houdbaar": False,
        "stilleggingen": 2,
        "hoogste_risico": 70.0,
        "bevindingen": [
            {
                "pad": "inzetten[0].kaart",
                "ernst": "waarschuwing",
                "melding": "Er mist iets.",
                "remedie": "Regel het.",
                "artikel": "Awb art. 3:2",
            }
        ],
    }
    beoordeling = BeoordelingFactory(
        gebruiker=aisha,
        oordeel={
            "rechtmatigheid": recht,
            "geslaagd": False,
            "uitkomst_score": 90.0,
            "vakmanschap_score": 90.0,
            "bereikt": 0.9,
            "vakmanschap": [vak | {"score": 90.0} for vak in gewoon["vakmanschap"]],
        },
    )

    antwoord = binnen.get(adres("uitslag", beoordeling.sessie))

    assert antwoord.context["uitslag"].scores.zin == "Nog niet genoeg: rechtmatigheid."
    inhoud = antwoord.content.decode()
    assert "niet houdbaar" in inhoud
    assert "Awb art. 3:2" in inhoud
    assert "2 keer legde de rechter of de pers uw aanpak stil." in inhoud


def test_a_result_of_an_older_version_is_still_shown(binnen, aisha):
    sessie = OudeSessieFactory(gebruiker=aisha, casus="verdwenen", plan=KLEIN_PLAN)
    beoordeling = BeoordelingFactory(sessie=sessie)

    antwoord = binnen.get(adres("uitslag", sessie))

    assert antwoord.context["uitslag"].doelentabel.rijen[0][2] == (
        f"{beoordeling.oordeel['uitkomst'][0]['waarde']:.0f}"
    )
    assert "Versie van de casus 1999.1" in antwoord.content.decode()


def test_practise_again_with_this_plan_copies_it_once(binnen, aisha):
    beoordeling = BeoordelingFactory(gebruiker=aisha, soort="toets")
    sleutel = binnen.get(adres("uitslag", beoordeling.sessie)).context["form"]["sleutel"].value()

    for _keer in range(2):
        antwoord = binnen.post(adres("meenemen", beoordeling.sessie), {"sleutel": sleutel})

    nieuw = Sessie.objects.exclude(pk=beoordeling.sessie.pk).get()
    assert antwoord.url == adres("sessie", nieuw)
    assert nieuw.soort == Sessie.Soort.OEFENEN
    assert list(nieuw.inzetten().values()) == list(beoordeling.sessie.inzetten().values())


def test_nobody_copies_the_plan_of_somebody_else(client, aisha, daan):
    beoordeling = BeoordelingFactory(gebruiker=aisha)
    client.force_login(daan)

    antwoord = client.post(adres("meenemen", beoordeling.sessie), {})

    assert (antwoord.status_code, Sessie.objects.van(daan).count()) == (404, 0)


def test_the_result_asks_the_database_little(binnen, aisha):
    beoordeling = BeoordelingFactory(gebruiker=aisha)
    binnen.get(adres("uitslag", beoordeling.sessie))

    with CaptureQueriesContext(connection) as vragen:
        binnen.get(adres("uitslag", beoordeling.sessie))

    assert len(vragen) <= 12
    assert [vraag["sql"] for vraag in vragen if "simulatie_besluit" in vraag["sql"]] == []


def oefenen(client, beoordeling, wijziging):
    return client.post(adres("wijziging_oefenen", beoordeling.sessie), {"wijziging": wijziging})


def test_een_wijziging_uit_een_toets_gaat_mee_naar_een_oefening(binnen, aisha):
    beoordeling = bewaar(aisha)
    voor = (beoordeling.sessie.besluiten.count(), Beoordeling.objects.get().sha256)
    pagina = binnen.get(adres("uitslag", beoordeling.sessie))
    eerste = pagina.context["uitslag"].beste[0]
    assert pagina.content.decode().count(f'name="wijziging" value="{eerste.sleutel}"') == 1

    gegevens = {"wijziging": eerste.sleutel, "sleutel": pagina.context["oefenform"]["sleutel"].value()}
    for _keer in range(2):
        antwoord = binnen.post(adres("wijziging_oefenen", beoordeling.sessie), gegevens)

    nieuw = Sessie.objects.exclude(pk=beoordeling.sessie.pk).get()
    assert antwoord.url == adres("sessie", nieuw)
    assert (nieuw.soort, nieuw.gebruiker) == (Sessie.Soort.OEFENEN, aisha)
    (inzet,) = beoordeling.oordeel["vakmanschap"][0]["adviezen"][0]["plan"]["inzetten"]
    assert [vars(een) for een in nieuw.inzetten().values()] == [inzet]
    assert (beoordeling.sessie.besluiten.count(), Beoordeling.objects.get().sha256) == voor


@pytest.mark.parametrize("wijziging", ["9-9", "", "../x"])
def test_een_wijziging_die_er_niet_is_begint_niets(binnen, aisha, wijziging):
    beoordeling = bewaar(aisha)

    antwoord = oefenen(binnen, beoordeling, wijziging)

    assert antwoord.url == adres("uitslag", beoordeling.sessie)
    assert Sessie.objects.count() == 1


def test_alleen_wie_speelde_oefent_met_een_wijziging(client, aisha, daan):
    beoordeling = bewaar(aisha)
    assert mag_wijziging_oefenen(aisha, beoordeling.sessie)
    assert not mag_wijziging_oefenen(daan, beoordeling.sessie)
    assert not mag_wijziging_oefenen(aisha, SessieFactory(gebruiker=aisha))
    client.force_login(daan)

    assert (oefenen(client, beoordeling, "0-0").status_code, Sessie.objects.van(daan).count()) == (404, 0)


def test_een_advies_waarvan_het_plan_niet_is_bewaard_heeft_geen_knop(binnen, aisha):
    vakken = oordeel()["vakmanschap"]
    for vak in vakken:
        del vak["adviezen"][0]["plan"]
    beoordeling = bewaar(aisha, vakmanschap=vakken)

    assert 'name="wijziging"' not in binnen.get(adres("uitslag", beoordeling.sessie)).content.decode()
    assert oefenen(binnen, beoordeling, "0-0").url == adres("uitslag", beoordeling.sessie)
