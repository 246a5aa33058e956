from django.urls import path

from academy.website import views
from cursussen.views import belangstelling
from simulatie.views import mini

urlpatterns = [
    path("mijn/", views.mijn_academy, name="mijn_academy"),
    path("proef/", mini.proef, name="simulatie_proef"),
    path("zoeken/", views.zoeken, name="zoeken"),
    path("belangstelling/<int:cursus_id>/", belangstelling.belangstelling, name="belangstelling"),
    path("belangstelling/<int:cursus_id>/bedankt/", belangstelling.bedankt, name="belangstelling_bedankt"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("artikelen.atom", views.artikelen_feed, name="artikelen_feed"),
    path("robots.txt", views.robots, name="robots"),
]
