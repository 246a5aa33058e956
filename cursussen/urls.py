from django.urls import path

from cursussen.views import inschrijvingen, lessen, vragen

urlpatterns = [
    path("inschrijven/<int:cursus_id>/", inschrijvingen.cursus_inschrijven, name="cursus_inschrijven"),
    path("leergang/<int:leergang_id>/", inschrijvingen.leergang_inschrijven, name="leergang_inschrijven"),
    path("<uuid:sleutel>/", inschrijvingen.leren_cursus, name="leren_cursus"),
    path("<uuid:sleutel>/simulatie/", inschrijvingen.leren_simulatie, name="leren_simulatie"),
    path("<uuid:sleutel>/les/<str:les>/", lessen.leren_les, name="leren_les"),
    path("<uuid:sleutel>/les/<str:les>/antwoord/", lessen.beantwoord_in_les, name="leren_les_antwoord"),
    path("<uuid:sleutel>/les/<str:les>/opnieuw/", lessen.oefen_opnieuw, name="leren_les_opnieuw"),
    path("<uuid:sleutel>/les/<str:les>/afronden/", lessen.rond_les_af, name="leren_les_afronden"),
    path("<uuid:sleutel>/vragen/", vragen.leren_vragen, name="leren_vragen"),
    path("<uuid:sleutel>/vragen/beginnen/", vragen.begin_vragen, name="leren_vragen_beginnen"),
    path(
        "<uuid:sleutel>/vragen/<int:nummer>/antwoord/", vragen.beantwoord_vraag, name="leren_vragen_antwoord"
    ),
]
