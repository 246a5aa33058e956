"""Practice on screen: answers to htmx, going back, saving, sharing and comparing."""

from __future__ import annotations

import gzip
import json
import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simulatie.acties.bewaren import bewaar_plan, deel_plan
from simulatie.acties.plan import keer_om, verwijder, wijzig, zet_terug
from simulatie.acties.sessies import oefen_met
from simulatie.kern import Inzet, Plan, laad_casus, simuleer
from simulatie.models import BewaardPlan, Sessie
from simulatie.schermen.werklijnen import waarheid
from simulatie.spel.besluiten import Terugweg
from tests.factories.gebruikers import GebruikerFactory, LidmaatschapFactory, OrganisatieFactory
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, SessieFactory

MEESTE_VRAGEN = 19
HTMX = {"HTTP_HX_REQUEST": "true"}


def adres(naam: str, sessie: Sessie, *meer: str) -> str:
    return reverse(f"simulatie_{naam}", args=[sessie.sleutel, *meer])


def bewaar(sessie: Sessie, naam: str = "Eerst zoet", reden: str = "Een begin") -> BewaardPlan:
    return bewaar_plan(sessie=sessie, verwacht_nummer=sessie.laatste_nummer(), naam=naam, reden=reden)


@pytest.fixture
def sessie(aisha):
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)


@pytest.fixture
def binnen(client: Client, aisha):
    client.force_login(aisha)
    return client


@pytest.fixture
def collega(aisha):
    organisatie = aisha.lidmaatschappen.get().organisatie
    return LidmaatschapFactory(gebruiker=GebruikerFactory(), organisatie=organisatie).gebruiker


def test_htmx_gets_the_sheet_after_the_change_with_what_happened_and_no_page_around_it(binnen, sessie):
    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "3", "maanden": "1"}, **HTMX
    )

    inhoud = antwoord.content.decode()
    blad = BeautifulSoup(inhoud, "html.parser")
    assert antwoord.status_code == 200
    assert inhoud.lstrip().startswith("<title>Uw plan De Klosjesbuurt")
    assert "<body" not in inhoud
    zin = "R1 Gezamenlijk gebiedsonderzoek (Bibob) staat in uw plan van maand 3 tot maand 39, mate 50 %."
    gezegd = blad.find(id="voorlezen").get_text().split()
    assert gezegd[0] == "R1"
    assert gezegd[-9:] == zin.split()[-9:]
    assert blad.find(id="werkmelding").get_text().split()[-9:] == zin.split()[-9:]
    assert blad.find(id="m2_start")["value"] == "3"


def test_a_decision_leaves_no_address_to_come_back_to(binnen, sessie):
    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "3", "maanden": "1"}, **HTMX
    )

    assert antwoord["HX-Push-Url"] == "false"


