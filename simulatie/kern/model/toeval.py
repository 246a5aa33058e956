"""Chance, seeded: when the events of a case fall and what they do to the state.

The same seed draws the same numbers for every plan, so that plans differ by what was decided and not by luck. Each
event has numbers of its own: a case that gains an event does not reshuffle the others.
"""

from collections.abc import Iterator, Mapping
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


class Toeval:
    """What happens in a number of runs, one row each, as they unfold: events, when there are seeds (one per run), and
    what asking a source without the ground for it does.

    rijen     which plans of the batch these runs are; nothing happens to the others
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
        self._beurten = self._bepaal_beurten(maanden)
        self._plekken = [self._plek(g) for g in soorten]
        self._gewichten = [casus.aandelen * plek / (casus.aandelen * plek).sum() for plek in self._plekken]
        self._geweest = np.zeros((runs, len(soorten)), dtype=bool)
        self.gevallen = np.zeros((runs, maanden + 1, len(soorten)), dtype=bool)
        self.punten = np.zeros(runs)

    def laat_gebeuren(self, maand: int, toestand: Toestand) -> Toestand:
        """The state at the end of `maand` with what happened in it."""
        if not self._beurten[maand] and maand not in self._vragen:
            return toestand
        hier = Toestand(*(self._van_deze_runs(getattr(toestand, veld)) for veld in Toestand.__slots__))
        schok: dict[str, Getallen] = {}
        for naam, bedrag in self._vragen.get(maand, {}).items():
            self._tel_op(schok, naam, bedrag, OVERAL)
        for nummer in self._beurten[maand]:
            gebeurtenis = self._casus.gebeurtenissen[nummer]
            raak = self._valt(nummer, gebeurtenis, maand, hier)
            if not raak.any():
                continue
            self._geweest[:, nummer] |= raak
            self.gevallen[:, maand + 1, nummer] = raak
            self._tel_gevolgen_op(schok, nummer, gebeurtenis, raak, maand, hier)
        return self._pas_toe(toestand, hier, schok) if schok else toestand

    def _van_deze_runs(self, waarde: Getallen) -> Getallen:
        # What is still the same for every plan has one row.
        return waarde if len(waarde) == 1 else waarde[self.rijen]

    def lijst(self) -> list[tuple[tuple[str, int], ...]]:
        """Per run what fell: (key, month), in order of month."""
        per_run: list[list[tuple[str, int]]] = [[] for _ in self._geweest]
        for run, maand, nummer in np.argwhere(self.gevallen).tolist():
            per_run[run].append((self._casus.gebeurtenissen[nummer].sleutel, maand - 1))
        return [tuple(gevallen) for gevallen in per_run]

    def _bepaal_beurten(self, maanden: int) -> list[list[int]]:
        """Per month the events that can fall in it, whatever the state."""
        beurten: list[list[int]] = [[] for _ in range(maanden)]
        laagste = self._getrokken.min(axis=1)
        for nummer, gebeurtenis in enumerate(self._soorten):
            if gebeurtenis.maand is not None:
                mogelijk = [gebeurtenis.maand]
            else:
                kan = laagste[nummer, : gebeurtenis.tot + 1] < self._hoogste[nummer]
                mogelijk = [maand for maand in np.flatnonzero(kan).tolist() if maand >= gebeurtenis.van]
            for maand in mogelijk:
                if maand < min(maanden, self._getrokken.shape[2]):
                    beurten[maand].append(nummer)
        return beurten

    def _valt(self, nummer: int, gebeurtenis: Gebeurtenis, maand: int, toestand: Toestand) -> Vlaggen:
        raak = np.ones(len(self._geweest), dtype=bool)
        for voorwaarde in self._voorwaarden(nummer, gebeurtenis, maand, toestand):
            raak &= voorwaarde
            if not raak.any():
                break
        return raak

    def _voorwaarden(
        self, nummer: int, gebeurtenis: Gebeurtenis, maand: int, toestand: Toestand
    ) -> Iterator[Vlaggen]:
        """What must all hold, bool [plan]; what is quickly known comes first."""
        yield ~self._geweest[:, nummer]
        getrokken = self._getrokken[nummer, :, maand]
        if gebeurtenis.maand is None:
            yield getrokken < self._hoogste[nummer]
        yield self._geldt(gebeurtenis, nummer, maand, toestand)
        if gebeurtenis.maand is None:
            kans = np.full(len(getrokken), gebeurtenis.kans)
            for naam in gebeurtenis.drijvers:
                factor = self._waarde(naam, nummer, toestand) / self._beginwaarde(naam, nummer)
                kans = kans * np.minimum(HOOGSTE_FACTOR, factor)
            yield getrokken < kans

    def _geldt(self, wat: Gebeurtenis | Vervolg, nummer: int, maand: int, toestand: Toestand) -> Vlaggen:
        """Its cards at work and not at work, and its conditions, bool [plan]."""
        geldt = np.ones(len(self._geweest), dtype=bool)
        if wat.werkt:
            geldt &= self._werkt(wat.werkt, maand)
        if wat.tenzij:
            geldt &= ~self._werkt(wat.tenzij, maand)
        for naam, teken, grens in wat.als:
            geldt &= (gt if teken == ">" else lt)(self._waarde(naam, nummer, toestand), grens)
        return geldt

    def _werkt(self, codes: tuple[str, ...], maand: int) -> Vlaggen:
        uit = np.zeros(len(self._geweest), dtype=bool)
        if maand < self._casus.programmaduur:
            for code in codes:
                if code in self._aan_het_werk:
                    uit |= self._aan_het_werk[code][:, maand]
        return uit

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

    def _plek(self, gebeurtenis: Gebeurtenis) -> Getallen:
        return np.array(
            [
                not gebeurtenis.deelgebieden or d.sleutel in gebeurtenis.deelgebieden
                for d in self._casus.deelgebieden
            ],
            dtype=float,
        )

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
                ook = deze & self._geldt(vervolg, nummer, maand, toestand)
                for naam, bedrag in vervolg.gevolg.items():
                    self._tel_op(schok, naam, ook * bedrag, plek)

    def _tel_op(self, schok: dict[str, Getallen], naam: str, bedrag: Getallen, plek: Getallen) -> None:
        bedrag = bedrag[:, None] / self._casus.eenheden.get(naam, 1.0)
        if naam in PER_DEELGEBIED:
            bedrag = bedrag * plek
        schok[naam] = schok[naam] + bedrag if naam in schok else bedrag

    def _pas_toe(self, toestand: Toestand, hier: Toestand, schok: Mapping[str, Getallen]) -> Toestand:
        nieuw = {
            naam: np.clip(getattr(hier, naam) + bedrag, 0.0, GRENZEN.get(naam, self._vol(naam)))
            for naam, bedrag in schok.items()
        }
        # A home is misused or it stands empty, never both.
        vrij = self._vol("leegstand") - nieuw.get("woonfraude", hier.woonfraude)
        nieuw["leegstand"] = np.minimum(nieuw.get("leegstand", hier.leegstand), vrij)
        if self.rijen is ALLE:
            return replace(toestand, **nieuw)
        samen = {naam: getattr(toestand, naam).copy() for naam in nieuw}
        for naam, waarde in nieuw.items():
            samen[naam][self.rijen] = waarde
        return replace(toestand, **samen)

    def _vol(self, naam: str) -> float:
        """Everything there is, in the units of the model."""
        return 100.0 / self._casus.eenheden.get(naam, 1.0)
