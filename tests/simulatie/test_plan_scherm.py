"""The page of the plan: what it shows, what its forms do, and what it refuses."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simulatie.acties.plan import verwijder, voeg_toe
from simulatie.kern import Inzet, Plan, bezetting, controleer_plan, laad_casus, simuleer
from simulatie.models import Sessie
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, OudeSessieFactory, SessieFactory

MEESTE_VRAGEN = 12
"""Of which two for the session and its decisions; the rest is the house: account, site, menu, settings."""

NIEUW = {"kaart": "O4", "start": "4", "duur": "24", "mate": "50", "verwacht_nummer": "0"}


def adres(naam: str, sessie: Sessie, *meer: str) -> str:
    return reverse(f"simulatie_{naam}", args=[sessie.sleutel, *meer])


@pytest.fixture
def binnen(client: Client, aisha):
    client.force_login(aisha)
    return client


def kaarten(sessie):
    return [inzet.kaart for inzet in sessie.inzetten().values()]


def test_a_measure_is_added_changed_moved_removed_and_brought_back_with_plain_forms(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    antwoord = binnen.post(adres("toevoegen", sessie), NIEUW | {"deelgebieden": ["twijnstraat"]})
    assert antwoord.url == adres("sessie", sessie) + "#m1"
    verwacht = {"kaart": "O4", "start": 4, "duur": 24, "mate": 0.5, "deelgebieden": ("twijnstraat",)}
    assert sessie.inzetten() == {"m1": Inzet(**verwacht)}

    veranderd = {"verwacht_nummer": "1", "start": "6", "duur": "30", "mate": "75"}
    binnen.post(adres("wijzigen", sessie, "m1"), veranderd)
    verwacht |= {"start": 6, "duur": 30, "mate": 0.75, "deelgebieden": None}
    assert sessie.inzetten() == {"m1": Inzet(**verwacht)}

    binnen.post(adres("verschuiven", sessie, "m1"), {"verwacht_nummer": "2", "maanden": "-1"})
    assert sessie.inzetten() == {"m1": Inzet(**(verwacht | {"start": 5}))}

    antwoord = binnen.post(adres("verwijderen", sessie, "m1"), {"verwacht_nummer": "3"})
    assert antwoord.url == adres("sessie", sessie) + "#plan"
    assert sessie.inzetten() == {}

    binnen.post(adres("ongedaan", sessie), {"verwacht_nummer": "4"})
    assert sessie.inzetten() == {"m1": Inzet(**(verwacht | {"start": 5}))}
    binnen.post(adres("herhalen", sessie), {"verwacht_nummer": "5"})
    assert sessie.inzetten() == {}


def test_without_a_duration_a_measure_gets_the_usual_one(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    binnen.post(adres("toevoegen", sessie), NIEUW | {"duur": ""})

    assert sessie.inzetten()["m1"].duur == laad_casus("klosjesbuurt").kaarten["O4"].duur[1]


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("kaart", "X99", "“X99” is geen maatregel in deze casus. Kies uit de lijst."),
        ("kaart", "", "Kies een maatregel uit de lijst."),
        ("start", "straks", "Vul een heel getal in van 0 tot en met 59."),
        ("start", "-1", "Vul een heel getal in van 0 tot en met 59."),
        ("start", "97", "Vul een heel getal in van 0 tot en met 59."),
        ("start", "", "Vul een heel getal in van 0 tot en met 59."),
        ("duur", "-6", "Vul een heel getal in van 1 tot en met 60."),
        ("duur", "lang", "Vul een heel getal in van 1 tot en met 60."),
        ("duur", "2,5", "Vul een heel getal in van 1 tot en met 60."),
        ("mate", "0", "Vul een heel getal in van 1 tot en met 100."),
        ("mate", "101", "Vul een heel getal in van 1 tot en met 100."),
        ("mate", "veel", "Vul een heel getal in van 1 tot en met 100."),
        ("deelgebieden", "elders", "“elders” is geen deel van de buurt. Kies uit de lijst."),
    ],
)
def test_bad_input_is_named_at_its_field_and_everything_typed_stays(binnen, aisha, veld, waarde, melding):
    sessie = SessieFactory(gebruiker=aisha)
    getypt = NIEUW | {"deelgebieden": "twijnstraat"} | {veld: waarde}

    antwoord = binnen.post(adres("toevoegen", sessie), getypt)

    assert antwoord.status_code == 422
    form = antwoord.context["toevoegform"]
    assert form.errors == {veld: [melding]}
    assert {naam: form[naam].value() for naam in ("kaart", "start", "duur", "mate")} == {
        naam: getypt[naam] for naam in ("kaart", "start", "duur", "mate")
    }
    assert form["deelgebieden"].value() == [getypt["deelgebieden"]]
    inhoud = antwoord.content.decode()
    assert inhoud.count(melding.replace("“", "“")) == 2, "in the summary and at the field"
    if veld in ("start", "duur", "mate"):
        assert f'name="{veld}" value="{waarde}"' in inhoud or waarde == ""
    assert sessie.laatste_nummer() == 0


def test_all_faults_are_named_at_once(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    antwoord = binnen.post(
        adres("toevoegen", sessie),
        {"verwacht_nummer": "0", "kaart": "X", "start": "a", "duur": "0", "mate": ""},
    )

    assert sorted(antwoord.context["form"].errors) == ["duur", "kaart", "mate", "start"]


def test_what_the_model_refuses_is_named_at_the_field(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=[KLEIN_PLAN[0]])

    antwoord = binnen.post(
        adres("toevoegen", sessie), NIEUW | {"kaart": "R2", "start": "6", "verwacht_nummer": "1"}
    )

    (fout,) = antwoord.context["form"].errors["start"]
    assert fout.startswith("R2 loopt al in dezelfde maanden op dezelfde plek.")
    assert sessie.laatste_nummer() == 1


def test_a_plan_over_budget_is_refused_with_the_amounts_and_what_to_do(binnen, aisha):
    casus = laad_casus("klosjesbuurt")
    duurste = sorted(casus.kaarten.values(), key=lambda k: -(k.kosten * k.duur[2] + k.eenmalig))
    sessie = SessieFactory(gebruiker=aisha)
    for nummer, kaart in enumerate(duurste):
        ervoor = sessie.inzetten()
        antwoord = binnen.post(
            adres("toevoegen", sessie),
            {
                "kaart": kaart.code,
                "start": "0",
                "duur": str(kaart.duur[2]),
                "mate": "100",
                "verwacht_nummer": nummer,
            },
        )
        if antwoord.status_code == 422:
            break

    (fout,) = antwoord.context["form"].non_field_errors()
    assert f"Het budget is € {casus.budget:,.0f}.".replace(",", ".") in fout
    assert "verlaag mate of duur" in fout
    assert sessie.inzetten() == ervoor


@pytest.mark.parametrize("veranderd", [{"start": "a"}, {"mate": "200"}, {"duur": ""}])
def test_a_refused_row_keeps_what_was_typed_in_that_row_only(binnen, aisha, veranderd):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    getypt = {"verwacht_nummer": "3", "start": "7", "duur": "9", "mate": "33"} | veranderd

    antwoord = binnen.post(adres("wijzigen", sessie, "m2"), getypt)

    rijen = {rij.sleutel: rij.form for rij in antwoord.context["blad"].rijen}
    assert {veld: rijen["m2"][veld].value() for veld in ("start", "duur", "mate")} == {
        veld: getypt[veld] for veld in ("start", "duur", "mate")
    }
    assert list(rijen["m2"].errors) == list(veranderd)
    assert [rijen[sleutel] is None for sleutel in ("m1", "m2", "m3")] == [True, False, True]
    assert sessie.laatste_nummer() == 3


def test_a_stale_tab_is_told_sees_the_fresh_plan_and_can_send_again(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)
    voeg_toe(sessie=sessie, verwacht_nummer=0, inzet=Inzet(**KLEIN_PLAN[0]))

    antwoord = binnen.post(adres("toevoegen", sessie), NIEUW)

    form = antwoord.context["toevoegform"]
    (melding,) = form.non_field_errors()
    assert melding.startswith("Uw plan is intussen veranderd")
    assert melding.endswith("Wat u invulde, staat er nog.")
    assert [rij.code for rij in antwoord.context["blad"].rijen] == ["R2"]
    assert {naam: form[naam].value() for naam in ("kaart", "start", "duur", "mate")} == {
        naam: NIEUW[naam] for naam in ("kaart", "start", "duur", "mate")
    }
    assert kaarten(sessie) == ["R2"]

    binnen.post(adres("toevoegen", sessie), NIEUW | {"verwacht_nummer": form["verwacht_nummer"].value()})
    assert kaarten(sessie) == ["R2", "O4"]


def test_what_was_typed_for_a_measure_that_is_gone_moves_to_the_form_for_adding(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    verwijder(sessie=sessie, verwacht_nummer=3, sleutel="m2")

    antwoord = binnen.post(
        adres("wijzigen", sessie, "m2"), {"verwacht_nummer": "3", "start": "7", "duur": "9", "mate": "33"}
    )

    form = antwoord.context["toevoegform"]
    assert {veld: form[veld].value() for veld in ("kaart", "start", "duur", "mate", "verwacht_nummer")} == {
        "kaart": "R1", "start": "7", "duur": "9", "mate": "33", "verwacht_nummer": "4",
    }  # fmt: skip
    assert kaarten(sessie) == ["R2", "S1"]


@pytest.mark.parametrize(
    ("naam", "meer", "velden"),
    [
        ("verschuiven", ["m1"], {"maanden": "1", "verwacht_nummer": "1"}),
        ("verwijderen", ["m1"], {"verwacht_nummer": "1"}),
        ("ongedaan", [], {"verwacht_nummer": "1"}),
        ("verschuiven", ["m1"], {"maanden": "1"}),
        ("verschuiven", ["m1"], {"maanden": "12", "verwacht_nummer": "3"}),
        ("verwijderen", ["m1"], {"verwacht_nummer": "x"}),
    ],
)
def test_a_stale_or_broken_button_changes_nothing_and_says_so(binnen, aisha, naam, meer, velden):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.post(adres(naam, sessie, *meer), velden, follow=True)

    (bericht,) = [str(bericht) for bericht in antwoord.context["messages"]]
    assert bericht.startswith("Uw plan is intussen veranderd")
    assert sessie.laatste_nummer() == 3


def test_a_move_that_cannot_be_says_why(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.post(
        adres("verschuiven", sessie, "m1"), {"verwacht_nummer": "3", "maanden": "-1"}, follow=True
    )

    (bericht,) = [str(bericht) for bericht in antwoord.context["messages"]]
    assert bericht.startswith("Dit kan niet, en er is niets veranderd. De startmaand '-1'")
    assert sessie.laatste_nummer() == 3


def test_the_same_form_sent_twice_adds_once(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    eerste = binnen.post(adres("toevoegen", sessie), NIEUW)
    tweede = binnen.post(adres("toevoegen", sessie), NIEUW)

    assert (eerste.url, tweede.url) == (adres("sessie", sessie) + "#m1",) * 2
    assert kaarten(sessie) == ["O4"]


SCHERMEN = ["sessie", "maatregelen", "indienen", "uitslag"]
KNOPPEN = [
    ("toevoegen", [], NIEUW | {"verwacht_nummer": "3"}),
    ("wijzigen", ["m1"], {"verwacht_nummer": "3", "start": "1", "duur": "40", "mate": "50"}),
    ("verschuiven", ["m1"], {"verwacht_nummer": "3", "maanden": "1"}),
    ("verwijderen", ["m1"], {"verwacht_nummer": "3"}),
    ("ongedaan", [], {"verwacht_nummer": "3"}),
]


@pytest.mark.parametrize("scherm", SCHERMEN)
def test_a_page_is_there_for_its_owner_and_not_for_an_outsider(client, aisha, daan, scherm):
    sessie = BeoordelingFactory(gebruiker=aisha).sessie if scherm == "uitslag" else None
    sessie = sessie or SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    client.force_login(aisha)
    eigen = client.get(adres(scherm, sessie))
    client.force_login(daan)
    vreemd = client.get(adres(scherm, sessie))

    assert (eigen.status_code, vreemd.status_code) == (200, 404)
    assert "Klosjesbuurt" in eigen.content.decode()
    assert "Klosjesbuurt" not in vreemd.content.decode()


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_an_outsider_cannot_decide_and_the_owner_can(client, aisha, daan, naam, meer, velden):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    client.force_login(daan)
    vreemd = client.post(adres(naam, sessie, *meer), velden)
    na_daan = sessie.laatste_nummer()
    client.force_login(aisha)
    eigen = client.post(adres(naam, sessie, *meer), velden)

    assert (vreemd.status_code, na_daan) == (404, 3)
    assert (eigen.status_code, sessie.laatste_nummer()) == (302, 4)


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_nobody_decides_without_signing_in(client, aisha, naam, meer, velden):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = client.post(adres(naam, sessie, *meer), velden)

    assert antwoord.url.startswith(reverse("account_request_login_code"))
    assert sessie.laatste_nummer() == 3


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_the_address_of_a_button_opened_as_a_page_leads_to_the_plan(binnen, aisha, naam, meer, velden):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    assert binnen.get(adres(naam, sessie, *meer)).url == adres("sessie", sessie)


@pytest.mark.django_db
def test_an_unknown_session_is_404(binnen):
    assert binnen.get(reverse("simulatie_sessie", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize(("soort", "aantal"), [("oefenen", 6), ("toets", 0)])
def test_practice_shows_the_course_of_the_model_and_a_test_does_not(binnen, aisha, soort, aantal):
    sessie = SessieFactory(gebruiker=aisha, soort=soort, plan=KLEIN_PLAN)

    inhoud = binnen.get(adres("sessie", sessie)).content.decode()

    assert inhoud.count('class="werklijn-vlak"') == aantal


def test_the_lines_are_those_of_the_model_beside_doing_nothing(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
    uw_plan, niets_doen = simuleer(laad_casus("klosjesbuurt"), [sessie.stand().plan, Plan()]).index()

    tabel = binnen.get(adres("sessie", sessie)).context["lijnen"][0].tabel

    assert tabel.kolommen == ["Maand", "Uw plan", "Niets doen"]
    assert tabel.rijen == [
        [str(maand), f"{uw_plan[maand]:.1f}".replace(".", ","), f"{niets_doen[maand]:.1f}".replace(".", ",")]
        for maand in (0, 12, 24, 36, 48, 60, 72, 84, 96)
    ]


def test_reports_stand_beside_the_willingness_to_report(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    titels = [lijn.tabel.kop for lijn in binnen.get(adres("sessie", sessie)).context["lijnen"]]

    assert titels == [
        "Leefbaarheidsindex (fictief) (punten)",
        "Vertrouwen (%)",
        "Angst (punten)",
        "Criminele greep (punten)",
        "Meldingen per maand (meldingen)",
        "Meldingsbereidheid (%)",
    ]


def test_a_missing_precondition_is_shown_at_its_measure_with_the_article(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha, plan=[KLEIN_PLAN[2], KLEIN_PLAN[1]])
    verwacht = controleer_plan(laad_casus("klosjesbuurt"), sessie.stand().plan)

    antwoord = binnen.get(adres("sessie", sessie))

    rijen = antwoord.context["blad"].rijen
    assert [rij.bevindingen for rij in rijen] == [[], list(verwacht)]
    (bevinding,) = verwacht
    assert bevinding.artikel == "AVG art. 5 en 6; Wpg art. 16-20"
    assert bevinding.artikel in antwoord.content.decode()


def test_asking_more_of_a_holder_than_there_is_is_shown(binnen, aisha):
    casus = laad_casus("klosjesbuurt")
    plan = [
        {"kaart": kaart.code, "start": 0, "duur": 24, "mate": 1.0}
        for kaart in casus.kaarten.values()
        if kaart.inzet.get("politie_om") and kaart.duur[2] >= 24
    ]
    sessie = SessieFactory(gebruiker=aisha, plan=plan)
    nodig = bezetting(casus, sessie.stand().plan)
    aanwezig = casus.capaciteit["politie_om"]
    te_veel = [maand for maand, fte in enumerate(nodig.gevraagd["politie_om"]) if fte > aanwezig + 1e-9]
    assert te_veel

    blad = binnen.get(adres("sessie", sessie)).context["blad"]

    (rij,) = [rij for rij in blad.bezetting.rijen if rij[0] == "Politie en OM"]
    hoogst, er_is = (
        f"{fte:.1f} fte".replace(".", ",") for fte in (max(nodig.gevraagd["politie_om"]), aanwezig)
    )
    assert rij == ["Politie en OM", er_is, hoogst, f"{te_veel[0]}–{te_veel[-1]}"]
    (strook,) = [strook for strook in blad.stroken if strook.naam == "Politie en OM"]
    assert strook.te_veel == f"{len(te_veel)} maanden"
    assert strook.strook.te_veel.startswith(f"M0 {strook.strook.grens}H{te_veel[0]}V")


def test_a_card_chosen_in_the_catalogue_stands_in_the_form(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    form = binnen.get(adres("sessie", sessie), {"kaart": "O4"}).context["toevoegform"]
    onbekend = binnen.get(adres("sessie", sessie), {"kaart": "<script>"}).context["toevoegform"]

    assert (form["kaart"].value(), form["duur"].value()) == (
        "O4",
        laad_casus("klosjesbuurt").kaarten["O4"].duur[1],
    )
    assert (onbekend["kaart"].value(), onbekend["duur"].value()) == (None, None)


def test_the_catalogue_names_every_card_with_law_lead_time_and_effort(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)
    casus = laad_casus("klosjesbuurt")

    groepen = binnen.get(adres("maatregelen", sessie)).context["groepen"]

    assert {maatregel.code for groep in groepen for maatregel in groep.maatregelen} == set(casus.kaarten)
    z10 = next(een for groep in groepen for een in groep.maatregelen if een.code == "Z10")
    feiten = dict(z10.feiten)
    assert feiten["Wet"] == casus.kaarten["Z10"].grondslag
    assert feiten["Partij"] == "Woningcorporatie"
    assert feiten["Aanloop"].startswith(f"{casus.aanloop(casus.kaarten['Z10'])} maanden")


@pytest.mark.parametrize("scherm", ["sessie", "maatregelen", "indienen"])
def test_a_session_of_an_older_version_shows_its_plan_and_the_way_on(binnen, aisha, scherm):
    sessie = OudeSessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.get(adres(scherm, sessie))

    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "De casus is vernieuwd" in inhoud
    assert "R1: start in maand 2, duurt 36 maanden" in inhoud
    assert adres("meenemen", sessie) in inhoud


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_an_older_version_refuses_decisions_in_words(binnen, aisha, naam, meer, velden):
    sessie = OudeSessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)

    antwoord = binnen.post(adres(naam, sessie, *meer), velden, follow=True)

    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "De casus is vernieuwd nadat u begon. Uw plan is bewaard. "
        "Neem het mee naar de nieuwe versie om verder te gaan."
    ]
    assert sessie.laatste_nummer() == 3


@pytest.mark.parametrize(("naam", "meer", "velden"), KNOPPEN)
def test_a_judged_session_refuses_decisions_in_words(binnen, aisha, naam, meer, velden):
    sessie = BeoordelingFactory(gebruiker=aisha).sessie

    antwoord = binnen.post(adres(naam, sessie, *meer), velden, follow=True)

    assert antwoord.redirect_chain[-1][0] == adres("uitslag", sessie)
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [
        "U hebt dit plan al ingediend. Het staat vast en verandert niet meer. Bekijk de uitslag."
    ]
    assert sessie.laatste_nummer() == 3


@pytest.mark.parametrize("soort", ["oefenen", "toets"])
def test_the_page_asks_the_database_the_same_for_one_and_for_three_measures(binnen, aisha, soort):
    een = SessieFactory(gebruiker=aisha, soort=soort, plan=KLEIN_PLAN[:1])
    drie = SessieFactory(gebruiker=aisha, soort=soort, plan=KLEIN_PLAN)
    binnen.get(adres("sessie", een))

    with CaptureQueriesContext(connection) as bij_een:
        binnen.get(adres("sessie", een))
    with CaptureQueriesContext(connection) as bij_drie:
        binnen.get(adres("sessie", drie))

    assert len(bij_een) == len(bij_drie) <= MEESTE_VRAGEN


def test_a_measure_says_what_the_law_allows_when_that_was_looked_up_and_where_it_stands(binnen, aisha):
    kaart = laad_casus("klosjesbuurt").kaarten["Z4"]

    pagina = binnen.get(adres("maatregelen", SessieFactory(gebruiker=aisha)))

    van_kaart = pagina.content.decode().split('id="Z4"')[1].split("</li>")[0]
    assert kaart.grondslag in van_kaart
    assert f"<dt>Maximum in de wet</dt><dd>{kaart.maximum}</dd>" in van_kaart
    assert f"<dt>Nagekeken</dt><dd>30 november 2026. {kaart.onbevestigd}</dd>" in van_kaart
    (wet,) = kaart.wettekst
    assert f'<dt>Wettekst</dt><dd><a href="{wet}">{wet.removeprefix("https://")}</a></dd>' in van_kaart


def test_a_hard_measure_says_what_kind_of_trouble_it_is_for_the_strongest_first(binnen, aisha):
    kaart = laad_casus("klosjesbuurt").kaarten["Z2"]
    assert kaart.werking["zaak_drugspand"] > kaart.werking["zaak_overlast"]

    pagina = binnen.get(adres("maatregelen", SessieFactory(gebruiker=aisha))).content.decode()

    van_kaart, van_zoet = (pagina.split(f'id="{code}"')[1].split("</li>")[0] for code in ("Z2", "S1"))
    assert "<dt>Werkt tegen</dt><dd>drugspanden, ernstige overlast</dd>" in van_kaart
    assert "Werkt tegen" not in van_zoet
