from django.urls import path

from academy.portaal import views

urlpatterns = [
    path("", views.start, name="portaal_start"),
    path("<int:organisatie_id>/", views.overzicht, name="portaal_overzicht"),
    path("<int:organisatie_id>/csv/", views.csv_bestand, name="portaal_csv"),
]
