"""A thousand robots and forty people through the same door: no robot is new, nobody is lost."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone

from academy.contact.models import Contactverzoek, Onderwerp
from tests.academy.contact.robotstorm import Storm
from tests.factories.contact import ContactPaginaFactory

MENSEN_IN_DE_STORM = 40
"""Thirty-five messages of people elsewhere and five behind the address that a robot floods."""


def test_duizend_robots_en_niemand_kwijt(db: None) -> None:
    storm = Storm(
        pagina=ContactPaginaFactory().get_url(),
        onderwerp=str(Onderwerp.objects.get(naam="Kennismaking").pk),
        begin=timezone.now().replace(microsecond=0),
    )

    storm.speel()

    assert sum(aantal for (soort, _code), aantal in storm.codes.items() if soort != "mens") == 1000
    assert storm.codes - Counter({("mens", code): storm.codes["mens", code] for code in (302, 422)}) == {
        ("zonder bewijs", 422): 100,
        ("zonder cookie", 403): 50,
        ("vervalste tijd", 422): 100,
        ("oud bewijs", 422): 50,
        ("in de val", 302): 150,
        ("te snel", 302): 150,
        ("met opmaak", 302): 80,
        ("met links", 302): 70,
        ("zelfde tekst", 302): 50,
        ("herhaald bewijs", 302): 100,
        ("veel van een adres", 302): 100,
    }
    assert storm.uitkomst("Robot") == {"spam": 300, "te_controleren": 400}
    assert storm.uitkomst("Mens") == {"nieuw": MENSEN_IN_DE_STORM - 5, "te_controleren": 5}
    assert {
        naam.rpartition(" ")[0]
        for naam in Contactverzoek.objects.filter(
            naam__startswith="Mens", status="te_controleren"
        ).values_list("naam", flat=True)
    } == {"Mens naast robot"}
