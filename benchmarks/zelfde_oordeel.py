"""Do two revisions judge the same plans the same, to the last bit? `python benchmarks/zelfde_oordeel.py OUD [NIEUW]`

Thirty plans per case, the same in both: the plans of practitioners, the best known plan, and random ones from loose to
full. Every number of every judgement is compared as its bits. A revision is checked out in a
folder of its own; without NIEUW the working tree is compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[1]
CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
PLANNEN = 30
# Runs inside either revision, so it uses nothing but the public face of the core.
REKEN = """
import json, random, sys
from simulatie.kern import Inzet, Plan, beoordeel, controleer_plan, laad_casus

def bits(waarde):
    if isinstance(waarde, float):
        return waarde.hex()
    if isinstance(waarde, dict):
        return {sleutel: bits(deel) for sleutel, deel in waarde.items()}
    return [bits(deel) for deel in waarde] if isinstance(waarde, list | tuple) else waarde

def plannen(casus, aantal, dobbel):
    yield Plan()
    while True:
        codes = dobbel.sample(sorted(casus.kaarten), dobbel.randint(2, 18))
        inzetten = []
        for code in codes:
            kort, _, lang = casus.kaarten[code].duur
            start = dobbel.randint(0, 30)
            duur = min(dobbel.randint(kort, max(kort, min(lang, 60))), casus.programmaduur - start)
            gebieden = None if dobbel.random() < 0.6 else (dobbel.choice(casus.deelgebieden).sleutel,)
            inzetten.append(Inzet(code, start, duur, dobbel.randint(2, 10) / 10, gebieden))
        plan = Plan(inzetten)
        if not any(b.ernst == "fout" for b in controleer_plan(casus, plan)):
            yield plan

sleutel, aantal, gegeven = sys.argv[1], int(sys.argv[2]), json.loads(sys.stdin.read())
casus = laad_casus(sleutel)
dobbel = random.Random(sleutel)
rij = [Plan.uit_dict(plan) for plan in gegeven] or [casus.referentieplan, *casus.vakplannen]
bron = plannen(casus, aantal, dobbel)
while len(rij) < aantal:
    rij.append(next(bron))
zaden = [None if n % 3 else n for n in range(len(rij))]
oordelen = [bits(beoordeel(casus, plan, zaad).als_dict()) for plan, zaad in zip(rij, zaden)]
print(json.dumps({"plannen": [p.als_dict() for p in rij], "oordelen": oordelen}))
"""


def oordelen(map_: Path, sleutel: str, plannen: list[dict]) -> dict:
    uit = subprocess.run(
        [sys.executable, "-c", REKEN, sleutel, str(PLANNEN)],
        cwd=map_,
        env={"PYTHONPATH": str(map_), "PATH": "/usr/bin:/bin"},
        input=json.dumps(plannen),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(uit.stdout)


@contextmanager
def uitgecheckt(revisie: str | None) -> Iterator[Path]:
    """The folder of a revision; of None the working tree."""
    if revisie is None:
        yield WORTEL
        return
    with tempfile.TemporaryDirectory() as map_:
        boom = Path(map_) / "boom"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", boom, revisie], cwd=WORTEL, check=True)
        try:
            yield boom
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", boom], cwd=WORTEL, check=True)


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("oud")
    lezer.add_argument("nieuw", nargs="?")
    keuze = lezer.parse_args()
    anders = 0
    with uitgecheckt(keuze.oud) as oud, uitgecheckt(keuze.nieuw) as nieuw:
        for sleutel in CASUSSEN:
            eerst = oordelen(oud, sleutel, [])
            nu = oordelen(nieuw, sleutel, eerst["plannen"])
            gelijk = sum(a == b for a, b in zip(eerst["oordelen"], nu["oordelen"], strict=True))
            anders += len(eerst["oordelen"]) - gelijk
            print(f"{sleutel}: {gelijk} van {len(eerst['oordelen'])} oordelen gelijk tot op de laatste bit")
    sys.exit(1 if anders else 0)


if __name__ == "__main__":
    main()
