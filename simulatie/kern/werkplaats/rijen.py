"""All that a case must show, a row each with figure and bound: `python -m simulatie.kern.werkplaats eigenschappen klosjesbuurt`.

Printed per row: "ja" = within the bound, which is the same for every case; "bekend" = not, but named with its reason in
`gemist.py`; "NEE" = neither, and then the gate (`keur.py`), which asks for the same rows, refuses the case. What takes
minutes is read from what was measured last; `--meet` measures it now and keeps it.
"""

import argparse
from collections.abc import Iterator

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.werkplaats.dilemmas import BINNEN, DEEL_DAT_KANTELT, VOORSPRONG, dilemmaproef
from simulatie.kern.werkplaats.eigenschappen import meet, willekeurig_en_los
from simulatie.kern.werkplaats.gemist import is_bekend
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, hoogstens, meetlat, minstens
from simulatie.kern.werkplaats.metingen import DELEN, bewaar, bewaarde_metingen
from simulatie.kern.werkplaats.wetsproef import wetsproef

NIET_GEMETEN = "Wat lang duurt is voor deze versie niet gemeten."
MEET = "Draai python -m simulatie.kern.werkplaats eigenschappen met --meet."


def snelle_rijen(lat: Meetlat) -> Iterator[Eigenschap]:
    """What is measured at once, some ten seconds."""
    yield from meet(lat)
    yield from willekeurig_en_los(lat)
    yield from wet(lat.casus)
    yield from keuzes(lat.casus)


def wet(casus: Casus) -> Iterator[Eigenschap]:
    for regel in wetsproef(casus):
        yield minstens("wet", regel.naam, regel.waarde, regel.grens, regel.grens)


def keuzes(casus: Casus) -> Iterator[Eigenschap]:
    """Who thinks must come out ahead of who does not, and must have looked at the state."""
    if not any(g.keuzes for g in casus.gebeurtenissen):
        return
    proef = dilemmaproef(casus)
    naam = "nadenken bij keuzes: punten meer dan altijd de eerste, altijd de laatste of negeren"
    yield minstens("keuzes", naam, proef.voorsprong, VOORSPRONG, 0.0)
    naam = "keuzes waarvan het beste antwoord afhangt van de toestand, deel"
    yield minstens("keuzes", naam, proef.deel_dat_kantelt, DEEL_DAT_KANTELT, 0.1)
    naam = f"keuzes waarvan binnen {BINNEN} maanden niets te merken is"
    yield hoogstens("keuzes", naam, len(proef.onmerkbaar), 0, 0)


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus", nargs="?", default="klosjesbuurt")
    lezer.add_argument(
        "--meet", nargs="*", choices=DELEN, help="meet wat minuten duurt, alles of deze delen, en bewaar dat"
    )
    keuze = lezer.parse_args()
    lat = meetlat(laad_casus(keuze.casus))
    print(f"niets doen {lat.niets:.2f}, referentieplan {lat.beste:.2f}")
    if keuze.meet is not None:
        for deel in keuze.meet or DELEN:
            gemeten = list(DELEN[deel](lat))
            bewaar(lat, deel, gemeten)
            for rij in gemeten:
                _druk_af(lat, rij)
        return
    bewaard = bewaarde_metingen(lat)
    for rij in (*snelle_rijen(lat), *(bewaard or ())):
        _druk_af(lat, rij)
    if bewaard is None:
        print(f"{NIET_GEMETEN} {MEET}")


def _druk_af(lat: Meetlat, rij: Eigenschap) -> None:
    oordeel = "ja    " if rij.houdt else "bekend" if is_bekend(lat.casus, rij) else "NEE   "
    print(f"{oordeel} {rij.nummer:>6}  {rij.naam}: {rij.waarde:.3f} ({rij.grens})", flush=True)
