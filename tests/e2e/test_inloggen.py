"""The first journey: a person opens the site, asks for a code, reads the mail and is in."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from tests.factories.gebruikers import GebruikerFactory


@pytest.fixture
def aisha():
    return GebruikerFactory(first_name="Aisha", last_name="Bakker", email="aisha@leerdonk.nl")


def test_inloggen_met_een_code(pagina, toegankelijk, aisha, settings):
    settings.EMAIL_BACKEND = "academy.basis.post.Uitbak"
    pagina.goto("/account/login/code/")
    toegankelijk(pagina)
    pagina.get_by_label("E-mail").fill(aisha.email)
    pagina.locator("main form").first.get_by_role("button").first.click()
    pagina.wait_for_url("**/account/login/code/confirm/")
    toegankelijk(pagina)
    [brief] = mail.outbox
    [code] = re.findall(r"^\s*([0-9A-Z]{3,4}-[0-9A-Z]{3,4}|\d{6})\s*$", brief.body, re.MULTILINE)
    pagina.get_by_label("Code").fill(code)
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/mijn/")
    toegankelijk(pagina)
