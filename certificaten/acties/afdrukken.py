"""Printing a certificate: the PDF, its place in the public register and the mail that carries it, or none of them."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academy.basis.models import Bericht
from academy.basis.post.acties import zet_in_uitbak
from certificaten.models import Afdruk, Certificaat, Verificatie
from certificaten.pdf import Certificaatblad, gedrukte_regels, maak_pdf


@transaction.atomic
def druk_af(*, certificaat_id: int) -> Afdruk:
    """Print the certificate once, enter it in the register and mail it to the person.

    Safe to run twice and to kill at any moment: everything is stored in one transaction, and a certificate
    that has its print gets no second one. One that was withdrawn meanwhile is entered as withdrawn and not mailed.

    Raises:
        Certificaat.DoesNotExist: no such certificate.
    """
    certificaat = (
        Certificaat.objects.select_for_update(of=("self",))
        .select_related("cyclus__gebruiker", "vervangt")
        .get(pk=certificaat_id)
    )
    bestaand = Afdruk.objects.filter(certificaat=certificaat).first()
    if bestaand:
        return bestaand
    regels = gedrukte_regels(
        certificaat.feiten, behaald_op=certificaat.behaald_op, geldig_tot=certificaat.geldig_tot
    )
    pdf = maak_pdf(
        Certificaatblad(
            academie=settings.WAGTAIL_SITE_NAME,
            naam=certificaat.naam,
            titel=certificaat.titel,
            regels=regels,
            code=certificaat.leesbare_code,
            adres=controle_adres(certificaat.code),
        )
    )
    afdruk = Afdruk.objects.create(certificaat=certificaat, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())
    _schrijf_in_register(certificaat, afdruk, regels)
    if certificaat.ingetrokken_op is None:
        _mail(certificaat, afdruk)
    return afdruk


def controle_adres(code: str) -> str:
    """Absolute address where anyone can check this code; printed, so it may never change its shape."""
    return f"{settings.SITE_URL}{reverse('verificatie_code', args=[code])}"


def bestandsnaam(certificaat: Certificaat) -> str:
    """A file name of plain letters, digits and dashes that says whose and what."""
    return f"certificaat-{slugify(certificaat.titel)[:60]}-{slugify(certificaat.naam)[:60]}.pdf"


def _schrijf_in_register(
    certificaat: Certificaat, afdruk: Afdruk, regels: tuple[tuple[str, str], ...]
) -> None:
    Verificatie.objects.create(
        code=certificaat.code,
        naam=certificaat.naam,
        titel=certificaat.titel,
        behaald_op=certificaat.behaald_op,
        geldig_tot=certificaat.geldig_tot,
        regels=[list(regel) for regel in regels],
        sha256=afdruk.sha256,
        ingetrokken_op=certificaat.ingetrokken_op,
    )
    if certificaat.vervangt:
        Verificatie.objects.filter(code=certificaat.vervangt.code, vervangen_op__isnull=True).update(
            vervangen_op=timezone.now()
        )


def _mail(certificaat: Certificaat, afdruk: Afdruk) -> Bericht:
    mail = EmailMultiAlternatives(
        subject=_("Uw certificaat: %(titel)s") % {"titel": certificaat.titel},
        body=render_to_string(
            "certificaten/mail_certificaat.txt",
            {
                "certificaat": certificaat,
                "eigen_adres": settings.SITE_URL + reverse("certificaat_bekijken", args=[certificaat.code]),
                "adres": controle_adres(certificaat.code),
            },
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[certificaat.cyclus.gebruiker.email],
    )
    mail.attach(bestandsnaam(certificaat), bytes(afdruk.pdf), "application/pdf")
    return zet_in_uitbak(mail, sleutel=f"certificaat:{certificaat.code}")
