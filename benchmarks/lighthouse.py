"""Lighthouse's four marks of public pages, on a desktop and on a phone; performance is the median of three.

``.venv/bin/python benchmarks/lighthouse.py [address]`` looks at a site that runs already: ``bin/demo`` when no
address is told. Only performance varies from run to run, so only that is taken three times.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings.demo")

from tests.e2e.keurmeesters import lighthouse

PAGINAS = ("/", "/methode/", "/artikelen/aanpak-of-werkprincipe/", "/contact/")
VAST = ("accessibility", "best-practices", "seo")
KEREN = 3


def meet(site: str, scherm: str) -> None:
    adressen = [f"{site}{pagina}" for pagina in PAGINAS]
    vast = lighthouse(adressen, VAST, scherm)
    snel = [lighthouse(adressen, ["performance"], scherm) for _keer in range(KEREN)]
    for pagina, adres in zip(PAGINAS, adressen, strict=True):
        cijfers = [keer[adres]["cijfers"]["performance"] for keer in snel]
        rij = [int(statistics.median(cijfers)), *(vast[adres]["cijfers"][soort] for soort in VAST)]
        print(
            f"{pagina:40} {scherm:8}" + "".join(f"{cijfer:>16}" for cijfer in rij) + f"   {sorted(cijfers)}"
        )


if __name__ == "__main__":
    adres = (sys.argv[1:] or ["http://localhost:8000"])[0].rstrip("/")
    print(f"{'page':40} {'screen':8}" + "".join(f"{soort:>16}" for soort in ("performance", *VAST)))
    for formaat in ("desktop", "mobile"):
        meet(adres, formaat)
