"""What a plan owes the law beside what works without its preconditions (`doses.ontbrekende_vereisten`): what hard
measures rest on, preconditions that are there but not good enough, and decisions that last longer than the law allows.

Nothing here changes an effect: it costs points of lawfulness for every month, and is said in a remark. A card without
these rules, as in a document of before, costs nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import Kaart, Rechtsgrond, Termijn, Vereiste
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.model.doses import MINIMALE_MATE, Looptijden, Missend
from simulatie.kern.model.inzettabel import Inzettabel

# Months at full intensity: sums of intensities that are equal on paper may differ in their last bit.
SPELING = 1e-9


@dataclass(frozen=True)
class Tekort:
    """One rule that plans break.

    kaart      whose rule it is
    regel      which
    per_inzet  per column, bool [plan, maand]: the deployment breaks it in that month
    """

    kaart: Kaart
    regel: Rechtsgrond | Vereiste | Termijn
    per_inzet: Mapping[int, Vlaggen]

    @property
    def maanden(self) -> Vlaggen:
        """In which months any deployment breaks it, bool [plan, maand]."""
        return _een_van(list(self.per_inzet.values()))


def wettelijke_straf(
    casus: Casus, tabel: Inzettabel, tijden: Looptijden, missend: Sequence[Missend]
) -> Getallen:
    """Points of lawfulness lost by these rules, [plan]. `missend`: the answer of `ontbrekende_vereisten`."""
    straf = np.zeros(len(tabel))
    for tekort in tekorten(casus, tabel, tijden, missend):
        straf += tekort.regel.per_maand * tekort.maanden.sum(axis=1)
    return straf


def tekorten(
    casus: Casus, tabel: Inzettabel, tijden: Looptijden, missend: Sequence[Missend]
) -> Iterator[Tekort]:
    """Every rule that any of the plans breaks."""
    werk = _Werk(casus, tabel, tijden)
    for kaart, regel, per_inzet in (
        *_rechtsgronden(casus, werk),
        *_slecht(casus, werk, missend),
        *_te_lang(werk),
    ):
        gebroken = {kolom: mist for kolom, mist in per_inzet if mist.any()}
        if gebroken:
            yield Tekort(kaart, regel, gebroken)


_Gebroken = tuple[Kaart, Rechtsgrond | Vereiste | Termijn, list[tuple[int, Vlaggen]]]


class _Werk:
    """What the deployments of every card have done, and where."""

    def __init__(self, casus: Casus, tabel: Inzettabel, tijden: Looptijden):
        kaarten = list(casus.kaarten.values())
        self.kolommen: dict[str, list[int]] = {}
        self.kaart = {kolom: kaarten[nummer] for kolom, nummer in enumerate(tabel.kaart)}
        for kolom in tijden.plannen:
            self.kolommen.setdefault(self.kaart[kolom].code, []).append(kolom)
        self.tijden = tijden
        self._tabel = tabel
        self._overal: Vlaggen = np.all(tabel.gebied, axis=(0, 2))
        self._gedaan: dict[tuple[str, int], list[Getallen]] = {}

    def mist(self, kolom: int, codes: Collection[str], minstens: float, vers: int) -> Vlaggen:
        """bool [plan, maand]: the deployment works somewhere where none of these cards has done that much."""
        goed = [
            [(deel >= minstens - SPELING) & (deel > 0) for deel in self._per_gebied(code, vers)]
            for code in codes
            if code in self.kolommen
        ]
        werkt: Vlaggen = self.tijden.werkt[kolom]
        if not goed:
            return werkt
        if all(len(delen) == 1 for delen in goed):
            return werkt & ~_een_van([delen[0] for delen in goed])
        return self._ergens(kolom, lambda gebied: ~_een_van([delen[gebied % len(delen)] for delen in goed]))

    def duurt_langer(self, kolom: int, maanden: int) -> Vlaggen:
        """bool [plan, maand]: somewhere this card has worked longer than that, this month included."""
        gewerkt = self._som(self.kaart[kolom].code, lambda _: 1.0)
        delen: list[Vlaggen] = [np.cumsum(deel, axis=1) > maanden for deel in gewerkt]
        if len(delen) == 1:
            werkt: Vlaggen = self.tijden.werkt[kolom]
            return werkt & delen[0]
        return self._ergens(kolom, lambda gebied: delen[gebied])

    def _ergens(self, kolom: int, per_gebied: Callable[[int], Vlaggen]) -> Vlaggen:
        """bool [plan, maand]: the deployment works in a part for which this holds."""
        werkt: Vlaggen = self.tijden.werkt[kolom]
        uit = np.zeros_like(werkt)
        for gebied in range(self._tabel.gebied.shape[2]):
            hier = self._tabel.gebied[:, kolom, gebied, None]
            if hier.any():
                uit |= hier & per_gebied(gebied)
        return werkt & uit

    def _per_gebied(self, code: str, vers: int) -> list[Getallen]:
        """Months at full intensity up to and with every month, no tokens, counting `vers` months back (0 = all):
        [plan, maand] per deelgebied, or one for all of them."""
        if (code, vers) not in self._gedaan:
            mate = self._tabel.mate
            som = self._som(
                code, lambda kolom: np.where(mate[:, kolom] >= MINIMALE_MATE, mate[:, kolom], 0.0)
            )
            self._gedaan[code, vers] = [_lopende_som(deel, vers) for deel in som]
        return self._gedaan[code, vers]

    def _som(self, code: str, gewicht: Callable[[int], float | Getallen]) -> list[Getallen]:
        """What a card does per month, [plan, maand] per deelgebied, or one for all of them."""
        kolommen = self.kolommen[code]
        werk: list[Getallen] = [
            self.tijden.werkt[kolom] * np.reshape(gewicht(kolom), (-1, 1)) for kolom in kolommen
        ]
        if all(self._overal[kolom] for kolom in kolommen):
            return [_som_van(werk)]
        gebied = self._tabel.gebied
        return [
            _som_van(
                [deel * gebied[:, kolom, nummer, None] for kolom, deel in zip(kolommen, werk, strict=True)]
            )
            for nummer in range(gebied.shape[2])
        ]


def _een_van(delen: Sequence[Vlaggen]) -> Vlaggen:
    uit = delen[0]
    for deel in delen[1:]:
        uit = uit | deel
    return uit


def _som_van(delen: Sequence[Getallen]) -> Getallen:
    som = delen[0]
    for deel in delen[1:]:
        som = som + deel
    return som


def _lopende_som(werk: Getallen, vers: int) -> Getallen:
    som: Getallen = np.cumsum(werk, axis=1)
    if vers and vers < som.shape[1]:
        som[:, vers:] = som[:, vers:] - som[:, :-vers].copy()
    return som


def _rechtsgronden(casus: Casus, werk: _Werk) -> Iterator[_Gebroken]:
    """Hard measures that work before what they rest on."""
    for kaart in casus.kaarten.values():
        if regel := kaart.rechtsgrond:
            hard = [kolom for code in regel.kaarten for kolom in werk.kolommen.get(code, ())]
            yield kaart, regel, [(k, werk.mist(k, (kaart.code,), regel.minstens, regel.vers)) for k in hard]


def _slecht(casus: Casus, werk: _Werk, missend: Sequence[Missend]) -> Iterator[_Gebroken]:
    """Preconditions that have worked, but elsewhere, too long ago or too little."""
    slecht: dict[tuple[str, Vereiste], list[tuple[int, Vlaggen]]] = {}
    for kolom, eis, ontbreekt in missend:
        if (eis.minstens or eis.vers) and kolom in werk.tijden.plannen:
            mist = werk.mist(kolom, eis.een_van, eis.minstens, eis.vers) & ~ontbreekt
            slecht.setdefault((werk.kaart[kolom].code, eis), []).append((kolom, mist))
    for (code, eis), per_inzet in slecht.items():
        yield casus.kaarten[code], eis, per_inzet


def _te_lang(werk: _Werk) -> Iterator[_Gebroken]:
    """Decisions that last longer than the law allows."""
    for kolommen in werk.kolommen.values():
        kaart = werk.kaart[kolommen[0]]
        regel = kaart.termijn
        if regel is None:
            continue
        per_inzet = []
        for kolom in kolommen:
            langer = werk.duurt_langer(kolom, regel.maanden)
            if regel.opnieuw and langer.any():
                langer &= werk.mist(kolom, regel.opnieuw, 0.0, regel.vers)
                if regel.hoogstens:
                    langer |= werk.duurt_langer(kolom, regel.hoogstens)
            per_inzet.append((kolom, langer))
        yield kaart, regel, per_inzet
