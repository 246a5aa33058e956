"""May this case be published? A pure function from a case to what is wrong with it, in plain Dutch.

That the data fit together is the loader's work; here the case is played. A case whose outcome hangs on one card, on
luck, or on nothing at all teaches the wrong thing.
"""

import argparse
from collections.abc import Iterator
from itertools import combinations
from textwrap import wrap

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import PRINCIPES
from simulatie.kern.gegevens.plan import Bevinding, Plan
from simulatie.kern.gegevens.woorden import komma
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.controle import controleer_plan
from simulatie.kern.model.inzettabel import kaartmatrix
from simulatie.kern.oordeel.onzekerheid import over_zaden
from simulatie.kern.oordeel.plantabel import plantabel
from simulatie.kern.werkplaats.gemist import HELPT_NERGENS, is_bekend
from simulatie.kern.werkplaats.maatstaf import Meetlat, meetlat
from simulatie.kern.werkplaats.metingen import bewaarde_metingen
from simulatie.kern.werkplaats.proefplannen import (
    achter_elkaar,
    alles_gelijk,
    principe_alleen,
    willekeurig,
)
from simulatie.kern.werkplaats.rijen import MEET, NIET_GEMETEN, snelle_rijen
from simulatie.kern.werkplaats.toevoeging import beste_toevoeging

WILLEKEURIG = 1000
# What the best known plan must be ahead of every naive policy, as a part of its gain over doing nothing.
VOORSPRONG = 0.15
# Index points from which a card counts as worth using.
WINST_VAN_EEN_KAART = 0.05
ZAAD = 20260104
# Characters of the column that says where.
BREEDSTE_WAAR = 30
# Luck may move the outcome of the reference plan this part of its gain, between the tenth and ninetieth percentile.
GROOTSTE_TOEVAL = 0.35


def keur_casus(casus: Casus) -> list[Bevinding]:
    """Everything that stands in the way of publishing; [] = may be published. Takes some ten seconds."""
    if casus.ijking is None or (casus.ijking.versie, casus.ijking.modelversie) != (
        casus.versie,
        casus.modelversie,
    ):
        return [
            _fout(
                "ijking",
                f"Er is geen referentieplan en geen schaal voor versie {casus.versie} en model {casus.modelversie}.",
                "Zoek eerst het referentieplan en ijk de casus.",
            )
        ]
    lat = meetlat(casus)
    if lat.beste <= lat.niets:
        return [
            _fout(
                "ijking.referentieplan",
                "Het referentieplan is niet beter dan niets doen.",
                "Zoek een nieuw referentieplan.",
            )
        ]
    return [
        bevinding
        for deel in (
            _plannen,
            _eigenschappen,
            _voorsprong,
            nutteloze_kaarten,
            _gebeurtenissen,
        )
        for bevinding in deel(lat)
    ]


def _fout(pad: str, melding: str, remedie: str) -> Bevinding:
    return Bevinding(pad, "fout", melding, remedie)


def _plannen(lat: Meetlat) -> Iterator[Bevinding]:
    """The reference plan and the plans of practitioners must be plans a trainee could make."""
    plannen = {"ijking.referentieplan": lat.casus.referentieplan} | {
        f"vakplan[{nummer}]": plan for nummer, plan in enumerate(lat.casus.vakplannen)
    }
    for pad, plan in plannen.items():
        for bevinding in controleer_plan(lat.casus, plan):
            if bevinding.ernst == "fout":
                yield _fout(f"{pad}.{bevinding.pad}", bevinding.melding, bevinding.remedie)


def _eigenschappen(lat: Meetlat) -> Iterator[Bevinding]:
    """The rows of `eigenschappen`. What takes minutes is taken from what was measured last, as long as the case still
    plays as it did then."""
    bewaard = bewaarde_metingen(lat)
    if bewaard is None:
        yield _fout("meting", NIET_GEMETEN, MEET)
    for rij in (*snelle_rijen(lat), *(bewaard or ())):
        if not rij.houdt and not is_bekend(lat.casus, rij):
            yield _fout(
                f"eigenschap {rij.nummer}",
                f"De casus leert het verkeerde: {rij.naam} is {_komma(rij.waarde)} ({rij.grens}).",
                "Stel beginwaarden, mensen, budget, kaarten of keuzes bij, ijk opnieuw en meet opnieuw.",
            )


