"""Topics: who gets a request, what is promised, and who may change that."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from academy.basis.models import Bericht, Instellingen
from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.models import Contactverzoek, Onderwerp
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import ContactverzoekFactory, OnderwerpFactory

WOENSDAG_VOOR_PASEN = datetime(2026, 4, 1, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def groepsadres(db: None) -> str:
    instellingen = Instellingen.for_site(Site.objects.get(is_default_site=True))
    instellingen.contact_email = "info@academy.example"
    instellingen.save()
    return instellingen.contact_email


def ontvang(onderwerp: Onderwerp | None = None, bericht: str = "Wanneer begint de cursus?") -> Contactverzoek:
    return ontvang_verzoek(
        formulier_sleutel=uuid4(),
        naam="Rosa",
        email="rosa@elders.example",
        onderwerp=onderwerp,
        bericht=bericht,
    )


def melding(verzoek: Contactverzoek) -> list[str]:
    return Bericht.objects.get(sleutel=f"contact-melding:{verzoek.pk}").aan


@time_machine.travel(WOENSDAG_VOOR_PASEN)
def test_een_verzoek_gaat_naar_de_eigenaar_van_het_onderwerp(esther: Gebruiker) -> None:
    verzoek = ontvang(OnderwerpFactory(naam="Opleidingen", eigenaar=esther, werkdagen=3))
    OnderwerpFactory._meta.model.objects.filter(naam="Opleidingen").update(werkdagen=9)

    verzoek = Contactverzoek.objects.get(pk=verzoek.pk)
    assert (verzoek.eigenaar, melding(verzoek)) == (esther, ["esther@academy.example"])
    # Thursday, then Tuesday and Wednesday after Easter; a later promise changes nothing here.
    assert verzoek.uiterlijk_op == date(2026, 4, 8)
    assert [(stap.automatisch, stap.door, stap.status, stap.eigenaar) for stap in verzoek.stappen.all()] == [
        (True, None, "", esther)
    ]


def test_zonder_eigenaar_hoort_de_groep_het(groepsadres: str) -> None:
    verzoek = ontvang(OnderwerpFactory(eigenaar=None))

    assert (verzoek.eigenaar, melding(verzoek), verzoek.stappen.count()) == (None, [groepsadres], 0)


@pytest.mark.parametrize("wat", ["uit dienst", "geen medewerker"])
def test_wie_er_niet_meer_werkt_krijgt_geen_verzoeken(
    wat: str, esther: Gebruiker, bram: Gebruiker, groepsadres: str
) -> None:
    esther.is_active = wat != "uit dienst"
    esther.save()
    verzoek = ontvang(OnderwerpFactory(eigenaar=bram if wat == "geen medewerker" else esther))

    assert (verzoek.eigenaar, melding(verzoek)) == (None, [groepsadres])


def test_zonder_eigenaar_en_zonder_adres_staat_het_in_de_lijst(groepsadres: str) -> None:
    Instellingen.objects.update(contact_email="")
    verzoek = ontvang()

    assert list(Bericht.objects.values_list("sleutel", flat=True)) == [f"contact-bevestiging:{verzoek.pk}"]
    assert Contactverzoek.objects.get().onderwerp.naam == "Anders"


@pytest.mark.parametrize(("wie", "mag"), [("esther", True), ("bram", False), ("daan", False)])
@pytest.mark.parametrize("scherm", ["contact_onderwerp", "contact_sjabloon"])
def test_alleen_de_academy_richt_contact_in(
    request: pytest.FixtureRequest, client: Client, wie: str, mag: bool, scherm: str
) -> None:
    client.force_login(request.getfixturevalue(wie))
    velden = {
        "naam": "Buurtdag",
        "volgorde": "5",
        "actief": "on",
        "werkdagen": "2",
        "onderwerp": "Buurtdag",
        "tekst": "Beste {naam}",
    }

    client.post(reverse(f"{scherm}:add"), velden)

    html = client.get(reverse(f"{scherm}:index"), follow=True).content.decode()
    assert ("Buurtdag" in html) is mag


def test_alleen_medewerkers_zijn_te_kiezen_als_eigenaar(
    client: Client, esther: Gebruiker, bram: Gebruiker
) -> None:
    client.force_login(esther)
    html = client.get(reverse("contact_onderwerp:add")).content.decode()
    assert ("Esther Mulder</option>" in html, "Bram de Wit</option>" in html) == (True, False)


def test_een_onderwerp_met_verzoeken_blijft(client: Client, esther: Gebruiker) -> None:
    onderwerp = ContactverzoekFactory().onderwerp
    client.force_login(esther)

    antwoord = client.post(reverse("contact_onderwerp:delete", args=[onderwerp.pk]), follow=True)

    assert Onderwerp.objects.filter(pk=onderwerp.pk).exists()
    assert "Dit onderwerp is in gebruik" in antwoord.content.decode()
    with pytest.raises(ProtectedError):
        onderwerp.delete()


def test_een_onderwerp_zonder_verzoeken_mag_weg(client: Client, esther: Gebruiker) -> None:
    onderwerp = OnderwerpFactory(naam="Buurtdag")
    client.force_login(esther)

    client.post(reverse("contact_onderwerp:delete", args=[onderwerp.pk]))

    assert not Onderwerp.objects.filter(pk=onderwerp.pk).exists()


def test_de_lijst_van_onderwerpen_kost_evenveel_vragen_met_een_als_met_drie(
    client: Client, esther: Gebruiker
) -> None:
    client.force_login(esther)
    Onderwerp.objects.all().delete()
    adres = reverse("contact_onderwerp:index_results")
    aantallen = []
    for ronde in (["Een"], ["Twee", "Drie"]):
        for naam in ronde:
            OnderwerpFactory(naam=naam, eigenaar=esther)
        client.get(adres)
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]
