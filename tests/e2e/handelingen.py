"""What people do in more than one journey."""

from __future__ import annotations

import re

from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from academy.gebruikers.models import Gebruiker
from cursussen.models import Poging
from simulatie.acties.plan import voeg_toe
from simulatie.models import Sessie

CODE = re.compile(r"^\s*([0-9A-Z]{3,4}-[0-9A-Z]{3,4}|\d{6})\s*$", re.MULTILINE)


def code_uit_mail(email: str) -> str:
    """The code in the newest mail to this address."""
    brief = next(brief for brief in reversed(mail.outbox) if brief.to == [email])
    [code] = CODE.findall(str(brief.body))
    return code


def log_in(pagina: Page, gebruiker: Gebruiker) -> None:
    """Put the session of a person in a browser; signing in itself has its own journey."""
    client = Client()
    client.force_login(gebruiker)
    sleutel = client.cookies[settings.SESSION_COOKIE_NAME].value
    pagina.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": sleutel, "domain": "localhost", "path": "/"}]
    )


def log_in_met_code(pagina: Page, email: str) -> None:
    """From the page of a visitor to where the code brings them."""
    pagina.goto("/account/login/code/")
    pagina.get_by_label("E-mail").fill(email)
    pagina.get_by_role("button", name="Code aanvragen").click()
    pagina.get_by_label("Code").fill(code_uit_mail(email))
    pagina.get_by_role("button", name="Inloggen", exact=True).click()


def vraag(pagina: Page, sleutel: str) -> Locator:
    return pagina.locator(f"#vraag-{sleutel}")


def juiste_keuze(poging: Poging, sleutel: str) -> dict[str, str]:
    """The key, text and explanation of the right answer."""
    gevraagd = poging.vraag(sleutel)
    assert gevraagd is not None
    return next(keuze for keuze in gevraagd["keuzes"] if keuze["juist"])


def voeg_maatregel_toe(pagina: Page, kaart: str, start: int, mate: int) -> None:
    """Fill in the form below the plan and send it; the duration is left to the card."""
    formulier = pagina.locator("details.toevoegen")
    if formulier.count() and formulier.get_attribute("open") is None:
        formulier.locator("summary").click()
    pagina.get_by_label("Maatregel", exact=True).select_option(kaart)
    pagina.locator("#nieuw_start").fill(str(start))
    pagina.locator("#nieuw_mate").fill(str(mate))
    pagina.get_by_role("button", name="Maatregel toevoegen").click()
    gezegd = re.compile(rf"{kaart} .* staat in uw plan van maand {start} ")
    expect(pagina.locator("#inhoud .melding").filter(has_text=gezegd)).to_be_visible()


def volg_referentieplan(sessie: Sessie) -> None:
    """Decide as the academy's own plan for the case does, through the real action."""
    casus = sessie.eigen_casus
    for inzet in casus.ijking.referentieplan.inzetten:
        voeg_toe(
            sessie=sessie,
            verwacht_nummer=sessie.laatste_nummer(),
            inzet=inzet,
        )


def nieuwste_sessie(gebruiker: Gebruiker) -> Sessie:
    return Sessie.objects.filter(gebruiker=gebruiker).latest("begonnen_op")
