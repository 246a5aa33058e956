"""From deployments to doses: lead time, build-up, capacity, preconditions, and what it all costs.

Nothing here depends on the state of the neighbourhood; what does (fear, trust, a stop) is in `stap`. Here stands for
which deployment, month and place the equations of `dosisformules` are called.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficient, Coefficienten
from simulatie.kern.gegevens.kaart import STROMEN, Vereiste
from simulatie.kern.gegevens.reeksen import Gehelen, Getallen, Uitsnede, Vlaggen
from simulatie.kern.model import dosisformules as formule
from simulatie.kern.model.dosisspoor import volg_grond
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix
from simulatie.kern.model.machinetaal import programma_van

# The name of the sum of what the measures of a flow are worth.
GOED = "goed "
# A card deployed below this intensity is a token and does not fulfil a precondition.
MINIMALE_MATE = 0.25
# Starts this many months apart or less get in each other's way.
OPSTART_VENSTER = 2
# Principles whose cards are the ground the others stand on: they need none, and starting them is no load.
GRONDWERK = ("onderzoek", "regie")
# A missing precondition counts in full for lawfulness from this many months; what it costs per month comes on top.
VOLLE_STRAF_NA = 6

# A deelgebied, None for the whole area, and how much stronger a deployment works there, [plan that has it, 1].
_Plek = tuple[int | None, Getallen]
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
    """doses: per flow [maand of the programme, plan, deelgebied or 1]; straf: points of lawfulness lost by what is decided, [plan];
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
    delen = formule.deel_van_de_inzet(tabel.mate, q)
    for kolom, plannen in tijden.plannen.items():
        kaart = tabel.kaart[kolom]
        werk = formule.werk(
            tijden.loopt[kolom][plannen], tijden.werkt[kolom][plannen], delen[:, kolom, None][plannen]
        )
        for houder in matrix.houders[kaart]:
            gevraagd[houder][plannen] += matrix.fte[kaart, houder] * werk
    gevraagd = gevraagd.transpose(1, 0, 2)
    beschikbaar = np.array(list(casus.capaciteit.values()))[None, :, None]
    if extra is not None:
        beschikbaar = np.maximum(0.0, beschikbaar + extra)
    factor = formule.er_is(beschikbaar, gevraagd)
    return Bezetting(gevraagd, factor, bereken_kosten(casus, tabel, q, tijden))


def bereken_kosten(
    casus: Casus, tabel: Inzettabel, q: Coefficienten, tijden: Looptijden | None = None
) -> Getallen:
    """Euro over the whole programme, [plan]."""
    matrix = kaartmatrix(casus)
    tijden = tijden or bereken_looptijden(casus, tabel)
    kosten = np.zeros(len(tabel))
    per_inzet = formule.kosten(
        matrix.kosten[tabel.kaart],
        matrix.eenmalig[tabel.kaart],
        formule.deel_van_de_inzet(tabel.mate, q),
        tijden.maanden.T,
        tijden.nieuw.T,
    )
    for kolom, plannen in tijden.plannen.items():
        kosten[plannen] += per_inzet[plannen, kolom]
    return kosten


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
    """Doses over the months of the programme, `maanden` at most: after that every dose is zero. `extra`: see
    `bereken_bezetting`."""
    tijden = bereken_looptijden(casus, tabel)
    bezetting = bereken_bezetting(casus, tabel, q, tijden, extra)
    missend = tuple(ontbrekende_vereisten(casus, tabel, tijden))
    gevolgen, straf = _gevolgen(casus, tabel, tijden, missend)
    sommen = _sommen(casus, tabel, tijden, bezetting, gevolgen, q)
    doses = {}
    vorm = min(maanden, casus.programmaduur), len(casus.deelgebieden)
    for stroom in [s for s in sommen if not s.startswith(GOED)]:
        # Taken out, or large batches would be in memory twice.
        hoeveel = _opgeteld(sommen.pop(stroom), *vorm)
        goed = _opgeteld(sommen.pop(GOED + stroom), *vorm) if GOED + stroom in sommen else None
        for naam, dosis in formule.doses_van(stroom, hoeveel, goed, q).items():
            soort = formule.ZAAKSTROMEN.get(stroom)
            doses[naam] = dosis if soort is None else _gemiddeld(dosis, casus.waar(soort))
    return Dosering(doses, bezetting, straf, zijn_aan_het_werk(casus, tabel, tijden), tijden, missend)


