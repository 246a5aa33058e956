"""Fit the coefficients to what must emerge: `python -m simulatie.kern.werkplaats passing --ronden 5`.

In every case the best plan is searched anew, plans of practitioners are tried on it, mistakes are made in them, their cards
are put in month 0, shuffled, made equal and put one after the other, and beginners make theirs. `verlies` sums up by how
much the bounds of `eisen` are missed, in all cases together. Half of the plans of practitioners (PASSEND) is in it; what the
other half (TOETS) reaches is printed beside it and shows what fitting does.

A round is one step of Gauss and Newton: every figure as a straight line in every coefficient, from a small step in each (the
best plan stays: near it the best value does not depend on it); then the least loss of those lines within reach, kept only
when the loss is less with the best plan searched anew. No coefficient leaves its range or comes to its edge, and the null
point of the grip follows from the start of each case. Nothing is written: what is printed goes into the table by hand, with
its reason.
"""

import argparse
from collections.abc import Iterator, Mapping

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficient, Coefficienten
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.inlezen.tabellen import lees_parameters
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan, maak_tabel, stapel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.waardering import over_meetvenster
from simulatie.kern.werkplaats.eigenschappen import JUISTE_KAARTEN
from simulatie.kern.werkplaats.proefplannen import (
    SMAKEN,
    alles_gelijk,
    beginners,
    elke_kaart_alleen,
    fouten,
    leeg,
    mildere_fouten,
    op_de_juiste_kaarten,
    principe_alleen,
    zonder_dubbele,
)
from simulatie.kern.werkplaats.zoek_referentie import Instelling, verder, zet_neer

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")
PASSEND, TOETS = (0, 2, 4), (1, 3, 5)
BEGINNERS = 160
ZAAD = 20260301
LANG = 240
# What is tried: of the table, and of each case for itself.
VRIJ = [
    "voorbereiding",
    "greep_herstel",
    "greep_steilheid",
    "greep_angst",
    "greep_samenredzaamheid",
    "greep_vertrouwen",
    "greep_terug",
    "schaarste",
    "gewenning_sterkte",
    "zaken_tempo",
    "zaken_bereik",
    "zaken_greep",
    "zaken_kuil",
    "zaken_terug",
    "zaken_terug_macht",
    "zaken_scherm",
    "zaken_verharding",
    "zaken_missers",
    "zaken_mis_macht",
    "samen_misser",
    "hulp_angst",
    "fundament_duur",
    "fundament_beeld_zuur",
    "fundament_beeld_bitter",
    "fundament_samen_zuur",
    "fundament_samen_bitter",
    "fundament_samen_zout",
    "fundament_samen_zoet",
    "fundament_contact",
    "fundament_contact_zuur",
    "contact_opbouw",
    "opstart_last",
    "opstart_ruimte",
    "opstart_duur",
]
VRIJ_PER_CASUS = ("zoet_bereik", "zout_bereik", "bitter_bereik", "hervulling")
# How far a coefficient stays from the edge of its range, as a part of it; the step that a slope is read from, and the
# widest step of a round, as parts of its value.
RAND, STAPJE, BEREIK = 0.02, 0.03, 0.2
# Index points that doing nothing falls in 96 months: the null point is what gives that.
DALING = 3.8
# What a step costs in the loss, so that nothing moves for nothing.
TRAAGHEID = 0.25
DALINGEN = 4000

# A figure of one case: what it is of, and of which plan (0 = the best).
Naam = tuple[str | int, ...]
Cijfers = dict[Naam, float]
# Values by name: "zaken_tempo", or "heidewissel:zoet_bereik".
Waarden = dict[str, float]