def _voorsprong(lat: Meetlat) -> Iterator[Bevinding]:
    """The best known plan against what one would do without thinking."""
    casus = lat.casus
    for naam, tabel in (
        ("alleen één principe", principe_alleen(casus)),
        ("alles met dezelfde start, duur en mate", alles_gelijk(casus)),
        ("de principes achter elkaar", achter_elkaar(casus, lat.referentie).rijen(slice(1, None))),
        (f"het beste van {WILLEKEURIG} willekeurige plannen", willekeurig(casus, WILLEKEURIG, ZAAD)),
    ):
        beste = float(lat.winst(tabel).max())
        if beste > 1 - VOORSPRONG:
            yield _fout(
                "ijking.referentieplan",
                f"Een plan zonder nadenken ({naam}) haalt {_komma(100 * beste)} % van het beste plan.",
                f"Zorg dat zo'n plan hoogstens {_komma(100 * (1 - VOORSPRONG))} % haalt.",
            )


def nutteloze_kaarten(lat: Meetlat) -> Iterator[Bevinding]:
    """Every card is worth using somewhere, except those that are a legal risk in themselves."""
    casus = lat.casus
    matrix = kaartmatrix(casus)
    winst = beste_toevoeging(lat)
    for nummer, code in enumerate(matrix.codes):
        riskant = matrix.risico[nummer] or casus.kaarten[code].werking.get("juridisch", 0.0) > 0
        bekend = code in HELPT_NERGENS.get(casus.sleutel, {})
        if winst[nummer] < WINST_VAN_EEN_KAART and not riskant and not bekend:
            yield _fout(
                f"kaarten.{code}",
                f"{code} {casus.kaarten[code].kort} helpt in geen enkel plan dat is geprobeerd.",
                "Haal de kaart uit de casus, of geef haar iets te doen.",
            )


def _gebeurtenissen(lat: Meetlat) -> Iterator[Bevinding]:
    """Luck must not decide, and every dilemma must have a lawful answer and a choice that matters."""
    casus = lat.casus
    index = over_zaden(casus, lat.referentie)["leefbaarheid"][0]
    laag, hoog = np.quantile(index, (0.1, 0.9))
    deel = float(hoog - laag) / (lat.beste - lat.niets)
    if deel > GROOTSTE_TOEVAL:
        yield _fout(
            "gebeurtenis",
            f"Geluk en pech maken bij het referentieplan {_komma(100 * deel)} % van de winst uit.",
            "Maak de gevolgen van gebeurtenissen kleiner.",
        )
    for nummer, gebeurtenis in enumerate(casus.gebeurtenissen):
        if gebeurtenis.keuzes and min(k.punten for k in gebeurtenis.keuzes) > 0:
            yield _fout(
                f"gebeurtenis[{nummer}].keuze",
                f"Bij '{gebeurtenis.titel}' is elk antwoord in strijd met de wet.",
                "Geef een antwoord dat mag.",
            )
        gevolgen = [(k.gevolg, k.punten, k.vervolg) for k in gebeurtenis.keuzes]
        if any(een == ander for een, ander in combinations(gevolgen, 2)):
            yield _fout(
                f"gebeurtenis[{nummer}].keuze",
                f"Bij '{gebeurtenis.titel}' maken twee antwoorden geen verschil.",
                "Geef elk antwoord eigen gevolgen.",
            )


def _komma(getal: float) -> str:
    return komma(getal, 2).rstrip("0").rstrip(",")


def tabel_in_tekst(casus: Casus, plan: Plan) -> str:
    """The plan as a table a practitioner can read, per principle."""
    rijen: list[tuple[str, ...]] = [("", "waar", "begint", "werkt", "stopt", "sterkte")]
    for principe, regels in plantabel(casus, plan).items():
        rijen.append((PRINCIPES[principe].upper(), "", "", "", "", ""))
        for r in regels:
            eerste, *rest = wrap(r.waar, BREEDSTE_WAAR)
            maanden = [str(maand) for maand in (r.begint, r.werkt, r.stopt)]
            rijen.append((r.naam, eerste, *maanden, f"{r.sterkte} ({round(100 * r.mate)} %)"))
            rijen += [("", regel, "", "", "", "") for regel in rest]
    breedtes = [max(map(len, kolom)) for kolom in zip(*rijen, strict=True)]
    return "\n".join(
        "  ".join(cel.ljust(breed) for cel, breed in zip(rij, breedtes, strict=True)).rstrip()
        for rij in rijen
    )


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus")
    casus = laad_casus(lezer.parse_args().casus)
    if casus.ijking:
        print(
            f"Het beste bekende plan voor {casus.naam} (maanden):\n\n{tabel_in_tekst(casus, casus.referentieplan)}\n"
        )
    for bevinding in (bevindingen := keur_casus(casus)):
        print(f"{bevinding.pad}: {bevinding.melding} {bevinding.remedie}")
    print(f"{len(bevindingen)} bezwaren" if bevindingen else "Deze casus kan worden gepubliceerd.")
