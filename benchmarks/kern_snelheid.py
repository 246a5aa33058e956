"""How fast is the engine? `.venv/bin/python benchmarks/kern_snelheid.py`

In one run on one core: one plan as a compiled program and by NumPy, batches of random plans either way, the same model
as an ordinary loop in plain Python, the same model exported and run by PySD, and the whole judgement of one plan. They take turns and every figure is the best of several,
in processor time, because other work goes on beside it: read the ratios, not the microseconds.
Takes a few minutes, one of them PySD's translation; without PySD (dependency group `test`) that part is left out.
"""

import os
import resource
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from types import SimpleNamespace
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
# Before NumPy is there.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from simulatie.kern import Casus, beoordeel, laad_casus, simuleer
from simulatie.kern.gegevens.coefficienten import NAMEN
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED
from simulatie.kern.model import verloop
from simulatie.kern.model.doses import bereken_doses
from simulatie.kern.model.inzettabel import Inzettabel
from simulatie.kern.model.maandspoor import volg_stap
from simulatie.kern.model.machinetaal import Programma
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.werkplaats.proefplannen import willekeurig
from tests.simulatie.kern import gewone_lus

CASUS = "klosjesbuurt"
BREEDTEN = (1, 10, 100, 1_000, 2_000, 10_000)
# The batch that the ratios are about, and the one whose memory is measured.
GEMETEN, GROOT = 2_000, 10_000
BEURTEN = 5
OORDELEN = 15
PLANNEN_IN_LUS = 5
ZAAD = 1
REKENRIJEN = (1_024, 2_048, 8_192)


def seconden(werk: Callable[[], object]) -> float:
    begin = process_time()
    werk()
    return process_time() - begin


# --- the plain loop, and what it computes -----------------------------------------------------------------------------


def lus_invoer(casus: Casus, tabel: Inzettabel) -> tuple[dict[str, float], list[dict[str, list[float]]]]:
    """For the plain loop: one deelgebied, the average of all, and the doses of every plan."""
    begin = dict(casus.start)
    for naam in PER_DEELGEBIED:
        waarden = zip(casus.deelgebieden, casus.aandelen.tolist(), strict=True)
        begin[naam] = sum(d.start[naam] * deel for d, deel in waarden)
    doses = bereken_doses(casus, tabel, casus.parameters.coefficienten(), casus.horizon).doses
    return begin, [{s: d[:, plan, 0].tolist() for s, d in doses.items()} for plan in range(len(tabel))]


class Telgetal(float):
    """A number that counts what is computed with it. A comparison counts too: that is what max and min do."""

    aantal = 0


def _tellend(reken: Callable) -> Callable:
    def doe(*getallen):
        Telgetal.aantal += 1
        uit = reken(*(float(getal) for getal in getallen))
        return Telgetal(uit) if type(uit) is float else uit

    return doe


for _naam in (
    "add",
    "radd",
    "sub",
    "rsub",
    "mul",
    "rmul",
    "truediv",
    "rtruediv",
    "pow",
    "rpow",
    "neg",
    "lt",
    "gt",
):
    setattr(Telgetal, f"__{_naam}__", _tellend(getattr(float, f"__{_naam}__")))


def tel_rekenwerk(casus: Casus, begin: dict[str, float], doses: dict[str, list[float]]) -> int:
    """Floating-point operations of one plan in one deelgebied, counted in the plain loop; exp and sqrt count as one."""
    q = casus.parameters.coefficienten()
    tellend = {naam: _tellend(getattr(gewone_lus, naam)) for naam in ("exp", "sqrt")}
    with mock.patch.multiple(gewone_lus, **tellend):
        Telgetal.aantal = 0
        q_tellend = SimpleNamespace(**{naam: Telgetal(getattr(q, naam)) for naam in NAMEN})
        dosis = {stroom: [Telgetal(d) for d in per_maand] for stroom, per_maand in doses.items()}
        gewone_lus.loop(begin, dosis, q_tellend, casus.horizon)
    return Telgetal.aantal


