"""A document as .docx: real headings and lists, tables with a head that repeats, in Dutch."""

from __future__ import annotations

import io

from docx import Document as begin_document
from docx.document import Document as Tekst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from simulatie.drukwerk.document import Alinea, Blok, Document, Kop, Lijst, Tabel

TAAL = "nl-NL"
INKT = RGBColor(0x1C, 0x22, 0x30)
KOPPEN = (("Title", 24), ("Heading 1", 16), ("Heading 2", 13))


def maak_docx(document: Document) -> bytes:
    """The document as a file that a word processor opens. Nothing in it names who made it."""
    tekst = begin_document()
    _stel_in(tekst, document)
    tekst.add_heading(document.titel, level=0)
    tekst.add_paragraph(document.ondertitel, style="Subtitle")
    tekst.add_paragraph(document.merk, style="Intense Quote")
    for deel in document.delen:
        tekst.add_heading(deel.kop, level=1)
        for blok in deel.blokken:
            _schrijf(tekst, blok)
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
            tekst.add_heading(blok.tekst, level=2)
        case Alinea():
            tekst.add_paragraph(blok.tekst)
        case Lijst():
            for regel in blok.regels:
                tekst.add_paragraph(regel, style="List Bullet")
        case Tabel():
            _schrijf_tabel(tekst, blok)


def _schrijf_tabel(tekst: Tekst, blok: Tabel) -> None:
    bijschrift = tekst.add_paragraph(blok.kop, style="Caption")
    bijschrift.paragraph_format.keep_with_next = True
    bijschrift.runs[0].font.color.rgb = INKT
    tabel = tekst.add_table(rows=1, cols=len(blok.kolommen), style="Table Grid")
    for cel, kolom in zip(tabel.rows[0].cells, blok.kolommen, strict=True):
        cel.paragraphs[0].add_run(kolom).bold = True
    herhaal = OxmlElement("w:tblHeader")
    tabel.rows[0]._tr.get_or_add_trPr().append(herhaal)
    for rij in blok.rijen:
        for cel, waarde in zip(tabel.add_row().cells, rij, strict=True):
            cel.text = waarde
    for rij in tabel.rows:
        # A row that breaks over two pages is read as two rows.
        rij._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    tekst.add_paragraph()
