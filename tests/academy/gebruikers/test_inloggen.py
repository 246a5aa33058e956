"""Signing in as people do it: ask for a code, read the mail, fill in the code, and a second step if set."""

from __future__ import annotations

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from academy.basis.models import Bericht
from academy.gebruikers.models import Gebruiker
from tests.factories.gebruikers import GebruikerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uitbak")]
VRAAG = "/account/login/code/"
BEVESTIG = "/account/login/code/confirm/"
CODE = re.compile(r"^\s*([0-9A-Z]{3,4}-[0-9A-Z]{3,4}|\d{6})\s*$", re.MULTILINE)


def code_uit_mail(email: str) -> str:
    """The code in the newest mail to this address, as it waits in the outbox."""
    bericht = Bericht.objects.filter(aan=[email]).latest("pk")
    gevonden = CODE.findall(bericht.tekst)
    assert len(gevonden) == 1, bericht.tekst
    return gevonden[0]


def vraag_code(client: Client, email: str) -> str:
    antwoord = client.post(VRAAG, {"email": email})
    assert (antwoord.status_code, antwoord["Location"]) == (302, BEVESTIG)
    return code_uit_mail(email)


def wie(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_een_code_uit_de_mail_opent_het_account(client, aisha):
    code = vraag_code(client, aisha.email)
    assert wie(client) is None
    antwoord = client.post(BEVESTIG, {"code": code})
    assert (antwoord.status_code, antwoord["Location"]) == (302, reverse("mijn_academy"))
    assert wie(client) == str(aisha.pk)


def test_de_code_gaat_met_de_verzonden_mail_uit_de_database(
    client, aisha, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        code = vraag_code(client, aisha.email)
    assert code in mail.outbox[0].body
    assert Bericht.objects.get().tekst == ""


@pytest.mark.parametrize(("welke", "binnen"), [("eigen", True), ("andere", False)])
def test_een_code_opent_alleen_het_account_waarvoor_hij_is(client, aisha, daan, welke, binnen):
    codes = {"andere": vraag_code(Client(), daan.email), "eigen": vraag_code(client, aisha.email)}
    client.post(BEVESTIG, {"code": codes[welke]})
    assert wie(client) == (str(aisha.pk) if binnen else None)


def test_na_vijf_foute_codes_is_ook_de_goede_op(client, aisha):
    code = vraag_code(client, aisha.email)
    for _poging in range(5):
        client.post(BEVESTIG, {"code": "FOUT-FOUT"})
    client.post(BEVESTIG, {"code": code})
    assert wie(client) is None


@pytest.mark.parametrize(("minuten", "binnen"), [(14, True), (16, False)])
def test_een_code_geldt_een_kwartier(client, aisha, minuten, binnen):
    code = vraag_code(client, aisha.email)
    with time_machine.travel(time.time() + minuten * 60):
        client.post(BEVESTIG, {"code": code})
        assert (wie(client) == str(aisha.pk)) is binnen


def test_wie_geen_account_heeft_ziet_hetzelfde_scherm(client, aisha):
    bekend, onbekend = Client(), Client()
    schermen = []
    for bezoeker, email in [(bekend, aisha.email), (onbekend, "niemand@elders.nl")]:
        antwoord = bezoeker.post(VRAAG, {"email": email}, follow=True)
        schermen.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", antwoord.content.decode()))
    assert schermen[0].replace(aisha.email, "X") == schermen[1].replace("niemand@elders.nl", "X")
    onbekend.post(BEVESTIG, {"code": code_uit_mail(aisha.email)})
    assert wie(onbekend) is None


def test_codes_aanvragen_is_begrensd_per_adres(aisha, daan):
    antwoorden = [Client().post(VRAAG, {"email": aisha.email}) for _keer in range(4)]
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302, 302, 200]
    assert antwoorden[3].context["form"].errors == {
        "email": ["U hebt het te vaak geprobeerd. Wacht enkele minuten en probeer het opnieuw."]
    }
    assert Bericht.objects.filter(aan=[aisha.email]).count() == 3
    # Twin: somebody else at the same address of the same office is not held up.
    assert Client().post(VRAAG, {"email": daan.email}).status_code == 302


def test_een_klas_van_dertig_achter_een_adres_kan_tegelijk_inloggen():
    deelnemers = GebruikerFactory.create_batch(30)
    antwoorden = [Client().post(VRAAG, {"email": deelnemer.email}) for deelnemer in deelnemers]
    assert {antwoord.status_code for antwoord in antwoorden} == {302}
    assert Bericht.objects.count() == 30


def test_een_formulier_zonder_csrf_sleutel_doet_niets(aisha):
    streng = Client(enforce_csrf_checks=True)
    assert streng.post(VRAAG, {"email": aisha.email}).status_code == 403
    streng.get(VRAAG)
    sleutel = {"csrfmiddlewaretoken": streng.cookies["csrftoken"].value}
    assert Bericht.objects.count() == 0
    assert streng.post(VRAAG, {"email": aisha.email} | sleutel).status_code == 302


def test_uitloggen_vraagt_een_formulier(client, aisha):
    client.force_login(aisha)
    client.get("/account/logout/")
    assert wie(client) == str(aisha.pk)
    client.post("/account/logout/")
    assert wie(client) is None


def test_een_nieuw_account_met_naam_en_bevestigd_adres(client):
    naam = {"first_name": "Fatima", "tussenvoegsel": "el", "last_name": "Amrani"}
    antwoord = client.post("/account/signup/", {"email": "fatima@leerdonk.nl"} | naam)
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/account/confirm-email/")
    client.post("/account/confirm-email/", {"code": code_uit_mail("fatima@leerdonk.nl")})
    fatima = Gebruiker.objects.get()
    assert (fatima.email, fatima.get_full_name()) == ("fatima@leerdonk.nl", "Fatima el Amrani")
    assert list(fatima.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("fatima@leerdonk.nl", True, True)
    ]
    assert wie(client) == str(fatima.pk)


def test_twee_keer_hetzelfde_aanmeldformulier_is_een_account(client):
    formulier = {"email": "fatima@leerdonk.nl", "first_name": "Fatima", "last_name": "Amrani"}
    for _keer in range(2):
        assert client.post("/account/signup/", formulier).status_code == 302
    assert Gebruiker.objects.count() == 1


def totp_code(geheim: str) -> str:
    return format_hotp_value(hotp_value(geheim, int(time.time()) // 30))


@pytest.fixture
def geheim(client: Client, aisha: Gebruiker) -> str:
    """Aisha turns the second step on; returns the secret that her app now holds."""
    client.post(BEVESTIG, {"code": vraag_code(client, aisha.email)})
    geheim = client.get("/account/2fa/totp/activate/").context["form"].secret
    antwoord = client.post("/account/2fa/totp/activate/", {"code": totp_code(geheim)})
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/account/2fa/recovery-codes/")
    client.post("/account/logout/")
    return geheim


def test_de_tweede_stap_wordt_gevraagd_en_opent(client, aisha, geheim):
    assert sorted(aisha.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    with time_machine.travel(time.time() + 90):
        antwoord = client.post(BEVESTIG, {"code": vraag_code(client, aisha.email)})
        assert antwoord["Location"] == "/account/2fa/authenticate/"
        assert wie(client) is None
        client.post("/account/2fa/authenticate/", {"code": "000000"})
        assert wie(client) is None
        client.post("/account/2fa/authenticate/", {"code": totp_code(geheim)})
        client.post("/account/2fa/trust/", {"action": "dont"})
        assert wie(client) == str(aisha.pk)


def test_een_herstelcode_opent_een_keer(client, aisha, geheim):
    codes = Authenticator.objects.get(user=aisha, type="recovery_codes").wrap().get_unused_codes()
    binnen = []
    for keer in range(2):
        with time_machine.travel(time.time() + 90 * (keer + 1)):
            client.post(BEVESTIG, {"code": vraag_code(client, aisha.email)})
            client.post("/account/2fa/authenticate/", {"code": codes[0]})
            client.post("/account/2fa/trust/", {"action": "dont"})
            binnen.append(wie(client) == str(aisha.pk))
            client.post("/account/logout/")
    assert binnen == [True, False]


@pytest.mark.parametrize(("wiens", "eindigt"), [("aisha", True), ("daan", False)])
def test_andere_sessies_beeindigen_raakt_alleen_eigen_sessies(client, aisha, daan, wiens, eindigt):
    elders = Client()
    elders.post(BEVESTIG, {"code": vraag_code(elders, {"aisha": aisha, "daan": daan}[wiens].email)})
    client.post(BEVESTIG, {"code": vraag_code(client, aisha.email)})
    client.post("/account/sessions/")
    assert (wie(client), wie(elders) is None) == (str(aisha.pk), eindigt)