def rekensnelheid() -> float:
    """The most floating-point operations a second that NumPy gets out of this core: multiply and add in place, on arrays
    that stay in the nearest caches."""
    beste = 0.0
    for lengte in REKENRIJEN:
        a, b, c = np.full((3, lengte), 0.5)
        keren = 2_000

        def reken(a=a, b=b, c=c, keren=keren):
            for _ in range(keren):
                np.multiply(a, b, out=a)
                np.add(a, c, out=a)

        beste = max(beste, *(2 * lengte * keren / seconden(reken) for _ in range(BEURTEN)))
    return beste


# --- PySD -------------------------------------------------------------------------------------------------------------


def vertaal_met_pysd(casus: Casus) -> tuple[Callable[[], object], float] | None:
    """A run by PySD of the exported model with a practitioners' plan, one line asked for; and the seconds it took to
    translate the model, which is no part of the run."""
    try:
        import pysd  # noqa: PLC0415 - slow to import, and only needed here
    except ImportError:
        return None
    from simulatie.kern.xmile.xmile import exporteer_xmile  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory() as folder:
        bestand = Path(folder, "model.xmile")
        bestand.write_text(exporteer_xmile(casus, casus.vakplannen[0]), encoding="utf-8")
        begin = process_time()
        model = pysd.read_xmile(str(bestand))
        vertaling = process_time() - begin
    return (lambda: model.run(return_columns=["index"])), vertaling


# --- one plan ---------------------------------------------------------------------------------------------------------


def met_numpy(werk: Callable[[], object]) -> Callable[[], object]:
    """The same work, with no plan run as a compiled program."""

    def doe() -> None:
        with mock.patch.multiple(verloop, SMAL=0, WEINIG=0):
            werk()

    return doe


def meet_een_plan(casus: Casus) -> dict[str, float]:
    """Seconds of one plan of practitioners, its check and every quantity of every month included."""
    plan = casus.vakplannen[0]
    werk = {
        "without events": lambda: simuleer(casus, [plan]),
        "with events": lambda: simuleer(casus, [plan], ZAAD),
    }
    werk |= {f"{naam}, by NumPy": met_numpy(doe) for naam, doe in werk.items()}
    beste = dict.fromkeys(werk, float("inf"))
    for _ in range(5 * BEURTEN):
        for naam, doe in werk.items():
            beste[naam] = min(beste[naam], seconden(doe))
    return beste


# --- one judgement, and memory ----------------------------------------------------------------------------------------


def meet_oordeel(casus: Casus) -> tuple[list[float], int]:
    """Seconds of the whole judgement of one plan, the very first of this case before the others; and the number of
    replays of one that is not the first."""
    plan = casus.vakplannen[0]
    module = sys.modules["simulatie.kern.model.simuleer"]
    gespeeld = []

    def draai_en_tel(toestand, *rest):
        gespeeld.append(len(toestand.stil))
        draai(toestand, *rest)

    draai = module.draai
    tijden = [seconden(lambda: beoordeel(casus, plan)) for _ in range(OORDELEN)]
    with mock.patch.object(module, "draai", draai_en_tel):
        beoordeel(casus, plan)
    return tijden, sum(gespeeld)


def geheugen(hoe: str) -> None:
    """Print the bytes that a large batch takes at its peak, its table of plans included."""
    casus = laad_casus(CASUS)
    lijnen(casus, willekeurig(casus, 1, ZAAD))
    if hoe == "tracemalloc":
        tracemalloc.start()
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lijnen(casus, willekeurig(casus, GROOT, ZAAD))
    if hoe == "tracemalloc":
        print(tracemalloc.get_traced_memory()[1])
    else:
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begin) * 1024)


def meet_geheugen(hoe: str) -> float:
    """MB, in a process of its own."""
    uit = subprocess.run([sys.executable, __file__, hoe], check=True, capture_output=True, text=True)
    return int(uit.stdout) / 1e6