def test_who_goes_back_gets_the_whole_page(binnen, sessie):
    terug = binnen.get(adres("sessie", sessie), **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")

    assert BeautifulSoup(terug.content, "html.parser").find("footer") is not None


def test_a_measure_of_a_plan_that_was_put_back_is_still_known_when_it_is_gone(sessie):
    zet_terug(
        sessie=sessie,
        verwacht_nummer=3,
        naar=Terugweg.BEWAARD,
        inzetten=[Inzet("R2", 0, 60, 0.8), Inzet("O4", 4, 30, 0.55)],
    )
    sleutel = next(s for s, inzet in sessie.stand().inzetten.items() if inzet.kaart == "O4")
    verwijder(sessie=sessie, verwacht_nummer=4, sleutel=sleutel)

    assert sleutel not in sessie.stand().inzetten
    assert sessie.kaart_van(sleutel) == "O4"
    assert sessie.kaart_van("m99") is None


def test_the_answer_to_htmx_has_the_same_sheet_as_the_page(binnen, sessie):
    antwoord = binnen.post(adres("omkeren", sessie), {"verwacht_nummer": "3"}, **HTMX)
    pagina = binnen.get(adres("sessie", sessie))

    def blad(inhoud: bytes) -> str:
        boom = BeautifulSoup(inhoud, "html.parser").find(id="werkblad")
        boom.find(id="werkmelding").clear()
        # A token and a key for saving are new every time.
        for veld in boom.select("[name=csrfmiddlewaretoken], [name=sleutel]"):
            del veld["value"]
        return str(boom)

    assert blad(antwoord.content) == blad(pagina.content)


def test_a_refused_form_comes_back_to_htmx_with_the_reasons(binnen, sessie):
    antwoord = binnen.post(
        adres("wijzigen", sessie, "m2"),
        {"verwacht_nummer": "3", "start": "x", "duur": "9", "mate": "33"},
        **HTMX,
    )

    assert antwoord.status_code == 422
    blad = BeautifulSoup(antwoord.content, "html.parser")
    assert blad.find(id="m2_start")["value"] == "x"
    assert [link["href"] for link in blad.select("[data-foutenoverzicht] a")] == ["#m2_start"]


def test_a_stale_button_gets_the_plan_as_it_is_now_with_the_reason(binnen, sessie):
    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "1", "maanden": "1"}, **HTMX, follow=True
    )

    blad = BeautifulSoup(antwoord.content, "html.parser")
    assert blad.find(id="voorlezen").get_text().startswith("Uw plan is intussen veranderd")
    assert json.loads(blad.find(id="planlijn-gegevens").string)["rijen"]["m2"]["start"] == 2


def test_a_plan_that_was_handed_in_sends_htmx_to_the_page(binnen, aisha):
    sessie = BeoordelingFactory(gebruiker=aisha).sessie

    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "3", "maanden": "1"}, **HTMX
    )
    pagina = binnen.get(antwoord["HX-Redirect"], follow=True)

    assert antwoord["HX-Redirect"] == adres("sessie", sessie)
    assert [str(bericht) for bericht in pagina.context["messages"]] == [
        "U hebt dit plan al ingediend. Het staat vast en verandert niet meer. Bekijk de uitslag."
    ]


def test_a_page_of_practice_is_never_shown_from_a_cache(binnen, sessie):
    assert "no-store" in binnen.get(adres("sessie", sessie))["Cache-Control"]


REKENT_ZELF = HTMX | {"HTTP_X_LEERMODEL": "1"}
LANGSTE_ANTWOORD = 20_000


def delen(antwoord) -> BeautifulSoup:
    assert antwoord.status_code == 200
    assert antwoord["HX-Reswap"] == "none show:none"
    return BeautifulSoup(antwoord.content, "html.parser")


def test_a_browser_that_runs_the_model_gets_only_what_changed_and_the_truth(binnen, sessie):
    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "3", "maanden": "1"}, **REKENT_ZELF
    )

    blad = delen(antwoord)
    assert [rij["id"] for rij in blad.select("li.planlijn-rij")] == ["m2"]
    assert blad.find(id="werkknoppen")["data-nummer"] == "4"
    assert "van maand 3 tot maand 39" in " ".join(blad.find(id="voorlezen").get_text().split())
    assert json.loads(blad.find(id="planlijn-gegevens").string)["rijen"]["m2"]["start"] == 3
    stand = sessie.stand()
    assert json.loads(blad.find(id="waarheid").string) == waarheid(sessie.eigen_casus, stand.plan)
    index = simuleer(sessie.eigen_casus, [stand.plan]).index()[0]
    assert json.loads(blad.find(id="waarheid").string)[0] == [round(float(een), 1) for een in index]
    assert blad.find(id="palet") is None
    assert blad.find(id="leermodel") is None


