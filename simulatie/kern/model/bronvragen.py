"""What it costs to ask a source without the ground for it: the consequences fall in the month of asking."""

from collections.abc import Mapping

import numpy as np

from simulatie.kern.gegevens.casus import Bron, Casus
from simulatie.kern.gegevens.kaart import Kaart
from simulatie.kern.gegevens.plan import Bronvraag, Plan
from simulatie.kern.gegevens.reeksen import Dingen, Getallen, Vlaggen
from simulatie.kern.model.doses import bereken_looptijden, zijn_aan_het_werk
from simulatie.kern.model.inzettabel import maak_tabel


def gevolgen_van_vragen(
    casus: Casus, vragen: Dingen, aan_het_werk: Mapping[str, Vlaggen]
) -> dict[int, dict[str, Getallen]]:
    """Per month the one-off changes of stocks, [plan], in the units people see. vragen: per plan a tuple of Bronvraag,
    object array [plan]; aan_het_werk: per card bool [plan, maand]."""
    bronnen = {bron.sleutel: bron for bron in casus.bronnen}
    uit: dict[int, dict[str, Getallen]] = {}
    for rij, van_plan in enumerate(vragen):
        for vraag in van_plan:
            bron = bronnen[vraag.bron]
            if is_terecht(bron, vraag, {code: werkt[rij] for code, werkt in aan_het_werk.items()}):
                continue
            for naam, bedrag in bron.zonder.items():
                schok = uit.setdefault(vraag.maand, {}).setdefault(naam, np.zeros(len(vragen)))
                schok[rij] += bedrag
    return uit


def is_terecht(bron: Bron, vraag: Bronvraag, aan_het_werk: Mapping[str, Vlaggen]) -> bool:
    """Asked on a right ground, with every required card at work in that month; aan_het_werk: bool [maand] per card."""
    goede_grond = any(g.juist for g in bron.grondslagen if g.sleutel == vraag.grondslag)
    return goede_grond and all(
        code in aan_het_werk and vraag.maand < len(aan_het_werk[code]) and aan_het_werk[code][vraag.maand]
        for code in bron.vereist
    )


def ontbrekende_kaarten(casus: Casus, plan: Plan, bron: Bron, maand: int) -> list[Kaart]:
    """The cards that a source requires and that are not at work in that month."""
    tabel = maak_tabel(casus, [plan])
    aan_het_werk = zijn_aan_het_werk(casus, tabel, bereken_looptijden(casus, tabel))
    return [
        casus.kaarten[code]
        for code in bron.vereist
        if code not in aan_het_werk or not aan_het_werk[code][0, maand]
    ]
