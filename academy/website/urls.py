from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from academy.website import views
from simulatie.views import mini

urlpatterns = [
    path("mijn/", views.mijn_academy, name="mijn_academy"),
    path("proef/", mini.proef, name="simulatie_proef"),
    path("zoeken/", views.zoeken, name="zoeken"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
