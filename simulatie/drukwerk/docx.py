"""A document as .docx: real headings and lists, tables with a head that repeats, in Dutch. The plan over the months is a
table too, so that who works on with it can move a bar."""

from __future__ import annotations

import io

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from docx import Document as begin_document
from docx.document import Document as Tekst
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from PIL import Image, ImageDraw

from academy.basis.huisstijl.tekenen import FIJN, teken_svg
from simulatie.drukwerk.document import Alinea, Blok, Document, Kop, Lijst, Tabel, Tekening
from simulatie.drukwerk.tijdlijn import Maatregelbalk, Plantijdlijn

TAAL = "nl-NL"
INKT = RGBColor(0x1C, 0x22, 0x30)
KOPPEN = (("Title", 24), ("Heading 1", 16), ("Heading 2", 13))
# Of a principle the colour of its form and of its words.
KLEUREN = {
    "zoet": ("BA7A00", "855600"),
    "zuur": ("73920A", "4C6800"),
    "zout": ("1F86A6", "0A617E"),
    "bitter": ("9C4479", "7A2C5B"),
}
KWARTAAL = 3
VOORBEREIDEN, UITVOEREN = "·", "■"
VORM_PUNTEN = 96


def maak_docx(document: Document) -> bytes:
    """The document as a file that a word processor opens. Nothing in it names who made it."""
    tekst = begin_document()
    _stel_in(tekst, document)
    tekst.add_heading(document.titel, level=0)
    tekst.add_paragraph(document.ondertitel, style="Subtitle")
    for nummer, deel in enumerate(document.delen):
        tekst.add_heading(deel.kop, level=1)
        for blok in deel.blokken:
            _schrijf(tekst, blok)
        if nummer == 0:
            tekst.add_paragraph(document.merk, style="Intense Quote")
    uit = io.BytesIO()
    tekst.save(uit)
    return uit.getvalue()


def _stel_in(tekst: Tekst, document: Document) -> None:
    """Language, title, letter and page; the mark of a draft stands above every page."""
    for rand in tekst.styles.element.iter(qn("w:lang")):
        for taal in ("w:val", "w:eastAsia"):
            rand.set(qn(taal), TAAL)
    for naam, grootte in KOPPEN:
        letter = tekst.styles[naam].font
        letter.size, letter.color.rgb = Pt(grootte), INKT
    for naam in ("Subtitle", "Intense Quote"):
        tekst.styles[naam].font.color.rgb = INKT
    eigenschappen = tekst.core_properties
    eigenschappen.title, eigenschappen.subject = document.titel, document.ondertitel
    eigenschappen.language, eigenschappen.author, eigenschappen.comments = TAAL, "", ""
    eigenschappen.created = eigenschappen.modified = document.op.replace(tzinfo=None)
    blad = tekst.sections[0]
    blad.page_width, blad.page_height = Cm(21), Cm(29.7)
    blad.left_margin = blad.right_margin = Cm(2)
    blad.header.paragraphs[0].text = document.ondertitel


def _schrijf(tekst: Tekst, blok: Blok) -> None:
    match blok:
        case Kop():
            _schrijf_kop(tekst, blok)
        case Alinea():
            tekst.add_paragraph(blok.tekst)
        case Lijst():
            for regel in blok.regels:
                tekst.add_paragraph(regel, style="List Bullet")
        case Tabel():
            _schrijf_tabel(tekst, blok)
        case Tekening():
            _schrijf_tijdlijn(tekst, blok.tijdlijn)


def _schrijf_kop(tekst: Tekst, kop: Kop) -> None:
    """Of a principle with its form and in its colour."""
    regel = tekst.add_heading("", level=2)
    if kop.principe:
        vorm = regel.add_run().add_picture(_vorm(kop.principe), height=Pt(11))
        vorm._inline.docPr.set("descr", _("De vorm van %(principe)s") % {"principe": kop.tekst.lower()})
        regel.add_run("\N{NO-BREAK SPACE}")
    woorden = regel.add_run(kop.tekst)
    if kop.principe in KLEUREN:
        woorden.font.color.rgb = RGBColor.from_string(KLEUREN[kop.principe][1])


