"""Why did it come out so? What was wrong with a plan, read off its replay, in the words of the case.

A *gebrek* is a place where the model takes something away: a poor start, a stale picture, people who are not there, a
kind of trouble nobody acts on. `ernst` (0 = nothing, about 1 = much) ranks them. The reason of an advice is the gebrek it
takes away most of, of those that its own cards can do something about, with what becomes of it; where there is none, the
stock that changed most, with its loop. No two advices of one judgement have the same.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import HOUDERS, SOORTEN
from simulatie.kern.gegevens.plan import Inzet, Plan
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.gegevens.toestand import ZAKEN
from simulatie.kern.gegevens.woorden import komma, maanden
from simulatie.kern.model.doses import OPSTART_VENSTER, bereken_bezetting
from simulatie.kern.model.inzettabel import Inzettabel, lees_plan
from simulatie.kern.model.simuleer import Lijnen
from simulatie.kern.oordeel.regels import CONVENANT, VRIJMAKEN, Opgezet, startruimte, startwerk
from simulatie.kern.oordeel.tweelingen import PRINCIPES

# What must be seen of a replay to say why.
BEKEKEN = (
    "index",
    "informatiebeeld",
    "samenwerking",
    "angst",
    "vertrouwen",
    "criminele_greep",
    "leegstand",
    "woonfraude",
    "overlast",
    "samenredzaamheid",
    "kwetsbaar",
    "geholpen",
    "verankering",
    "buurgebied",
    "draagkracht",
    "juridisch_risico",
    "stilgelegd",
    *ZAKEN,
)
# A change of a gebrek smaller than this explains nothing.
MERKBAAR = 0.05
# Months of contact after which residents know a face, and after which a picture is stale. [assumption]
MAANDEN_CONTACT = 6
MAANDEN_BEELD = 12
# The kinds of trouble that a case has a name for among its stocks.
EIGEN_NAAM = ("woonfraude",)
# Month until which a start is no delay. [assumption]
OP_TIJD = 9
# A loop with this part of the effect of the clearest one may be told in its place. [assumption]
DUIDELIJK = 0.5
# How many changed cards a reason names.
GENOEMD = 2
# What must be there before anything else is: these two are told first where more is missing. [assumption]
EERST_NODIG = {"onderzoek": 0.2, "regie": 0.1}

ONTBREEKT: Mapping[str, str] = {
    "zoet": "Zonder zoet staan {bewoners} die het goed willen er alleen voor: zij blijven bang en zwijgen (lus A, angst).",
    "zuur": "Zonder zuur houdt het netwerk zijn greep, en lekt een deel van wat u geeft naar het netwerk weg.",
    "zout": "Zonder zout blijven mensen in nood, en juist zij worden door het netwerk geworven (lus G, verankering).",
    "bitter": "Zonder bitter kijkt niemand wie er komt in {panden} die leeg raken: hetzelfde netwerk keert terug (lus B, leegstand).",
    "onderzoek": "Zonder onderzoek is er geen beeld van adressen en netwerken: zuur treft de verkeerde deuren (lus C, misser).",
    "regie": "Zonder regie werken partijen langs elkaar heen en is elk dossier half (lus F, draagkracht).",
}


@dataclass(frozen=True)
class Gebrek:
    """`over` tells apart the same kind of gebrek of another principle or kind of trouble.

    raakt   codes of the cards that can do something about it, however they change; begin: of those that do so only by
            beginning in another month
    stand   how it is, in a few words that follow "is dat"; "" where that says nothing
    """

    over: str
    ernst: float
    zin: str
    raakt: frozenset[str] = field(default_factory=frozenset)
    stand: str = ""
    begin: frozenset[str] = field(default_factory=frozenset)
    minder: bool = False


@dataclass(frozen=True)
class Replay:
    """One plan and how it went: lines per month 0..horizon of BEKEKEN, and the share of the people asked for that is
    there, [houder, maand]."""

    casus: Casus
    plan: Plan
    lijn: Mapping[str, Getallen]
    aanwezig: Getallen

    def gebreken(self) -> tuple[Gebrek, ...]:
        """Everything that was wrong, the worst first."""
        return tuple(
            sorted((g for g in self.gewogen.values() if g.ernst > 0), key=lambda g: (-g.ernst, g.over))
        )

    @cached_property
    def gewogen(self) -> Mapping[str, Gebrek]:
        """Everything that can be wrong with a plan like this, by `over`; what is in order has ernst 0."""
        opgezet, q = Opgezet(self.casus, self.plan), self.casus.parameters.coefficienten()
        return {g.over: g for zoek in GEBREKEN for g in zoek(self, opgezet, q)}


def replays(casus: Casus, tabel: Inzettabel, uit: Lijnen) -> list[Replay]:
    """One per plan of `tabel`; `uit` is what the model answered about BEKEKEN."""
    factor = bereken_bezetting(casus, tabel, casus.parameters.coefficienten()).factor
    return [
        Replay(casus, lees_plan(casus, tabel, rij), {n: w[rij] for n, w in uit.lijn.items()}, factor[rij])
        for rij in range(len(tabel))
    ]


def reden(voor: Replay, na: Replay, gezegd: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """Why the second does better than the first, and what that says: nothing of `gezegd`, what was said already.

    In one sentence what was wrong (the gebrek that the change takes most away of) and in another what becomes of it, by
    which card; or else the stock that gained most by it.
    """
    anders = veranderingen(voor.casus, voor.plan, na.plan)
    minder = []
    for over, gebrek in voor.gewogen.items():
        nog = na.gewogen.get(over)
        begin = gebrek.begin | (nog.begin if nog else frozenset())
        hierdoor = [v for v in anders if v.kaart in gebrek.raakt or (v.begint and v.kaart in begin)]
        if gebrek.minder:
            hierdoor = [v for v in hierdoor if v.meer <= 0]
        verschil = gebrek.ernst - (nog.ernst if nog else 0.0)
        if hierdoor and over not in gezegd and verschil > MERKBAAR:
            minder.append((verschil, over, gebrek, nog, hierdoor))
    if minder:
        _, over, gebrek, nog, hierdoor = max(minder, key=lambda m: m[0])
        wat = _noem(hierdoor)
        stand = nog.stand if nog else ""
        return f"{gebrek.zin} Dat verandert {wat}{f': dan is dat {stand}' if stand else ''}.", (over,)
    metingen = _lusmetingen(voor, na)
    duidelijk = [m for m in metingen if m.winst >= DUIDELIJK * metingen[0].winst]
    for meting in (*(m for m in duidelijk if m.over not in gezegd), *metingen):
        if meting.zin not in gezegd:
            return f"{_hoofdletter(_noem(anders))}: {meting.zin}.", (meting.over, meting.zin)
    regel = na.lijn["index"] - voor.lijn["index"]
    maand = int(np.argmax(regel))
    van, tot = (komma(float(replay.lijn["index"][maand])) for replay in (voor, na))
    return (
        f"{_hoofdletter(_noem(anders))}: leefbaarheid in maand {maand} op {tot} in plaats van {van}; geen van de lussen springt eruit.",
        (),
    )


# ---------------------------------------------------------------------------------------------------- what changes


@dataclass(frozen=True)
class Verandering:
    """A card that another plan deploys otherwise. zin: its name and how, after "with" or "without"; begint: whether it
    begins in another month, or is new or gone; gewicht: months at full strength that differ, to tell the largest first;
    meer: how many there are more of."""

    kaart: str
    zin: str
    begint: bool
    gewicht: float
    meer: float


def veranderingen(casus: Casus, eigen: Plan, ander: Plan) -> list[Verandering]:
    """What really changes from the one plan to the other, a card each, the largest first."""
    uit = []
    for code, kaart in casus.kaarten.items():
        hier, daar = (
            sorted((i for i in p.inzetten if i.kaart == code and i.mate > 0), key=lambda i: (i.start, i.duur))
            for p in (eigen, ander)
        )
        if hier != daar:
            gewicht, meer = _verschil(hier, daar, casus.programmaduur)
            hoe = _hoe_anders(casus, hier, daar)
            zin = f"met {code} {kaart.kort} {hoe}" if hoe else f"zonder {code} {kaart.kort}"
            begint = [i.start for i in hier[:1]] != [i.start for i in daar[:1]]
            uit.append(Verandering(code, zin, begint, gewicht, meer))
    return sorted(uit, key=lambda v: -v.gewicht)


def lengteverschil(casus: Casus, eigen: Plan, ander: Plan) -> str:
    """Which cards run longer or shorter in the other plan, as words to add to a sentence about their starts; "" where none
    does."""
    slot = casus.programmaduur
    per_stap: dict[int, list[str]] = {}
    for code, kaart in casus.kaarten.items():
        hier, daar = (
            sum(min(i.einde, slot) - i.start for i in p.inzetten if i.kaart == code) for p in (eigen, ander)
        )
        if hier != daar and hier and daar:
            per_stap.setdefault(daar - hier, []).append(f"{code} {kaart.kort}")
    delen = [
        f"{'loopt' if len(namen) == 1 else 'lopen'} "
        f"{' en '.join(namen) if len(namen) <= GENOEMD else f'{len(namen)} maatregelen'} "
        f"{maanden(abs(stap))} {'langer' if stap > 0 else 'korter'}"
        for stap, namen in sorted(per_stap.items())
    ]
    return f"; daardoor {', en '.join(delen)}" if delen else ""


def _verschil(hier: Sequence[Inzet], daar: Sequence[Inzet], slot: int) -> tuple[float, float]:
    """Months at full strength by which they differ, a little for every place that does; and how many more there are in the
    second."""
    maand = np.zeros((2, slot))
    for rij, inzetten in enumerate((hier, daar)):
        for i in inzetten:
            maand[rij, i.start : min(i.einde, slot)] += i.mate
    meer = maand[1] - maand[0]
    return float(np.abs(meer).sum()) + 0.01, round(float(meer.sum()), 9)


def _hoe_anders(casus: Casus, hier: Sequence[Inzet], daar: Sequence[Inzet]) -> str:
    if not daar:
        return ""
    slot = casus.programmaduur
    if len(hier) != 1 or len(daar) != 1:
        keren = " en ".join(f"maand {i.start} tot {min(i.einde, slot)} op {_procent(i.mate)}" for i in daar)
        return f"{'anders' if hier else 'erbij'} ({keren})"
    was, wordt = hier[0], daar[0]
    delen = []
    if was.start != wordt.start:
        delen.append(f"vanaf maand {wordt.start} in plaats van {was.start}")
    if min(was.einde, slot) != min(wordt.einde, slot):
        delen.append(f"tot maand {min(wordt.einde, slot)} in plaats van {min(was.einde, slot)}")
    if _procent(was.mate) != _procent(wordt.mate):
        delen.append(f"op {_procent(wordt.mate)} in plaats van {_procent(was.mate)}")
    if was.deelgebieden != wordt.deelgebieden:
        delen.append(f"gericht op {_waar(casus, wordt)}")
    return " en ".join(delen) or f"op {komma(100 * wordt.mate)} % in plaats van {komma(100 * was.mate)} %"


def _waar(casus: Casus, inzet: Inzet) -> str:
    namen = [d.naam for d in casus.deelgebieden if inzet.deelgebieden and d.sleutel in inzet.deelgebieden]
    return " en ".join(namen) or casus.woorden["overal"]


def _procent(mate: float) -> str:
    return f"{round(100 * mate)} %"


def _noem(anders: Sequence[Verandering]) -> str:
    """The largest changes, by name."""
    genoemd = ", en ".join(v.zin for v in anders[:GENOEMD])
    rest = len(anders) - GENOEMD
    if rest <= 0:
        return genoemd
    return f"{genoemd}, en met nog {rest} andere {'wijziging' if rest == 1 else 'wijzigingen'}"


def _hoofdletter(zin: str) -> str:
    return zin[:1].upper() + zin[1:]


def diagnose(replay: Replay) -> str:
    """One sentence on what is most wrong with a plan that does no better than nothing."""
    gebreken = replay.gebreken()
    if not replay.plan.inzetten:
        return f"Er gebeurt niets in dit plan, en zonder programma glijdt {replay.casus.woorden['gebied']} langzaam weg."
    begin = f"Met dit plan gaat {replay.casus.woorden['gebied']} er niet op vooruit."
    if not gebreken:
        return f"{begin} Er wordt te weinig gedaan om de greep van het netwerk te breken."
    return f"{begin} Kijk hier het eerst naar: {gebreken[0].zin}"


# ---------------------------------------------------------------------------------------------------- what can be wrong


def _mensen(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    tekort = 1 - replay.aanwezig
    for nummer, houder in enumerate(HOUDERS):
        krap = np.flatnonzero(tekort[nummer] > 1e-6)
        raakt = frozenset(k.code for k in replay.casus.kaarten.values() if k.inzet.get(houder))
        if len(krap):
            ernst = float(2 * tekort[nummer].mean())
            zin = (
                f"{replay.casus.houders[houder]}: te weinig mensen in {maanden(len(krap))}, voor het eerst in maand "
                f"{krap[0]}; alles wat deze partij dan doet, werkt minder."
            )
            yield Gebrek(
                f"mensen {houder}", ernst, zin, raakt, f"nog zo in {maanden(len(krap))}", minder=True
            )


def _kaarten(casus: Casus, *principes: str) -> frozenset[str]:
    return frozenset(code for code, kaart in casus.kaarten.items() if kaart.principe in principes)


def _eerste(plan: Opgezet, principe: str) -> tuple[Inzet, int] | None:
    """The deployment of a principle that begins to work first, and when."""
    inzetten = plan.van(principe)
    if not inzetten:
        return None
    eerste = min(inzetten, key=lambda i: (plan.werkdag(i), i.kaart))
    dag = plan.werkdag(eerste)
    return (eerste, dag) if dag < plan.casus.programmaduur else None


def _naam(plan: Opgezet, inzet: Inzet) -> str:
    return f"{inzet.kaart} {plan.casus.kaarten[inzet.kaart].kort}"


def _beeld(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    """No picture yet when zuur began, and a picture that had gone stale while it ran."""
    if not (eerste := _eerste(plan, "zuur")):
        return
    inzet, dag = eerste
    beeld = replay.lijn["informatiebeeld"]
    nodig = float(np.mean(q.fundament_beeld_zuur))
    zin = (
        f"Toen {_naam(plan, inzet)} in maand {dag} aan het werk ging, was uw beeld van adressen en netwerken pas "
        f"{beeld[dag]:.0f} van de 100: zo trof dit vaker de verkeerde deur (lus C, misser)."
    )
    raakt, begin = _kaarten(replay.casus, "onderzoek"), frozenset({inzet.kaart})
    stand = f"{beeld[dag]:.0f} van de 100 bij {_naam(plan, inzet)} in maand {dag}"
    yield Gebrek("beeld", 1 - min(1.0, float(beeld[dag]) / max(nodig, 1e-9)), zin, raakt, stand, begin)
    onderzoek, einde = plan.laatste(plan.van("onderzoek")), plan.laatste(plan.van("zuur"))
    oud = einde - onderzoek
    if plan.van("onderzoek") and oud > 0:
        zin = (
            f"Het onderzoek stopte in maand {onderzoek} en zuur liep door tot maand {einde}: uw beeld was toen "
            f"{maanden(oud)} oud, dus trof zuur vaker de verkeerde deuren (lus C, misser)."
        )
        yield Gebrek(
            "oud beeld",
            min(1.0, oud / (2 * MAANDEN_BEELD)),
            zin,
            raakt | _kaarten(replay.casus, "zuur"),
            maanden(oud),
        )


def _afspraken(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    for principe in PRINCIPES:
        if not (eerste := _eerste(plan, principe)):
            continue
        inzet, dag = eerste
        nu, nodig = (
            float(replay.lijn["samenwerking"][dag]),
            float(np.mean(getattr(q, f"fundament_samen_{principe}"))),
        )
        zin = (
            f"Toen {_naam(plan, inzet)} in maand {dag} begon, waren de afspraken tussen partijen nog dun "
            f"(samenwerking {100 * nu:.0f} van de 100), en zo'n zwak begin werkt jaren door."
        )
        raakt, begin = _kaarten(replay.casus, "regie"), frozenset({inzet.kaart})
        stand = f"{100 * nu:.0f} van de 100 bij {_naam(plan, inzet)} in maand {dag}"
        ernst = 0.7 * (1 - min(1.0, nu / max(nodig, 1e-9)))
        yield Gebrek(f"afspraken {principe}", ernst, zin, raakt, stand, begin)


def _contact(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    zoet = plan.eerste(plan.van("zoet"))
    for principe in ("zuur", "zout"):
        if plan.van("zoet") and (eerste := _eerste(plan, principe)):
            inzet, dag = eerste
            bekend = max(0, dag - zoet)
            hoe = f"pas {maanden(bekend)} gewerkt aan zoet" if bekend else "nog niet gewerkt aan zoet"
            zin = (
                f"Toen {_naam(plan, inzet)} in maand {dag} begon, was er {hoe}: wie u niet kent, doet niet open en meldt "
                "niet (lus A, angst)."
            )
            begin = frozenset({inzet.kaart, *(i.kaart for i in plan.van("zoet") if plan.werkdag(i) == zoet)})
            stand = f"{maanden(bekend)} bij {_naam(plan, inzet)} in maand {dag}"
            ernst = 0.4 * max(0.0, 1 - bekend / MAANDEN_CONTACT)
            yield Gebrek(f"contact {principe}", ernst, zin, frozenset(), stand, begin)


def _poort(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    panden = plan.casus.woorden["panden"]
    leeg, poort = plan.met(*VRIJMAKEN, principe="zuur"), plan.met("bitter", principe="bitter")
    if not leeg or not poort:
        return
    eerste = min(leeg, key=lambda i: (plan.werkdag(i), i.kaart))
    vanaf, screent = plan.werkdag(eerste), plan.eerste(poort)
    raakt = _kaarten(replay.casus, "bitter", "zuur")
    if screent > vanaf:
        zin = (
            f"Door {_naam(plan, eerste)} komen {panden} leeg vanaf maand {vanaf}, maar de screening werkt pas vanaf maand "
            f"{screent}: {maanden(screent - vanaf)} lang kan hetzelfde netwerk er weer in (lus B, leegstand)."
        )
        yield Gebrek(
            "poort", min(1.0, (screent - vanaf) / 18), zin, frozenset(), maanden(screent - vanaf), raakt
        )
    einde = plan.laatste(poort)
    over = plan.laatste(leeg) - einde
    if over > 0:
        zin = (
            f"De screening stopte in maand {einde}, {maanden(over)} voordat zuur klaar was met {panden} vrijmaken "
            "(lus B, leegstand)."
        )
        yield Gebrek("poort dicht", min(1.0, over / 18), zin, raakt, maanden(over))


def _opstart(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    """Too much at once around one month."""
    inzetten = plan.van(*PRINCIPES)
    if not np.any(q.opstart_last) or not inzetten:
        return
    drukst, werk = 0, -1.0
    for maand in sorted({i.start for i in inzetten}):
        nu = startwerk(plan.casus, Plan(inzetten), maand)
        if nu > werk:
            drukst, werk = maand, nu
    aantal = sum(abs(i.start - drukst) <= OPSTART_VENSTER for i in inzetten)
    zin = (
        f"Rond maand {drukst} beginnen {aantal} maatregelen tegelijk. Dat krijgt niemand goed opgestart; een zwak begin "
        "werkt lang door."
    )
    ernst = max(0.0, 1 - startruimte(plan.casus) / max(werk, 1e-9))
    stand = f"hoogstens {aantal} rond maand {drukst}"
    yield Gebrek("opstart", ernst, zin, frozenset(plan.casus.kaarten), stand)


def _te_kort(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    slot = plan.casus.programmaduur
    for principe, wat in (("zoet", "steun"), ("zout", "hulp")):
        einde = plan.laatste(plan.van(principe))
        if 0 < einde < slot:
            zin = (
                f"De {wat} ({principe}) stopt in maand {einde}, {maanden(slot - einde)} voor het einde: wat er is bereikt, "
                "is dan nog niet geworteld en zakt terug (lus G, verankering)."
            )
            raakt = _kaarten(replay.casus, principe)
            yield Gebrek(f"te kort {principe}", (slot - einde) / slot, zin, raakt, f"maand {einde}")


def _te_laat(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    for principe in (*PRINCIPES, "onderzoek", "regie"):
        if eerste := _eerste(plan, principe):
            inzet, dag = eerste
            weg = replay.lijn["index"][dag] < replay.lijn["index"][0]
            gevolg = (
                f"tot die tijd gleed {plan.casus.woorden['gebied']} verder weg"
                if weg
                else "zo lang bleef dat liggen"
            )
            zin = f"Pas in maand {dag} ging {_naam(plan, inzet)} ({principe}) aan het werk: {gevolg}."
            begin = frozenset({inzet.kaart})
            ernst = 0.5 * min(1.0, max(0, dag - OP_TIJD) / 18)
            yield Gebrek(f"laat {principe}", ernst, zin, frozenset(), f"maand {dag}", begin)


def _ontbreekt(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    heeft = {i.kaart for i in plan.inzetten}
    if plan.van("regie") and plan.van("zuur") and CONVENANT in plan.casus.kaarten.keys() - heeft:
        naam = f"{CONVENANT} {plan.casus.kaarten[CONVENANT].kort}"
        zin = (
            f"Zonder {naam} delen partijen geen gegevens: elk dossier voor zuur is half (lus F, draagkracht)."
        )
        yield Gebrek("ontbreekt convenant", 1.05, zin, frozenset({CONVENANT}))
    for principe, hoezo in ONTBREEKT.items():
        if not plan.van(principe):
            ernst = 1.0 + EERST_NODIG.get(principe, 0.0)
            zin = hoezo.format_map(plan.casus.woorden)
            yield Gebrek(f"ontbreekt {principe}", ernst, zin, _kaarten(replay.casus, principe))


def _soorten(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    """What is wrong here and is not acted on. Where there is no zuur at all that is said already."""
    for soort, gewoon in SOORTEN.items():
        wat = _klein(plan.casus.namen.get(soort, gewoon)) if soort in EIGEN_NAAM else gewoon
        deel = float(np.mean(getattr(q, f"zaken_deel_{soort}")))
        nog = float(replay.lijn[f"zaken_{soort}"][plan.casus.programmaduur])
        bezig = plan.met(f"zaak_{soort}", principe="zuur")
        hoe = f"Tegen {wat} deed dit plan te weinig" if bezig else f"Tegen {wat} doet dit plan niets"
        zin = f"{hoe}: aan het einde staat {100 * nog:.0f} % van die zaken nog open, en daar houdt het netwerk zijn greep."
        raakt = frozenset(c for c, k in plan.casus.kaarten.items() if k.werking.get(f"zaak_{soort}", 0.0) > 0)
        stand = f"{100 * nog:.0f} %"
        yield Gebrek(f"soort {soort}", 1.5 * deel * nog if plan.van("zuur") else 0.0, zin, raakt, stand)


def _stop(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    gestopt = np.flatnonzero(replay.lijn["stilgelegd"] > 0)
    if len(gestopt):
        zin = f"In maand {gestopt[0]} zijn zuur en bitter stilgelegd, omdat te veel dossiers te dun waren. Dat kost vertrouwen en tijd."
        raakt = _kaarten(replay.casus, "onderzoek", "regie", "zuur", "bitter")
        stand = f"later, in maand {gestopt[0]}" if len(gestopt) == 1 else f"nog {len(gestopt)} keer zo"
        yield Gebrek("stop", min(1.5, 0.8 * len(gestopt)), zin, raakt, stand)
    uitgeput = np.flatnonzero(replay.lijn["draagkracht"] < float(np.mean(q.draagkracht_grens)))
    if len(uitgeput):
        zin = f"Vanaf maand {uitgeput[0]} was het team op. Dan werkt alles half (lus F, draagkracht)."
        stand = f"maand {uitgeput[0]}"
        yield Gebrek("uitgeput", min(1.0, len(uitgeput) / 24), zin, frozenset(replay.casus.kaarten), stand)


GEBREKEN = (
    _mensen,
    _beeld,
    _afspraken,
    _contact,
    _poort,
    _opstart,
    _te_kort,
    _te_laat,
    _ontbreekt,
    _soorten,
    _stop,
)


# ---------------------------------------------------------------------------------------------------- which loop


@dataclass(frozen=True)
class Lusmeting:
    """A stock by which a loop shows: `teken` 1 when more is better; `maat` is a difference of weight one."""

    grootheid: str
    naam: str
    teken: int
    maat: float
    gevolg: str


LUSMETINGEN: Sequence[Lusmeting] = (
    Lusmeting(
        "angst", "angst", -1, 10.0, "wie minder bang is, meldt, en dan treft zuur beter (lus A, angst)"
    ),
    Lusmeting(
        "woonfraude", "woningen in verkeerde handen", -1, 2.0, "wat vrijkomt, blijft vrij (lus B, leegstand)"
    ),
    Lusmeting("vertrouwen", "vertrouwen", 1, 10.0, "wie u vertrouwt, meldt en doet open (lus C, misser)"),
    Lusmeting(
        "overlast",
        "overlast",
        -1,
        10.0,
        "waar het rustiger is, doen mensen meer voor elkaar (lus D, overlast)",
    ),
    Lusmeting(
        "buurgebied",
        "druk op de omgeving",
        -1,
        5.0,
        "er schuift minder door en er komt minder terug (lus E, waterbed)",
    ),
    Lusmeting(
        "draagkracht", "draagkracht", 1, 12.0, "een team met energie houdt het vol (lus F, draagkracht)"
    ),
    Lusmeting(
        "geholpen",
        "mensen die hulp hebben",
        1,
        3.0,
        "hulp die lang genoeg duurt, houdt stand (lus G, verankering)",
    ),
)


@dataclass(frozen=True)
class Lusverschil:
    """A stock that is better in the one replay than in the other; winst in weights of its measure."""

    over: str
    winst: float
    zin: str


def lusverschil(voor: Replay, na: Replay, aanhef: str) -> str:
    """Which loop makes the second better than the first, the clearest one; measured at the end of the programme."""
    gemeten = _lusmetingen(voor, na)
    if not gemeten:
        return f"{aanhef}: aan het einde van het programma is in geen van de lussen een duidelijk verschil te zien."
    return f"{aanhef}: {gemeten[0].zin}."


def _lusmetingen(voor: Replay, na: Replay) -> list[Lusverschil]:
    """What is better in the second at the end of the programme, as far as its figures show it, the clearest first."""
    casus, maand = voor.casus, voor.casus.programmaduur
    gemeten = []
    for meting in LUSMETINGEN:
        van, tot = (float(r.lijn[meting.grootheid][maand]) for r in (voor, na))
        winst = meting.teken * (tot - van) / meting.maat
        naam = _klein(casus.namen.get(meting.grootheid, meting.naam))
        if winst > 0 and _heel(van) != _heel(tot):
            zin = f"{naam} in maand {maand} op {_heel(tot)} in plaats van {_heel(van)}; {meting.gevolg}"
            gemeten.append(Lusverschil(meting.grootheid, winst, zin))
    return sorted(gemeten, key=lambda m: -m.winst)


def _klein(naam: str) -> str:
    return naam[:1].lower() + naam[1:]


def _heel(getal: float) -> str:
    return komma(getal, 0 if abs(getal) >= 10 else 1)