class Proef:
    """A case with the plans that do not depend on coefficients, and those a search goes on from."""

    def __init__(self, sleutel: str, generaties: int):
        self.casus: Casus = laad_casus(sleutel)
        self._beginners = beginners(self.casus, BEGINNERS, ZAAD)
        voorbeelden = [*self.casus.vakplannen, self.casus.referentieplan]
        self.bevolking = leeg(self.casus, len(voorbeelden))
        for rij, plan in enumerate(voorbeelden):
            zet_neer(self.casus, self.bevolking, rij, plan)
        self._generaties = generaties

    def coefficienten(self, waarden: Waarden) -> Coefficienten:
        """Those of the case with these values, and the null point that belongs to them."""
        eigen = {n.partition(":")[2]: w for n, w in waarden.items() if n.startswith(f"{self.casus.sleutel}:")}
        anders: dict[str, Coefficient] = {**{n: w for n, w in waarden.items() if ":" not in n}, **eigen}
        if "opstart_ruimte" in anders:
            # By the number of people there are.
            mensen = sum(self.casus.capaciteit.values()) / sum(laad_casus(CASUSSEN[0]).capaciteit.values())
            anders["opstart_ruimte"] = waarden["opstart_ruimte"] * mensen
        laag, hoog = _binnen(self.casus, "greep_nulpunt")
        punten = np.linspace(laag, hoog, 21)
        q = self.casus.parameters.coefficienten(**(anders | {"greep_nulpunt": punten[:, None]}))
        index = lijnen(self.casus, leeg(self.casus, len(punten)), q=q).lijn["index"]
        anders["greep_nulpunt"] = float(np.interp(DALING, index[:, 0] - index[:, 96], punten))
        return self.casus.parameters.coefficienten(**anders)

    def zoek(self, q: Coefficienten, zaad: int) -> None:
        """Go on with the search of the best plan, and make the plans that are measured from it."""
        instelling = Instelling(kinderen=160, ouders=48, generaties=self._generaties, zaad=zaad)
        self.bevolking = verder(self.casus, self.bevolking, instelling, q)
        casus = self.casus
        self._bases = maak_tabel(casus, [lees_plan(casus, self.bevolking, 0), *casus.vakplannen])
        self._delen: list[tuple[Naam, Inzettabel]] = []
        for basis in (0, *(1 + nummer for nummer in PASSEND)):
            een = self._bases.rijen([basis])
            for soort, tabellen in (
                ("fout", fouten(casus, een)),
                ("mild", mildere_fouten(casus, een)),
                ("deel", op_de_juiste_kaarten(casus, een, q)),
            ):
                self._delen += [((soort, naam, basis), tabel) for naam, tabel in tabellen.items()]
        gelijk = [alles_gelijk(casus, zonder_dubbele(self._bases.rijen([1 + nummer]))) for nummer in PASSEND]
        self._delen.append((("gelijk",), stapel(*gelijk)))
        self._los = stapel(leeg(casus, 1), elke_kaart_alleen(casus), principe_alleen(casus), self._beginners)

    def meet(self, q: Coefficienten) -> Cijfers:
        """Every figure under these coefficients, on the plans of the last search; G unless named otherwise."""
        casus = self.casus
        uit = lijnen(casus, stapel(self._bases, *(tabel for _, tabel in self._delen)), q=q)
        index = over_meetvenster(casus, uit.lijn["index"])
        overig = over_meetvenster(casus, lijnen(casus, self._los, q=q).lijn["index"])
        niets, beste = float(overig[0]), float(index[0])
        winst = (index - niets) / (beste - niets)
        c: Cijfers = {("vakplan", b): float(winst[b]) for b in range(1, len(self._bases))}
        for naam, deel in (("passend", PASSEND), ("toets", TOETS)):
            c["gemiddeld", naam] = float(np.mean([winst[1 + nummer] for nummer in deel]))
        van = len(self._bases)
        for sleutel, tabel in self._delen:
            waarden = winst[van : van + len(tabel)]
            soort = sleutel[0]
            if soort == "fout":
                te_duur = sleutel[1] == "vol" and uit.kosten[van] > casus.budget
                c[sleutel] = 0.0 if te_duur else float(waarden[0])
            elif soort == "gelijk":
                c[sleutel] = float(waarden.max())
            elif soort == "mild":
                c[sleutel] = float(winst[int(sleutel[2])] - waarden[0])
            else:
                waarde = np.median(waarden) if sleutel[1] == "geschud" else waarden.max()
                c[sleutel] = float(waarde / winst[int(sleutel[2])])
            if sleutel[1:2] == ("zuur nooit af",):
                c["afbouw", sleutel[2]] = float(winst[int(sleutel[2])] - waarden[0])
            van += len(tabel)
        overig = (overig - niets) / (beste - niets)
        kaarten = len(casus.kaarten)
        smaken = overig[1 + kaarten : -BEGINNERS].reshape(len(SMAKEN), -1).max(axis=1)
        c |= {("smaak", smaak): float(w) for smaak, w in zip(SMAKEN, smaken, strict=True)}
        c["kaart",] = float(overig[1 : 1 + kaarten].max())
        c["beginners", "mediaan"] = float(np.median(overig[-BEGINNERS:]))
        c["beginners", "onder"] = float(np.quantile(overig[-BEGINNERS:], 0.08))
        basis = self._bases.rijen([0])
        ver = stapel(basis.met(mate=np.zeros_like(basis.mate)), basis)
        lijn = lijnen(casus, ver, q=q, horizon=LANG).lijn["index"]
        c["kentering",] = float((lijn[1, LANG] - lijn[0, LANG]) / (lijn[1, 96] - lijn[0, 96]))
        c["daling",] = float(lijn[0, 0] - lijn[0, 96])
        return c