def _opgeteld(sommen: Mapping[int | None, Getallen], maanden: int, deelgebieden: int) -> Getallen:
    """The sums of one flow (see `_sommen`), [maand, plan, deelgebied or 1]."""
    breedte = 1 if sommen.keys() == {None} else deelgebieden
    plannen = len(next(iter(sommen.values())))
    # Month by month and deelgebied by deelgebied in memory: so the steps read it.
    uit = np.zeros((maanden, breedte, plannen))
    for gebied in range(breedte):
        delen = [sommen[waar] for waar in (None, gebied) if waar in sommen]
        if delen:
            uit[:, gebied] = sum(delen[1:], delen[0]).T[:maanden]
    return uit.transpose(0, 2, 1)


def _gemiddeld(dosis: Getallen, gewichten: Getallen) -> Getallen:
    """[maand, plan, 1] of [maand, plan, deelgebied or 1]: a measure finds the cases that are where it works. The first
    deelgebied and what the others differ from it, so that what is the same everywhere stays the same."""
    if dosis.shape[2] == 1:
        return dosis
    eerste = dosis[:, :, :1]
    som = eerste
    for nummer in range(1, len(gewichten)):
        som = som + (dosis[:, :, nummer : nummer + 1] - eerste) * gewichten[nummer]
    return som


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
        gevolg.factor = gevolg.factor * formule.zonder(eis.factor, mist)
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
    krachten = {}
    for kolom, plannen in tijden.plannen.items():
        kracht = _kracht(tabel, tijden, kolom, matrix.opbouw[tabel.kaart[kolom]])
        krachten[kolom] = kracht * _aanwezig(bezetting, matrix.houders[tabel.kaart[kolom]], plannen)
    plekken = _plekken(casus, tabel, tijden, q)
    kwaliteit = _kwaliteit(casus, tabel, tijden, krachten, gevolgen, plekken, q)
    for kolom, plannen in tijden.plannen.items():
        kaart = tabel.kaart[kolom]
        kracht = krachten.pop(kolom)
        effect = last = kracht
        bijdragen = []
        if gevolg := gevolgen.get(kolom):
            effect, last = formule.effect_en_last(kracht, gevolg.factor)
            bijdragen += [(s, 1.0, kracht * per_maand) for s, per_maand in gevolg.straffen.items()]
        # A poor start takes away from what the card does, not from what it is felt as.
        goed = effect * kwaliteit[kolom] if kolom in kwaliteit else effect
        for nummer, sterkte in matrix.werking[kaart]:
            stroom = stromen[nummer]
            telt = formule.telt(stroom)
            if telt == "gewogen":
                bijdragen.append((stroom, sterkte, effect))
                if kwaliteit:
                    bijdragen.append((GOED + stroom, sterkte, goed))
            else:
                bijdragen.append((stroom, sterkte, {"last": last, "effect": effect, "goed": goed}[telt]))
        for gebied, sterker in plekken[kolom]:
            for stroom, sterkte, hoeveel in bijdragen:
                som = sommen.setdefault(stroom, {})
                if gebied not in som:
                    som[gebied] = np.zeros((len(tabel), casus.programmaduur))
                som[gebied][plannen] += sterkte * sterker * hoeveel
    return sommen