@pytest.mark.parametrize(("naam", "meer"), [("verwijderen", ["m2"]), ("ongedaan", [])])
def test_when_a_measure_comes_or_goes_all_rows_come(binnen, sessie, naam, meer):
    antwoord = binnen.post(adres(naam, sessie, *meer), {"verwacht_nummer": "3"}, **REKENT_ZELF)

    rijen = delen(antwoord).select("#planlijn-rijen > li")
    assert [rij["id"] for rij in rijen] == list(sessie.inzetten())


def test_a_measure_that_goes_on_comes_along_with_the_one_before_it(binnen, aisha):
    r1 = KLEIN_PLAN[1]
    sessie = SessieFactory(gebruiker=aisha, plan=[*KLEIN_PLAN, r1 | {"start": 38, "duur": 12, "mate": 0.8}])

    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "4", "langer": "-1"}, **REKENT_ZELF
    )

    assert [rij["id"] for rij in delen(antwoord).select("li.planlijn-rij")] == ["m2", "m4"]


def test_an_answer_to_a_change_of_a_whole_plan_is_short(binnen, aisha):
    casus = laad_casus("klosjesbuurt")
    inzetten = max((plan.inzetten for plan in casus.vakplannen), key=len)
    sessie = oefen_met(gebruiker=aisha, casus=casus.sleutel, inzetten=inzetten)
    eerste = next(iter(sessie.inzetten()))

    antwoord = binnen.post(
        adres("verschuiven", sessie, eerste),
        {"verwacht_nummer": sessie.laatste_nummer(), "langer": "-1"},
        **REKENT_ZELF,
    )

    assert delen(antwoord).select("li.planlijn-rij")
    assert len(antwoord.content) <= LANGSTE_ANTWOORD


def test_a_refusal_and_a_stale_button_get_the_whole_sheet_whoever_asks(binnen, sessie):
    geweigerd = binnen.post(
        adres("wijzigen", sessie, "m2"),
        {"verwacht_nummer": "3", "start": "x", "duur": "9", "mate": "33"},
        **REKENT_ZELF,
    )
    oud = binnen.post(
        adres("verschuiven", sessie, "m2"),
        {"verwacht_nummer": "1", "maanden": "1"},
        **REKENT_ZELF,
        follow=True,
    )

    for antwoord in (geweigerd, oud):
        assert "HX-Reswap" not in antwoord
        assert BeautifulSoup(antwoord.content, "html.parser").find(id="werkblad") is not None
    assert BeautifulSoup(geweigerd.content, "html.parser").find(id="m2_start")["value"] == "x"


def test_a_test_gives_no_course_whatever_the_browser_says(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, soort="toets", plan=KLEIN_PLAN)

    antwoord = binnen.post(
        adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "3", "maanden": "1"}, **REKENT_ZELF
    )

    blad = BeautifulSoup(antwoord.content, "html.parser")
    assert blad.find(id="werkblad") is not None
    assert blad.find(id="waarheid") is None
    assert blad.select(".werklijn") == []


def test_the_panel_has_the_measure_that_is_asked_for_or_that_changed_last(binnen, sessie):
    def paneel(**vraag: str) -> str:
        pagina = binnen.get(adres("sessie", sessie), vraag).content
        return BeautifulSoup(pagina, "html.parser").find(id="paneel")["data-inzet"]

    assert (paneel(), paneel(maatregel="m1"), paneel(maatregel="x")) == ("m3", "m1", "m3")
    binnen.post(adres("verschuiven", sessie, "m2"), {"verwacht_nummer": "3", "maanden": "1"})
    assert paneel() == "m2"


def test_the_palette_says_of_every_card_what_when_and_for_whom(binnen, sessie):
    pagina = BeautifulSoup(binnen.get(adres("sessie", sessie)).content, "html.parser")

    kaarten = {kaart["data-kaart"]: kaart for kaart in pagina.select(".palet-kaart")}
    casus = laad_casus("klosjesbuurt")
    assert set(kaarten) == set(casus.kaarten)
    for code, kaart in kaarten.items():
        kop, tekst = ([een.get_text() for een in kaart.select(soort)] for soort in ("dt", "dd"))
        assert kop == ["Wat doet dit?", "Wanneer?", "Voor wie?", "Wie doet het?"]
        assert tekst[0] == casus.kaarten[code].uitleg
        assert all(tekst)


