"""From deployments to doses: lead time, build-up, capacity, preconditions, and what it all costs.

Nothing here depends on the state of the neighbourhood; what does (fear, trust, a stop) is in `stap`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from types import SimpleNamespace

import numpy as np

from simulatie.kern.casus import Casus
from simulatie.kern.inzettabel import Inzettabel, kaartmatrix
from simulatie.kern.kaart import STROMEN, Vereiste

# Flows that add up without levelling off: penalties, not effects.
OPTELLEND = ("juridisch", "wantrouwen", "verplaatsing")
# A card deployed below this intensity is a token and does not fulfil a precondition.
MINIMALE_MATE = 0.25
# Preparing a card takes this share of its effort.
INZET_IN_AANLOOP = 0.5
STERKST_GECONCENTREERD = 3.0
# A missing precondition counts in full for lawfulness from this many months.
VOLLE_STRAF_NA = 6


@dataclass(frozen=True)
class Bezetting:
    """What plans ask of their holders, and what of it there is.

    gevraagd   fte per month, [plan, houder, maand]
    factor     share of it that is there, 0..1, [plan, houder, maand]
    kosten     euro over the whole programme, [plan]
    """

    gevraagd: np.ndarray
    factor: np.ndarray
    kosten: np.ndarray


@dataclass(frozen=True)
class Dosering:
    """doses: per flow [maand, plan, deelgebied or 1]; straf: points of lawfulness lost by what is decided, [plan];
    aan_het_werk: per card that is deployed at all, bool [plan, maand of the programme]."""

    doses: Mapping[str, np.ndarray]
    bezetting: Bezetting
    straf: np.ndarray
    aan_het_werk: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Looptijden:
    """loopt: asked for; werkt: past its lead time; sterkte 0..1: built up. [inzet][plan, maand]"""

    loopt: list[np.ndarray]
    werkt: list[np.ndarray]
    sterkte: list[np.ndarray]


def bereken_looptijden(casus: Casus, tabel: Inzettabel) -> Looptijden:
    """When every deployment runs and works; the programme ends in month `casus.programmaduur`."""
    matrix = kaartmatrix(casus)
    maand = np.arange(casus.programmaduur)
    tijden = Looptijden([], [], [])
    begin = eerste_start(tabel)
    for kolom, kaart in enumerate(tabel.kaart):
        start, einde = tabel.start[:, kolom, None], tabel.einde[:, kolom, None]
        loopt = (maand >= start) & (maand < einde) & (tabel.mate[:, kolom, None] > 0)
        sinds = maand - begin[:, kolom, None] - matrix.aanloop[kaart]
        werkt = loopt & (sinds >= 0)
        tijden.loopt.append(loopt)
        tijden.werkt.append(werkt)
        tijden.sterkte.append(np.minimum(1.0, (sinds + 1) / (matrix.opbouw[kaart] + 1.0)) * werkt)
    return tijden


def eerste_start(tabel: Inzettabel) -> np.ndarray:
    """Month in which the work of a deployment began, [plan, inzet]: a deployment that takes over from one of the same
    card in the same place, with no month between, goes on where that one was."""
    begin = tabel.start.copy()
    reeksen = [np.flatnonzero(tabel.kaart == kaart) for kaart in np.unique(tabel.kaart)]
    for reeks in (r for r in reeksen if len(r) > 1):
        # Each turn carries the beginning over one more seam.
        for _ in range(len(reeks) - 1):
            for een, ander in permutations(reeks, 2):
                sluit_aan = (
                    (tabel.einde[:, een] == tabel.start[:, ander])
                    & (tabel.mate[:, een] > 0)
                    & (tabel.start[:, een] < tabel.einde[:, een])
                    & (tabel.gebied[:, een] == tabel.gebied[:, ander]).all(axis=1)
                )
                begin[:, ander] = np.where(sluit_aan, begin[:, een], begin[:, ander])
    return begin


def bereken_bezetting(
    casus: Casus,
    tabel: Inzettabel,
    q: SimpleNamespace,
    tijden: Looptijden | None = None,
    extra: np.ndarray | None = None,
) -> Bezetting:
    """Effort and cost of every plan. A deployment takes part of its effort however small it is.

    extra: fte more (or less) than the case has, [plan, houder, maand].
    """
    matrix = kaartmatrix(casus)
    tijden = tijden or bereken_looptijden(casus, tabel)
    nieuw = eerste_start(tabel) == tabel.start
    gevraagd = np.zeros((len(tabel), len(casus.capaciteit), casus.programmaduur))
    kosten = np.zeros(len(tabel))
    for kolom, kaart in enumerate(tabel.kaart):
        loopt, werkt = tijden.loopt[kolom], tijden.werkt[kolom]
        deel = q.inzet_vast + (1 - q.inzet_vast) * tabel.mate[:, kolom, None]
        werk = deel * (INZET_IN_AANLOOP * loopt + (1 - INZET_IN_AANLOOP) * werkt)
        for houder in np.flatnonzero(matrix.fte[kaart]):
            gevraagd[:, houder] += matrix.fte[kaart, houder] * werk
        kosten += matrix.kosten[kaart] * deel[:, 0] * werkt.sum(axis=1)
        kosten += matrix.eenmalig[kaart] * (loopt.any(axis=1) & nieuw[:, kolom])
    beschikbaar = np.array(list(casus.capaciteit.values()))[None, :, None]
    if extra is not None:
        beschikbaar = np.maximum(0.0, beschikbaar + extra)
    return Bezetting(gevraagd, np.minimum(1.0, beschikbaar / np.maximum(gevraagd, 1e-12)), kosten)


def zijn_aan_het_werk(casus: Casus, tabel: Inzettabel, tijden: Looptijden) -> dict[str, np.ndarray]:
    """Per card that is in the table: at work, and as more than a token; bool [plan, maand]."""
    codes = kaartmatrix(casus).codes
    aan_het_werk: dict[str, np.ndarray] = {}
    for kolom, kaart in enumerate(tabel.kaart):
        telt = tijden.werkt[kolom] & (tabel.mate[:, kolom, None] >= MINIMALE_MATE)
        code = codes[kaart]
        aan_het_werk[code] = aan_het_werk[code] | telt if code in aan_het_werk else telt
    return aan_het_werk


def ontbrekende_vereisten(
    casus: Casus, tabel: Inzettabel, tijden: Looptijden | None = None
) -> Iterator[tuple[int, Vereiste, np.ndarray]]:
    """(column, precondition, bool [plan, maand]: the card works without it) for every precondition of every column."""
    tijden = tijden or bereken_looptijden(casus, tabel)
    kaarten = list(casus.kaarten.values())
    aan_het_werk = zijn_aan_het_werk(casus, tabel, tijden)
    geweest = {code: np.logical_or.accumulate(werkt, axis=1) for code, werkt in aan_het_werk.items()}
    for kolom, kaart in enumerate(tabel.kaart):
        for eis in kaarten[kaart].vereist:
            bron = aan_het_werk if eis.moment == "loopt" else geweest
            mist = tijden.werkt[kolom]
            for code in eis.een_van:
                if code in bron:
                    mist = mist & ~bron[code]
            yield kolom, eis, mist


def bereken_doses(
    casus: Casus, tabel: Inzettabel, q: SimpleNamespace, maanden: int, extra: np.ndarray | None = None
) -> Dosering:
    """Doses over `maanden` months. From the end of the programme every dose is zero. `extra`: see `bereken_bezetting`."""
    tijden = bereken_looptijden(casus, tabel)
    bezetting = bereken_bezetting(casus, tabel, q, tijden, extra)
    factor, juridisch, wantrouwen, straf = _gevolgen(casus, tabel, tijden)
    programma = min(casus.programmaduur, maanden)
    doses = {}
    for stroom, som in _sommen(casus, tabel, tijden, bezetting, factor, juridisch, wantrouwen, q).items():
        dosis = som if stroom in OPTELLEND else 1 - np.exp(-som)
        # Month first: the steps read one month of all plans at a time.
        doses[stroom] = np.zeros((maanden, len(tabel), dosis.shape[2]))
        doses[stroom][:programma] = dosis[:, :programma].transpose(1, 0, 2)
    return Dosering(doses, bezetting, straf, zijn_aan_het_werk(casus, tabel, tijden))


def _gevolgen(casus: Casus, tabel: Inzettabel, tijden: Looptijden):
    """What missing preconditions do: per column the factor on the effect and the legal risk and distrust per month
    at full intensity, each [plan, maand] or a number; and the points of lawfulness lost, [plan]."""
    kolommen = len(tabel.kaart)
    factor: list[float | np.ndarray] = [1.0] * kolommen
    juridisch: list[float | np.ndarray] = [0.0] * kolommen
    wantrouwen: list[float | np.ndarray] = [0.0] * kolommen
    matrix = kaartmatrix(casus)
    # (points, base weight, card, precondition) -> months it counts, and months times intensity: a card deployed in
    # two pieces loses no more than in one.
    telling: dict[tuple, list[np.ndarray]] = {}

    def tel(sleutel, maanden, kolom):
        som = telling.setdefault(sleutel, [np.zeros(len(tabel)), np.zeros(len(tabel))])
        som[0] += maanden
        som[1] += maanden * tabel.mate[:, kolom]

    for kolom, kaart in enumerate(tabel.kaart):
        if matrix.risico[kaart]:
            tel((matrix.risico[kaart], 0.0, kaart, None), tijden.werkt[kolom].sum(axis=1), kolom)
    for kolom, eis, mist in ontbrekende_vereisten(casus, tabel, tijden):
        if not mist.any():
            continue
        factor[kolom] = factor[kolom] * np.where(mist, eis.factor, 1.0)
        juridisch[kolom] = juridisch[kolom] + eis.juridisch * mist
        wantrouwen[kolom] = wantrouwen[kolom] + eis.wantrouwen * mist
        tel((eis.punten, 0.5, tabel.kaart[kolom], eis), mist.sum(axis=1), kolom)
    straf = np.zeros(len(tabel))
    for (punten, vast, *_), (maanden, gewogen) in telling.items():
        mate = gewogen / np.maximum(maanden, 1)
        straf += punten * np.minimum(1.0, maanden / VOLLE_STRAF_NA) * (vast + (1 - vast) * mate)
    return factor, juridisch, wantrouwen, straf


def _sommen(
    casus, tabel: Inzettabel, tijden: Looptijden, bezetting: Bezetting, factor, juridisch, wantrouwen, q
):
    """Strengths per flow, summed over the deployments: [plan, maand, deelgebied or 1]."""
    matrix = kaartmatrix(casus)
    stromen = list(STROMEN)
    sommen: dict[str, np.ndarray] = {}
    for kolom, kaart in enumerate(tabel.kaart):
        if not tabel.mate[:, kolom].any():
            continue
        kracht = tabel.mate[:, kolom, None] * tijden.sterkte[kolom]
        aanwezig = np.ones_like(kracht)
        for houder in np.flatnonzero(matrix.fte[kaart]):
            # The scarcest holder sets the pace.
            aanwezig = np.minimum(aanwezig, bezetting.factor[:, houder])
        kracht = kracht * aanwezig
        bijdrage = {stromen[s]: sterkte for s, sterkte in matrix.werking[kaart]}
        plek = _plek(casus, tabel.gebied[:, kolom], q)
        for stroom, sterkte in bijdrage.items():
            # A missing precondition takes away the effect; the burden goes only where the card cannot be used at all.
            deel = np.sign(factor[kolom]) if stroom == "zuur_last" else factor[kolom]
            _tel_op(sommen, stroom, sterkte * kracht * deel, plek)
        for stroom, per_maand in (("juridisch", juridisch[kolom]), ("wantrouwen", wantrouwen[kolom])):
            if np.any(per_maand):
                _tel_op(sommen, stroom, kracht * per_maand, plek)
    return sommen


def _tel_op(sommen: dict[str, np.ndarray], stroom: str, sterkte: np.ndarray, plek: np.ndarray | None) -> None:
    bedrag = sterkte[:, :, None] if plek is None else sterkte[:, :, None] * plek[:, None, :]
    sommen[stroom] = sommen[stroom] + bedrag if stroom in sommen else bedrag


def _plek(casus: Casus, gebied: np.ndarray, q: SimpleNamespace) -> np.ndarray | None:
    """Where a deployment works and how much stronger there, [plan, deelgebied]; None = everywhere as it is."""
    if gebied.all():
        return None
    aandeel = np.zeros(len(gebied))
    for nummer, deel in enumerate(casus.aandelen):
        aandeel = aandeel + gebied[:, nummer] * deel
    sterker = np.minimum(STERKST_GECONCENTREERD, np.maximum(aandeel, 1e-6)[:, None] ** -q.concentratie)
    return gebied * np.where(gebied.all(axis=1, keepdims=True), 1.0, sterker)
