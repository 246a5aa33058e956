"""A thousand robots and forty people through the same door: no robot is new, nobody is lost."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from academy.basis.models import Bericht, Instellingen
from academy.contact.acties.behandelen import behandel
from academy.contact.acties.robots import PER_ADRES, PER_FORMULIER, PER_TEKST, herkomst, verdachte_inhoud
from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.models import Behandelstap, Contactverzoek, Onderwerp
from academy.gebruikers.models import Gebruiker
from tests.academy.contact.robotstorm import Storm
from tests.factories.contact import ContactPaginaFactory


@pytest.mark.langzaam
@pytest.mark.eenmaal
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
    assert storm.uitkomst("Mens") == {"nieuw": Storm.MENSEN - 5, "te_controleren": 5}
    assert {
        naam.rpartition(" ")[0]
        for naam in Contactverzoek.objects.filter(
            naam__startswith="Mens", status="te_controleren"
        ).values_list("naam", flat=True)
    } == {"Mens naast robot"}


FORMULIER = UUID(int=1)


def ontvang(nummer: int, **anders: object) -> Contactverzoek:
    gegevens = {
        "formulier_sleutel": UUID(int=100 + nummer),
        "naam": f"Rosa {nummer}",
        "email": f"rosa{nummer}@elders.example",
        "bericht": f"Vraag {nummer}",
    }
    return ontvang_verzoek(**gegevens | anders)  # type: ignore[arg-type]


def standen() -> list[str]:
    return list(Contactverzoek.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("gelijk", "grens", "reden"),
    [
        (
            {"formulier_sleutel": FORMULIER},
            PER_FORMULIER,
            "hetzelfde formulier is vaker dan 2 keer verstuurd",
        ),
        (
            {"adres": "203.0.113.7"},
            PER_ADRES,
            "vanaf dit netwerk kwamen meer dan 20 berichten in een uur",
        ),
        ({"bericht": "Koop nu"}, PER_TEKST, "dezelfde tekst is meer dan 3 keer gestuurd op een dag"),
    ],
    ids=["formulier", "adres", "tekst"],
)
def test_wie_een_grens_passeert_neemt_de_vorige_mee(
    db: None, gelijk: dict[str, object], grens: int, reden: str
) -> None:
    for nummer in range(grens):
        ontvang(nummer, **gelijk)
    assert standen() == ["nieuw"] * grens

    ontvang(grens, **gelijk)

    assert standen() == ["te_controleren"] * (grens + 1)
    assert list(Behandelstap.objects.order_by("verzoek").values_list("automatisch", "status", "notitie")) == [
        (True, "te_controleren", f"Apart gezet: {reden}.")
    ] * (grens + 1)
    laatste = Contactverzoek.objects.latest("pk")
    assert not Bericht.objects.filter(sleutel=f"contact-bevestiging:{laatste.pk}").exists()


@pytest.mark.parametrize(
    ("gelijk", "grens", "later"),
    [
        ({"formulier_sleutel": FORMULIER}, PER_FORMULIER, timedelta(days=1)),
        ({"adres": "203.0.113.7"}, PER_ADRES, timedelta(hours=1)),
        ({"bericht": "Koop nu"}, PER_TEKST, timedelta(days=1)),
    ],
    ids=["formulier", "adres", "tekst"],
)
def test_een_grens_geldt_voor_een_tijd(
    db: None, gelijk: dict[str, object], grens: int, later: timedelta
) -> None:
    for nummer in range(grens):
        ontvang(nummer, **gelijk)
    with time_machine.travel(timezone.now() + later + timedelta(minutes=1)):
        ontvang(grens, **gelijk)

    assert standen() == ["nieuw"] * (grens + 1)


@pytest.mark.parametrize("status", ["in_behandeling", "nieuw"])
def test_wat_een_medewerker_bekeek_blijft_waar_het_is(esther: Gebruiker, status: str) -> None:
    eerste = ontvang(0, formulier_sleutel=FORMULIER)
    behandel(verzoek=eerste, door=esther, status=status, notitie="Bekeken.")
    for nummer in (1, 2):
        ontvang(nummer, formulier_sleutel=FORMULIER)

    assert standen() == [status, "te_controleren", "te_controleren"]


def test_spam_van_een_ander_telt_niet_mee_voor_een_mens_op_hetzelfde_adres(db: None) -> None:
    for nummer in range(PER_ADRES + 5):
        ontvang(nummer, adres="203.0.113.7", verdacht=True)
    ontvang(99, adres="203.0.113.7")

    assert standen() == ["spam"] * (PER_ADRES + 5) + ["nieuw"]


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"bericht": "Kijk <a href=x>hier</a>"}, "er staat opmaak van een webpagina in"),
        ({"organisatie": "[URL=x]Koop[/URL]"}, "er staat opmaak van een webpagina in"),
        ({"naam": "http://koop.example"}, "er staat een link in de naam of het telefoonnummer"),
        ({"bericht": "www.a.nl www.b.nl https://c.nl"}, "er staan meer dan 2 links in"),
        ({"bericht": "Zie www.a.nl en https://b.nl"}, ""),
        ({"bericht": "Bij <5 meldingen & a<b, bel ons [nu]."}, ""),
        ({"organisatie": "www.gemeente.example"}, ""),
    ],
)
def test_wat_er_in_staat(velden: dict[str, str], reden: str) -> None:
    leeg = {"naam": "", "organisatie": "", "telefoon": "", "bericht": ""}
    assert verdachte_inhoud(**leeg | velden) == reden


def test_een_adres_is_niet_terug_te_lezen_en_een_netwerk_telt_als_een() -> None:
    assert herkomst("203.0.113.7") not in (herkomst("203.0.113.8"), "203.0.113.7")
    assert herkomst("2001:db8:1:2::1") == herkomst("2001:db8:1:2:ffff::9") != herkomst("2001:db8:1:3::1")


def test_wie_apart_staat_leest_dat_en_de_academy_hoort_het_een_keer_per_uur(client: Client, db: None) -> None:
    ContactPaginaFactory()
    instellingen = Instellingen.for_site(Site.objects.get(is_default_site=True))
    instellingen.contact_email = "info@academy.example"
    instellingen.save()
    nu = timezone.now().replace(minute=5)
    with time_machine.travel(nu):
        for nummer in range(3):
            verzoek = ontvang(nummer, bericht=f"<b>Dik</b> {nummer}")
    with time_machine.travel(nu + timedelta(hours=1)):
        ontvang(9, bericht="<b>Dik</b> 9")

    html = client.get(f"{reverse('contact_bedankt')}?kenmerk={verzoek.kenmerk}").content.decode()
    assert "Uw bericht is bewaard. Een medewerker bekijkt het eerst" in html
    assert f"Uw kenmerk is <strong>{verzoek.kenmerk}</strong>." in html
    assert [(bericht.aan, bericht.onderwerp) for bericht in Bericht.objects.all()] == [
        (["info@academy.example"], "Er staan berichten apart om te controleren")
    ] * 2


def test_spam_ziet_dezelfde_bedankpagina_als_iedereen(client: Client, db: None) -> None:
    ContactPaginaFactory()
    paginas = []
    for verdacht in (True, False):
        verzoek = ontvang(1, formulier_sleutel=uuid4(), verdacht=verdacht)
        html = client.get(f"{reverse('contact_bedankt')}?kenmerk={verzoek.kenmerk}").content.decode()
        paginas.append(html.replace(verzoek.kenmerk, "K"))

    assert paginas[0] == paginas[1]