def test_the_button_that_turns_over_says_which_way(binnen, sessie):
    def knop() -> str:
        blad = BeautifulSoup(binnen.get(adres("sessie", sessie)).content, "html.parser")
        return blad.find(id="omkeren")["aria-label"]

    assert knop() == "Bekijk zonder de laatste wijziging"
    binnen.post(adres("omkeren", sessie), {"verwacht_nummer": "3"})
    assert knop() == "Bekijk met de laatste wijziging"
    binnen.post(adres("omkeren", sessie), {"verwacht_nummer": "4"})
    assert knop() == "Bekijk zonder de laatste wijziging"
    assert list(sessie.inzetten()) == ["m1", "m2", "m3"]


def test_only_a_way_back_that_does_something_has_a_button(binnen, sessie):
    def knoppen() -> list[str]:
        blad = BeautifulSoup(binnen.get(adres("sessie", sessie)).content, "html.parser")
        return [knop["value"] for knop in blad.select("button[name=naar]")]

    assert knoppen() == ["casus"]
    bewaar(sessie)
    assert knoppen() == ["casus"]
    binnen.post(adres("terugzetten", sessie), {"verwacht_nummer": "3", "naar": "casus"})
    assert (knoppen(), sessie.inzetten()) == (["bewaard"], {})
    antwoord = binnen.post(
        adres("terugzetten", sessie), {"verwacht_nummer": "4", "naar": "bewaard"}, follow=True
    )
    assert antwoord.redirect_chain[-1][0] == adres("sessie", sessie) + "#plan"
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "Het hele plan is vervangen. Er staan nu 3 maatregelen in."
    ]
    assert len(sessie.inzetten()) == 3


@pytest.mark.parametrize("naar", ["", "iets", str(uuid.UUID(int=1))])
def test_a_way_back_that_does_not_exist_changes_nothing_and_says_so(binnen, sessie, naar):
    antwoord = binnen.post(adres("terugzetten", sessie), {"verwacht_nummer": "3", "naar": naar}, follow=True)

    assert len(antwoord.context["messages"]) == 1
    assert sessie.laatste_nummer() == 3


def test_saving_with_a_plain_form_and_again_makes_two_versions(binnen, sessie):
    formulier = binnen.get(adres("sessie", sessie)).context["bewaarform"]
    velden = {"verwacht_nummer": "3", "naam": "Eerst zoet", "reden": "Een begin"}
    velden["sleutel"] = str(formulier["sleutel"].value())

    antwoord = binnen.post(adres("bewaren", sessie), velden)
    binnen.post(adres("bewaren", sessie), velden)
    assert antwoord.url == adres("sessie", sessie) + "#bewaren"
    blad = binnen.get(adres("sessie", sessie))
    assert [str(bericht) for bericht in blad.context["messages"]] == ["Bewaard: Eerst zoet, versie 1."] * 2
    assert blad.context["bewaarform"]["naam"].value() == "Eerst zoet"

    nieuw = str(blad.context["bewaarform"]["sleutel"].value())
    binnen.post(adres("bewaren", sessie), velden | {"sleutel": nieuw, "reden": "Nog eens"})

    assert list(BewaardPlan.objects.order_by("versie").values_list("naam", "versie", "reden")) == [
        ("Eerst zoet", 1, "Een begin"),
        ("Eerst zoet", 2, "Nog eens"),
    ]


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"naam": " "}, "Geef het plan een naam. Het is nog niet bewaard."),
        ({"naam": "x" * 61}, "De naam heeft 61 tekens. Gebruik er hoogstens 60."),
        ({"reden": ""}, "Schrijf in één zin waarom u het bewaart. Het is nog niet bewaard."),
        ({"reden": "x" * 201}, "De reden heeft 201 tekens. Gebruik er hoogstens 200."),
    ],
)
@pytest.mark.parametrize("kop", [{}, HTMX], ids=["gewoon", "htmx"])
def test_bad_input_is_named_and_what_was_typed_stays(binnen, sessie, velden, fout, kop):
    getypt = {"verwacht_nummer": "3", "naam": "Plan", "reden": "Reden", "sleutel": str(uuid.uuid4())} | velden

    antwoord = binnen.post(adres("bewaren", sessie), getypt, **kop)

    form = antwoord.context["bewaarform"]
    assert antwoord.status_code == 422
    assert form.errors == {next(iter(velden)): [fout]}
    assert {veld: form[veld].value() for veld in getypt} == getypt
    assert antwoord.content.decode().count(fout) == 2, "in the summary and at the field"
    assert not BewaardPlan.objects.exists()


