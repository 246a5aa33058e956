"""Django's door for mail: whatever calls ``send_mail``, the message goes to the outbox first."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from academy.basis.acties.berichten import zet_in_uitbak


class Uitbak(BaseEmailBackend):
    """Stores every mail as a ``Bericht``; a worker sends it, so a mail server that is down loses nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            if not isinstance(mail, EmailMultiAlternatives):
                mail.alternatives = []  # type: ignore[attr-defined]
            zet_in_uitbak(mail)
        return len(email_messages)
