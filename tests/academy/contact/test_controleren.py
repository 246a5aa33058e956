"""Messages that were set apart: a person decides, many at a time."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.basis.models import Bericht
from academy.contact.acties.behandelen import behandel, controleer
from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.models import Contactverzoek
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import OnderwerpFactory


def zet_apart(aantal: int, van: Gebruiker | None = None) -> list[Contactverzoek]:
    onderwerp = OnderwerpFactory(eigenaar=van)
    return [
        ontvang_verzoek(
            formulier_sleutel=UUID(int=nummer),
            naam=f"Rosa {nummer}",
            email=f"rosa{nummer}@elders.example",
            onderwerp=onderwerp,
            bericht=f"<b>Vraag {nummer}</b>",
        )
        for nummer in range(aantal)
    ]


def standen() -> list[str]:
    return list(Contactverzoek.objects.order_by("pk").values_list("status", flat=True))


def test_aannemen_bevestigt_en_geeft_door_en_de_rest_blijft_staan(client: Client, esther: Gebruiker) -> None:
    een, twee, drie = zet_apart(3, van=esther)
    client.force_login(esther)

    html = client.get(reverse("contact_controle:index")).content.decode()
    assert "&lt;b&gt;Vraag 0&lt;/b&gt;" in html
    assert "Apart gezet: er staat opmaak van een webpagina in." in html
    antwoord = client.post(
        reverse("contact_controle:index"), {"verzoeken": [een.pk, drie.pk], "status": "nieuw"}, follow=True
    )

    assert "2 berichten zijn aangenomen. De afzenders krijgen een bevestiging." in antwoord.content.decode()
    assert standen() == ["nieuw", "te_controleren", "nieuw"]
    assert sorted(Bericht.objects.values_list("sleutel", flat=True)) == sorted(
        f"contact-{soort}:{verzoek.pk}" for verzoek in (een, drie) for soort in ("bevestiging", "melding")
    )
    een.refresh_from_db()
    assert [(stap.door, stap.status, stap.eigenaar) for stap in een.stappen.all()] == [
        (None, "te_controleren", None),
        (esther, "nieuw", None),
        (None, "", esther),
    ]
    assert twee.stappen.count() == 1


def test_spam_krijgt_geen_mail(client: Client, esther: Gebruiker) -> None:
    [verzoek] = zet_apart(1, van=esther)
    client.force_login(esther)

    client.post(reverse("contact_controle:index"), {"verzoeken": [verzoek.pk], "status": "spam"})

    assert (standen(), Bericht.objects.count()) == (["spam"], 0)


def test_uit_de_spam_gehaald_krijgt_alsnog_een_bevestiging_en_maar_een(esther: Gebruiker) -> None:
    [verzoek] = zet_apart(1)
    for status in ("spam", "in_behandeling", "spam", "nieuw"):
        behandel(verzoek=verzoek, door=esther, status=status)

    assert list(Bericht.objects.values_list("sleutel", flat=True)) == [f"contact-bevestiging:{verzoek.pk}"]


@pytest.mark.parametrize(
    ("keuze", "melding"),
    [
        ([], "Kies eerst een of meer berichten. Er is niets veranderd."),
        ([999], "Een van deze berichten is intussen al beoordeeld. Bekijk de lijst opnieuw."),
        (["x\x00"], ""),
    ],
)
def test_een_verkeerde_keuze_verandert_niets(
    client: Client, esther: Gebruiker, keuze: list[object], melding: str
) -> None:
    zet_apart(1)
    client.force_login(esther)

    antwoord = client.post(reverse("contact_controle:index"), {"verzoeken": keuze, "status": "nieuw"})

    assert antwoord.status_code == 200
    assert melding in antwoord.content.decode()
    assert standen() == ["te_controleren"]


@pytest.mark.parametrize(("wie", "mag"), [("esther", True), ("bram", False), ("carla", False)])
def test_alleen_de_academy_controleert(
    request: pytest.FixtureRequest, client: Client, wie: str, mag: bool
) -> None:
    persoon = request.getfixturevalue(wie)
    [verzoek] = zet_apart(1)
    client.force_login(persoon)

    html = client.get(reverse("contact_controle:index"), follow=True).content.decode()
    client.post(reverse("contact_controle:index"), {"verzoeken": [verzoek.pk], "status": "nieuw"})

    assert ("rosa0@elders.example" in html) is mag
    assert standen() == (["nieuw"] if mag else ["te_controleren"])
    if not mag:
        with pytest.raises(PermissionDenied):
            controleer(verzoeken=[verzoek], door=persoon, status="nieuw")


def test_de_beheerpagina_telt_wat_er_wacht(client: Client, esther: Gebruiker, bram: Gebruiker) -> None:
    zet_apart(2)
    client.force_login(esther)
    assert "2 te controleren" in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(bram)
    assert "te controleren" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_het_scherm_kost_evenveel_vragen_met_een_als_met_drie(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)
    adres = reverse("contact_controle:index")
    aantallen = []
    for aantal in (1, 3):
        zet_apart(aantal)
        client.get(adres)
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        aantallen.append(len(vragen))
    assert (Contactverzoek.objects.count(), aantallen[0]) == (3, aantallen[1])
