"""Chance, seeded: when the events of a case fall and what they do to the state.

The same seed draws the same numbers for every plan, so that plans differ by what was decided and not by luck. Each
event has numbers of its own: a case that gains an event does not reshuffle the others.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from operator import gt, lt
from zlib import crc32

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.gebeurtenis import Gebeurtenis, Vervolg
from simulatie.kern.gegevens.kaart import HOUDERS
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Uitsnede, Vlaggen
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, Toestand
from simulatie.kern.model.bronvragen import gevolgen_van_vragen
from simulatie.kern.model.inzettabel import Inzettabel
from simulatie.kern.model.stap import wijkgemiddelde

# However bad things are, the chance of an event is at most this many times what it is at the start.
HOOGSTE_FACTOR = 3.0
# A run without events, among runs that have a seed.
GEEN_ZAAD = -1
ALLE = slice(None)
OVERAL = np.ones((1, 1))
GRENZEN: Mapping[str, float] = {"samenwerking": 1.0, "medewerking": 1.0}


def na_schok(stand: Getallen, bedrag: Getallen, hoogst: float) -> Getallen:
    """A stock after a change at once, within its bounds."""
    return np.minimum(np.maximum(stand + bedrag, 0.0), hoogst)


def leegstand_naast(leegstand: Getallen, woonfraude: Getallen, alle: float) -> Getallen:
    """A home is misused or it stands empty, never both."""
    return np.minimum(leegstand, alle - woonfraude)


def grens(casus: Casus, naam: str) -> float:
    """The most a stock can be, in the units of the model."""
    return GRENZEN.get(naam, 100.0 / casus.eenheden.get(naam, 1.0))


@lru_cache(maxsize=1024)
def trekking(casus: Casus, zaad: int) -> Getallen:
    """Uniform numbers, [gebeurtenis, maand]."""
    return np.array(
        [
            np.random.default_rng([zaad, crc32(g.sleutel.encode())]).random(casus.horizon)
            for g in casus.gebeurtenissen
        ]
    ).reshape(len(casus.gebeurtenissen), casus.horizon)


def extra_bezetting(casus: Casus, zaden: Gehelen) -> Getallen:
    """fte more or less than the case has because of events, [plan, houder, maand of the programme]. Events that touch
    the staff do not depend on the state, so they are known beforehand."""
    extra = np.zeros((len(zaden), len(HOUDERS), casus.programmaduur))
    houders = list(HOUDERS)
    for zaad in np.unique(zaden[zaden != GEEN_ZAAD]):
        rijen = np.flatnonzero(zaden == zaad)
        for nummer, gebeurtenis in enumerate(casus.gebeurtenissen):
            if not gebeurtenis.bezetting:
                continue
            maand = _vaste_maand(gebeurtenis, trekking(casus, int(zaad))[nummer])
            if maand is None:
                continue
            tot = min(maand + 1 + gebeurtenis.bezetting_maanden, casus.programmaduur)
            for houder, fte in gebeurtenis.bezetting.items():
                extra[rijen, houders.index(houder), maand + 1 : tot] += fte
    return extra


def _vaste_maand(gebeurtenis: Gebeurtenis, getrokken: Getallen) -> int | None:
    """The month of an event that does not depend on the state."""
    if gebeurtenis.maand is not None:
        return gebeurtenis.maand
    raak = np.flatnonzero(getrokken[gebeurtenis.van : gebeurtenis.tot + 1] < gebeurtenis.kans)
    return gebeurtenis.van + int(raak[0]) if len(raak) else None


@lru_cache(maxsize=16)
def _plekken(casus: Casus) -> tuple[list[Getallen], list[Getallen]]:
    """Per event where it falls, 0 or 1 per deelgebied; and the weights of the mean over there. Each [deelgebied]."""
    plekken = [
        np.array([not g.deelgebieden or d.sleutel in g.deelgebieden for d in casus.deelgebieden], dtype=float)
        for g in casus.gebeurtenissen
    ]
    return plekken, [casus.aandelen * plek / (casus.aandelen * plek).sum() for plek in plekken]


class Toeval:
    """What happens in a number of runs, one row each, as they unfold: events, when there are seeds (one per run), and
    what asking a source without the ground for it does.

    rijen     which plans of the batch these runs are; nothing happens to the others
    maanden   the months in which anything can happen
    gevallen  bool [plan, maand 0..horizon, gebeurtenis]: it fell in the month before that state
    punten    points of lawfulness lost by answers, [plan]
    """

    def __init__(
        self,
        casus: Casus,
        zaden: Gehelen | None,
        tabel: Inzettabel,
        aan_het_werk: Mapping[str, Vlaggen],
        maanden: int,
        rijen: Uitsnede = ALLE,
    ):
        tabel = tabel.rijen(rijen)
        aan_het_werk = {code: werkt[rijen] for code, werkt in aan_het_werk.items()}
        runs = len(tabel)
        soorten = casus.gebeurtenissen if zaden is not None else ()
        self.rijen = rijen
        self._casus = casus
        self._antwoord = tabel.antwoord
        self._aan_het_werk = aan_het_werk
        self._vragen = {}
        if tabel.vragen is not None:
            self._vragen = gevolgen_van_vragen(casus, tabel.vragen, aan_het_werk)
        self._soorten = soorten
        self._getrokken = np.empty((0, runs, casus.horizon))
        if zaden is not None and soorten:
            self._getrokken = np.stack([trekking(casus, int(zaad)) for zaad in zaden], axis=1)
        self._hoogste = [g.kans * HOOGSTE_FACTOR ** len(g.drijvers) for g in soorten]
        self._geweest = np.zeros((runs, len(soorten)), dtype=bool)
        self._maanden = maanden
        self._kan = self._wanneer_het_kan()
        self._beurten: dict[int, list[int]] = {}
        for nummer, maand in np.argwhere(self._kan.any(axis=1)).tolist():
            self._beurten.setdefault(maand, []).append(nummer)
        self.maanden = self._beurten.keys() | self._vragen.keys()
        self._plekken, self._gewichten = _plekken(casus)
        self.gevallen = np.zeros((runs, maanden + 1, len(soorten)), dtype=bool)
        self.punten = np.zeros(runs)

    def laat_gebeuren(self, maand: int, toestand: Toestand) -> Toestand:
        """The state at the end of `maand` with what happened in it."""
        if maand not in self.maanden:
            return toestand
        kan = {n: self._kan[n][:, maand] & ~self._geweest[:, n] for n in self._beurten.get(maand, ())}
        beurten = {nummer: deze for nummer, deze in kan.items() if deze.any()}
        if not beurten and maand not in self._vragen:
            return toestand
        hier = toestand if self.rijen is ALLE else self._van_deze_runs(toestand)
        schok: dict[str, Getallen] = {}
        for naam, bedrag in self._vragen.get(maand, {}).items():
            self._tel_op(schok, naam, bedrag, OVERAL)
        for nummer, deze in beurten.items():
            gebeurtenis = self._casus.gebeurtenissen[nummer]
            raak = self._valt(nummer, gebeurtenis, deze, maand, hier)
            if not raak.any():
                continue
            self._geweest[:, nummer] |= raak
            self.gevallen[:, maand + 1, nummer] = raak
            self._tel_gevolgen_op(schok, nummer, gebeurtenis, raak, maand, hier)
        return self._pas_toe(toestand, hier, schok) if schok else toestand

    def _van_deze_runs(self, toestand: Toestand) -> Toestand:
        velden = (getattr(toestand, veld) for veld in Toestand.__slots__)
        # What is still the same for every plan has one row.
        return Toestand(*(waarde if len(waarde) == 1 else waarde[self.rijen] for waarde in velden))

    def lijst(self) -> list[tuple[tuple[str, int], ...]]:
        """Per run what fell: (key, month), in order of month."""
        per_run: list[list[tuple[str, int]]] = [[] for _ in self._geweest]
        for run, maand, nummer in np.argwhere(self.gevallen).tolist():
            per_run[run].append((self._casus.gebeurtenissen[nummer].sleutel, maand - 1))
        return [tuple(gevallen) for gevallen in per_run]

    def _wanneer_het_kan(self) -> Vlaggen:
        """Whatever the state, bool [gebeurtenis, plan, maand]."""
        kan = np.zeros((len(self._soorten), len(self._geweest), self._maanden), dtype=bool)
        for nummer, gebeurtenis in enumerate(self._soorten):
            if gebeurtenis.maand is not None:
                venster = slice(gebeurtenis.maand, gebeurtenis.maand + 1)
                kan[nummer, :, venster] = True
            else:
                venster = slice(gebeurtenis.van, min(gebeurtenis.tot + 1, self._maanden))
                getrokken = self._getrokken[nummer, :, venster]
                kan[nummer, :, venster][:, : getrokken.shape[1]] = getrokken < self._hoogste[nummer]
            if gebeurtenis.werkt or gebeurtenis.tenzij:
                kan[nummer] &= self._kaarten_kloppen(gebeurtenis)
        return kan

    def _kaarten_kloppen(self, wat: Gebeurtenis | Vervolg) -> Vlaggen:
        """Its cards at work and not at work, bool [plan, maand]."""
        klopt = np.ones((len(self._geweest), self._maanden), dtype=bool)
        if wat.werkt:
            klopt &= self._werkt(wat.werkt)
        if wat.tenzij:
            klopt &= ~self._werkt(wat.tenzij)
        return klopt

    def _werkt(self, codes: tuple[str, ...]) -> Vlaggen:
        uit = np.zeros((len(self._geweest), self._maanden), dtype=bool)
        duur = min(self._maanden, self._casus.programmaduur)
        for code in codes:
            if code in self._aan_het_werk:
                uit[:, :duur] |= self._aan_het_werk[code][:, :duur]
        return uit

    def _valt(
        self, nummer: int, gebeurtenis: Gebeurtenis, kan: Vlaggen, maand: int, toestand: Toestand
    ) -> Vlaggen:
        """Which of those that can, bool [plan]."""
        raak = kan & self._toestand_klopt(gebeurtenis, nummer, toestand)
        # Without anything that drives it, `kan` has said it all.
        if not gebeurtenis.drijvers or gebeurtenis.maand is not None or not raak.any():
            return raak
        kans = np.full(len(raak), gebeurtenis.kans)
        for naam in gebeurtenis.drijvers:
            factor = self._waarde(naam, nummer, toestand) / self._beginwaarde(naam, nummer)
            kans = kans * np.minimum(HOOGSTE_FACTOR, factor)
        return raak & (self._getrokken[nummer, :, maand] < kans)

    def _toestand_klopt(self, wat: Gebeurtenis | Vervolg, nummer: int, toestand: Toestand) -> Vlaggen:
        """Its conditions on the state, bool [plan]."""
        klopt = np.ones(len(self._geweest), dtype=bool)
        for naam, teken, grens in wat.als:
            klopt &= (gt if teken == ">" else lt)(self._waarde(naam, nummer, toestand), grens)
        return klopt

    def _waarde(self, naam: str, nummer: int, toestand: Toestand) -> Getallen:
        waarde: Getallen = getattr(toestand, naam) * self._casus.eenheden.get(naam, 1.0)
        if naam in PER_DEELGEBIED:
            waarde = wijkgemiddelde(waarde, self._gewichten[nummer])
        # Rounded before it is compared, so that the last bit of a sum decides nothing.
        return np.round(waarde[:, 0], 9)

    def _beginwaarde(self, naam: str, nummer: int) -> float:
        if naam not in PER_DEELGEBIED:
            return self._casus.start[naam]
        gewichten: list[float] = self._gewichten[nummer].tolist()
        return sum(d.start[naam] * g for d, g in zip(self._casus.deelgebieden, gewichten, strict=True))

    def _tel_gevolgen_op(
        self,
        schok: dict[str, Getallen],
        nummer: int,
        gebeurtenis: Gebeurtenis,
        raak: Vlaggen,
        maand: int,
        toestand: Toestand,
    ) -> None:
        plek = self._plekken[nummer][None, :]
        for naam, bedrag in gebeurtenis.gevolg.items():
            self._tel_op(schok, naam, raak.astype(float) * bedrag, plek)
        if not gebeurtenis.keuzes:
            return
        gekozen = np.full(len(raak), gebeurtenis.standaard)
        if self._antwoord is not None:
            gekozen = np.where(self._antwoord[:, nummer] < 0, gekozen, self._antwoord[:, nummer])
        for plaats, keuze in enumerate(gebeurtenis.keuzes):
            deze = raak & (gekozen == plaats)
            self.punten += keuze.punten * deze
            for naam, bedrag in keuze.gevolg.items():
                self._tel_op(schok, naam, deze * bedrag, plek)
            for vervolg in keuze.vervolg:
                ook = deze & self._kaarten_kloppen(vervolg)[:, maand]
                ook &= self._toestand_klopt(vervolg, nummer, toestand)
                for naam, bedrag in vervolg.gevolg.items():
                    self._tel_op(schok, naam, ook * bedrag, plek)

    def _tel_op(self, schok: dict[str, Getallen], naam: str, bedrag: Getallen, plek: Getallen) -> None:
        bedrag = bedrag[:, None] / self._casus.eenheden.get(naam, 1.0)
        if naam in PER_DEELGEBIED:
            bedrag = bedrag * plek
        schok[naam] = schok[naam] + bedrag if naam in schok else bedrag

    def _pas_toe(self, toestand: Toestand, hier: Toestand, schok: Mapping[str, Getallen]) -> Toestand:
        nieuw = {
            naam: na_schok(getattr(hier, naam), bedrag, grens(self._casus, naam))
            for naam, bedrag in schok.items()
        }
        nieuw["leegstand"] = leegstand_naast(
            nieuw.get("leegstand", hier.leegstand),
            nieuw.get("woonfraude", hier.woonfraude),
            grens(self._casus, "leegstand"),
        )
        if self.rijen is ALLE:
            return replace(toestand, **nieuw)
        samen = {naam: getattr(toestand, naam).copy() for naam in nieuw}
        for naam, waarde in nieuw.items():
            samen[naam][self.rijen] = waarde
        return replace(toestand, **samen)