# (1 = at most, -1 = at least; bound; weight), of a figure or of all of a kind. Bounds are a little stricter than those of the
# rows: the last search finds a better best plan, and by that lower shares.
EISEN: Mapping[Naam, tuple[tuple[int, float, float], ...]] = {
    ("gemiddeld", "passend"): ((-1, 0.735, 16.0), (1, 0.78, 6.0)),
    ("afbouw",): ((-1, 0.05, 2.0),),
    ("mild",): ((-1, 0.092, 6.0),),
    ("beginners", "mediaan"): ((-1, 0.155, 8.0), (1, 0.245, 8.0)),
    ("beginners", "onder"): ((-1, 0.0, 6.0),),
    ("gelijk",): ((-1, 0.34, 6.0), (1, 0.42, 6.0)),
    ("kaart",): ((1, 0.13, 4.0),),
    ("smaak",): ((1, 0.33, 3.0),),
    ("kentering",): ((-1, 0.83, 6.0),),
    ("daling",): ((-1, 3.4, 2.0),),
}


def eisen(naam: Naam) -> Iterator[tuple[int, float, float]]:
    """What is asked of a figure, see EISEN."""
    yield from EISEN.get(naam) or EISEN.get(naam[:1]) or ()
    if naam[0] == "vakplan" and int(naam[1]) - 1 in PASSEND:
        yield -1, 0.66, 6.0
    elif naam[0] == "fout":
        streng = naam[1] not in ("zuur vroeg", "bitter laat", "zuur nooit af", "vol")
        yield (1, 0.58, 0.5) if streng and naam[2] else (1, 0.7, 0.2 if streng else 0.15)
    elif naam[0] == "deel":
        ruim = 0.08 if str(naam[1]).startswith("maand") else 0.03
        yield 1, JUISTE_KAARTEN[str(naam[1])][1] - ruim, 5.0


def verlies(cijfers: Mapping[Naam, float]) -> float:
    """By how much the bounds are missed, weighed, and far off more than in proportion."""
    te_ver = [
        (max(0.0, kant * (waarde - grens)), gewicht)
        for naam, waarde in cijfers.items()
        for kant, grens, gewicht in eisen(naam)
    ]
    return float(sum(gewicht * (meer + 8 * meer * meer) for meer, gewicht in te_ver))


def _binnen(casus: Casus, naam: str) -> tuple[float, float]:
    laag, hoog = casus.parameters.tabel[naam].marge
    return laag + RAND * (hoog - laag), hoog - RAND * (hoog - laag)


