from django.urls import path

from simulatie.views import (
    begeleiding,
    bewaren,
    eerste_oefening,
    model,
    plan,
    planbestand,
    ronde,
    start,
    stukken,
    uitslag,
    vakplan,
)

urlpatterns = [
    path("", start.start, name="simulatie_start"),
    path("casus/<slug:casus>/", start.casus, name="simulatie_casus"),
    path("casus/<slug:casus>/beginnen/", start.begin, name="simulatie_begin"),
    path(
        "casus/<slug:casus>/eerste-oefening/",
        eerste_oefening.eerste_oefening,
        name="simulatie_eerste_oefening",
    ),
    path(
        "casus/<slug:casus>/eerste-oefening/overslaan/", eerste_oefening.sla_over, name="simulatie_overslaan"
    ),
    path("casus/<slug:casus>/eerste-oefening/opnieuw/", eerste_oefening.opnieuw, name="simulatie_opnieuw"),
    path("casus/<slug:casus>/eerste-oefening/verder/", eerste_oefening.oefen_verder, name="simulatie_verder"),
    path(
        "casus/<slug:casus>/eerste-oefening/<slug:missie>/", eerste_oefening.missie, name="simulatie_missie"
    ),
    path("model/", model.hoe_rekent_het, name="simulatie_model"),
    path("model/<slug:casus>.xmile", model.casus_als_xmile, name="simulatie_casus_xmile"),
    path("<uuid:sleutel>/", plan.plan, name="simulatie_sessie"),
    path("<uuid:sleutel>/briefing/", plan.briefing, name="simulatie_briefing"),
    path("<uuid:sleutel>/nieuwe-versie/", plan.nieuwe_versie, name="simulatie_nieuwe_versie"),
    path("<uuid:sleutel>/maatregelen/", plan.maatregelen, name="simulatie_maatregelen"),
    path("<uuid:sleutel>/toevoegen/", plan.voeg_toe, name="simulatie_toevoegen"),
    path("<uuid:sleutel>/ongedaan/", plan.maak_ongedaan, name="simulatie_ongedaan"),
    path("<uuid:sleutel>/herhalen/", plan.doe_opnieuw, name="simulatie_herhalen"),
    path("<uuid:sleutel>/omkeren/", plan.keer_om, name="simulatie_omkeren"),
    path("<uuid:sleutel>/terugzetten/", plan.zet_terug, name="simulatie_terugzetten"),
    path("<uuid:sleutel>/bestand/", planbestand.planbestand, name="simulatie_planbestand"),
    path("<uuid:sleutel>/plan.json", planbestand.als_json, name="simulatie_plan_json"),
    path("<uuid:sleutel>/plan.xmile", planbestand.als_xmile, name="simulatie_plan_xmile"),
    path("<uuid:sleutel>/bewaren/", bewaren.bewaar, name="simulatie_bewaren"),
    path("<uuid:sleutel>/maatregel/<slug:maatregel>/", plan.wijzig, name="simulatie_wijzigen"),
    path(
        "<uuid:sleutel>/maatregel/<slug:maatregel>/verschuiven/", plan.verschuif, name="simulatie_verschuiven"
    ),
    path(
        "<uuid:sleutel>/maatregel/<slug:maatregel>/verwijderen/", plan.verwijder, name="simulatie_verwijderen"
    ),
    path("<uuid:sleutel>/onderzoek/", ronde.onderzoek, name="simulatie_onderzoek"),
    path("<uuid:sleutel>/onderzoek/<slug:bron>/", ronde.vraag_bron, name="simulatie_bron"),
    path("<uuid:sleutel>/dilemmas/", ronde.oefen_dilemma, name="simulatie_dilemmas"),
    path("<uuid:sleutel>/dilemma/<slug:gebeurtenis>/", ronde.beantwoord, name="simulatie_antwoord"),
    path("<uuid:sleutel>/voorspelling/", ronde.voorspel, name="simulatie_voorspelling"),
    path("<uuid:sleutel>/ronde/", ronde.sluit, name="simulatie_ronde"),
    path("<uuid:sleutel>/indienen/", uitslag.indienen, name="simulatie_indienen"),
    path("<uuid:sleutel>/uitslag/", uitslag.uitslag, name="simulatie_uitslag"),
    path("<uuid:sleutel>/uitslag/beste-plan/", uitslag.beste_plan, name="simulatie_beste_plan"),
    path("<uuid:sleutel>/uitslag/vakplan/", vakplan.vakplan, name="simulatie_vakplan"),
    path("<uuid:sleutel>/uitslag/gevoeligheid/", uitslag.gevoeligheid, name="simulatie_gevoeligheid"),
    path("<uuid:sleutel>/uitslag/stukken/", stukken.overzicht, name="simulatie_stukken"),
    path("<uuid:sleutel>/uitslag/stukken/<slug:soort>/", stukken.vraag, name="simulatie_stuk"),
    path(
        "<uuid:sleutel>/uitslag/stukken/<slug:soort>/bestand/", stukken.bestand, name="simulatie_stuk_bestand"
    ),
    path("<uuid:sleutel>/uitslag/oefenen/", start.oefen_wijziging, name="simulatie_wijziging_oefenen"),
    path("<uuid:sleutel>/meenemen/", start.neem_plan_mee, name="simulatie_meenemen"),
    path("<uuid:sleutel>/nakijken/", begeleiding.verzoek, name="simulatie_nakijken"),
    path("<uuid:sleutel>/meekijken/", begeleiding.meekijken, name="simulatie_meekijken"),
    path("getallen/<int:versie>/<slug:merk>.json", plan.getallen, name="simulatie_getallen"),
    path("plannen/", bewaren.overzicht, name="simulatie_plannen"),
    path("plannen/vergelijken/", bewaren.vergelijk, name="simulatie_vergelijken"),
    path("plannen/<uuid:sleutel>/", bewaren.bekijk, name="simulatie_plan"),
    path("plannen/<uuid:sleutel>/oefenen/", bewaren.oefen, name="simulatie_plan_oefenen"),
    path("plannen/<uuid:sleutel>/delen/", bewaren.deel, name="simulatie_plan_delen"),
    path("plannen/<uuid:sleutel>/link/", bewaren.link, name="simulatie_plan_link"),
    path("getoond/<str:token>/", bewaren.getoond, name="simulatie_plan_getoond"),
    path("begeleiding/", begeleiding.overzicht, name="begeleiding_overzicht"),
    path("begeleiding/<uuid:sleutel>/", begeleiding.terugkijken, name="begeleiding_sessie"),
    path("begeleiding/<uuid:sleutel>/<int:nummer>/", begeleiding.terugkijken, name="begeleiding_besluit"),
    path("begeleiding/<uuid:sleutel>/uitslag/", begeleiding.uitslag, name="begeleiding_uitslag"),
    path("begeleiding/<uuid:sleutel>/nakijken/", begeleiding.nakijken, name="begeleiding_nakijken"),
    path("begeleiding/<uuid:sleutel>/opmerking/", begeleiding.opmerking, name="begeleiding_opmerking"),
]