def _kwaliteit(
    casus: Casus,
    tabel: Inzettabel,
    tijden: Looptijden,
    krachten: Mapping[int, Getallen],
    gevolgen: Mapping[int, _Gevolg],
    plekken: Mapping[int, Sequence[_Plek]],
    q: Coefficienten,
) -> dict[int, Getallen]:
    """How good a deployment is, 0..1, [plan that has it, maand], per column of the four principles: what it was when
    it started stays in it for years. Two things count: how much else started in those months, and what research,
    agreements and contact with residents had come to on its first working day."""
    principe = kaartmatrix(casus).principe[tabel.kaart]
    kolommen = [kolom for kolom in tijden.plannen if principe[kolom] not in GRONDWERK]
    kwaliteit = {}
    if np.any(q.opstart_last):
        drukte = _drukte(casus, tabel, tijden, q)
        for kolom in kolommen:
            plannen = tijden.plannen[kolom]
            tekort = formule.opstarttekort(drukte[kolom][:, None], q)
            nog = _nawerking(tijden, kolom, q.opstart_duur)
            kwaliteit[kolom] = formule.kwaliteit(tekort[plannen], nog)
    if np.any(q.fundament):
        stromen = _grondstromen(casus, tabel, tijden, krachten, gevolgen, plekken, kwaliteit, q)
        fundament = _fundament(casus, stromen, q)
        for kolom in kolommen:
            plannen = tijden.plannen[kolom]
            dag = np.minimum(np.maximum(tijden.werkdag[kolom], 0), casus.programmaduur - 1)
            grond = fundament[principe[kolom]][np.arange(len(tabel)), dag][:, None]
            nog = _nawerking(tijden, kolom, q.fundament_duur)
            factor = formule.kwaliteit(formule.fundamenttekort(grond, q)[plannen], nog)
            kwaliteit[kolom] = kwaliteit[kolom] * factor if kolom in kwaliteit else factor
    return kwaliteit


def _nawerking(tijden: Looptijden, kolom: int, duur: Coefficient) -> Getallen:
    """How much of a poor start is left, [plan that has it, maand]."""
    plannen = tijden.plannen[kolom]
    maand = np.arange(float(tijden.werkt.shape[2]))
    werkdag = tijden.werkdag[kolom][plannen].astype(float)[:, None]
    return formule.nawerking(maand, werkdag, duur[plannen] if isinstance(duur, np.ndarray) else duur)


def _drukte(casus: Casus, tabel: Inzettabel, tijden: Looptijden, q: Coefficienten) -> dict[int, Getallen]:
    """Work that starts around the start of a deployment, fte, [plan]."""
    matrix = kaartmatrix(casus)
    werk = np.zeros((casus.programmaduur + 2 * OPSTART_VENSTER, len(tabel)))
    rijen = np.arange(len(tabel))
    begonnen = tijden.werkdag - matrix.aanloop[tabel.kaart, None]
    begonnen = np.minimum(np.maximum(begonnen, 0), casus.programmaduur - 1)
    erbij = matrix.fte.sum(axis=1)[tabel.kaart] * formule.deel_van_de_inzet(tabel.mate, q)
    erbij *= (tijden.nieuw & tijden.loopt.any(axis=2)).T
    principe = matrix.principe[tabel.kaart]
    kolommen = [kolom for kolom in tijden.plannen if principe[kolom] not in GRONDWERK]
    for kolom in kolommen:
        werk[begonnen[kolom] + OPSTART_VENSTER, rijen] += erbij[:, kolom]
    # Per month what starts from two months before it until two months after.
    rondom = werk[: casus.programmaduur].copy()
    for verschil in range(1, 2 * OPSTART_VENSTER + 1):
        rondom += werk[verschil : verschil + casus.programmaduur]
    return {kolom: rondom[begonnen[kolom], rijen] for kolom in kolommen}


def _grondstromen(
    casus: Casus,
    tabel: Inzettabel,
    tijden: Looptijden,
    krachten: Mapping[int, Getallen],
    gevolgen: Mapping[int, _Gevolg],
    plekken: Mapping[int, Sequence[_Plek]],
    kwaliteit: Mapping[int, Getallen],
    q: Coefficienten,
) -> dict[str, Getallen]:
    """Doses of research, direction and zoet in the whole area as far as they need no ground themselves,
    [plan, maand]."""
    matrix = kaartmatrix(casus)
    nummers = {list(STROMEN).index(stroom): stroom for stroom in ("onderzoek", "regie", "zoet")}
    sommen = {stroom: np.zeros((len(tabel), casus.programmaduur)) for stroom in nummers.values()}
    for kolom, plannen in tijden.plannen.items():
        werking = [(nummers[n], sterkte) for n, sterkte in matrix.werking[tabel.kaart[kolom]] if n in nummers]
        if not werking:
            continue
        effect = krachten[kolom]
        if gevolg := gevolgen.get(kolom):
            effect = effect * gevolg.factor
        if kolom in kwaliteit:
            effect = effect * kwaliteit[kolom]
        bereikt = np.zeros((len(tabel), 1))
        for gebied, sterker in plekken[kolom]:
            bereikt[plannen] += sterker * (1.0 if gebied is None else casus.aandelen[gebied])
        for stroom, sterkte in werking:
            sommen[stroom][plannen] += sterkte * bereikt[plannen] * effect
    return {stroom: formule.grondstroom(stroom, som, q) for stroom, som in sommen.items()}