def test_a_saved_plan_shows_its_author_reason_measures_and_versions(binnen, aisha, sessie):
    bewaar(sessie)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)
    plan = bewaar(sessie, reden="Sterker")

    antwoord = binnen.get(reverse("simulatie_plan", args=[plan.sleutel]))

    assert [str(versie) for versie in antwoord.context["versies"]] == [
        "Eerst zoet, versie 2",
        "Eerst zoet, versie 1",
    ]
    assert [rij[1:4] for rij in antwoord.context["tabel"].rijen] == [
        ["0", "48", "90\xa0%"],
        ["2", "38", "50\xa0%"],
        ["3", "51", "40\xa0%"],
    ]
    inhoud = antwoord.content.decode()
    assert "Sterker" in inhoud
    assert str(aisha) in inhoud


def test_practising_with_a_saved_plan_begins_one_session_with_it(binnen, sessie):
    plan = bewaar(sessie)
    sleutel = str(uuid.uuid4())

    eerste, tweede = (
        binnen.post(reverse("simulatie_plan_oefenen", args=[plan.sleutel]), {"sleutel": sleutel})
        for _keer in range(2)
    )

    nieuw = Sessie.objects.exclude(pk=sessie.pk).get()
    assert eerste.url == tweede.url == adres("sessie", nieuw)
    assert list(nieuw.inzetten().values()) == list(plan.maatregelen)


PLANADRESSEN = ["simulatie_plan", "simulatie_plan_oefenen"]


@pytest.mark.parametrize("naam", PLANADRESSEN)
def test_a_shared_plan_opens_for_a_colleague_and_never_for_an_outsider(
    client, aisha, daan, collega, sessie, naam
):
    plan = bewaar(sessie)
    organisatie = aisha.lidmaatschappen.get().organisatie

    def codes() -> list[int]:
        uit = []
        for wie in (aisha, collega, daan):
            client.force_login(wie)
            vraag = client.get if naam == "simulatie_plan" else client.post
            uit.append(vraag(reverse(naam, args=[plan.sleutel])).status_code)
        return uit

    goed = 200 if naam == "simulatie_plan" else 302
    assert codes() == [goed, 404, 404]
    deel_plan(plan=plan, gebruiker=aisha, organisatie=organisatie)
    assert codes() == [goed, goed, 404]


def test_sharing_and_stopping_by_the_buttons(client, aisha, daan, collega, sessie):
    plan = bewaar(sessie)
    delen, bekijk = (
        reverse(naam, args=[plan.sleutel]) for naam in ("simulatie_plan_delen", "simulatie_plan")
    )
    organisatie = aisha.lidmaatschappen.get().organisatie

    def wie_ziet() -> list[bool]:
        uit = []
        for wie in (collega, daan):
            client.force_login(wie)
            uit.append(client.get(bekijk).status_code == 200)
        client.force_login(aisha)
        return uit

    client.force_login(aisha)
    client.post(delen, {"organisatie": organisatie.pk})
    assert wie_ziet() == [True, False]
    assert str(plan.sleutel) in client.get(bekijk).content.decode()
    client.post(delen, {"stop": "1"})
    assert wie_ziet() == [False, False]
    elders = client.post(delen, {"organisatie": OrganisatieFactory().pk})
    assert (elders.status_code, elders.context["form"].errors) == (
        422,
        {"organisatie": ["U kunt alleen delen met een organisatie waar u nu werkt."]},
    )
    for wie in (collega, daan):
        client.force_login(wie)
        assert client.post(delen, {"organisatie": organisatie.pk}).status_code == 404
    assert wie_ziet() == [False, False]