class Passing:
    def __init__(self, sleutels: tuple[str, ...], generaties: int):
        self.proeven = [Proef(sleutel, generaties) for sleutel in sleutels]
        tabel = lees_parameters().tabel
        self.waarden: Waarden = {naam: tabel[naam].waarde for naam in VRIJ}
        self.grenzen = {naam: _binnen(self.proeven[0].casus, naam) for naam in VRIJ}
        for proef in self.proeven:
            for naam in VRIJ_PER_CASUS:
                if proef.casus.parameters.tabel[naam].waarde == tabel[naam].waarde:
                    continue
                sleutel = f"{proef.casus.sleutel}:{naam}"
                self.waarden[sleutel] = proef.casus.parameters.tabel[naam].waarde
                self.grenzen[sleutel] = _binnen(proef.casus, naam)
        self.bereik = BEREIK
        self.cijfers = self._zoek_en_meet(self.waarden, 0)

    @property
    def verlies(self) -> float:
        return sum(verlies(cijfers) for cijfers in self.cijfers)

    def _zoek_en_meet(self, waarden: Waarden, zaad: int) -> list[Cijfers]:
        uit = []
        for proef in self.proeven:
            q = proef.coefficienten(waarden)
            proef.zoek(q, zaad)
            uit.append(proef.meet(q))
        return uit

    def ronde(self, nummer: int) -> bool:
        """One step; whether it was kept."""
        namen = list(self.waarden)
        maat = np.array(
            [max(abs(self.waarden[n]), 0.1 * (self.grenzen[n][1] - self.grenzen[n][0])) for n in namen]
        )
        hellingen, eis, stand = self._hellingen(namen, maat)
        onder, boven = (
            np.clip(
                [(self.grenzen[n][kant] - self.waarden[n]) for n in namen] / maat, -self.bereik, self.bereik
            )
            for kant in (0, 1)
        )
        stap = _laagste(hellingen, eis, stand, np.minimum(onder, 0.0), np.maximum(boven, 0.0))
        nieuw = {n: float(self.waarden[n] + d) for n, d in zip(namen, stap * maat, strict=True)}
        vorige = [proef.bevolking for proef in self.proeven]
        cijfers = self._zoek_en_meet(nieuw, nummer)
        if sum(verlies(c) for c in cijfers) < self.verlies:
            self.waarden, self.cijfers = nieuw, cijfers
            return True
        for proef, bevolking in zip(self.proeven, vorige, strict=True):
            proef.bevolking = bevolking
            proef.zoek(proef.coefficienten(self.waarden), nummer)
        self.bereik /= 2
        return False

    def _hellingen(self, namen: list[str], maat: Getallen) -> tuple[Getallen, Getallen, Getallen]:
        """Slopes of every figure that is asked something, [eis, coefficient]; what is asked, [eis, 3]; and where the
        figures stand, [eis]."""
        blokken, eis, stand = [], [], []
        for proef, cijfers in zip(self.proeven, self.cijfers, strict=True):
            gevraagd = [(naam, e) for naam in cijfers for e in eisen(naam)]
            helling = np.zeros((len(gevraagd), len(namen)))
            for kolom, naam in enumerate(namen):
                if ":" in naam and not naam.startswith(f"{proef.casus.sleutel}:"):
                    continue
                stapje = STAPJE * (
                    1 if self.waarden[naam] + STAPJE * maat[kolom] < self.grenzen[naam][1] else -1
                )
                anders = self.waarden | {naam: self.waarden[naam] + stapje * maat[kolom]}
                ander = proef.meet(proef.coefficienten(anders))
                helling[:, kolom] = [(ander[naam] - cijfers[naam]) / stapje for naam, _ in gevraagd]
            blokken.append(helling)
            eis += [e for _, e in gevraagd]
            stand += [cijfers[naam] for naam, _ in gevraagd]
        return np.concatenate(blokken), np.array(eis), np.array(stand)


def _laagste(
    hellingen: Getallen, eis: Getallen, stand: Getallen, onder: Getallen, boven: Getallen
) -> Getallen:
    """The step within bounds with the least loss of the lines, by projected gradients (Adam)."""
    kant, grens, gewicht = eis.T
    stap, best, laagst = np.zeros(len(onder)), np.zeros(len(onder)), np.inf
    moment, kwadraat = np.zeros(len(onder)), np.zeros(len(onder))
    for keer in range(1, DALINGEN + 1):
        meer = np.maximum(0.0, kant * (stand + (hellingen * stap).sum(axis=1) - grens))
        waarde = float((gewicht * (meer + 8 * meer * meer)).sum() + TRAAGHEID * (stap * stap).sum())
        if waarde < laagst:
            laagst, best = waarde, stap
        richting = (gewicht * kant * (meer > 0) * (1 + 16 * meer))[:, None]
        af = (hellingen * richting).sum(axis=0) + 2 * TRAAGHEID * stap
        moment, kwadraat = 0.9 * moment + 0.1 * af, 0.99 * kwadraat + 0.01 * af * af
        tempo = 0.01 * (1 - keer / (DALINGEN + 1))
        stap = np.clip(stap - tempo * moment / (np.sqrt(kwadraat) + 1e-9), onder, boven)
    return best


def druk_af(passing: Passing) -> None:
    for proef, cijfers in zip(passing.proeven, passing.cijfers, strict=True):
        print(f"== {proef.casus.sleutel}: verlies {verlies(cijfers):.3f}")
        for naam, waarde in cijfers.items():
            mist = any(kant * (waarde - grens) > 0 for kant, grens, _ in eisen(naam))
            print(f"  {'*' if mist else ' '} {' '.join(map(str, naam)):34} {waarde:.3f}")


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casussen", nargs="*", default=list(CASUSSEN))
    lezer.add_argument("--generaties", type=int, default=60)
    lezer.add_argument("--ronden", type=int, default=0)
    keuze = lezer.parse_args()
    passing = Passing(tuple(keuze.casussen), keuze.generaties)
    for nummer in range(1, keuze.ronden + 1):
        gelukt = passing.ronde(nummer)
        print(
            f"ronde {nummer}: verlies {passing.verlies:.3f}{'' if gelukt else ', kleinere stap'}", flush=True
        )
    druk_af(passing)
    for naam, waarde in passing.waarden.items():
        print(f"{naam} = {waarde:.4g}")