def _vorm(principe: str) -> io.BytesIO:
    """The form as PNG; what it means is said by the word after it."""
    zijde = FIJN * VORM_PUNTEN
    beeld = Image.new("RGBA", (zijde, zijde), (255, 255, 255, 0))
    svg = "<svg>" + render_to_string("simulatie/plan_vorm.svg", {"principe": principe}).strip() + "</svg>"
    teken_svg(ImageDraw.Draw(beeld, "RGBA"), svg, VORM_PUNTEN / 24, 0, 0)
    uit = io.BytesIO()
    beeld.resize((VORM_PUNTEN, VORM_PUNTEN), Image.Resampling.LANCZOS).save(uit, "PNG")
    uit.seek(0)
    return uit


def _schrijf_tijdlijn(tekst: Tekst, tijdlijn: Plantijdlijn) -> None:
    """A row per measure, a column per quarter: what is prepared and what is done there, as a sign and in colour."""
    bijschrift = tekst.add_paragraph(
        _("De maatregelen per kwartaal: %(voor)s voorbereiden, %(uit)s uitvoeren")
        % {"voor": VOORBEREIDEN, "uit": UITVOEREN},
        style="Caption",
    )
    bijschrift.paragraph_format.keep_with_next = True
    bijschrift.runs[0].font.color.rgb = INKT
    kwartalen = range(0, tijdlijn.maanden, KWARTAAL)
    tabel = tekst.add_table(rows=1, cols=1 + len(kwartalen), style="Table Grid")
    tabel.alignment, tabel.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for cel, woord in zip(
        tabel.rows[0].cells, [_("Maatregel"), *(str(m // KWARTAAL + 1) for m in kwartalen)], strict=True
    ):
        _zet(cel, woord, vet=True)
    for balk in tijdlijn.balken:
        naam, *vakken = tabel.add_row().cells
        _zet(naam, balk.naam)
        for cel, maand in zip(vakken, kwartalen, strict=True):
            _kleur_kwartaal(cel, balk, maand)
    for kolom, breed in zip(tabel.columns, [Cm(4), *[Cm(13 / len(kwartalen))] * len(kwartalen)], strict=True):
        for cel in kolom.cells:
            cel.width = breed
    _kop_herhaalt(tabel)
    tekst.add_paragraph()


def _kleur_kwartaal(cel: _Cell, balk: Maatregelbalk, maand: int) -> None:
    if balk.tot <= maand or balk.van >= maand + KWARTAAL:
        return
    werkt = balk.werkt_vanaf < maand + KWARTAAL
    _zet(cel, UITVOEREN if werkt else VOORBEREIDEN)
    kleur = KLEUREN.get(balk.principe, (str(INKT), ""))[0]
    cel.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(kleur)
    if werkt:
        vulling = OxmlElement("w:shd")
        for naam, waarde in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", kleur)):
            vulling.set(qn(naam), waarde)
        cel._tc.get_or_add_tcPr().append(vulling)


def _zet(cel: _Cell, tekst: str, *, vet: bool = False) -> None:
    woorden = cel.paragraphs[0].add_run(tekst)
    woorden.bold, woorden.font.size = vet, Pt(8)


def _schrijf_tabel(tekst: Tekst, blok: Tabel) -> None:
    bijschrift = tekst.add_paragraph(blok.kop, style="Caption")
    bijschrift.paragraph_format.keep_with_next = True
    bijschrift.runs[0].font.color.rgb = INKT
    tabel = tekst.add_table(rows=1, cols=len(blok.kolommen), style="Table Grid")
    for cel, kolom in zip(tabel.rows[0].cells, blok.kolommen, strict=True):
        cel.paragraphs[0].add_run(kolom).bold = True
    for rij in blok.rijen:
        for cel, waarde in zip(tabel.add_row().cells, rij, strict=True):
            cel.text = waarde
    _kop_herhaalt(tabel)
    tekst.add_paragraph()


def _kop_herhaalt(tabel: Table) -> None:
    """And no row breaks over two pages, for that is read as two rows."""
    tabel.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for rij in tabel.rows:
        rij._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
