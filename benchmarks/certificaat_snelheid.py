"""Seconds per printed certificate, beside a bare WeasyPrint of an empty page in the same run.

    DJANGO_SETTINGS_MODULE=academy.settings.test .venv/bin/python benchmarks/certificaat_snelheid.py [n]

The two take turns, because the speed of a machine swings within minutes; the ratio says more than the seconds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings.test")

import django

django.setup()

from weasyprint import HTML  # noqa: E402

from certificaten.pdf import Certificaatblad, gedrukte_regels, maak_pdf  # noqa: E402

FEITEN = {
    "cursus": "Umami",
    "versie": 1,
    "studieduur_minuten": 120,
    "lessen": 3,
    "vragen": {"totaal": 5, "goed": 5, "slaaggrens": 70},
    "simulatie": {"casus": "klosjesbuurt", "model_versie": "1.0"},
    "registratienummer": "",
}
DRUKWERK = Certificaatblad(
    academie="ZoetZuurZoutBitter Academy",
    naam="Aisha van der Bakker",
    titel="Umami in de wijk",
    regels=gedrukte_regels(FEITEN, behaald_op=date(2026, 3, 3), geldig_tot=date(2029, 3, 3)),
    code="7K3M-9QX2-ABCD-EFGH-JKMN-PQRS-TV",
    adres="https://academy.example/certificaten/controleren/7K3M9QX2ABCDEFGHJKMNPQRSTV/",
)


def seconden(werk: Callable[[], object]) -> float:
    begin = time.perf_counter()
    werk()
    return time.perf_counter() - begin


def kaal() -> object:
    return HTML(string='<html lang="nl"><title>Leeg</title><p>Leeg').write_pdf()


def main(aantal: int) -> None:
    eerste = seconden(lambda: maak_pdf(DRUKWERK))
    kaal()
    certificaten, lege = [], []
    for _keer in range(aantal):
        certificaten.append(seconden(lambda: maak_pdf(DRUKWERK)))
        lege.append(seconden(kaal))
    midden, leeg = median(certificaten), median(lege)
    print(f"first certificate (fonts and stylesheet read): {eerste:.3f} s")
    print(f"certificate, median of {aantal}:                {midden:.3f} s, {60 / midden:.0f} a minute")
    print(f"bare WeasyPrint, empty page, median of {aantal}: {leeg:.3f} s")
    print(f"ratio:                                      {midden / leeg:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
