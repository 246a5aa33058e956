"""The plan of a judged session as draft plan van aanpak: what is in it, and files that open again."""

from __future__ import annotations

import io

import page
import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from simulatie.drukwerk.document import Kop, Lijst, Tabel
from simulatie.kern import Bronvraag, laad_casus
from simulatie.schermen.planvanaanpak import plan_van_aanpak
from tests.simulatie.bewaard_oordeel import INZETTEN, besluit, bewaar, haal_stuk

KOPPEN = [
    "Doel",
    "Gebied",
    "Wat we weten en op welke grond",
    "Maatregelen per principe",
    "Wie doet wat per kwartaal",
    "Wat we meten",
    "Risico's en waarborgen",
    "Planning",
]


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


def alle_tekst(stuk):
    for deel in stuk.delen:
        yield deel.kop
        for blok in deel.blokken:
            if isinstance(blok, Tabel):
                yield blok.kop
                yield from blok.kolommen
                for rij in blok.rijen:
                    yield from rij
            else:
                yield from blok.regels if isinstance(blok, Lijst) else [blok.tekst]


def test_het_stuk_heeft_alle_delen_in_volgorde_en_heet_concept(casus, beoordeling):
    stuk = plan_van_aanpak(casus, beoordeling)

    assert [deel.kop for deel in stuk.delen] == KOPPEN
    assert stuk.ondertitel == "Concept uit een leermodel, geen advies"


def test_elke_maatregel_staat_bij_zijn_principe_met_houder_wet_en_grens(casus, beoordeling):
    rijen = [rij for tabel in tabellen(plan_van_aanpak(casus, beoordeling), KOPPEN[3]) for rij in tabel.rijen]

    assert sorted(rij[0].split()[0] for rij in rijen) == sorted(inzet["kaart"] for inzet in INZETTEN)
    [zuur] = [rij for rij in rijen if rij[0].startswith("Z1")]
    kaart = casus.kaarten["Z1"]
    assert zuur == [
        f"Z1 {kaart.naam}",
        "start maand 12, duur 24 maanden, mate 50\xa0%",
        f"{casus.houders[kaart.houder]}; de hele buurt",
        f"{kaart.grondslag} {kaart.grens}",
    ]
    [zoet] = [rij for rij in rijen if rij[0].startswith("S1")]
    assert zoet[2].endswith("; Twijnstraat")


def test_per_kwartaal_staat_wie_voorbereidt_en_wie_uitvoert(casus, beoordeling):
    stuk = plan_van_aanpak(casus, beoordeling)
    kaart = casus.kaarten["R1"]
    tabel = next(t for t in tabellen(stuk, KOPPEN[4]) if t.kop.startswith(casus.houders[kaart.houder]))

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
    deel = plan_van_aanpak(casus, beoordeling).delen[6]

    assert deel.blokken[0] == Kop("Eerst regelen")
    assert deel.blokken[2].regels == ["Het besluit mist zijn feiten. Start R3 eerst. (Awb art. 3:2)"]


def test_een_bron_op_een_verkeerde_grond_komt_bij_eerst_regelen(casus, beoordeling):
    bron = next(b for b in casus.bronnen if not all(g.juist for g in b.grondslagen))
    fout = next(g for g in bron.grondslagen if not g.juist)
    vraag = Bronvraag(bron=bron.sleutel, maand=2, grondslag=fout.sleutel)

    stuk = plan_van_aanpak(casus, beoordeling, [vraag])

    assert tabellen(stuk, KOPPEN[2])[1].rijen == [[bron.naam, "2", fout.tekst, "nee, zie Eerst regelen"]]
    assert bron.naam not in [rij[0] for rij in tabellen(stuk, KOPPEN[2])[2].rijen]
    assert f"{bron.naam}: {fout.tekst}. {fout.uitleg}" in stuk.delen[6].blokken[2].regels


def test_er_staan_geen_namen_van_mensen_in(casus, beoordeling, aisha):
    tekst = " ".join(alle_tekst(plan_van_aanpak(casus, beoordeling)))

    namen = [persona.naam for persona in casus.personas] + [aisha.last_name, aisha.email]
    assert [naam for naam in namen if naam in tekst] == []


def test_de_docx_heeft_echte_koppen_kopregels_en_taal(binnen, casus, beoordeling):
    antwoord = haal_stuk(binnen, beoordeling, "aanpak-docx")
    tekst = Document(io.BytesIO(antwoord.content))
    stuk = plan_van_aanpak(casus, beoordeling)

    assert [a.text for a in tekst.paragraphs if a.style.name == "Heading 1"] == KOPPEN
    assert [t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in tekst.tables] == [
        True for deel in KOPPEN for _tabel in tabellen(stuk, deel)
    ]
    assert [[cel.text for cel in t.rows[-1].cells] for t in tekst.tables] == [
        tabel.rijen[-1] for deel in KOPPEN for tabel in tabellen(stuk, deel)
    ]
    assert {taal.get(qn("w:val")) for taal in tekst.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    assert (tekst.core_properties.language, tekst.core_properties.author) == ("nl-NL", "")
    assert tekst.core_properties.title == stuk.titel
    assert tekst.sections[0].header.paragraphs[0].text == stuk.ondertitel


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
