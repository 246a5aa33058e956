"""The commands of the model: `python -m simulatie.kern.werkplaats <opdracht> ...`, with --help for what each one takes."""

import sys
from collections.abc import Callable, Mapping

from simulatie.kern.werkplaats import (
    advies,
    dilemmas,
    herzoek,
    ijk,
    keur,
    lusdiagram,
    momenten,
    passing,
    rijen,
    wetgeving,
    wetsproef,
    zoek_referentie,
)

OPDRACHTEN: Mapping[str, Callable[[], None]] = {
    "dilemmas": dilemmas.main,
    "eigenschappen": rijen.main,
    "zoek_referentie": zoek_referentie.main,
    "herzoek": herzoek.main,
    "ijk": ijk.main,
    "keur": keur.main,
    "advies": advies.main,
    "lusdiagram": lusdiagram.main,
    "momenten": momenten.main,
    "passing": passing.main,
    "wetgeving": wetgeving.main,
    "wetsproef": wetsproef.main,
}


def main() -> None:
    naam = sys.argv[1] if len(sys.argv) > 1 else ""
    if naam not in OPDRACHTEN:
        sys.exit(f"Kies een opdracht: {', '.join(OPDRACHTEN)}.")
    sys.argv = [f"simulatie.kern.werkplaats {naam}", *sys.argv[2:]]
    OPDRACHTEN[naam]()


if __name__ == "__main__":
    main()
