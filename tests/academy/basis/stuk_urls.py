"""The doors of the site, and two that break."""

from django.db import OperationalError, connection
from django.urls import path

from academy import urls as echt


def stuk(request):
    raise RuntimeError("A fault of our own.")


def stil(request):
    raise OperationalError("The database does not answer.") from None


def ook_gewoon_stuk(request):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    raise ValueError("Nothing to do with the database.")


urlpatterns = [
    path("stuk/", stuk),
    path("stil/", stil),
    path("ook-stuk/", ook_gewoon_stuk),
    *echt.urlpatterns,
]
handler500 = echt.handler500