def test_the_list_has_own_and_shared_plans_and_no_others(client, aisha, daan, collega, sessie):
    plan = bewaar(sessie, naam="Gedeeld plan")
    bewaar(sessie, naam="Niet gedeeld plan")
    deel_plan(plan=plan, gebruiker=aisha, organisatie=aisha.lidmaatschappen.get().organisatie)

    def namen(wie) -> list[str]:
        client.force_login(wie)
        casussen = client.get(reverse("simulatie_plannen")).context["casussen"]
        return [str(regel.plan) for casus in casussen for regel in casus.plannen]

    assert namen(aisha) == ["Niet gedeeld plan, versie 1", "Gedeeld plan, versie 1"]
    assert namen(collega) == ["Gedeeld plan, versie 1"]
    assert namen(daan) == []


def test_comparing_shows_each_plan_beside_doing_nothing_and_what_differs(binnen, sessie):
    een = bewaar(sessie)
    wijzig(sessie=sessie, verwacht_nummer=3, sleutel="m1", mate=0.9)
    twee = bewaar(sessie)
    binnen.post(adres("verwijderen", sessie, "m3"), {"verwacht_nummer": "4"})
    drie = bewaar(sessie, naam="Zonder zoet")

    antwoord = binnen.get(
        reverse("simulatie_vergelijken"), {"plan": [str(drie.sleutel), str(een.sleutel), str(twee.sleutel)]}
    )

    lijn = antwoord.context["lijnen"][0]
    assert lijn.tabel.kolommen == ["Maand", "Plan 1", "Plan 2", "Plan 3", "Niets doen"]
    plannen = [Plan(plan.maatregelen) for plan in (drie, een, twee)]
    index = simuleer(laad_casus("klosjesbuurt"), [*plannen, Plan()]).index()
    assert lijn.tabel.rijen[-1] == [
        "96",
        *(f"{waarde:.1f}".replace(".", ",") for waarde in index[:, 96]),
    ]
    stijlen = [(reeks.klasse, reeks.streep) for reeks in lijn.grafiek.lijnen]
    assert len({streep for _klasse, streep in stijlen}) == 4, "no two lines differ by colour alone"
    verschillen = antwoord.context["verschillen"]
    assert [[rij[0][:2], *rij[1:]] for rij in verschillen.tabel.rijen] == [
        [
            "R2",
            "maand 0 tot 48, mate 90\xa0%, de hele buurt",
            "maand 0 tot 48, mate 60\xa0%, de hele buurt",
            "maand 0 tot 48, mate 90\xa0%, de hele buurt",
        ],
        [
            "S1",
            "niet in dit plan",
            "maand 3 tot 51, mate 40\xa0%, de hele buurt",
            "maand 3 tot 51, mate 40\xa0%, de hele buurt",
        ],
    ]
    assert verschillen.gelijk == "1 maatregel is in alle plannen gelijk."


