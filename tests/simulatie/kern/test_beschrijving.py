"""The equations as people read them: complete, in the words of the file that PySD runs, and the same as the README's."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from simulatie.kern import Plan, beschrijf_maatregel, beschrijf_model, exporteer_xmile, laad_casus
from simulatie.kern.inlezen import tabellen
from simulatie.kern.xmile.beschrijving import in_symbolen
from simulatie.kern.xmile.voorraden import VOORRADEN

CASUSSEN = sorted(pad.stem for pad in tabellen.CASUSSEN.glob("*.toml"))
UITLEG = Path(tabellen.__file__).parents[1] / "README.md"
NS = {"x": "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"}


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_elke_coefficient_en_elke_voorraad_staat_in_een_vergelijking(sleutel):
    casus = laad_casus(sleutel)
    model, (_, maatregel) = beschrijf_model(casus), beschrijf_maatregel(casus)

    assert {naam for een in (*model, *maatregel) for naam in een.coefficienten} == set(casus.parameters.tabel)
    assert set(VOORRADEN) <= {een.naam for een in model if een.voorraad}
    assert all(een.woorden.endswith(".") and een.eenheid and een.onderdeel for een in (*model, *maatregel))


def test_de_woorden_zijn_die_van_het_bestand():
    """An equation on the page is a line of the document that another engine runs: its words stand there too."""
    casus = laad_casus(CASUSSEN[0])
    bestand = ElementTree.fromstring(exporteer_xmile(casus, Plan()))  # noqa: S314 - our own text
    uitleg = {een.get("name"): een.find("x:doc", NS).text for een in bestand.iterfind(".//x:variables/*", NS)}
    for een in beschrijf_model(casus):
        naam = f"naar_{een.naam}" if een.voorraad else een.naam
        gevonden = [uitleg[n] for n in (naam, f"{naam}_1") if n in uitleg]
        assert any(tekst.startswith(een.woorden) for tekst in gevonden), een


def test_symbolen_zijn_voor_mensen():
    assert in_symbolen("MIN(1, 0.5 * angst@) - GEMIDDELDE[a@] * EXP(-b)") == (
        "laagste(1; 0,5 × angst) − gemiddelde(a) × exp(−b)"
    )
    for sleutel in CASUSSEN:
        casus = laad_casus(sleutel)
        for een in (*beschrijf_model(casus), *beschrijf_maatregel(casus)[1]):
            assert not re.search(r"[@\[\]*]|[A-Z]{2}|\d\.\d|\s-\s", een.symbolen), een.symbolen


def vergelijkingen_van_de_uitleg() -> str:
    return UITLEG.read_text(encoding="utf-8").partition("## 3.")[2].partition("## 4.")[0]


def test_de_uitleg_leest_dezelfde_coefficienten_als_de_vergelijkingen():
    casus = laad_casus("klosjesbuurt")
    genoemd = set(re.findall(r"`(\w+)`", vergelijkingen_van_de_uitleg())) & set(casus.parameters.tabel)

    assert genoemd == {naam for een in beschrijf_model(casus) for naam in een.coefficienten}


def test_een_rij_van_de_uitleg_noemt_alleen_wat_haar_vergelijking_leest():
    """Row by row: a coefficient that the README gives to an equation is read by that one, or by what that one reads."""
    casus = laad_casus("klosjesbuurt")
    leest: dict[str, set[str]] = {}
    for een in beschrijf_model(casus):
        leest.setdefault(een.naam, set()).update(re.findall(r"[a-z]\w+", een.symbolen))
    getoetst = 0
    for rij in re.findall(r"^\|[^|]+\|\s*(`\w+`[^|]*)\|$", vergelijkingen_van_de_uitleg(), re.MULTILINE):
        naam, *namen = re.findall(r"`(\w+)`", rij)
        if naam not in leest:
            continue
        bereikt, rand = set(), {naam}
        while rand:
            bereikt |= rand
            rand = {verder for een in rand for verder in leest.get(een, ())} - bereikt
        assert set(namen) & set(casus.parameters.tabel) <= bereikt, rij
        getoetst += 1
    assert getoetst >= 40
