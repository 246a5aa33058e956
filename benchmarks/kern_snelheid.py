"""How fast is the batch engine? `python benchmarks/kern_snelheid.py`

Prints the time per simulated plan in a batch of 1, 100 and 2,000, and beside it, in the same run, an ordinary loop in
plain Python over the same model and the same doses. Machines differ and other work goes on beside it: read the
ratios, not the microseconds. Every figure is the best of several turns, taken in turn with the others.
"""

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from simulatie.kern import beoordeel, laad_casus
from simulatie.kern.doses import bereken_doses
from simulatie.kern.proefplannen import willekeurig
from simulatie.kern.simuleer import lijnen
from simulatie.kern.toestand import PER_DEELGEBIED
from tests.simulatie.kern.gewone_lus import loop

BREEDTEN = (1, 100, 2000)
BEURTEN = 5
PLANNEN_IN_LUS = 10


def seconden(werk) -> float:
    begin = perf_counter()
    werk()
    return perf_counter() - begin


def gemiddeld_begin(casus) -> dict[str, float]:
    aandelen = casus.aandelen
    begin = {
        n: sum(d.start[n] * a for d, a in zip(casus.deelgebieden, aandelen, strict=True))
        for n in PER_DEELGEBIED
    }
    return begin | dict(casus.start)


def main() -> None:
    casus = laad_casus("klosjesbuurt")
    q = casus.parameters.coefficienten()
    plannen = willekeurig(casus, max(BREEDTEN), 1)
    doses = bereken_doses(casus, plannen.rijen(slice(0, PLANNEN_IN_LUS)), q, casus.horizon).doses
    losse_doses = [{s: d[:, p, 0].tolist() for s, d in doses.items()} for p in range(PLANNEN_IN_LUS)]
    begin = gemiddeld_begin(casus)

    def lus():
        for dosis in losse_doses:
            loop(begin, dosis, q, casus.horizon)

    metingen = {
        f"batch van {n:>5}": (lambda n=n: lijnen(casus, plannen.rijen(slice(0, n))), n) for n in BREEDTEN
    }
    metingen["gewone lus, 1 deelgebied, zonder doses"] = (lus, PLANNEN_IN_LUS)
    metingen[f"gewone lus, keer {len(casus.deelgebieden)} deelgebieden"] = (
        lus,
        PLANNEN_IN_LUS / len(casus.deelgebieden),
    )
    beste = dict.fromkeys(metingen, float("inf"))
    for _ in range(BEURTEN):
        for naam, (werk, aantal) in metingen.items():
            beste[naam] = min(beste[naam], seconden(werk) / aantal)

    snelste = beste[f"batch van {max(BREEDTEN):>5}"]
    print(f"{len(casus.deelgebieden)} deelgebieden, {casus.horizon} maanden, {len(casus.kaarten)} kaarten")
    for naam, tijd in beste.items():
        print(f"{naam:40} {1e6 * tijd:9.0f} µs per plan   {tijd / snelste:6.1f} x")
    oordeel = min(seconden(lambda: beoordeel(casus, casus.vakplannen[0])) for _ in range(BEURTEN))
    print(f"een heel oordeel: {1000 * oordeel:.0f} ms")


if __name__ == "__main__":
    main()
