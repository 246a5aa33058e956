"""The plan of a judged session as draft plan van aanpak: what is in it, and files that open again."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import numpy as np
import page
import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from simulatie.acties.beoordelen import dien_in
from simulatie.acties.plan import voeg_toe
from simulatie.acties.sessies import begin_sessie
from simulatie.drukwerk.document import Kop, Lijst, Tabel, Tekening
from simulatie.kern import Bronvraag, laad_casus
from simulatie.schermen.planvanaanpak import plan_van_aanpak
from tests.simulatie.bewaard_oordeel import INZETTEN, besluit, bewaar, haal_stuk

KOPPEN = [
    "Waar het om gaat",
    "Wat we doen, waar en wie het trekt",
    "Wanneer",
    "Wat het vraagt",
    "Op welke grond",
    "Waar we op letten",
    "Wie besluit",
    "Bijlage: wie doet wat per kwartaal",
    "Bijlage: het gebied en de cijfers bij het begin",
]
WAT, WANNEER, VRAAGT, GROND, LETTEN, BESLUIT, KWARTALEN = KOPPEN[1:8]
# What somebody who never played does not know.
VAN_BINNEN = re.compile(
    r"\b(?:mate|houder|aanloop|fte|(?<!-)casus|kaart|inzet|deel van wat haalbaar|lus [A-H])\b", re.I
)
KLEUR = {"zoet": "855600", "zuur": "4C6800", "zout": "0A617E", "bitter": "7A2C5B"}
MINST_GEVULD = 2 / 3


@pytest.fixture
def casus():
    return laad_casus("klosjesbuurt")


@pytest.fixture
def beoordeling(aisha):
    return bewaar(aisha)


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


def adres(naam, beoordeling):
    return reverse(f"simulatie_{naam}", args=[beoordeling.sessie.sleutel])


def tabellen(stuk, kop):
    deel = next(deel for deel in stuk.delen if deel.kop == kop)
    return [blok for blok in deel.blokken if isinstance(blok, Tabel)]


def bewaar_plan(gebruiker, casus, plan):
    """This plan, judged by the model."""
    sessie = begin_sessie(gebruiker=gebruiker, casus=casus.sleutel, soort="oefenen")
    for nummer, inzet in enumerate(plan.inzetten):
        voeg_toe(sessie=sessie, verwacht_nummer=nummer, inzet=inzet)
    return dien_in(sessie=sessie)


def woorden_van(casus):
    """Texts of the case itself, which this document only passes on."""
    for kaart in casus.kaarten.values():
        yield from (kaart.naam, kaart.uitleg, kaart.grondslag, kaart.grens, kaart.bijwerking)
        yield from (eis.remedie for eis in kaart.vereist)
    for bron in casus.bronnen:
        yield from (g.tekst for g in bron.grondslagen)
    yield from (i.uitleg for i in casus.indicatoren.values())
    yield from (c.herkomst for c in casus.kerncijfers)


def alle_tekst(stuk):
    for deel in stuk.delen:
        yield deel.kop
        for blok in deel.blokken:
            if isinstance(blok, Tabel):
                yield blok.kop
                yield from blok.kolommen
                for rij in blok.rijen:
                    yield from rij
            elif isinstance(blok, Tekening):
                yield from (strook.omschrijving for strook in blok.tijdlijn.stroken)
            else:
                yield from blok.regels if isinstance(blok, Lijst) else [blok.tekst]


def test_het_stuk_heeft_alle_delen_in_volgorde_en_heet_concept(casus, beoordeling):
    stuk = plan_van_aanpak(casus, beoordeling)

    assert [deel.kop for deel in stuk.delen] == KOPPEN
    assert stuk.ondertitel == "Concept uit een leermodel, geen advies"


def test_elke_maatregel_zegt_wat_waar_wie_wanneer_en_op_welke_grond(casus, beoordeling):
    stuk = plan_van_aanpak(casus, beoordeling)
    wat = {tabel.kop: {rij[0]: rij[1:] for rij in tabel.rijen} for tabel in tabellen(stuk, WAT)}

    assert [kop.principe for kop in stuk.delen[1].blokken if isinstance(kop, Kop)] == [
        "onderzoek",
        "regie",
        "zoet",
        "zuur",
    ]
    zuur, zoet = casus.kaarten["Z1"], casus.kaarten["S1"]
    assert wat["Maatregelen: Zuur"] == {
        zuur.naam: [zuur.uitleg, "de hele buurt", casus.houders[zuur.houder], "matig"]
    }
    assert wat["Maatregelen: Zoet"][zoet.naam][1] == "Twijnstraat"
    [planning] = tabellen(stuk, WANNEER)
    assert planning.rijen[-1] == [
        zuur.naam,
        "maand 12",
        f"maand {12 + casus.aanloop(zuur)}",
        "maand 36",
    ]
    gronden = {rij[0]: rij[1:] for rij in tabellen(stuk, GROND)[0].rijen}
    assert gronden[zuur.naam] == [zuur.grondslag, zuur.grens]
    besluit = {rij[0]: rij[1] for rij in tabellen(stuk, BESLUIT)[0].rijen}
    assert zuur.naam in besluit[casus.houders[zuur.houder]]
    assert {rij[0] for rij in tabellen(stuk, VRAAGT)[0].rijen} == set(casus.houders.values())


def test_de_tijdlijn_heeft_elke_maatregel_met_voorbereiding_en_werk(casus, beoordeling):
    stuk = plan_van_aanpak(casus, beoordeling)
    [tekening] = [blok for blok in stuk.delen[2].blokken if isinstance(blok, Tekening)]

    balken = tekening.tijdlijn.balken
    assert [(balk.naam, balk.van, balk.werkt_vanaf, balk.tot) for balk in balken] == [
        (
            casus.kaarten[inzet["kaart"]].kort,
            inzet["start"],
            inzet["start"] + casus.aanloop(casus.kaarten[inzet["kaart"]]),
            inzet["start"] + inzet["duur"],
        )
        for inzet in INZETTEN
    ]
    z1 = balken[-1]
    per_maand = (z1.werk + z1.aanloop) / 24
    assert z1.aanloop == pytest.approx(per_maand * casus.aanloop(casus.kaarten["Z1"]), abs=0.2)
    assert z1.hoog == 14 * 0.5


@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "heidewissel", "kettingwerf"])
def test_een_vreemde_kan_het_lezen(aisha, sleutel):
    casus = laad_casus(sleutel)
    stuk = plan_van_aanpak(casus, bewaar_plan(aisha, casus, casus.vakplannen[0]))

    tekst = list(alle_tekst(stuk))
    assert stuk.delen[0].blokken[0].tekst == casus.samenvatting
    codes = re.compile(rf"\b(?:{'|'.join(casus.kaarten)})\b")
    assert [zin for zin in tekst if codes.search(zin)] == []
    eigen = [zin for zin in tekst if not any(zin in bron for bron in woorden_van(casus))]
    assert [zin for zin in eigen if VAN_BINNEN.search(zin)] == []


def test_per_kwartaal_staat_wie_voorbereidt_en_wie_uitvoert(casus, beoordeling):
    stuk = plan_van_aanpak(casus, beoordeling)
    kaart = casus.kaarten["R1"]
    tabel = next(t for t in tabellen(stuk, KWARTALEN) if t.kop == casus.houders[kaart.houder])

    def kwartaal(nummer):
        for rij in tabel.rijen:
            van, _streep, tot = rij[0].partition("–")
            if int(van) <= nummer <= int(tot or van):
                return rij
        return None

    laatste = (2 + 36 - 1) // 3 + 1
    werkt = (2 + casus.aanloop(kaart)) // 3 + 1
    assert kaart.kort in kwartaal(werkt)[2]
    assert kaart.kort in kwartaal(laatste)[2]
    assert kaart.kort not in " ".join((kwartaal(laatste + 1) or ["", "", ""])[1:3])


def test_wat_ontbreekt_moet_eerst_worden_geregeld(casus, beoordeling):
    deel = plan_van_aanpak(casus, beoordeling).delen[5]

    assert deel.blokken[0] == Kop("Eerst regelen")
    assert deel.blokken[2].regels == [
        f"Het besluit mist zijn feiten. Start {casus.kaarten['R3'].naam} eerst. (Awb art. 3:2)"
    ]


def test_een_bron_op_een_verkeerde_grond_komt_bij_eerst_regelen(casus, beoordeling):
    bron = next(b for b in casus.bronnen if not all(g.juist for g in b.grondslagen))
    fout = next(g for g in bron.grondslagen if not g.juist)
    vraag = Bronvraag(bron=bron.sleutel, maand=2, grondslag=fout.sleutel)

    stuk = plan_van_aanpak(casus, beoordeling, [vraag])

    assert tabellen(stuk, GROND)[1].rijen == [[bron.naam, "2", fout.tekst, "nee, zie Eerst regelen"]]
    assert bron.naam not in [rij[0] for rij in tabellen(stuk, GROND)[2].rijen]
    assert f"{bron.naam}: {fout.tekst}. {fout.uitleg}" in stuk.delen[5].blokken[2].regels


def test_er_staan_geen_namen_van_mensen_in(casus, beoordeling, aisha):
    tekst = " ".join(alle_tekst(plan_van_aanpak(casus, beoordeling)))

    namen = [persona.naam for persona in casus.personas] + [aisha.last_name, aisha.email]
    assert [naam for naam in namen if naam in tekst] == []


def test_de_docx_heeft_echte_koppen_kopregels_en_taal(binnen, casus, beoordeling):
    antwoord = haal_stuk(binnen, beoordeling, "aanpak-docx")
    tekst = Document(io.BytesIO(antwoord.content))
    stuk = plan_van_aanpak(casus, beoordeling)

    assert [a.text for a in tekst.paragraphs if a.style.name == "Heading 1"] == KOPPEN
    assert {t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in tekst.tables} == {True}
    tijdlijn = next(t for t in tekst.tables if len(t.columns) == 1 + casus.programmaduur // 3)
    assert [[cel.text for cel in t.rows[-1].cells] for t in tekst.tables if t._tbl is not tijdlijn._tbl] == [
        tabel.rijen[-1] for deel in KOPPEN for tabel in tabellen(stuk, deel)
    ]
    # Z1 is prepared from month 12 and over after month 35: quarters 5 to 12.
    z1 = [cel.text for cel in tijdlijn.rows[-1].cells]
    assert z1[0] == casus.kaarten["Z1"].kort
    assert [nummer for nummer, teken in enumerate(z1) if teken] == [0, *range(5, 13)]
    koppen = {a.text.strip(): a for a in tekst.paragraphs if a.style.name == "Heading 2"}
    assert str(koppen["Zuur"].runs[-1].font.color.rgb) == KLEUR["zuur"]
    assert koppen["Zuur"]._p.xpath(".//wp:docPr/@descr") == ["De vorm van zuur"]
    assert {taal.get(qn("w:val")) for taal in tekst.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    assert (tekst.core_properties.language, tekst.core_properties.author) == ("nl-NL", "")
    assert tekst.core_properties.title == stuk.titel
    assert tekst.sections[0].header.paragraphs[0].text == stuk.ondertitel


def vulling(pdf, map_):
    """Per page how far down the last ink above the foot stands, as part of what a page can hold."""
    pdftoppm = shutil.which("pdftoppm")
    assert pdftoppm, "poppler-utils ontbreekt"
    (map_ / "stuk.pdf").write_bytes(pdf)
    subprocess.run([pdftoppm, "-r", "50", "-gray", map_ / "stuk.pdf", map_ / "blad"], check=True)
    deel = []
    for blad in sorted(map_.glob("blad-*.pgm")):
        punten = np.asarray(Image.open(blad))
        boven, onder = (round(len(punten) * mm / 297) for mm in (24, 297 - 22))
        inkt = np.flatnonzero((punten[boven:onder] < 200).any(axis=1))
        deel.append((inkt[-1] + 1) / (onder - boven) if len(inkt) else 0.0)
    return deel


@pytest.mark.langzaam
@pytest.mark.parametrize("sleutel", ["klosjesbuurt", "heidewissel", "kettingwerf"])
@pytest.mark.parametrize("soort", ["uitslag-pdf", "aanpak-pdf"])
def test_geen_blad_is_half_leeg(binnen, aisha, tmp_path, soort, sleutel):
    casus = laad_casus(sleutel)
    beoordeling = bewaar_plan(aisha, casus, casus.vakplannen[0])

    *bladen, _laatste = vulling(haal_stuk(binnen, beoordeling, soort).content, tmp_path)

    assert len(bladen) > 2
    assert [round(deel, 2) for deel in bladen if deel < MINST_GEVULD] == []


def test_de_pdf_voldoet_aan_pdf_ua_1(binnen, beoordeling):
    antwoord = haal_stuk(binnen, beoordeling, "aanpak-pdf")
    keuring = page.validate_pdf_bytes(antwoord.content, profile="ua1")
    lezer = PdfReader(io.BytesIO(antwoord.content))

    assert [(fout.rule_id, fout.message) for fout in keuring.failures] == []
    assert keuring.is_compliant
    assert lezer.metadata.title == "Plan van aanpak De Klosjesbuurt"
    for blad in lezer.pages:
        assert "Concept uit een leermodel, geen advies" in " ".join(blad.extract_text().split())


def test_bronvragen_van_de_toets_staan_in_het_stuk(binnen, casus, beoordeling):
    bron = casus.bronnen[0]
    grond = next(g for g in bron.grondslagen if g.juist)
    gegevens = {"bron": bron.sleutel, "maand": 0, "grondslag": grond.sleutel}
    besluit(beoordeling.sessie, 1, "bron", bron.sleutel, gegevens)

    tekst = Document(io.BytesIO(haal_stuk(binnen, beoordeling, "aanpak-docx").content))

    rijen = [[cel.text for cel in rij.cells] for tabel in tekst.tables for rij in tabel.rows]
    assert [bron.naam, "0", grond.tekst, "ja"] in rijen


@pytest.mark.parametrize("soort", ["aanpak-pdf", "aanpak-docx"])
def test_van_een_vorige_casus_is_er_geen_plan_van_aanpak(binnen, aisha, soort):
    oud = bewaar(aisha, versie="1999.1")

    antwoord = binnen.post(reverse("simulatie_stuk", args=[oud.sessie.sleutel, soort]), follow=True)

    assert antwoord.redirect_chain[-1][0] == adres("stukken", oud)
    assert "Dit stuk kunnen wij niet maken." in antwoord.content.decode()
    assert not oud.stukken.exists()
