"""Why did it come out so? What was wrong with a plan, read off its replay, in the words of the case.

A *gebrek* is a place where the model takes something away: a poor start, a stale picture, people who are not there, a
kind of trouble nobody acts on. `ernst` (0 = nothing, about 1 = much) ranks them; the reason of an advice is the gebrek it
takes away most of. Where it takes none away, the reason is the stock that changed most, with its loop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from simulatie.kern.oordeel.regels import VRIJMAKEN, Opgezet
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
    """`over` tells apart the same kind of gebrek of another principle or kind of trouble."""

    over: str
    ernst: float
    zin: str


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
        opgezet, q = Opgezet(self.casus, self.plan), self.casus.parameters.coefficienten()
        gevonden = [g for zoek in GEBREKEN for g in zoek(self, opgezet, q) if g.ernst > 0]
        return tuple(sorted(gevonden, key=lambda g: (-g.ernst, g.over)))


def replays(casus: Casus, tabel: Inzettabel, uit: Lijnen) -> list[Replay]:
    """One per plan of `tabel`; `uit` is what the model answered about BEKEKEN."""
    factor = bereken_bezetting(casus, tabel, casus.parameters.coefficienten()).factor
    return [
        Replay(casus, lees_plan(casus, tabel, rij), {n: w[rij] for n, w in uit.lijn.items()}, factor[rij])
        for rij in range(len(tabel))
    ]


def reden(voor: Replay, na: Replay) -> str:
    """Why the second does better than the first: the gebrek of the first that the second has least of, or the stock that
    gained most."""
    nog = {g.over: g.ernst for g in na.gebreken()}
    minder = [(g.ernst - nog.get(g.over, 0.0), g) for g in voor.gebreken()]
    verschil, gebrek = max(minder, key=lambda paar: paar[0], default=(0.0, None))
    if gebrek is not None and verschil > MERKBAAR:
        return gebrek.zin
    return lusverschil(voor, na, "Door deze wijziging")


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
        if len(krap):
            ernst = float(2 * tekort[nummer].mean())
            zin = (
                f"{replay.casus.houders[houder]}: te weinig mensen in {maanden(len(krap))}, voor het eerst in maand "
                f"{krap[0]}. Alles wat deze partij dan doet, werkt minder."
            )
            yield Gebrek(f"mensen {houder}", ernst, zin)


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
    yield Gebrek("beeld", 1 - min(1.0, float(beeld[dag]) / max(nodig, 1e-9)), zin)
    onderzoek, einde = plan.laatste(plan.van("onderzoek")), plan.laatste(plan.van("zuur"))
    oud = einde - onderzoek
    if plan.van("onderzoek") and oud > 0:
        zin = (
            f"Het onderzoek stopte in maand {onderzoek} en zuur liep door tot maand {einde}: uw beeld was toen "
            f"{maanden(oud)} oud, dus trof zuur vaker de verkeerde deuren (lus C, misser)."
        )
        yield Gebrek("oud beeld", min(1.0, oud / (2 * MAANDEN_BEELD)), zin)


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
            f"(samenwerking {100 * nu:.0f} van de 100). Zo'n zwak begin werkt jaren door."
        )
        yield Gebrek(f"afspraken {principe}", 0.7 * (1 - min(1.0, nu / max(nodig, 1e-9))), zin)


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
            yield Gebrek(f"contact {principe}", 0.4 * max(0.0, 1 - bekend / MAANDEN_CONTACT), zin)


def _poort(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    panden = plan.casus.woorden["panden"]
    leeg, poort = plan.met(*VRIJMAKEN, principe="zuur"), plan.met("bitter", principe="bitter")
    if not leeg or not poort:
        return
    eerste = min(leeg, key=lambda i: (plan.werkdag(i), i.kaart))
    vanaf, screent = plan.werkdag(eerste), plan.eerste(poort)
    if screent > vanaf:
        zin = (
            f"Door {_naam(plan, eerste)} komen {panden} leeg vanaf maand {vanaf}, maar de screening werkt pas vanaf maand "
            f"{screent}: {maanden(screent - vanaf)} lang kan hetzelfde netwerk er weer in (lus B, leegstand)."
        )
        yield Gebrek("poort", min(1.0, (screent - vanaf) / 18), zin)
    einde = plan.laatste(poort)
    over = plan.laatste(leeg) - einde
    if over > 0:
        zin = (
            f"De screening stopte in maand {einde}, {maanden(over)} voordat zuur klaar was met {panden} vrijmaken "
            "(lus B, leegstand)."
        )
        yield Gebrek("poort dicht", min(1.0, over / 18), zin)


def _opstart(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    """Too much at once around one month."""
    ruimte = float(np.mean(q.opstart_ruimte)) * sum(plan.casus.capaciteit.values())
    inzetten = plan.van(*PRINCIPES)
    if not np.any(q.opstart_last) or not inzetten:
        return
    drukst, werk = 0, -1.0
    for maand in sorted({i.start for i in inzetten}):
        nu = sum(
            i.mate * sum(plan.casus.kaarten[i.kaart].inzet.values())
            for i in inzetten
            if abs(i.start - maand) <= OPSTART_VENSTER
        )
        if nu > werk:
            drukst, werk = maand, nu
    aantal = sum(abs(i.start - drukst) <= OPSTART_VENSTER for i in inzetten)
    zin = (
        f"Rond maand {drukst} beginnen {aantal} maatregelen tegelijk. Dat krijgt niemand goed opgestart; een zwak begin "
        "werkt lang door."
    )
    yield Gebrek("opstart", max(0.0, 1 - ruimte / max(werk, 1e-9)), zin)


def _te_kort(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    slot = plan.casus.programmaduur
    for principe, wat in (("zoet", "steun"), ("zout", "hulp")):
        einde = plan.laatste(plan.van(principe))
        if 0 < einde < slot:
            zin = (
                f"De {wat} ({principe}) stopt in maand {einde}, {maanden(slot - einde)} voor het einde: wat er is bereikt, "
                "is dan nog niet geworteld en zakt terug (lus G, verankering)."
            )
            yield Gebrek(f"te kort {principe}", (slot - einde) / slot, zin)


def _te_laat(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    for principe in (*PRINCIPES, "onderzoek", "regie"):
        if eerste := _eerste(plan, principe):
            inzet, dag = eerste
            zin = (
                f"Pas in maand {dag} ging {_naam(plan, inzet)} ({principe}) aan het werk. Tot die tijd gleed "
                f"{plan.casus.woorden['gebied']} verder weg."
            )
            yield Gebrek(f"laat {principe}", 0.5 * min(1.0, max(0, dag - OP_TIJD) / 18), zin)


def _ontbreekt(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    for principe, zin in ONTBREEKT.items():
        if not plan.van(principe):
            yield Gebrek(f"ontbreekt {principe}", 1.0, zin.format_map(plan.casus.woorden))


def _soorten(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    """What is wrong here and is not acted on. Where there is no zuur at all that is said already."""
    for soort, gewoon in SOORTEN.items():
        wat = _klein(plan.casus.namen.get(soort, gewoon)) if soort in EIGEN_NAAM else gewoon
        deel = float(np.mean(getattr(q, f"zaken_deel_{soort}")))
        nog = float(replay.lijn[f"zaken_{soort}"][plan.casus.programmaduur])
        bezig = plan.met(f"zaak_{soort}", principe="zuur")
        hoe = f"Tegen {wat} deed dit plan te weinig" if bezig else f"Tegen {wat} doet dit plan niets"
        zin = f"{hoe}: aan het einde staat {100 * nog:.0f} % van die zaken nog open, en daar houdt het netwerk zijn greep."
        yield Gebrek(f"soort {soort}", 1.5 * deel * nog if plan.van("zuur") else 0.0, zin)


def _stop(replay: Replay, plan: Opgezet, q: Coefficienten) -> Iterator[Gebrek]:
    gestopt = np.flatnonzero(replay.lijn["stilgelegd"] > 0)
    if len(gestopt):
        zin = f"In maand {gestopt[0]} zijn zuur en bitter stilgelegd, omdat te veel dossiers te dun waren. Dat kost vertrouwen en tijd."
        yield Gebrek("stop", min(1.5, 0.8 * len(gestopt)), zin)
    uitgeput = np.flatnonzero(replay.lijn["draagkracht"] < float(np.mean(q.draagkracht_grens)))
    if len(uitgeput):
        zin = f"Vanaf maand {uitgeput[0]} was het team op. Dan werkt alles half (lus F, draagkracht)."
        yield Gebrek("uitgeput", min(1.0, len(uitgeput) / 24), zin)


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


def lusverschil(voor: Replay, na: Replay, aanhef: str) -> str:
    """Which loop makes the second better than the first, the clearest one; measured at the end of the programme."""
    casus, maand = voor.casus, voor.casus.programmaduur
    gemeten = []
    for meting in LUSMETINGEN:
        van, tot = (float(r.lijn[meting.grootheid][maand]) for r in (voor, na))
        gemeten.append((meting.teken * (tot - van) / meting.maat, meting, _heel(van), _heel(tot)))
    winst, meting, eerst, dan = max(gemeten, key=lambda m: m[0])
    if winst <= 0 or eerst == dan:
        return f"{aanhef}: aan het einde van het programma is in geen van de lussen een duidelijk verschil te zien."
    naam = _klein(casus.namen.get(meting.grootheid, meting.naam))
    return f"{aanhef}: {naam} in maand {maand} op {dan} in plaats van {eerst}; {meting.gevolg}."


def _klein(naam: str) -> str:
    return naam[:1].lower() + naam[1:]


def _heel(getal: float) -> str:
    return komma(getal, 0 if abs(getal) >= 10 else 1)
