from django.urls import path

from simulatie.views import plan, start, uitslag

urlpatterns = [
    path("", start.start, name="simulatie_start"),
    path("casus/<slug:casus>/", start.casus, name="simulatie_casus"),
    path("casus/<slug:casus>/beginnen/", start.begin, name="simulatie_begin"),
    path("<uuid:sleutel>/", plan.plan, name="simulatie_sessie"),
    path("<uuid:sleutel>/maatregelen/", plan.kaarten, name="simulatie_kaarten"),
    path("<uuid:sleutel>/toevoegen/", plan.voeg_toe, name="simulatie_toevoegen"),
    path("<uuid:sleutel>/ongedaan/", plan.maak_ongedaan, name="simulatie_ongedaan"),
    path("<uuid:sleutel>/herhalen/", plan.doe_opnieuw, name="simulatie_herhalen"),
    path("<uuid:sleutel>/maatregel/<slug:inzet>/", plan.wijzig, name="simulatie_wijzigen"),
    path("<uuid:sleutel>/maatregel/<slug:inzet>/verschuiven/", plan.verschuif, name="simulatie_verschuiven"),
    path("<uuid:sleutel>/maatregel/<slug:inzet>/verwijderen/", plan.verwijder, name="simulatie_verwijderen"),
    path("<uuid:sleutel>/indienen/", uitslag.indienen, name="simulatie_indienen"),
    path("<uuid:sleutel>/uitslag/", uitslag.uitslag, name="simulatie_uitslag"),
    path("<uuid:sleutel>/meenemen/", start.neem_plan_mee, name="simulatie_meenemen"),
]