def test_what_cannot_be_compared_is_named_and_the_choice_stays(client, aisha, daan, sessie):
    plannen = [bewaar(sessie, naam=f"Plan {nummer}") for nummer in range(4)]
    elders = bewaar(
        SessieFactory(
            gebruiker=aisha, casus="kettingwerf", plan=[{"kaart": "R2", "start": 0, "duur": 24, "mate": 0.5}]
        )
    )
    van_daan = bewaar(SessieFactory(gebruiker=daan, plan=KLEIN_PLAN))
    client.force_login(aisha)

    def fouten(*gekozen: object) -> list[str]:
        antwoord = client.get(reverse("simulatie_vergelijken"), {"plan": gekozen})
        assert antwoord.status_code == 422
        vakjes = BeautifulSoup(antwoord.content, "html.parser").select("input[name=plan][checked]")
        assert {vakje["value"] for vakje in vakjes} == {str(sleutel) for sleutel in gekozen} - {
            str(van_daan.sleutel),
            "x",
        }
        return list(antwoord.context["form"].errors["plan"])

    assert fouten() == ["Kies eerst een of meer plannen om te vergelijken."]
    assert fouten(*(plan.sleutel for plan in plannen)) == [
        "U koos 4 plannen. Vergelijk er hoogstens drie tegelijk."
    ]
    assert fouten(plannen[0].sleutel, elders.sleutel) == [
        "Deze plannen horen bij verschillende casussen. Kies plannen van één casus."
    ]
    vreemd = "Een van deze plannen is er niet (meer) voor u. Kies uit de lijst."
    assert fouten(plannen[0].sleutel, van_daan.sleutel) == [vreemd]
    assert fouten("x") == [vreemd]


def vragen(client: Client, pad: str) -> int:
    client.get(pad)
    with CaptureQueriesContext(connection) as gesteld:
        client.get(pad)
    return len(gesteld)


def test_the_page_asks_the_database_the_same_however_much_was_decided_and_saved(binnen, aisha):
    een = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN[:1])
    bewaar(een)
    bij_een = vragen(binnen, adres("sessie", een))
    drie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    for nummer in range(3, 23):
        keer_om(sessie=drie, verwacht_nummer=nummer)
    bewaar(drie)
    bewaar(drie)

    assert vragen(binnen, adres("sessie", drie)) == bij_een <= MEESTE_VRAGEN


def test_a_change_asks_the_database_the_same_however_long_the_session(binnen, aisha):
    def bij(aantal: int) -> int:
        sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
        for nummer in range(3, aantal):
            keer_om(sessie=sessie, verwacht_nummer=nummer)
        velden = {"verwacht_nummer": str(sessie.laatste_nummer()), "maanden": "1"}
        with CaptureQueriesContext(connection) as gesteld:
            assert binnen.post(adres("verschuiven", sessie, "m2"), velden, **HTMX).status_code == 200
        return len(gesteld)

    bij(3)
    assert bij(3) == bij(23) <= MEESTE_VRAGEN


def test_lists_of_saved_plans_ask_the_same_for_one_and_for_three(binnen, sessie):
    plan = bewaar(sessie)
    lijst, bekijk = reverse("simulatie_plannen"), reverse("simulatie_plan", args=[plan.sleutel])
    vergelijk = reverse("simulatie_vergelijken") + f"?plan={plan.sleutel}"
    bij_een = [vragen(binnen, pad) for pad in (lijst, bekijk, vergelijk)]
    meer = [bewaar(sessie), bewaar(sessie)]
    vergelijk += "".join(f"&plan={ander.sleutel}" for ander in meer)

    assert [vragen(binnen, pad) for pad in (lijst, bekijk, vergelijk)] == bij_een


def test_a_page_with_a_whole_plan_stays_light(binnen, aisha):
    casus = laad_casus("klosjesbuurt")
    inzetten = max((plan.inzetten for plan in casus.vakplannen), key=len)
    sessie = oefen_met(gebruiker=aisha, casus=casus.sleutel, inzetten=inzetten)
    assert len(sessie.inzetten()) == len(inzetten) >= 15

    pagina = binnen.get(adres("sessie", sessie)).content

    assert len(pagina) < 300_000
    assert len(gzip.compress(pagina)) < 45_000, "what goes over the line"
