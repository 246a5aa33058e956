"""Doors for mail: the one that Django's ``send_mail`` goes through, and the one it leaves by in the demo."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from academy.basis.post.acties import zet_in_uitbak


class Uitbak(BaseEmailBackend):
    """Stores every mail as a ``Bericht``; a worker sends it, so a mail server that is down loses nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            zet_in_uitbak(mail)
        return len(email_messages)


class Scherm(BaseEmailBackend):
    """The transport of the demo: a mail is shown in the terminal, the way its reader would see it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            kop = [f"Aan: {', '.join(mail.to)}", f"Onderwerp: {mail.subject}"]
            bijlagen = [f"Bijlage: {bijlage[0]}" for bijlage in mail.attachments]
            regels = [*kop, "", *str(mail.body).strip().splitlines(), *bijlagen]
            inhoud = "\n".join(f"│ {regel}".rstrip() for regel in regels)
            sys.stdout.write(f"\n┌─ e-mail\n{inhoud}\n└─\n")
            sys.stdout.flush()
        return len(email_messages)
