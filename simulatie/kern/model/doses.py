"""From deployments to doses: lead time, build-up, capacity, preconditions, and what it all costs.

Nothing here depends on the state of the neighbourhood; what does (fear, trust, a stop) is in `stap`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import STROMEN, Vereiste
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Uitsnede, Vlaggen
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix

# Flows that add up without levelling off: penalties, not effects.
OPTELLEND = ("juridisch", "wantrouwen", "verplaatsing")
# A card deployed below this intensity is a token and does not fulfil a precondition.
MINIMALE_MATE = 0.25
# Preparing a card takes this share of its effort.
INZET_IN_AANLOOP = 0.5
STERKST_GECONCENTREERD = 3.0
# A missing precondition counts in full for lawfulness from this many months; what it costs per month comes on top.
VOLLE_STRAF_NA = 6

# A column, one of its preconditions, and bool [plan, maand]: the card works without it.
Missend = tuple[int, Vereiste, Vlaggen]


@dataclass(frozen=True)
class Bezetting:
    """What plans ask of their holders, and what of it there is.

    gevraagd   fte per month, [plan, houder, maand]
    factor     share of it that is there, 0..1, [plan, houder, maand]
    kosten     euro over the whole programme, [plan]
    """

    gevraagd: Getallen
    factor: Getallen
    kosten: Getallen


@dataclass(frozen=True)
class Dosering:
    """doses: per flow [maand, plan, deelgebied or 1]; straf: points of lawfulness lost by what is decided, [plan];
    aan_het_werk: per card that is deployed at all, bool [plan, maand of the programme]; missend: the answer of
    `ontbrekende_vereisten`."""

    doses: Mapping[str, Getallen]
    bezetting: Bezetting
    straf: Getallen
    aan_het_werk: Mapping[str, Vlaggen]
    tijden: "Looptijden"
    missend: Sequence[Missend]


@dataclass(frozen=True)
class Looptijden:
    """When every deployment runs and works; the programme ends in month `casus.programmaduur`.

    loopt, werkt    asked for; past its lead time; bool [inzet, plan, maand]
    werkdag         first month at work, [inzet, plan]
    maanden         how many months it works, [inzet, plan]
    nieuw           bool [inzet, plan]: it does not take over from a deployment of the same card in the same place
    plannen         per deployment that any plan has: which plans, as an index
    """

    loopt: Vlaggen
    werkt: Vlaggen
    werkdag: Gehelen
    maanden: Gehelen
    nieuw: Vlaggen
    plannen: Mapping[int, Uitsnede]


def bereken_looptijden(casus: Casus, tabel: Inzettabel) -> Looptijden:
    begin, start = eerste_start(tabel).T, tabel.start.T
    werkdag = begin + kaartmatrix(casus).aanloop[tabel.kaart, None]
    einde = np.where(tabel.mate > 0, np.minimum(tabel.einde, casus.programmaduur), 0).T
    maand = np.arange(casus.programmaduur, dtype=np.int16)
    loopt = (maand >= _klein(start)) & (maand < _klein(einde))
    return Looptijden(
        loopt=loopt,
        werkt=loopt & (maand >= _klein(werkdag)),
        werkdag=werkdag,
        maanden=np.maximum(0, einde - np.maximum(start, werkdag)),
        nieuw=begin == start,
        plannen={
            inzet: slice(None) if hebben.all() else np.flatnonzero(hebben)
            for inzet, hebben in enumerate(einde > start)
            if hebben.any()
        },
    )


def _klein(maanden: Gehelen) -> NDArray[np.int16]:
    """[inzet, plan, 1], as small whole numbers: comparing those is quick."""
    return np.ascontiguousarray(maanden, dtype=np.int16)[:, :, None]


def eerste_start(tabel: Inzettabel) -> Gehelen:
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
    q: Coefficienten,
    tijden: Looptijden | None = None,
    extra: Getallen | None = None,
) -> Bezetting:
    """Effort and cost of every plan. A deployment takes part of its effort however small it is.

    extra: fte more (or less) than the case has, [plan, houder, maand].
    """
    matrix = kaartmatrix(casus)
    tijden = tijden or bereken_looptijden(casus, tabel)
    gevraagd = np.zeros((len(casus.capaciteit), len(tabel), casus.programmaduur))
    kosten = np.zeros(len(tabel))
    for kolom, plannen in tijden.plannen.items():
        kaart = tabel.kaart[kolom]
        deel = (q.inzet_vast + (1 - q.inzet_vast) * tabel.mate[:, kolom, None])[plannen]
        werk = INZET_IN_AANLOOP * tijden.loopt[kolom][plannen]
        werk += (1 - INZET_IN_AANLOOP) * tijden.werkt[kolom][plannen]
        werk *= deel
        for houder in np.flatnonzero(matrix.fte[kaart]):
            gevraagd[houder][plannen] += matrix.fte[kaart, houder] * werk
        kosten[plannen] += matrix.kosten[kaart] * deel[:, 0] * tijden.maanden[kolom][plannen]
        kosten[plannen] += matrix.eenmalig[kaart] * tijden.nieuw[kolom][plannen]
    gevraagd = gevraagd.transpose(1, 0, 2)
    beschikbaar = np.array(list(casus.capaciteit.values()))[None, :, None]
    if extra is not None:
        beschikbaar = np.maximum(0.0, beschikbaar + extra)
    return Bezetting(gevraagd, np.minimum(1.0, beschikbaar / np.maximum(gevraagd, 1e-12)), kosten)


def zijn_aan_het_werk(casus: Casus, tabel: Inzettabel, tijden: Looptijden) -> dict[str, Vlaggen]:
    """Per card that is in the table: at work, and as more than a token; bool [plan, maand]."""
    codes = kaartmatrix(casus).codes
    aan_het_werk: dict[str, Vlaggen] = {}
    for kolom, kaart in enumerate(tabel.kaart):
        telt = tijden.werkt[kolom] & (tabel.mate[:, kolom, None] >= MINIMALE_MATE)
        code = codes[kaart]
        aan_het_werk[code] = aan_het_werk[code] | telt if code in aan_het_werk else telt
    return aan_het_werk


def ontbrekende_vereisten(
    casus: Casus, tabel: Inzettabel, tijden: Looptijden | None = None
) -> Iterator[Missend]:
    """(column, precondition, bool [plan, maand]: the card works without it) for every precondition of every column."""
    tijden = tijden or bereken_looptijden(casus, tabel)
    kaarten = list(casus.kaarten.values())
    aan_het_werk = zijn_aan_het_werk(casus, tabel, tijden)
    geweest: dict[str, Vlaggen] = {}
    for kolom, kaart in enumerate(tabel.kaart):
        for eis in kaarten[kaart].vereist:
            mist = tijden.werkt[kolom]
            for code in (c for c in eis.een_van if c in aan_het_werk):
                if eis.moment == "geweest" and code not in geweest:
                    geweest[code] = _vanaf_het_begin(aan_het_werk[code])
                mist = mist & ~(aan_het_werk if eis.moment == "loopt" else geweest)[code]
            yield kolom, eis, mist


def _vanaf_het_begin(werkt: Vlaggen) -> Vlaggen:
    """bool [plan, maand]: it has been at work, then or before."""
    maanden = werkt.shape[1]
    begin: Gehelen = np.where(werkt.any(axis=1), werkt.argmax(axis=1), maanden)
    return np.arange(maanden) >= begin[:, None]


def bereken_doses(
    casus: Casus, tabel: Inzettabel, q: Coefficienten, maanden: int, extra: Getallen | None = None
) -> Dosering:
    """Doses over `maanden` months. From the end of the programme every dose is zero. `extra`: see `bereken_bezetting`."""
    tijden = bereken_looptijden(casus, tabel)
    bezetting = bereken_bezetting(casus, tabel, q, tijden, extra)
    missend = tuple(ontbrekende_vereisten(casus, tabel, tijden))
    gevolgen, straf = _gevolgen(casus, tabel, tijden, missend)
    sommen = _sommen(casus, tabel, tijden, bezetting, gevolgen, q)
    doses = {}
    for stroom in list(sommen):
        # Taken out, or large batches would be in memory twice.
        som = sommen.pop(stroom)
        doses[stroom] = _dosis(som, stroom in OPTELLEND, maanden, len(casus.deelgebieden))
    return Dosering(doses, bezetting, straf, zijn_aan_het_werk(casus, tabel, tijden), tijden, missend)


def _dosis(sommen: Mapping[int | None, Getallen], telt_op: bool, maanden: int, deelgebieden: int) -> Getallen:
    """[maand, plan, deelgebied or 1] of the sums of one flow (see `_sommen`)."""
    breedte = 1 if sommen.keys() == {None} else deelgebieden
    plannen, programma = next(iter(sommen.values())).shape
    # Month by month and deelgebied by deelgebied in memory: so the steps read it.
    dosis = np.zeros((maanden, breedte, plannen))
    gedoseerd = dosis[:programma]
    for gebied in range(breedte):
        delen = [sommen[waar] for waar in (None, gebied) if waar in sommen]
        if delen:
            gedoseerd[:, gebied] = sum(delen[1:], delen[0]).T[:maanden]
    if not telt_op:
        np.exp(np.negative(gedoseerd, out=gedoseerd), out=gedoseerd)
        np.subtract(1.0, gedoseerd, out=gedoseerd)
    return dosis.transpose(0, 2, 1)


@dataclass
class _Gevolg:
    """What missing preconditions do to one deployment, [plan that has it, maand]: the factor on its effect, and the
    legal risk and distrust per month at full intensity."""

    factor: float | Getallen
    straffen: dict[str, float | Getallen]


def _gevolgen(
    casus: Casus,
    tabel: Inzettabel,
    tijden: Looptijden,
    missend: Iterable[Missend],
) -> tuple[dict[int, _Gevolg], Getallen]:
    """What missing preconditions do, per column where any is missing; and the points of lawfulness lost, [plan]."""
    gevolgen: dict[int, _Gevolg] = {}
    matrix = kaartmatrix(casus)
    # (points, points per month more, base weight, card, precondition) -> months it counts, and months times intensity:
    # a card deployed in two pieces loses no more than in one.
    telling: dict[tuple[float, float, float, int, Vereiste | None], list[Getallen]] = {}

    def tel(
        sleutel: tuple[float, float, float, int, Vereiste | None],
        maanden: Gehelen,
        kolom: int,
        plannen: Uitsnede,
    ) -> None:
        som = telling.setdefault(sleutel, [np.zeros(len(tabel)), np.zeros(len(tabel))])
        som[0][plannen] += maanden
        som[1][plannen] += maanden * tabel.mate[:, kolom][plannen]

    for kolom, plannen in tijden.plannen.items():
        kaart = tabel.kaart[kolom]
        if matrix.risico[kaart]:
            tel((matrix.risico[kaart], 0.0, 0.0, kaart, None), tijden.maanden[kolom][plannen], kolom, plannen)
    for kolom, eis, zonder in missend:
        if not zonder.any():
            continue
        plannen = tijden.plannen[kolom]
        mist = zonder[plannen].astype(np.float64)
        gevolg = gevolgen.setdefault(kolom, _Gevolg(1.0, {}))
        gevolg.factor = gevolg.factor * (1 - (1 - eis.factor) * mist)
        for stroom, per_maand in (("juridisch", eis.juridisch), ("wantrouwen", eis.wantrouwen)):
            if per_maand:
                gevolg.straffen[stroom] = gevolg.straffen.get(stroom, 0.0) + per_maand * mist
        tel((eis.punten, eis.per_maand, 0.5, tabel.kaart[kolom], eis), mist.sum(axis=1), kolom, plannen)
    straf = np.zeros(len(tabel))
    for (punten, per_maand, vast, *_), (maanden, gewogen) in telling.items():
        mate = gewogen / np.maximum(maanden, 1)
        verloren = punten * np.minimum(1.0, maanden / VOLLE_STRAF_NA)
        verloren += per_maand * np.maximum(0.0, maanden - VOLLE_STRAF_NA)
        straf += verloren * (vast + (1 - vast) * mate)
    return gevolgen, straf


def _sommen(
    casus: Casus,
    tabel: Inzettabel,
    tijden: Looptijden,
    bezetting: Bezetting,
    gevolgen: Mapping[int, _Gevolg],
    q: Coefficienten,
) -> dict[str, dict[int | None, Getallen]]:
    """Strengths per flow, summed over the deployments in the whole area (None) and over those in each deelgebied,
    [plan, maand]. Kept apart, so that the sum of a plan does not depend on where other plans work."""
    matrix = kaartmatrix(casus)
    stromen = list(STROMEN)
    sommen: dict[str, dict[int | None, Getallen]] = {}
    for kolom, plannen in tijden.plannen.items():
        kaart = tabel.kaart[kolom]
        kracht = _kracht(tabel, tijden, kolom, matrix.opbouw[kaart])
        kracht *= _aanwezig(bezetting, matrix.fte[kaart], plannen)
        effect = last = kracht
        bijdragen = []
        if gevolg := gevolgen.get(kolom):
            # What is missing takes away the effect; the burden goes only where the card cannot be used at all.
            effect, last = kracht * gevolg.factor, kracht * np.sign(gevolg.factor)
            bijdragen += [(s, 1.0, kracht * per_maand) for s, per_maand in gevolg.straffen.items()]
        for nummer, sterkte in matrix.werking[kaart]:
            stroom = stromen[nummer]
            bijdragen.append((stroom, sterkte, last if stroom == "zuur_last" else effect))
        for gebied, sterker in _plekken(casus, tabel.gebied[:, kolom], plannen, q):
            for stroom, sterkte, hoeveel in bijdragen:
                som = sommen.setdefault(stroom, {})
                if gebied not in som:
                    som[gebied] = np.zeros((len(tabel), casus.programmaduur))
                som[gebied][plannen] += sterkte * sterker * hoeveel
    return sommen


def _kracht(tabel: Inzettabel, tijden: Looptijden, kolom: int, opbouw: int) -> Getallen:
    """Intensity as far as it has been built up, [plan that has it, maand]."""
    plannen = tijden.plannen[kolom]
    maand = np.arange(1.0, tijden.werkt.shape[2] + 1)
    kracht: Getallen = maand - tijden.werkdag[kolom][plannen].astype(float)[:, None]
    kracht *= 1 / (opbouw + 1)
    np.minimum(kracht, 1.0, out=kracht)
    kracht *= tijden.werkt[kolom][plannen]
    kracht *= tabel.mate[:, kolom][plannen][:, None]
    return kracht


def _aanwezig(bezetting: Bezetting, fte: Getallen, plannen: Uitsnede) -> float | Getallen:
    """Share of the people asked for that is there, a number or [plan that has it, maand]: the scarcest holder sets
    the pace."""
    aanwezig: float | Getallen = 1.0
    for houder in np.flatnonzero(fte):
        deel = bezetting.factor[:, houder][plannen]
        aanwezig = deel if isinstance(aanwezig, float) else np.minimum(aanwezig, deel)
    return aanwezig


def _plekken(
    casus: Casus, gebied: Vlaggen, plannen: Uitsnede, q: Coefficienten
) -> Iterator[tuple[int | None, Getallen]]:
    """Where a deployment works and how much stronger there: deelgebied, None for the whole area, and
    [plan that has it, 1]."""
    hele_wijk: Vlaggen = np.all(gebied, axis=1, keepdims=True)
    if hele_wijk[plannen].any():
        yield None, hele_wijk[plannen].astype(float)
    if hele_wijk[plannen].all():
        return
    aandeel = np.zeros((len(gebied), 1))
    for nummer, deel in enumerate(casus.aandelen):
        aandeel += gebied[:, nummer, None] * deel
    sterker: Getallen = np.minimum(STERKST_GECONCENTREERD, np.maximum(aandeel, 1e-6) ** -q.concentratie)
    gericht = (gebied & ~hele_wijk)[plannen]
    for nummer in np.flatnonzero(gericht.any(axis=0)).tolist():
        yield nummer, gericht[:, nummer, None] * sterker[plannen]