def main() -> None:
    # First: the peak of a process counts from that of its parent.
    toegewezen, erbij = meet_geheugen("tracemalloc"), meet_geheugen("rss")
    casus = laad_casus(CASUS)
    gebieden = len(casus.deelgebieden)
    # Before anything else was run: the first judgement also plays the plans it compares with.
    oordelen, gespeeld = meet_oordeel(casus)
    plannen = willekeurig(casus, max(BREEDTEN), ZAAD)
    begin, losse_doses = lus_invoer(casus, plannen.rijen(slice(0, PLANNEN_IN_LUS)))
    q = casus.parameters.coefficienten()

    def lus() -> None:
        for dosis in losse_doses:
            gewone_lus.loop(begin, dosis, q, casus.horizon)

    # Work and the number of plans it runs.
    werk: dict[str, tuple[Callable[[], object], int]] = {
        f"batch of {n:,}": (lambda n=n: lijnen(casus, plannen.rijen(slice(0, n))), n) for n in BREEDTEN
    }
    werk |= {
        f"{naam}, by NumPy": (met_numpy(doe), n) for naam, (doe, n) in werk.items() if n <= verloop.WEINIG
    }
    werk["plain loop, one deelgebied"] = (lus, PLANNEN_IN_LUS)
    if met_pysd := vertaal_met_pysd(casus):
        werk["PySD"] = (met_pysd[0], 1)
    beste = dict.fromkeys(werk, float("inf"))
    for _ in range(BEURTEN):
        for naam, (doe, aantal) in werk.items():
            beste[naam] = min(beste[naam], seconden(doe) / aantal)

    een_plan = meet_een_plan(casus)
    compileren = seconden(lambda: Programma(volg_stap(q, gebieden), gebieden))
    per_plan = beste[f"batch of {GEMETEN:,}"]
    in_lus = beste["plain loop, one deelgebied"] * gebieden
    print(
        f"Case {CASUS}: {gebieden} deelgebieden, {casus.horizon} months, {len(casus.kaarten)} cards. One core. "
        f"A batch of {GEMETEN:,} plans, doses included:"
    )
    print(f"  {in_lus / per_plan:,.0f} x as many plans a second as the plain Python loop (see below)")
    if met_pysd:
        print(f"  {beste['PySD'] / per_plan:,.0f} x as many plans a second as PySD on the exported model")
    rekenwerk = tel_rekenwerk(casus, begin, losse_doses[0]) * gebieden
    snelheid = rekensnelheid()
    grens = rekenwerk / snelheid
    print(
        f"  arithmetic limit {1e6 * grens:.0f} µs per plan; we are {per_plan / grens:.1f} x above it "
        f"({rekenwerk:,} floating-point operations, {snelheid / 1e9:.1f} billion a second)"
    )
    print(
        f"One plan: {1e3 * een_plan['without events']:.1f} ms, with events {1e3 * een_plan['with events']:.1f} ms; "
        f"{een_plan['without events, by NumPy'] / een_plan['without events']:.0f} and "
        f"{een_plan['with events, by NumPy'] / een_plan['with events']:.0f} x as fast as by NumPy, and as long as "
        f"{een_plan['without events'] / per_plan:.0f} plans of that batch. The first plan of a process takes "
        f"{1e3 * compileren:.0f} ms more: following and compiling."
    )
    print(
        f"The complete feedback of one plan: {median(oordelen):.2f} s (median of {OORDELEN}, the first included; the "
        f"first {oordelen[0]:.2f} s), {gespeeld:,} replays."
    )
    print(
        f"Memory for a batch of {GROOT:,}, its table of plans included, at its peak: {toegewezen:.0f} MB allocated, "
        f"{erbij:.0f} MB more in the process."
    )
    print("Per plan:")
    for naam, tijd in beste.items():
        print(f"  {naam:28} {1e6 * tijd:12,.0f} µs")
    print(
        f"  {f'plain loop, times {gebieden}':28} {1e6 * in_lus:12,.0f} µs: it knows one deelgebied, doses given"
    )
    if met_pysd:
        print(
            f"PySD took {met_pysd[1]:.0f} s to translate the model before its first run; not counted above."
        )


if __name__ == "__main__":
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    geheugen(sys.argv[1]) if len(sys.argv) > 1 else main()
