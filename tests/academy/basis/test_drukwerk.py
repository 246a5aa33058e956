"""One frame for print: whatever is printed, Pango's font map serves one thread at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
import weasyprint

from academy.basis.drukwerk import als_beeld, druk_af
from certificaten.pdf import Certificaatblad
from certificaten.pdf import maak_pdf as druk_certificaat
from simulatie.drukwerk.pdf import maak_pdf as druk_stuk

CERTIFICAAT = Certificaatblad(
    academie="ZoetZuurZoutBitter Academy",
    naam="Aisha Bakker",
    titel="Umami",
    regels=(("Cursus", "Umami, versie 1"),),
    code="7K3M-9QX2",
    adres="https://academy.example/7K3M9QX2/",
)


def test_een_certificaat_en_een_stuk_worden_na_elkaar_gedrukt(monkeypatch: pytest.MonkeyPatch) -> None:
    bezig: list[str] = []
    tegelijk: list[bool] = []
    ander_is_er = Event()
    echt = weasyprint.HTML.write_pdf

    def druk(html: weasyprint.HTML, *args: Any, **kwargs: Any) -> Any:
        tegelijk.append(bool(bezig))
        bezig.append("pers")
        if tegelijk[-1]:
            ander_is_er.set()
        # Long enough for the other thread to come in, if it could.
        ander_is_er.wait(0.5)
        try:
            return echt(html, *args, **kwargs)
        finally:
            bezig.pop()

    monkeypatch.setattr(weasyprint.HTML, "write_pdf", druk)
    with ThreadPoolExecutor(2) as draden:
        certificaat = draden.submit(druk_certificaat, CERTIFICAAT)
        stuk = draden.submit(druk_stuk, "500.html", {})

    assert [certificaat.result()[:5], stuk.result()[:5]] == [b"%PDF-", b"%PDF-"]
    assert tegelijk == [False, False]


def test_een_stijl_haalt_niets_van_buiten() -> None:
    """A drawing stands in the stylesheet itself, so what is printed is the same without a network."""
    assert als_beeld("certificaten/straat.svg").startswith("data:image/svg+xml;base64,")
    eerste, tweede = (
        druk_af(
            "500.html",
            {},
            stijl="certificaten/certificaat_pdf.css",
            tekeningen=("certificaten/straat.svg",),
        )
        for _keer in range(2)
    )
    assert eerste == tweede
