"""Answering by mail from the CMS: what was sent is a fact, nothing gets lost, nothing leaves twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from smtplib import SMTPServerDisconnected
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.basis.models import Bericht, Opdracht
from academy.basis.opdrachten.acties import veeg
from academy.contact.acties.behandelen import beantwoord, behandel
from academy.contact.acties.sjablonen import begin_antwoord
from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.models import Antwoordsjabloon, Behandelstap, Contactverzoek
from academy.gebruikers.models import Gebruiker
from tests.factories.contact import AntwoordsjabloonFactory, ContactverzoekFactory

SLEUTEL = UUID(int=7)


def antwoord(verzoek: Contactverzoek, door: Gebruiker, **anders: Any) -> Behandelstap:
    gegevens: dict[str, Any] = {"sleutel": SLEUTEL, "onderwerp": "Uw vraag", "tekst": "Beste Rosa,\n\nJa."}
    return beantwoord(verzoek=verzoek, door=door, **gegevens | {"status": "afgerond"} | anders)


def adres(verzoek: Contactverzoek, sjabloon: Antwoordsjabloon | None = None) -> str:
    pad = reverse("contactverzoek:antwoorden", args=[verzoek.pk])
    return f"{pad}?sjabloon={sjabloon.pk}" if sjabloon else pad


def test_een_antwoord_gaat_naar_de_afzender_en_staat_in_de_geschiedenis(
    esther: Gebruiker, django_capture_on_commit_callbacks: Any
) -> None:
    verzoek = ContactverzoekFactory(email="rosa@elders.example")

    with django_capture_on_commit_callbacks(execute=True):
        stap = antwoord(verzoek, esther)

    stap.refresh_from_db()
    assert (stap.door, stap.status, stap.reactie) == (esther, "afgerond", True)
    assert (stap.antwoord_aan, stap.antwoord_onderwerp, stap.antwoord_tekst) == (
        "rosa@elders.example",
        "Uw vraag",
        "Beste Rosa,\n\nJa.",
    )
    assert Contactverzoek.objects.get().status == "afgerond"
    [brief] = mail.outbox
    assert (brief.to, brief.subject, brief.body) == (
        ["rosa@elders.example"],
        "Uw vraag",
        "Beste Rosa,\n\nJa.",
    )
    assert stap.bericht is not None
    assert stap.bericht.verzonden_op is not None


@pytest.mark.parametrize("kolom", ["antwoord_aan", "antwoord_onderwerp", "antwoord_tekst"])
def test_wat_is_verstuurd_verandert_nooit(esther: Gebruiker, kolom: str) -> None:
    stap = antwoord(ContactverzoekFactory(), esther)
    eerst = getattr(stap, kolom)

    with pytest.raises(DatabaseError), transaction.atomic():
        Behandelstap.objects.filter(pk=stap.pk).update(**{kolom: "anders@elders.example"})

    assert getattr(Behandelstap.objects.get(pk=stap.pk), kolom) == eerst


def test_twee_keer_klikken_is_een_antwoord(esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()

    assert antwoord(verzoek, esther) == antwoord(verzoek, esther, tekst="Nog een keer geklikt.")
    antwoord(verzoek, esther, sleutel=uuid4(), tekst="Ik vergat iets.", status="")

    assert [bericht.tekst for bericht in Bericht.objects.order_by("pk")] == [
        "Beste Rosa,\n\nJa.",
        "Ik vergat iets.",
    ]
    assert Behandelstap.objects.count() == 2


def test_een_mailserver_die_weg_is_verliest_niets_en_verstuurt_niets_dubbel(
    esther: Gebruiker, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def weg(self: object, berichten: object) -> int:
        raise SMTPServerDisconnected("geen verbinding")

    with monkeypatch.context() as storing:
        storing.setattr(EmailBackend, "send_messages", weg)
        with django_capture_on_commit_callbacks(execute=True):
            verzoek = ontvang_verzoek(
                formulier_sleutel=uuid4(), naam="Rosa", email="rosa@elders.example", bericht="Past dit?"
            )
            antwoord(verzoek, esther)
        veeg()
    assert mail.outbox == []
    assert Bericht.objects.te_verzenden().count() == Bericht.objects.count() == 2
    client = Client()
    client.force_login(esther)
    html = client.get(reverse("contactverzoek:edit", args=[verzoek.pk])).content.decode()
    assert "Wacht op verzending. De website probeert het vanzelf opnieuw." in html

    for _keer in range(3):
        with time_machine.travel(Opdracht.objects.latest("niet_voor").niet_voor):
            veeg()

    assert sorted(brief.subject for brief in mail.outbox) == [
        "Uw vraag",
        f"Wij hebben uw bericht ontvangen ({verzoek.kenmerk})",
    ]
    assert set(Opdracht.objects.values_list("status", flat=True)) == {"klaar"}


def test_een_fout_halverwege_verstuurt_niets(esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()

    with transaction.atomic():
        antwoord(verzoek, esther)
        transaction.set_rollback(True)

    assert (Bericht.objects.count(), Opdracht.objects.count(), Behandelstap.objects.count()) == (0, 0, 0)


def test_een_leeg_antwoord_gaat_niet_weg(esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()

    with pytest.raises(ValidationError) as fout:
        antwoord(verzoek, esther, onderwerp=" ", tekst="\n")

    assert fout.value.message_dict == {
        "onderwerp": ["Vul dit in. Er is nog niets verstuurd."],
        "tekst": ["Vul dit in. Er is nog niets verstuurd."],
    }
    assert Bericht.objects.count() == 0


@pytest.mark.parametrize(("wie", "mag"), [("esther", True), ("bram", False), ("aisha", False)])
def test_alleen_de_academy_antwoordt(
    request: pytest.FixtureRequest, client: Client, wie: str, mag: bool
) -> None:
    persoon = request.getfixturevalue(wie)
    verzoek = ContactverzoekFactory(bericht="Dit mag niemand anders lezen.")
    client.force_login(persoon)

    html = client.get(adres(verzoek), follow=True).content.decode()
    client.post(adres(verzoek), {"sleutel": str(SLEUTEL), "onderwerp": "Uw vraag", "tekst": "Ja."})

    assert ("Dit mag niemand anders lezen." in html) is mag
    assert Bericht.objects.count() == (1 if mag else 0)
    if not mag:
        with pytest.raises(PermissionDenied):
            antwoord(verzoek, persoon)


def test_een_sjabloon_staat_ingevuld_klaar_en_wat_u_verandert_gaat_weg(
    client: Client, esther: Gebruiker
) -> None:
    sjabloon = AntwoordsjabloonFactory()
    with time_machine.travel(datetime(2026, 3, 3, 12, tzinfo=UTC)):
        verzoek = ContactverzoekFactory(naam="Rosa {medewerker}")
    client.force_login(esther)

    html = unescape(client.get(adres(verzoek, sjabloon)).content.decode())
    sleutel = re.search(r'name="sleutel" value="([^"]+)"', html)
    assert f'value="Over Kennismaking ({verzoek.kenmerk})"' in html
    assert "Beste Rosa {medewerker},\n\nU schreef op 3 maart 2026.\n\nEsther Mulder</textarea>" in html
    assert Bericht.objects.count() == 0
    assert sleutel
    antwoord_ = client.post(
        adres(verzoek, sjabloon),
        {
            "sleutel": sleutel[1],
            "onderwerp": "Aangepast",
            "tekst": "Beste Rosa,\r\nKom langs.",
            "status": "in_behandeling",
        },
        follow=True,
    )

    stap = Behandelstap.objects.get()
    assert (stap.antwoord_onderwerp, stap.antwoord_tekst, stap.status) == (
        "Aangepast",
        "Beste Rosa,\nKom langs.",
        "in_behandeling",
    )
    html = antwoord_.content.decode()
    assert f"Antwoord naar {verzoek.email}" in html
    assert "<strong>Aangepast</strong>" in html


def test_een_afgekeurd_antwoord_houdt_wat_was_getypt(client: Client, esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory()
    client.force_login(esther)

    antwoord_ = client.post(
        adres(verzoek), {"sleutel": str(SLEUTEL), "onderwerp": "", "tekst": "Een lang verhaal."}
    )

    html = antwoord_.content.decode()
    assert "Een lang verhaal.</textarea>" in html
    assert f'value="{SLEUTEL}"' in html
    assert Bericht.objects.count() == 0


def test_een_sjabloon_met_een_onbekende_variabele_wordt_geweigerd(client: Client, esther: Gebruiker) -> None:
    client.force_login(esther)

    antwoord_ = client.post(
        reverse("contact_sjabloon:add"),
        {"naam": "Uitleg", "onderwerp": "Over {onderwerp}", "tekst": "Beste {achternaam}"},
    )

    assert "Dit kennen wij niet: {achternaam}. U kunt gebruiken: {naam}" in antwoord_.content.decode()
    assert Antwoordsjabloon.objects.count() == 0


def test_zonder_sjabloon_begint_het_antwoord_met_een_groet(esther: Gebruiker) -> None:
    verzoek = ContactverzoekFactory(naam="Rosa")

    assert begin_antwoord(verzoek=verzoek, door=esther) == (
        f"Uw vraag aan de academy ({verzoek.kenmerk})",
        "Beste Rosa,\n\n\n\nMet vriendelijke groet,\nEsther Mulder",
    )


def test_de_geschiedenis_kost_evenveel_vragen_met_een_als_met_drie_stappen(
    client: Client, esther: Gebruiker
) -> None:
    verzoek = ContactverzoekFactory(eigenaar=esther)
    client.force_login(esther)
    scherm = reverse("contactverzoek:edit", args=[verzoek.pk])
    aantallen = []
    for ronde in (1, 2):
        for nummer in range(ronde):
            antwoord(verzoek, esther, sleutel=uuid4(), status="", tekst=f"Deel {nummer}")
        client.get(scherm)
        with CaptureQueriesContext(connection) as vragen:
            client.get(scherm)
        aantallen.append(len(vragen))
    assert (Behandelstap.objects.count(), aantallen[0]) == (3, aantallen[1])


def test_bellen_telt_ook_als_reactie(esther: Gebruiker) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC)):
        verzoek = ContactverzoekFactory()
    assert list(Contactverzoek.objects.te_laat()) == [verzoek]

    behandel(verzoek=verzoek, door=esther, reactie=True)

    assert list(Contactverzoek.objects.te_laat()) == []