def _fundament(casus: Casus, stromen: Mapping[str, Getallen], q: Coefficienten) -> dict[str, Getallen]:
    """Per principle how much ground there is for who starts work in a month, 0..1, [plan, maand]. Picture, agreements
    and contact are followed as research, direction and zoet alone would make them."""
    beeld, samen, contact = _grond(casus, stromen, q)
    return formule.fundament(beeld, samen, contact, q)


def _grond(
    casus: Casus, stromen: Mapping[str, Getallen], q: Coefficienten
) -> tuple[Getallen, Getallen, Getallen]:
    """Picture, agreements and contact at the start of every month, each [plan, maand]."""
    plannen, maanden = stromen["regie"].shape
    programma = programma_van(volg_grond, q, 1)
    per_maand = np.empty((plannen, maanden, programma.maand.breedte))
    for naam, plek in programma.maand.plaatsen.items():
        per_maand[:, :, plek] = stromen[naam][:, :, None]
    regels = np.empty((plannen, maanden + 1, programma.regel.breedte))
    regels[:, 0] = casus.start["informatiebeeld"], casus.start["samenwerking"], 0.0
    programma.loper(q.naast_elkaar, np.ones(1), per_maand, regels)(0, maanden)
    beeld, samen, contact = (regels[:, :-1, plek.start] for plek in programma.regel.plaatsen.values())
    return beeld, samen, contact


def _kracht(tabel: Inzettabel, tijden: Looptijden, kolom: int, opbouw: int) -> Getallen:
    """Intensity as far as it has been built up, [plan that has it, maand]."""
    plannen = tijden.plannen[kolom]
    maand = np.arange(1.0, tijden.werkt.shape[2] + 1)
    werkdag = tijden.werkdag[kolom][plannen].astype(float)[:, None]
    mate = tabel.mate[:, kolom][plannen][:, None]
    return formule.opgebouwd(maand, werkdag, opbouw, tijden.werkt[kolom][plannen], mate)


def _aanwezig(bezetting: Bezetting, houders: Sequence[int], plannen: Uitsnede) -> float | Getallen:
    """Share of the people asked for that is there, a number or [plan that has it, maand]: the scarcest holder sets
    the pace."""
    aanwezig: float | Getallen = 1.0
    for houder in houders:
        deel = bezetting.factor[:, houder][plannen]
        aanwezig = deel if isinstance(aanwezig, float) else np.minimum(aanwezig, deel)
    return aanwezig


def _plekken(casus: Casus, tabel: Inzettabel, tijden: Looptijden, q: Coefficienten) -> dict[int, list[_Plek]]:
    """Where every deployment works and how much stronger there."""
    hele_wijk: Vlaggen = np.all(tabel.gebied, axis=2)
    aandeel = np.zeros(hele_wijk.shape)
    for nummer, deel in enumerate(casus.aandelen.tolist()):
        aandeel += tabel.gebied[:, :, nummer] * deel
    sterker = formule.concentratie(aandeel, q)
    plekken: dict[int, list[_Plek]] = {}
    for kolom, plannen in tijden.plannen.items():
        overal = hele_wijk[:, kolom, None][plannen]
        plekken[kolom] = [(None, overal.astype(float))] if overal.any() else []
        if overal.all():
            continue
        hier = sterker[:, kolom, None][plannen]
        gericht = tabel.gebied[:, kolom][plannen] & ~overal
        for nummer in np.flatnonzero(gericht.any(axis=0)).tolist():
            plekken[kolom].append((nummer, gericht[:, nummer, None] * hier))
    return plekken
