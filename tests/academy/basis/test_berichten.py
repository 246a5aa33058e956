"""The outbox: a mail is stored with its cause, leaves once, and takes its secrets with it."""

from __future__ import annotations

import email
import socketserver
import threading
from collections.abc import Iterator
from smtplib import SMTPServerDisconnected

import environ
import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from academy.basis.models import Bericht, Opdracht
from academy.basis.opdrachten.acties import veeg
from academy.basis.post.acties import schrijf_mail, zet_in_uitbak

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uitbak")]


def schrijf(sleutel: str = "verzoek:1") -> Bericht:
    return schrijf_mail(
        sleutel=sleutel,
        aan=["aisha@leerdonk.nl"],
        onderwerp="Uw bericht is binnen",
        tekst="Wij antwoorden binnen drie werkdagen.",
        antwoord_aan=["academy@example.nl"],
    )


def test_een_mail_vertrekt_na_de_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bericht = schrijf()
        assert mail.outbox == []
    bericht.refresh_from_db()
    [verzonden] = mail.outbox
    assert verzonden.to == ["aisha@leerdonk.nl"]
    assert verzonden.subject == "Uw bericht is binnen"
    assert verzonden.body == "Wij antwoorden binnen drie werkdagen."
    assert verzonden.reply_to == ["academy@example.nl"]
    assert verzonden.extra_headers["Message-ID"] == "<verzoek.1@testserver>"
    assert list(Bericht.objects.te_verzenden()) == []
    assert bericht.tekst == "Wij antwoorden binnen drie werkdagen."


def test_dezelfde_sleutel_is_dezelfde_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert schrijf() == schrijf()
    with django_capture_on_commit_callbacks(execute=True):
        schrijf()
    assert len(mail.outbox) == 1


def test_een_teruggedraaid_feit_verstuurt_geen_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        schrijf()
        transaction.set_rollback(True)
    assert (mail.outbox, Bericht.objects.count()) == ([], 0)


def test_alles_van_django_gaat_door_de_uitbak_en_geheimen_gaan_weg(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_mail(
            "Uw code", "Uw code is 4821-9931.", None, ["aisha@leerdonk.nl"], html_message="<p>4821-9931</p>"
        )
        onderweg = Bericht.objects.get()
        assert (onderweg.tekst, onderweg.html) == ("Uw code is 4821-9931.", "<p>4821-9931</p>")
    [verzonden] = mail.outbox
    assert verzonden.body == "Uw code is 4821-9931."
    assert [(deel.content, deel.mimetype) for deel in verzonden.alternatives] == [
        ("<p>4821-9931</p>", "text/html")
    ]
    onderweg.refresh_from_db()
    assert (onderweg.tekst, onderweg.html, onderweg.bijlagen) == ("", "", [])


def test_bijlagen_komen_heel_aan_en_blijven_niet_liggen(django_capture_on_commit_callbacks):
    pdf = bytes(range(256))
    brief = EmailMultiAlternatives("Certificaat", "Zie de bijlage.", to=["karel@woonspoel.nl"])
    brief.attach("certificaat.pdf", pdf, "application/pdf")
    with django_capture_on_commit_callbacks(execute=True):
        bericht = zet_in_uitbak(brief, sleutel="certificaat:7")
    [verzonden] = mail.outbox
    assert [tuple(bijlage) for bijlage in verzonden.attachments] == [
        ("certificaat.pdf", pdf, "application/pdf")
    ]
    bericht.refresh_from_db()
    assert bericht.bijlagen == []


def test_een_gewone_mail_zonder_alternatief(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        EmailMessage("Onderwerp\nmet regeleinde", "Tekst", to=["a@b.nl"]).send()
    assert [(brief.subject, brief.body) for brief in mail.outbox] == [("Onderwerp met regeleinde", "Tekst")]


def test_een_mailserver_die_weg_is_verliest_niets(monkeypatch, django_capture_on_commit_callbacks):
    def weg(self: object, berichten: object) -> int:
        raise SMTPServerDisconnected("geen verbinding")

    with monkeypatch.context() as storing:
        storing.setattr(EmailBackend, "send_messages", weg)
        with django_capture_on_commit_callbacks(execute=True):
            for nummer in range(3):
                schrijf(f"verzoek:{nummer}")
    assert mail.outbox == []
    assert (
        list(Opdracht.objects.values_list("status", "fout"))
        == [("wacht", "SMTPServerDisconnected: geen verbinding")] * 3
    )
    with time_machine.travel(Opdracht.objects.latest("niet_voor").niet_voor):
        assert veeg() == 3
    assert sorted(brief.extra_headers["Message-ID"] for brief in mail.outbox) == [
        f"<verzoek.{nummer}@testserver>" for nummer in range(3)
    ]
    assert list(Bericht.objects.te_verzenden()) == []


def test_een_verzonden_mail_gaat_niet_nog_eens(django_capture_on_commit_callbacks):
    """A worker that died after the mail left but before the row was closed: the second attempt sends nothing."""
    with django_capture_on_commit_callbacks(execute=True):
        schrijf()
    Opdracht.objects.update(status="wacht", klaar_op=None)
    veeg()
    assert len(mail.outbox) == 1
    assert Opdracht.objects.get().status == "klaar"


def test_het_scherm_van_de_demo_toont_de_code_leesbaar(settings, capsys, django_capture_on_commit_callbacks):
    settings.UITBAK = {"EMAIL_BACKEND": "academy.basis.post.backends.Scherm"}
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Uw inlogcode", "Beste Aïsha,\n\nUw code: 4821", None, ["aisha@leerdonk.nl"])
    assert capsys.readouterr().out == (
        "\n┌─ e-mail\n│ Aan: aisha@leerdonk.nl\n│ Onderwerp: Uw inlogcode\n│\n│ Beste Aïsha,\n│\n│ Uw code: 4821\n└─\n"
    )


@pytest.fixture
def postbus() -> Iterator[tuple[int, list[bytes]]]:
    """A mail server that accepts one message; its port, and what it was handed."""
    ontvangen: list[bytes] = []

    class Gesprek(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 postbus\r\n")
            for regel in self.rfile:
                if regel.upper().startswith(b"DATA"):
                    self.wfile.write(b"354 ga uw gang\r\n")
                    ontvangen.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"250 goed\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Gesprek) as server:
        draad = threading.Thread(target=server.serve_forever, daemon=True)
        draad.start()
        yield server.server_address[1], ontvangen
        server.shutdown()


def test_over_smtp_komt_de_mail_aan_zoals_hij_is_geschreven(
    settings, postbus, django_capture_on_commit_callbacks
):
    poort, ontvangen = postbus
    settings.UITBAK = environ.Env.email_url_config(f"smtp://127.0.0.1:{poort}") | {"EMAIL_TIMEOUT": 5}
    with django_capture_on_commit_callbacks(execute=True):
        schrijf()
    [brief] = map(email.message_from_bytes, ontvangen)
    assert {kop: brief[kop] for kop in ("To", "Reply-To", "Subject", "Message-ID")} == {
        "To": "aisha@leerdonk.nl",
        "Reply-To": "academy@example.nl",
        "Subject": "Uw bericht is binnen",
        "Message-ID": "<verzoek.1@testserver>",
    }
    assert brief.get_payload() == "Wij antwoorden binnen drie werkdagen.\r\n"
    assert Opdracht.objects.get().status == "klaar"
