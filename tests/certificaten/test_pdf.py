from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import page
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from certificaten.pdf import Certificaatblad, gedrukte_regels, maak_pdf, onbekende_tekens

ADRES = "https://academy.example/certificaten/controleren/7K3M9QX2ABCDEFGHJKMNPQRSTV/"
FEITEN = {
    "cursus": "Umami",
    "versie": 3,
    "studieduur_minuten": 120,
    "lessen": 3,
    "vragen": {"totaal": 5, "goed": 4, "slaaggrens": 70},
    "simulatie": {"casus": "klosjesbuurt", "model_versie": "1.0"},
    "registratienummer": "REG-2026-7",
}
REGELS = (
    ("Cursus", "Umami, versie 3"),
    ("Studielast", "120 minuten, 3 lessen"),
    ("Vragen", "5 vragen, minstens 70% goed"),
    ("Simulatie", "Toets gehaald, casus Klosjesbuurt, leermodel versie 1.0"),
    ("Behaald op", "3 maart 2026"),
    ("Geldig tot en met", "3 maart 2029"),
    ("Registratienummer", "REG-2026-7"),
)


def _inhoud(**anders: object) -> Certificaatblad:
    return Certificaatblad(
        **(
            {
                "academie": "ZoetZuurZoutBitter Academy",
                "naam": "Aisha van der Bakker",
                "titel": "Umami in de wijk",
                "regels": REGELS,
                "code": "7K3M-9QX2-ABCD-EFGH-JKMN-PQRS-TV",
                "adres": ADRES,
            }
            | anders
        )
    )


LANGST = _inhoud(
    naam="Ge" * 111,
    titel=("Volgorde, timing, mate en duur in de wijk, " * 4)[:160],
    regels=(("Cursus", ("De vier principes samen, " * 11)[:255] + ", versie 12"), *REGELS[1:]),
)


@pytest.fixture(scope="module", params=[_inhoud(), LANGST], ids=["gewoon", "langst"])
def inhoud(request: pytest.FixtureRequest) -> Certificaatblad:
    return request.param


@pytest.fixture(scope="module")
def pdf(inhoud: Certificaatblad) -> bytes:
    return maak_pdf(inhoud)


def test_regels_zeggen_wat_er_gedaan_is_zonder_score() -> None:
    regels = gedrukte_regels(FEITEN, behaald_op=date(2026, 3, 3), geldig_tot=date(2029, 3, 3))
    assert regels == REGELS


def test_onderdelen_die_er_niet_waren_worden_niet_gedrukt() -> None:
    kaal = FEITEN | {"vragen": None, "simulatie": None, "registratienummer": "", "lessen": 1}
    regels = gedrukte_regels(kaal, behaald_op=date(2026, 3, 3), geldig_tot=date(2029, 3, 3))
    assert regels == (REGELS[0], ("Studielast", "120 minuten, 1 les"), REGELS[4], REGELS[5])


def test_pdf_voldoet_aan_pdf_ua_1(pdf: bytes) -> None:
    oordeel = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [(fout.rule_id, fout.message) for fout in oordeel.failures] == []
    assert oordeel.is_compliant


def test_pdf_is_een_liggend_blad_met_taal_en_titel(pdf: bytes, inhoud: Certificaatblad) -> None:
    lezer = PdfReader(io.BytesIO(pdf))
    [blad] = lezer.pages
    assert (round(blad.mediabox.width), round(blad.mediabox.height)) == (842, 595)
    assert lezer.root_object["/Lang"] == "nl"
    assert lezer.metadata.title == f"Certificaat {inhoud.titel}, {inhoud.naam}"


def test_alles_staat_leesbaar_op_het_blad(pdf: bytes, inhoud: Certificaatblad) -> None:
    tekst = "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    verwacht = [inhoud.naam, inhoud.titel, inhoud.code, inhoud.academie]
    verwacht += [deel for regel in inhoud.regels for deel in regel]
    assert [deel for deel in verwacht if "".join(deel.split()) not in tekst] == []


def test_elk_plaatje_met_betekenis_heeft_een_tekst(pdf: bytes) -> None:
    lezer = PdfReader(io.BytesIO(pdf))
    alts = []
    stapel = [lezer.root_object["/StructTreeRoot"]]
    while stapel:
        deel = stapel.pop()
        deel = deel.get_object() if isinstance(deel, IndirectObject) else deel
        if not isinstance(deel, dict):
            continue
        if deel.get("/S") == "/Figure":
            alts.append(deel.get("/Alt", ""))
        kinderen = deel.get("/K", [])
        stapel += kinderen if isinstance(kinderen, list) else [kinderen]
    assert sorted(alt.split()[0] for alt in alts) == ["QR-code", "Zegel"]
    assert [alt for alt in alts if alt.endswith(ADRES)] != []


def test_qr_van_het_gedrukte_blad_geeft_het_adres(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "blad.pdf").write_bytes(pdf)
    pdftoppm = shutil.which("pdftoppm")
    assert pdftoppm, "poppler-utils ontbreekt"
    subprocess.run([pdftoppm, "-r", "150", "-png", tmp_path / "blad.pdf", tmp_path / "blad"], check=True)
    [blad] = tmp_path.glob("blad*.png")
    with Image.open(blad) as beeld:
        assert [code.text for code in zxingcpp.read_barcodes(beeld)] == [ADRES]


def test_niets_loopt_buiten_het_blad_of_door_de_straat(pdf: bytes) -> None:
    """The street starts 47 mm above the lower edge; the facts must end above it."""
    hoogten = []

    def meet(tekst: str, _cm: list[float], matrix: list[float], *_rest: object) -> None:
        if tekst.strip():
            hoogten.append((tekst, _cm[5] + _cm[3] * matrix[5]))

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=meet)
    straat_boven, straat_onder = 47 / 25.4 * 72, 21 / 25.4 * 72
    assert [rij for rij in hoogten if straat_onder < rij[1] < straat_boven] == []


def test_zelfde_waarden_geven_dezelfde_bytes() -> None:
    assert maak_pdf(_inhoud()) == maak_pdf(_inhoud())


@pytest.mark.parametrize(
    ("naam", "vreemd"),
    [
        ("Zoë Çelik-Ağaoğlu", ""),
        ("Søren Þórsson", ""),
        ("Łukasz Wiśniewski", ""),
        ("María-José d’Àvila", ""),
        ("李小龙", "李小龙"),
        ("عائشة", "عائشة"),
        ("Aisha 😀", "😀"),
    ],
)
def test_alleen_tekens_die_onze_letters_hebben(naam: str, vreemd: str) -> None:
    assert onbekende_tekens(naam) == vreemd
    if vreemd:
        with pytest.raises(ValueError, match="in none of our fonts"):
            maak_pdf(_inhoud(naam=naam))
    else:
        assert page.is_pdf_compliant_bytes(maak_pdf(_inhoud(naam=naam)), profile="ua1")
