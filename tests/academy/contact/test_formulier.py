"""The contact form as the public meets it: by URL."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Site

from academy.basis.models import Bericht, Instellingen, Opdracht
from academy.contact.forms import nieuw_bewijs
from academy.contact.models import ContactPagina, Contactverzoek, Onderwerp
from academy.contact.views import publiek
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import ContactPaginaFactory

INVOER = {
    "naam": "Rosa de Vrager",
    "organisatie": "Gemeente Elders",
    "email": "rosa@elders.example",
    "telefoon": "06 12 34 56 78",
    "bericht": "Past dit bij ons vakantiepark?\nGraag een gesprek.",
    "toestemming": "on",
}


def invoer(**anders: str) -> dict[str, str]:
    return INVOER | {"onderwerp": str(Onderwerp.objects.get(naam="Kennismaking").pk)} | anders


def bedankt(verzoek: Contactverzoek) -> str:
    return f"{reverse('contact_bedankt')}?kenmerk={verzoek.kenmerk}"


@pytest.fixture
def pagina(db: None) -> str:
    instellingen = Instellingen.for_site(Site.objects.get(is_default_site=True))
    instellingen.contact_email = "info@academy.example"
    instellingen.save()
    return ContactPaginaFactory().get_url()


def bewijs_van(html: str) -> str:
    gevonden = re.search(r'name="bewijs" value="([^"]*)"', html)
    assert gevonden
    return unescape(gevonden[1])


def open_formulier(client: Client, pagina: str) -> str:
    return bewijs_van(client.get(pagina).content.decode())


def verstuur(client: Client, pagina: str, **anders: str):
    """Open the form, take ten seconds, send."""
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=False):
        bewijs = open_formulier(client, pagina)
    return client.post(pagina, invoer(bewijs=bewijs) | anders)


def test_een_bericht_wordt_bewaard_zoals_het_is_verstuurd(client: Client, pagina: str) -> None:
    antwoord = verstuur(client, pagina)

    verzoek = Contactverzoek.objects.get()
    assert (antwoord.status_code, antwoord.url) == (302, bedankt(verzoek))
    assert {naam: getattr(verzoek, naam) for naam in INVOER if naam != "toestemming"} == {
        naam: waarde for naam, waarde in INVOER.items() if naam != "toestemming"
    }
    assert (verzoek.status, verzoek.eigenaar, verzoek.onderwerp.naam) == ("nieuw", None, "Kennismaking")
    assert abs(verzoek.toestemming_op - verzoek.ontvangen_op) < timedelta(seconds=5)
    html = client.get(antwoord.url).content.decode()
    assert "<h1>Uw bericht is bij ons</h1>" in html
    assert f"Uw kenmerk is <strong>{verzoek.kenmerk}</strong>." in html


def test_afzender_en_academy_krijgen_elk_een_mail(client: Client, pagina: str) -> None:
    verstuur(client, pagina)

    verzoek = Contactverzoek.objects.get()
    berichten = {bericht.sleutel: bericht for bericht in Bericht.objects.all()}
    assert set(berichten) == {f"contact-bevestiging:{verzoek.pk}", f"contact-melding:{verzoek.pk}"}
    bevestiging = berichten[f"contact-bevestiging:{verzoek.pk}"]
    assert (bevestiging.aan, bevestiging.onderwerp) == (
        ["rosa@elders.example"],
        f"Wij hebben uw bericht ontvangen ({verzoek.kenmerk})",
    )
    assert f"onder kenmerk {verzoek.kenmerk}. Een medewerker" in bevestiging.tekst
    assert f"uiterlijk op {date_format(verzoek.uiterlijk_op, 'l j F Y')}" in bevestiging.tekst
    assert bevestiging.antwoord_aan == ["info@academy.example"]
    assert INVOER["bericht"] in bevestiging.tekst
    melding = berichten[f"contact-melding:{verzoek.pk}"]
    assert (melding.aan, melding.antwoord_aan) == (["info@academy.example"], ["rosa@elders.example"])
    assert f"http://testserver/beheer/contactverzoek/edit/{verzoek.pk}/" in melding.tekst
    assert Opdracht.objects.count() == 2


@pytest.mark.parametrize(
    ("wachttijd", "anders", "status", "mails"),
    [
        (10, {}, "nieuw", 2),
        (1, {}, "spam", 0),
        (10, {"nadere_aanduiding": "http://koop.example"}, "spam", 0),
    ],
    ids=["mens", "te snel", "in de val"],
)
def test_een_robot_merkt_niets_en_een_mens_kan_hem_terughalen(
    client: Client, pagina: str, wachttijd: int, anders: dict[str, str], status: str, mails: int
) -> None:
    nu = timezone.now()
    with time_machine.travel(nu, tick=False):
        bewijs = open_formulier(client, pagina)
    with time_machine.travel(nu + timedelta(seconds=wachttijd), tick=False):
        antwoord = client.post(pagina, invoer(bewijs=bewijs) | anders)

    verzoek = Contactverzoek.objects.get()
    assert (antwoord.status_code, antwoord.url) == (302, bedankt(verzoek))
    assert (verzoek.status, verzoek.bericht, Bericht.objects.count()) == (status, INVOER["bericht"], mails)


def test_hetzelfde_formulier_twee_keer_telt_een_keer(client: Client, pagina: str) -> None:
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=False):
        bewijs = open_formulier(client, pagina)
    antwoorden = [client.post(pagina, invoer(bewijs=bewijs)) for _keer in range(2)]

    assert [antwoord.url for antwoord in antwoorden] == [bedankt(Contactverzoek.objects.get())] * 2
    assert (Contactverzoek.objects.count(), Bericht.objects.count()) == (1, 2)


def test_terug_en_een_andere_vraag_stellen_gaat_niet_verloren(client: Client, pagina: str) -> None:
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=False):
        bewijs = open_formulier(client, pagina)
    client.post(pagina, invoer(bewijs=bewijs))
    client.post(pagina, invoer(bewijs=bewijs, bericht="Nog een vraag."))

    assert sorted(Contactverzoek.objects.values_list("bericht", flat=True)) == [
        "Nog een vraag.",
        INVOER["bericht"],
    ]


@pytest.mark.parametrize("kapot", [False, True], ids=["te oud", "kapot"])
def test_een_verlopen_formulier_houdt_alles_en_lukt_daarna(client: Client, pagina: str, kapot: bool) -> None:
    nu = timezone.now()
    with time_machine.travel(nu - timedelta(hours=25), tick=False):
        bewijs = "x" + open_formulier(client, pagina) if kapot else open_formulier(client, pagina)
    with time_machine.travel(nu, tick=False):
        antwoord = client.post(pagina, invoer(bewijs=bewijs))

    html = unescape(antwoord.content.decode())
    assert antwoord.status_code == 422
    assert "Dit formulier stond te lang open. Wat u invulde, staat er nog. Verstuur het nog een keer." in html
    assert Contactverzoek.objects.count() == 0
    for naam in ("naam", "organisatie", "email", "telefoon"):
        assert f'name="{naam}" value="{INVOER[naam]}"' in html
    assert INVOER["bericht"] in html
    assert f'<option value="{invoer()["onderwerp"]}" selected>Kennismaking</option>' in html
    assert re.search(r'name="toestemming"[^>]* checked', html)

    with time_machine.travel(nu + timedelta(seconds=4), tick=False):
        nogmaals = client.post(pagina, invoer(bewijs=bewijs_van(antwoord.content.decode())))
    assert (nogmaals.status_code, Contactverzoek.objects.get().status) == (302, "nieuw")


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("naam", "", "Naam: Vul uw naam in."),
        (
            "naam",
            "x" * 121,
            "Naam: Zorg dat deze waarde niet meer dan 120 tekens bevat (het zijn er nu 121).",
        ),
        ("naam", "Ro\x00sa", "Naam: Hier staat een teken dat wij niet kunnen bewaren. Typ de tekst opnieuw."),
        (
            "bericht",
            "a\x00b",
            "Bericht: Hier staat een teken dat wij niet kunnen bewaren. Typ de tekst opnieuw.",
        ),
        (
            "email",
            "rosa",
            "E-mailadres: Dit is geen volledig e-mailadres. Een goed voorbeeld: naam@gemeente.nl",
        ),
        ("email", "", "E-mailadres: Vul uw e-mailadres in, anders kunnen wij niet antwoorden."),
        ("onderwerp", "", "Onderwerp: Kies een onderwerp."),
        ("bericht", "   ", "Bericht: Schrijf uw vraag of bericht."),
    ],
)
def test_foute_invoer_zegt_wat_er_mis_is_en_bewaart_niets(
    client: Client, pagina: str, veld: str, waarde: str, melding: str
) -> None:
    antwoord = verstuur(client, pagina, **{veld: waarde})

    html = unescape(antwoord.content.decode())
    fouten = re.findall(r'<li><a href="#[^"]+">([^<]+)</a></li>', html)
    assert (antwoord.status_code, fouten) == (422, [melding])
    assert (Contactverzoek.objects.count(), Bericht.objects.count()) == (0, 0)
    ander = "organisatie" if veld != "organisatie" else "naam"
    assert f'name="{ander}" value="{INVOER[ander]}"' in html


def test_zonder_toestemming_wordt_niets_bewaard(client: Client, pagina: str) -> None:
    antwoord = verstuur(client, pagina, toestemming="")

    assert antwoord.status_code == 422
    assert "Zonder uw toestemming mogen wij uw vraag niet bewaren." in antwoord.content.decode()
    assert Contactverzoek.objects.count() == 0


def test_een_netwerk_dat_overloopt_houdt_alles_vast(
    client: Client, pagina: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publiek, "HOOGSTENS", "3/h")
    nu = timezone.now().replace(minute=5, second=0)
    with time_machine.travel(nu, tick=False):
        bewijs = open_formulier(client, pagina)
    with time_machine.travel(nu + timedelta(seconds=10), tick=False):
        antwoorden = [
            client.post(pagina, invoer(bewijs=bewijs, bericht=f"Vraag {nummer}")) for nummer in range(4)
        ]

    html = antwoorden[-1].content.decode()
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302, 302, 429]
    assert "Wat u invulde, staat er nog." in html
    assert "Vraag 3</textarea>" in html
    assert sorted(Contactverzoek.objects.values_list("bericht", flat=True)) == [
        "Vraag 0",
        "Vraag 1",
        "Vraag 2",
    ]


@pytest.mark.parametrize(
    ("rauw", "code", "melding"),
    [
        (b"naam=Ren%E9", 422, "Naam: Hier staat een teken dat wij niet kunnen lezen"),
        (b"naam=Ren%00", 422, "Naam: Hier staat een teken dat wij niet kunnen bewaren."),
        (
            b"bericht=" + b"x" * 5001,
            422,
            "Bericht: Uw bericht heeft 5001 tekens. Wij kunnen er 5000 bewaren.",
        ),
        (b"naam=" + b"x" * 3_000_000, 400, ""),
        (b"&".join(b"veld%d=1" % nummer for nummer in range(10_001)), 400, ""),
    ],
    ids=["latin-1", "nulteken", "te lang", "te groot", "te veel velden"],
)
def test_kapotte_verzending_krijgt_een_duidelijk_antwoord(
    client: Client, pagina: str, rauw: bytes, code: int, melding: str
) -> None:
    antwoord = client.post(
        pagina, rauw + b"&organisatie=Waternet", content_type="application/x-www-form-urlencoded"
    )

    html = unescape(antwoord.content.decode())
    assert antwoord.status_code == code
    assert melding in html
    if code == 422:
        assert 'name="organisatie" value="Waternet"' in html
    assert Contactverzoek.objects.count() == 0


def test_een_bestand_in_een_andere_tekenset_wordt_geweigerd(client: Client, pagina: str) -> None:
    antwoord = client.generic(
        "POST",
        pagina,
        "naam=Rosa".encode("utf-16"),
        content_type="application/x-www-form-urlencoded; charset=utf-16",
    )

    assert (antwoord.status_code, Contactverzoek.objects.count()) == (400, 0)


def test_een_regeleinde_telt_een_keer(client: Client, pagina: str) -> None:
    tekst = "a" * 2499 + "\r\n" + "b" * 2500

    verstuur(client, pagina, bericht=tekst)

    assert Contactverzoek.objects.get().bericht == tekst.replace("\r\n", "\n")


def test_een_onderwerp_dat_uit_het_formulier_ging_houdt_wat_was_getypt(client: Client, pagina: str) -> None:
    Onderwerp.objects.filter(naam="Kennismaking").update(actief=False)

    antwoord = verstuur(client, pagina)

    assert antwoord.status_code == 422
    assert "Dit onderwerp bestaat niet meer. Kies een ander onderwerp." in antwoord.content.decode()
    assert INVOER["bericht"] in antwoord.content.decode()


def test_zonder_onderwerpen_valt_er_niets_te_kiezen_en_komt_alles_aan(client: Client, pagina: str) -> None:
    Onderwerp.objects.update(actief=False)

    html = client.get(pagina).content.decode()
    antwoord = client.post(
        pagina, INVOER | {"bewijs": nieuw_bewijs(uuid4(), timezone.now().timestamp() - 10)}
    )

    assert 'name="onderwerp"' not in html
    assert (antwoord.status_code, Contactverzoek.objects.get().onderwerp.naam) == (302, "Anders")


def test_een_niet_gepubliceerde_contactpagina_heeft_geen_bedankpagina(client: Client, db: None) -> None:
    assert client.get(reverse("contact_bedankt")).status_code == 404
    ContactPaginaFactory()
    assert client.get(reverse("contact_bedankt")).status_code == 200


def test_een_redacteur_ziet_in_het_voorbeeld_waar_het_formulier_komt(
    client: Client, pagina: str, esther: Gebruiker
) -> None:
    client.force_login(esther)
    contact = ContactPagina.objects.get()
    contact.save_revision()

    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[contact.pk])).content.decode()

    assert "Bezoekers zien hier het contactformulier." in html
    assert "<form method" not in html.split("<main")[1].split("</main>")[0]
