"""Which cards must be held against the law again: those that nobody looked at for a year, and those of which something
was never compared with the text of the law itself."""

import argparse
from collections.abc import Iterable
from datetime import date

from simulatie.kern.gegevens.kaart import Kaart
from simulatie.kern.inlezen.tabellen import alle_kaarten

# Law moves: a year is the longest that a ground may stand unread.
GELDIG_DAGEN = 365


def verouderd(kaarten: Iterable[Kaart], op: date) -> list[Kaart]:
    """The cards that on that day were not checked for a year, the oldest first."""
    oud = [k for k in kaarten if (op - date.fromisoformat(k.nagekeken)).days >= GELDIG_DAGEN]
    return sorted(oud, key=lambda kaart: kaart.nagekeken)


def onbevestigd(kaarten: Iterable[Kaart]) -> list[Kaart]:
    """The cards of which something was never compared with the text of the law."""
    return [kaart for kaart in kaarten if kaart.onbevestigd]


def overzicht(kaarten: Iterable[Kaart], op: date) -> str:
    """Both lists in words; Dutch, one card a line."""
    alle = list(kaarten)
    oud, open_ = verouderd(alle, op), onbevestigd(alle)
    regels = [f"Een jaar of langer niet nagekeken op {op.isoformat()}: {len(oud)} van {len(alle)} kaarten."]
    regels += [f"  {k.code} {k.kort}, laatst op {k.nagekeken}: {k.grondslag}" for k in oud]
    regels += ["", f"Niet met de wettekst vergeleken: {len(open_)} van {len(alle)} kaarten."]
    regels += [f"  {k.code} {k.kort}: {k.onbevestigd} {' '.join(k.wettekst)}".rstrip() for k in open_]
    return "\n".join(regels)


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--op", type=date.fromisoformat, default=date.today(), help="de dag, als 2026-11-30")
    print(overzicht(alle_kaarten().values(), lezer.parse_args().op))
