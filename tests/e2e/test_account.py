"""Signing in: a code by mail, an app with codes, recovery codes and a passkey, each as people set it up."""

from __future__ import annotations

import time

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.e2e.handelingen import code_uit_mail, log_in_met_code
from tests.e2e.keuring import keur

HALVE_MINUUT = 30


def totp(sleutel: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(sleutel, int(time.time()) // HALVE_MINUUT))


def log_uit(pagina: Page) -> None:
    pagina.get_by_role("button", name="Account", exact=True).click()
    pagina.locator("#account").get_by_role("button", name="Uitloggen").click()
    expect(pagina.get_by_role("link", name="Inloggen", exact=True)).to_be_visible()


def test_inloggen_met_een_code(pagina, daan):
    pagina.goto("/mijn/")
    pagina.wait_for_url("**/account/login/code/?next=/mijn/")
    keur(pagina)
    pagina.get_by_label("E-mail").fill(daan.email)
    pagina.get_by_role("button", name="Code aanvragen").click()
    keur(pagina)
    pagina.get_by_label("Code").fill("FOUT-FOUT")
    pagina.get_by_role("button", name="Inloggen", exact=True).click()
    expect(pagina.locator("main")).to_contain_text("Deze code klopt niet of is verlopen.")
    keur(pagina)
    pagina.get_by_label("Code").fill(code_uit_mail(daan.email))
    pagina.get_by_role("button", name="Inloggen", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Dag Daan")
    pagina.goto("/account/email/")
    keur(pagina)
    pagina.goto("/account/sessions/")
    keur(pagina)
    log_uit(pagina)
    pagina.goto("/mijn/")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_app_met_codes_en_herstelcodes(pagina, daan):
    log_in_met_code(pagina, daan.email)
    pagina.get_by_role("link", name="Stel extra beveiliging in").click()
    keur(pagina)
    pagina.get_by_role("link", name="App instellen").click()
    keur(pagina)
    sleutel = pagina.get_by_label("Sleutel").input_value()
    pagina.locator("#id_code").fill("000000")
    pagina.get_by_role("button", name="App instellen").click()
    expect(pagina.locator("main")).to_contain_text("Deze code klopt niet of is al gebruikt.")
    assert pagina.get_by_label("Sleutel").input_value() == sleutel
    keur(pagina)
    pagina.locator("#id_code").fill(totp(sleutel))
    pagina.get_by_role("button", name="App instellen").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Bevestig dat u het bent")
    keur(pagina)
    # A code of the app counts once, so the next one is needed.
    with time_machine.travel(time.time() + HALVE_MINUUT):
        pagina.get_by_label("Code").fill(totp(sleutel))
        pagina.get_by_role("button", name="Code controleren").click()
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    herstelcode, *over = pagina.locator("#recovery_codes").input_value().split()
    keur(pagina)

    for tweede_stap in (herstelcode, "app"):
        log_uit(pagina)
        log_in_met_code(pagina, daan.email)
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Tweede stap")
        keur(pagina)
        with time_machine.travel(time.time() + 2 * HALVE_MINUUT):
            pagina.locator("#id_code").fill(totp(sleutel) if tweede_stap == "app" else tweede_stap)
            pagina.get_by_role("button", name="Inloggen", exact=True).click()
            expect(pagina.get_by_role("heading", level=1)).to_have_text("Dit apparaat onthouden?")
        keur(pagina)
        pagina.get_by_role("button", name="Niet onthouden").click()
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Dag Daan")

    pagina.goto("/account/2fa/")
    expect(pagina.locator("main")).to_contain_text(f"U hebt nog {len(over)} van de 10 herstelcodes.")
    keur(pagina)


@pytest.fixture
def vingerafdruk(pagina: Page) -> Page:
    """A tab on a laptop with a passkey chip that recognises its owner."""
    chip = pagina.context.new_cdp_session(pagina)
    chip.send("WebAuthn.enable")
    chip.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return pagina


def test_passkey_toevoegen_en_ermee_inloggen(vingerafdruk, daan):
    pagina = vingerafdruk
    log_in_met_code(pagina, daan.email)
    pagina.goto("/account/2fa/")
    pagina.get_by_role("link", name="Passkey toevoegen").click()
    keur(pagina)
    pagina.get_by_label("Naam").fill("werklaptop")
    pagina.get_by_role("button", name="Passkey toevoegen").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Bevestig dat u het bent")
    pagina.get_by_role("link", name="beveiligingssleutel").click()
    keur(pagina)
    pagina.get_by_role("button", name="Passkey gebruiken").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    keur(pagina)
    pagina.goto("/account/2fa/webauthn/")
    expect(pagina.get_by_role("rowheader", name="werklaptop")).to_be_visible()
    keur(pagina)
    log_uit(pagina)
    pagina.goto("/account/login/code/")
    pagina.get_by_role("button", name="Inloggen met passkey").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Dag Daan")
