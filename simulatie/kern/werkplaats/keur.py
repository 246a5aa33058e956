"""May this case be published? A pure function from a case to what is wrong with it, in plain Dutch.

That the data fit together is the loader's work; here the case is played. A case whose outcome hangs on one card, on
luck, or on nothing at all teaches the wrong thing.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from textwrap import wrap

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import PRINCIPES, Kaart
from simulatie.kern.gegevens.plan import Bevinding, Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.controle import controleer_plan
from simulatie.kern.model.doses import MINIMALE_MATE
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, stapel
from simulatie.kern.oordeel.onzekerheid import over_zaden
from simulatie.kern.oordeel.plantabel import plantabel
from simulatie.kern.oordeel.waardering import eindindex
from simulatie.kern.werkplaats.dilemmas import (
    BINNEN,
    DEEL_DAT_KANTELT,
    dilemmaproef,
)
from simulatie.kern.werkplaats.dilemmas import VOORSPRONG as VOORSPRONG_VAN_NADENKEN
from simulatie.kern.werkplaats.eigenschappen import Meetlat, meet, meetlat, willekeurig_en_los
from simulatie.kern.werkplaats.proefplannen import (
    achter_elkaar,
    alles_gelijk,
    leeg,
    met_mensen_genoeg,
    principe_alleen,
    willekeurig,
)
from simulatie.kern.werkplaats.wetsproef import wetsproef
from simulatie.kern.werkplaats.zoek_referentie import zet_neer

WILLEKEURIG = 1000
# What the best known plan must be ahead of every naive policy, as a part of its gain over doing nothing.
VOORSPRONG = 0.15
# Index points from which a card counts as worth using, and how many thinned plans it is tried in.
WINST_VAN_EEN_KAART = 0.05
UITGEDUND = 40
# When a card is tried, in months: early and short, early to the end, late.
PERIODEN = ((4, 28), (8, 60), (24, 60))
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
            _dilemmas,
            _wet,
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
    for eigenschap in (*meet(lat), *willekeurig_en_los(lat, WILLEKEURIG)):
        if not eigenschap.richting:
            yield _fout(
                f"eigenschap {eigenschap.nummer}",
                f"De casus leert het verkeerde: {eigenschap.naam} is {_komma(eigenschap.waarde)}.",
                "Stel beginwaarden, mensen, budget of kaarten bij en ijk opnieuw.",
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
        if winst[nummer] < WINST_VAN_EEN_KAART and not riskant:
            yield _fout(
                f"kaarten.{code}",
                f"{code} {casus.kaarten[code].kort} helpt in geen enkel plan dat is geprobeerd.",
                "Haal de kaart uit de casus, of geef haar iets te doen.",
            )


def beste_toevoeging(lat: Meetlat) -> Getallen:
    """Per card the most it adds to a plan that has what the card requires, in index points, [kaart]: to plans of
    practitioners and to the reference plan, whole and thinned at random. With people enough: what a card is worth beside
    what else its holder could do is for the trainee to find out."""
    casus = met_mensen_genoeg(lat.casus)
    plannen = _op_alle_kaarten(casus, [casus.referentieplan, *casus.vakplannen])
    dobbel = np.random.default_rng(ZAAD)
    dun = plannen.rijen(dobbel.integers(0, len(plannen), UITGEDUND))
    basis = stapel(plannen, dun.met(mate=dun.mate * (dobbel.random(dun.mate.shape) < 0.6)))
    winst = np.empty(len(casus.kaarten))
    for nummer, kaart in enumerate(casus.kaarten.values()):
        zonder = _met_vereisten(casus, basis, kaart)
        zonder.mate[:, nummer] = 0.0
        proeven = [zonder]
        for mate, (start, einde) in product((0.3, 1.0), PERIODEN):
            met = zonder.met(mate=zonder.mate.copy(), start=zonder.start.copy(), einde=zonder.einde.copy())
            met.mate[:, nummer], met.start[:, nummer], met.einde[:, nummer] = mate, start, einde
            proeven.append(met)
        index = eindindex(casus, stapel(*proeven)).reshape(len(proeven), -1)
        winst[nummer] = (index[1:] - index[0]).max()
    return winst


def _met_vereisten(casus: Casus, basis: Inzettabel, kaart: Kaart) -> Inzettabel:
    """The plans with one card of every precondition of `kaart` at work from the start, and those of that card."""
    codes = kaartmatrix(casus).codes
    uit = basis.met(mate=basis.mate.copy(), start=basis.start.copy(), einde=basis.einde.copy())
    te_doen = list(kaart.vereist)
    while te_doen:
        een_van = [codes.index(code) for code in te_doen.pop().een_van if code in codes]
        if not een_van or (uit.mate[:, een_van] >= MINIMALE_MATE).any(axis=1).all():
            continue
        erbij = een_van[0]
        uit.mate[:, erbij], uit.start[:, erbij], uit.einde[:, erbij] = 0.5, 0, casus.programmaduur
        te_doen += casus.kaarten[codes[erbij]].vereist
    return uit


def _op_alle_kaarten(casus: Casus, plannen: Sequence[Plan]) -> Inzettabel:
    """The plans with a column for every card of the case."""
    tabel = leeg(casus, len(plannen))
    for rij, plan in enumerate(plannen):
        zet_neer(casus, tabel, rij, plan)
    return tabel


def _dilemmas(lat: Meetlat) -> Iterator[Bevinding]:
    """Who thinks must come out ahead of who does not, and must have looked at the state."""
    if not any(g.keuzes for g in lat.casus.gebeurtenissen):
        return
    proef = dilemmaproef(lat.casus)
    if proef.voorsprong < VOORSPRONG_VAN_NADENKEN:
        yield _fout(
            "gebeurtenis",
            f"Nadenken bij de keuzes scheelt {_komma(proef.voorsprong)} punten met wie altijd het eerste of laatste "
            "antwoord kiest, of niets.",
            f"Maak de gevolgen groter, tot het verschil {_komma(VOORSPRONG_VAN_NADENKEN)} punten is.",
        )
    if proef.deel_dat_kantelt < DEEL_DAT_KANTELT:
        yield _fout(
            "gebeurtenis",
            f"Bij {len(proef.kantelend)} van {len(proef.dilemmas)} keuzes hangt het beste antwoord af van de toestand.",
            "Geef meer antwoorden een vervolg dat van de toestand afhangt, bij minstens een derde.",
        )
    for sleutel in proef.onmerkbaar:
        nummer = next(n for n, g in enumerate(lat.casus.gebeurtenissen) if g.sleutel == sleutel)
        yield _fout(
            f"gebeurtenis[{nummer}].keuze",
            f"Van '{lat.casus.gebeurtenissen[nummer].titel}' is binnen {BINNEN} maanden niets te merken.",
            "Geef de antwoorden gevolgen.",
        )


def _wet(lat: Meetlat) -> Iterator[Bevinding]:
    for regel in wetsproef(lat.casus):
        if not regel.klopt:
            yield _fout(
                "kaarten",
                f"De wet bindt hier niet: '{regel.naam}' is {_komma(regel.waarde)}.",
                f"Stel vereisten, rechtsgrond en termijn van de kaarten bij, tot het {_komma(regel.grens)} is.",
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
    return f"{getal:.2f}".rstrip("0").rstrip(".").replace(".", ",")


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
