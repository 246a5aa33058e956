"""Every mail about a request, and how to find them back when the request is deleted."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from academy.basis.models import Bericht, Instellingen
from academy.basis.post.acties import schrijf_mail
from academy.contact.models import Behandelstap, Contactverzoek


def groepsadres() -> str:
    """Where the academy reads mail together; empty when nobody filled it in."""
    site = Site.objects.filter(is_default_site=True).first()
    return Instellingen.for_site(site).contact_email if site else ""


def bevestig(verzoek: Contactverzoek) -> None:
    """Tell the sender what came in, under which reference, and when an answer comes; once per request."""
    belofte = (
        _("Een medewerker van de academy leest het en reageert uiterlijk op %(dag)s.")
        % {"dag": date_format(verzoek.uiterlijk_op, "l j F Y")}
        if verzoek.uiterlijk_op >= timezone.localdate()
        else _("Een medewerker van de academy leest het en reageert zo snel mogelijk.")
    )
    schrijf_mail(
        sleutel=f"contact-bevestiging:{verzoek.pk}",
        aan=[verzoek.email],
        onderwerp=_("Wij hebben uw bericht ontvangen (%(kenmerk)s)") % {"kenmerk": verzoek.kenmerk},
        tekst=_(
            "Beste %(naam)s,\n\n"
            "Uw bericht is bij ons binnen onder kenmerk %(kenmerk)s. %(belofte)s U hoeft nu niets te doen.\n\n"
            "Dit ontvingen wij:\n\n"
            "%(inhoud)s\n\n"
            "Hebt u dit bericht niet gestuurd? Dan heeft iemand uw e-mailadres gebruikt. Laat het ons weten door "
            "deze mail te beantwoorden.\n\n"
            "ZoetZuurZoutBitter Academy"
        )
        % {
            "naam": verzoek.naam,
            "kenmerk": verzoek.kenmerk,
            "belofte": belofte,
            "inhoud": _overzicht(verzoek),
        },
        antwoord_aan=[adres for adres in [groepsadres()] if adres],
    )


def meld(verzoek: Contactverzoek) -> None:
    """Tell the owner; without an owner the academy as a group; once per request."""
    adres = verzoek.eigenaar.email if verzoek.eigenaar else groepsadres()
    if not adres:
        return
    schrijf_mail(
        sleutel=f"contact-melding:{verzoek.pk}",
        aan=[adres],
        onderwerp=_("Nieuw contactverzoek: %(onderwerp)s") % {"onderwerp": verzoek.onderwerp},
        tekst=_(
            "Er is een nieuw contactverzoek. Reageer uiterlijk op %(dag)s.\n\n%(inhoud)s\n\n"
            "Behandel het in het beheer: %(adres)s\n"
            "Beantwoordt u deze mail? Dan gaat uw antwoord naar de afzender, maar het komt niet in de geschiedenis."
        )
        % {
            "dag": date_format(verzoek.uiterlijk_op, "l j F Y"),
            "inhoud": _overzicht(verzoek),
            "adres": settings.SITE_URL + reverse("contactverzoek:edit", args=[verzoek.pk]),
        },
        antwoord_aan=[verzoek.email],
    )


def meld_controle() -> None:
    """Tell the academy that messages wait to be looked at; at most one mail an hour, however many wait."""
    adres = groepsadres()
    if not adres:
        return
    schrijf_mail(
        sleutel=f"contact-controle:{timezone.now():%Y%m%d%H}",
        aan=[adres],
        onderwerp=_("Er staan berichten apart om te controleren"),
        tekst=_(
            "De website heeft berichten van het contactformulier apart gezet, omdat ze van een robot kunnen zijn. "
            "De afzender kreeg nog geen bevestiging. Bekijk ze en kies wat ermee moet gebeuren:\n\n%(adres)s\n\n"
            "U krijgt deze mail hoogstens één keer per uur."
        )
        % {"adres": settings.SITE_URL + reverse("contact_controle:index")},
    )


def verstuur_antwoord(verzoek: Contactverzoek, *, sleutel: str, onderwerp: str, tekst: str) -> Bericht:
    return schrijf_mail(
        sleutel=sleutel,
        aan=[verzoek.email],
        onderwerp=onderwerp,
        tekst=tekst,
        antwoord_aan=[adres for adres in [groepsadres()] if adres],
    )


def sleutels_van(verzoek_ids: Iterable[int]) -> list[str]:
    """The keys of every mail about these requests."""
    ids = list(verzoek_ids)
    antwoorden = Behandelstap.objects.filter(verzoek__in=ids, bericht__isnull=False)
    return [
        *(f"contact-{soort}:{pk}" for pk in ids for soort in ("bevestiging", "melding")),
        *antwoorden.values_list("bericht__sleutel", flat=True),
    ]


def _overzicht(verzoek: Contactverzoek) -> str:
    regels = [
        (_("Naam"), verzoek.naam),
        (_("Organisatie"), verzoek.organisatie),
        (_("E-mailadres"), verzoek.email),
        (_("Telefoon"), verzoek.telefoon),
        (_("Onderwerp"), verzoek.onderwerp.naam),
    ]
    kop = "\n".join(f"{label}: {waarde}" for label, waarde in regels if waarde)
    return f"{kop}\n\n{verzoek.bericht}"
