from django.urls import path

from certificaten.views import controle, eigen

urlpatterns = [
    path("controleren/", controle.verificatie, name="verificatie"),
    path("controleren/<str:code>/", controle.verificatie_code, name="verificatie_code"),
    path("<int:cyclus_id>/naam/", eigen.naam, name="certificaat_naam"),
    path("<str:code>/", eigen.bekijken, name="certificaat_bekijken"),
    path("<str:code>/pdf/", eigen.pdf, name="certificaat_pdf"),
]
