from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.gebruikers.models import Gebruiker
from certificaten.acties.afdrukken import druk_af
from certificaten.acties.intrekken import trek_in
from certificaten.models import Certificaat, Verificatie, leesbare_code, nieuwe_code, schoon_code
from tests.certificaten.test_eigen import soep, tekst_van
from tests.factories.certificaten import CertificaatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lege_teller() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def verificatie(aisha: Gebruiker) -> Verificatie:
    certificaat = CertificaatFactory(gebruiker=aisha)
    druk_af(certificaat_id=certificaat.pk)
    return Verificatie.objects.get()


def test_code_is_128_bits_in_tekens_zonder_verwarring() -> None:
    codes = [nieuwe_code() for _ in range(200)]
    assert len(set(codes)) == 200
    assert {len(code) for code in codes} == {26}
    assert set("".join(codes)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert all(schoon_code(leesbare_code(code).lower()) == code for code in codes)


def test_toont_elk_gedrukt_feit_en_de_status(client: Client, verificatie: Verificatie) -> None:
    antwoord = client.get(reverse("verificatie_code", args=[verificatie.code]))
    blad = soep(antwoord).select_one(".certificaatblad")
    termen = [" ".join(dt.get_text().split()) for dt in blad.select("dt")]
    teksten = [" ".join(dd.get_text().split()) for dd in blad.select("dd")]
    assert list(zip(termen, teksten, strict=True)) == [
        *(tuple(regel) for regel in verificatie.regels),
        ("Code", leesbare_code(verificatie.code)),
        ("Status vandaag", "geldig"),
    ]
    assert tekst_van(antwoord, ".certificaatblad-naam") == "Aisha Bakker"
    assert tekst_van(antwoord, ".certificaatblad-titel") == "Umami in de wijk"
    assert soep(antwoord).select_one("[data-controleren]")["data-controleren"] == verificatie.sha256


@pytest.mark.parametrize(
    ("status", "kop"),
    [
        ("geldig", "Dit certificaat is echt en geldig"),
        ("verlopen", "Dit certificaat is echt, maar verlopen"),
        ("vervangen", "Dit certificaat is vervangen"),
        ("ingetrokken", "Dit certificaat is ingetrokken"),
    ],
)
def test_zegt_welke_status_het_heeft(
    client: Client, esther: Gebruiker, verificatie: Verificatie, status: str, kop: str
) -> None:
    moment = timezone.now()
    if status == "verlopen":
        moment += timedelta(days=36 * 31)
    elif status == "vervangen":
        Verificatie.objects.update(vervangen_op=moment)
    elif status == "ingetrokken":
        trek_in(certificaat=Certificaat.objects.get(), door=esther, reden="Vergissing bij de toets")
    with time_machine.travel(moment):
        antwoord = client.get(reverse("verificatie_code", args=[verificatie.code]))
    assert tekst_van(antwoord, "h1") == kop
    assert soep(antwoord).select(".certificaatblad dd")[-1].get_text().strip() == status
    assert "Vergissing" not in antwoord.text


def test_na_wissen_van_de_naam_blijft_de_controle(client: Client, verificatie: Verificatie) -> None:
    Verificatie.objects.update(naam="")
    antwoord = client.get(reverse("verificatie_code", args=[verificatie.code]))
    assert tekst_van(antwoord, "h1") == "Dit certificaat is echt en geldig"
    assert tekst_van(antwoord, ".certificaatblad-naam") == "Naam gewist op verzoek van de houder"
    assert "Aisha" not in antwoord.text


def test_onbekende_code_is_vriendelijk_en_lekt_niets(client: Client, verificatie: Verificatie) -> None:
    antwoord = client.get(reverse("verificatie_code", args=["0" * 26]))
    assert antwoord.status_code == 404
    assert tekst_van(antwoord, "h1") == "Deze code kennen wij niet"
    assert soep(antwoord).select_one("input[name=code]")["value"] == "0" * 26
    assert "Aisha" not in antwoord.text


def test_certificaat_dat_nog_niet_gedrukt_is_staat_niet_in_het_register(client: Client) -> None:
    certificaat = CertificaatFactory()
    antwoord = client.get(reverse("verificatie_code", args=[certificaat.code]))
    assert tekst_van(antwoord, "h1") == "Deze code kennen wij niet"


@pytest.mark.parametrize("vorm", ["{0}", "{1}", " {2} ", "{3}", "{4}"])
def test_code_mag_met_spaties_streepjes_en_kleine_letters(
    client: Client, verificatie: Verificatie, vorm: str
) -> None:
    code = verificatie.code
    getypt = vorm.format(
        code,
        leesbare_code(code),
        leesbare_code(code).replace("-", " ").lower(),
        code.lower().replace("0", "o"),
        code.replace("1", "l").replace("0", "O"),
    )
    doel = reverse("verificatie_code", args=[code])
    antwoord = client.get(reverse("verificatie"), {"code": getypt})
    assert (antwoord.status_code, antwoord.url) == (302, doel)
    direct = client.get(reverse("verificatie_code", args=[getypt.strip()]), follow=True)
    assert (direct.request["PATH_INFO"], direct.status_code) == (doel, 200)


@pytest.mark.parametrize(
    ("getypt", "fout"),
    [
        ("", "Vul de code in die op het certificaat staat."),
        ("7K3M", "Een code heeft 26 letters en cijfers. U vulde er 4 in."),
        ("7" * 27, "Een code heeft 26 letters en cijfers. U vulde er 27 in."),
        ("U" * 26, "Dit teken komt in geen enkele code voor: U. Vergelijk de code met het certificaat."),
        ("é" * 26, "Dit teken komt in geen enkele code voor: É. Vergelijk de code met het certificaat."),
    ],
)
def test_foute_code_krijgt_uitleg_en_blijft_staan(client: Client, getypt: str, fout: str) -> None:
    antwoord = client.get(reverse("verificatie"), {"code": getypt})
    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {"code": [fout]}
    assert soep(antwoord).select_one("input[name=code]").get("value", "") == getypt


@pytest.mark.parametrize("code", ["---", "%20", "é", "x" * 300])
def test_rare_adressen_geven_geen_fout(client: Client, code: str) -> None:
    antwoord = client.get(reverse("verificatie_code", args=[code]), follow=True)
    assert (antwoord.status_code, tekst_van(antwoord, "h1")) == (404, "Deze code kennen wij niet")


def test_zoekmachines_bewaren_niets(client: Client, verificatie: Verificatie) -> None:
    for adres in (
        reverse("verificatie"),
        reverse("verificatie_code", args=[verificatie.code]),
        reverse("verificatie_code", args=["0" * 26]),
    ):
        antwoord = client.get(adres)
        assert antwoord["X-Robots-Tag"] == "noindex, nofollow"
        assert soep(antwoord).select_one("meta[name=robots]")["content"] == "noindex, nofollow"


def test_na_zestig_controles_in_een_minuut_even_wachten(client: Client, verificatie: Verificatie) -> None:
    adres = reverse("verificatie_code", args=[verificatie.code])
    with time_machine.travel(timezone.now(), tick=False) as klok:
        goed = [client.get(adres).status_code for _ in range(60)]
        te_veel = client.get(adres)
        elders = client.get(adres, REMOTE_ADDR="203.0.113.9")
        klok.shift(61)
        later = client.get(adres)
    assert goed == [200] * 60
    assert (te_veel.status_code, te_veel["Retry-After"]) == (429, "60")
    assert "Aisha" not in te_veel.text
    assert (elders.status_code, later.status_code) == (200, 200)
