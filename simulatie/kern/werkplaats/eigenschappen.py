"""What must emerge from the model, measured: `python -m simulatie.kern.werkplaats eigenschappen klosjesbuurt`.

Printed per property: "ja" = within the bound, which is the same for every case, "ri" = not, but in the right direction,
without which a case may not be published, "NEE" = neither.

G = (index - index of doing nothing) / (index of the best known plan - index of doing nothing), with index what plans are
compared by: the years of the programme and what lasts. No term of the model rewards any of these properties directly.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.gegevens.plan import Plan, PlanOngeldig
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.inlezen.casus_lezen import laad_casus
from simulatie.kern.model.doses import bereken_bezetting
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel, stapel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.onzekerheid import trek_coefficienten
from simulatie.kern.oordeel.oordeel import Oordeel, beoordeel
from simulatie.kern.oordeel.waardering import over_meetvenster
from simulatie.kern.werkplaats.ijk import beste_gelijke
from simulatie.kern.werkplaats.proefplannen import (
    SMAKEN,
    ZES,
    achter_elkaar,
    beginners,
    elke_kaart_alleen,
    fouten,
    leeg,
    met_mensen_genoeg,
    mildere_fouten,
    op_de_juiste_kaarten,
    principe_alleen,
    willekeurig,
)
from simulatie.kern.werkplaats.zoek_referentie import Instelling, zoek

WILLEKEURIG = 10_000
CONTEXTEN = 200
ZAAD = 11
# Long enough to see whether the neighbourhood stays where it was brought.
LANGE_HORIZON = 240
BEGINNERS = 300
# Share of what is attainable from which a plan passes.
GEHAALD = 0.6
# Part of the effort of a card that comes however small the deployment: what the table of effort is counted with.
INZET_VAST = 0.3
# What is left of a plan when order and timing are taken away: in words, and the most of its gain that may be left.
JUISTE_KAARTEN = {
    "maand 0 geschaald": ("alles in maand 0, passend bij het geld", 0.75),
    "maand 0": ("alles in maand 0", 0.85),
    "geschud": ("begin door elkaar, mediaan", 0.8),
    "gelijk": ("een begin, duur en mate, beste van een raster", 0.7),
    "na elkaar": ("achter elkaar, beste van 24 volgordes", 0.6),
}
# The crafts that may name a mistake; a principle that is missing is a matter of coherence.
VAK_VAN_FOUT = {
    "zuur vroeg": ("volgorde", "timing"),
    "bitter laat": ("volgorde", "timing"),
    "jaar later": ("timing",),
    "half": ("mate",),
    "vol": ("mate",),
    "zuur nooit af": ("duur",),
    "stop 30": ("duur",),
}


@dataclass(frozen=True)
class Eigenschap:
    """nummer as in the design; waarde against grens; houdt = the bound holds; richting = the value points the way it
    must."""

    nummer: str
    naam: str
    waarde: float
    grens: str
    houdt: bool
    richting: bool


@dataclass(frozen=True)
class Meetlat:
    """The case, its reference plan as a table, and what G is counted from."""

    casus: Casus
    q: Coefficienten
    referentie: Inzettabel
    niets: float
    beste: float

    def winst(self, tabel: Inzettabel) -> Getallen:
        """G per plan, [plan]."""
        index = lijnen(self.casus, tabel, q=self.q).lijn["index"]
        return (over_meetvenster(self.casus, index) - self.niets) / (self.beste - self.niets)

    def lijnen(self, tabel: Inzettabel, *namen: str, horizon: int | None = None) -> dict[str, Getallen]:
        return dict(lijnen(self.casus, tabel, namen, q=self.q, horizon=horizon).lijn)


def meetlat(casus: Casus, q: Coefficienten | None = None) -> Meetlat:
    q = q or casus.parameters.coefficienten()
    referentie = maak_tabel(casus, [casus.referentieplan])
    index = [lijnen(casus, tabel, q=q).lijn["index"] for tabel in (leeg(casus, 1), referentie)]
    niets, beste = (float(over_meetvenster(casus, lijn)[0]) for lijn in index)
    return Meetlat(casus, q, referentie, niets, beste)


def meet(lat: Meetlat, diep: bool = False) -> Iterator[Eigenschap]:
    """Properties 1-5, 7, 8 and 10; with `diep` also what takes minutes: random plans, searches without a principle, and
    the whole judgement of every plan with one mistake (3)."""
    for deel in (_experts, _herkenbaar, _fouten, _juiste_kaarten, _beginners):
        yield from deel(lat)
    for deel in (_niets_doen, _een_smaak, _alleen_zuur, _raak, _kentering, _een_schaal):
        yield from deel(lat)
    if diep:
        yield from geen_toverplan(lat)
        yield from een_fout_zakt(lat)


def _hoogstens(nummer: str, naam: str, waarde: float, grens: float, richting: float = 1.0) -> Eigenschap:
    """A value that must not be above `grens`, and in no case above `richting`."""
    return Eigenschap(
        nummer, naam, round(float(waarde), 4), f"≤ {grens}", bool(waarde <= grens), bool(waarde <= richting)
    )


def _tussen(
    nummer: str, naam: str, waarde: float, grens: tuple[float, float], richting: tuple[float, float]
) -> Eigenschap:
    """A value that must lie within `grens`, and in every case within `richting`."""
    return Eigenschap(
        nummer,
        naam,
        round(float(waarde), 4),
        f"{grens[0]} tot {grens[1]}",
        bool(grens[0] <= waarde <= grens[1]),
        bool(richting[0] <= waarde <= richting[1]),
    )


def _minstens(nummer: str, naam: str, waarde: float, grens: float, richting: float) -> Eigenschap:
    """A value that must not be below `grens`, and in no case below `richting`."""
    return Eigenschap(
        nummer, naam, round(float(waarde), 4), f"≥ {grens}", bool(waarde >= grens), bool(waarde >= richting)
    )


def te_betalen(casus: Casus, tabel: Inzettabel) -> bool:
    """Whether the first plan fits the budget."""
    kosten = bereken_bezetting(casus, tabel, casus.parameters.coefficienten()).kosten
    return bool(kosten[0] <= casus.budget)


def _bases(lat: Meetlat) -> Inzettabel:
    """The best known plan and those of practitioners, over the same columns."""
    return maak_tabel(lat.casus, [lat.casus.referentieplan, *lat.casus.vakplannen])


def _experts(lat: Meetlat) -> Iterator[Eigenschap]:
    winst = lat.winst(_bases(lat))[1:]
    yield _minstens("1", "plannen van vakmensen, laagste: G", winst.min(), 0.6, 0.5)
    yield _minstens("1", "plannen van vakmensen, gemiddeld: G", winst.mean(), 0.7, 0.6)


def _herkenbaar(lat: Meetlat) -> Iterator[Eigenschap]:
    """Would a practitioner recognise the best known plan?"""
    casus, plan = lat.casus, lat.casus.referentieplan
    werk: dict[str, float] = dict.fromkeys(ZES, 0.0)
    soorten: dict[str, set[str]] = {}
    eerste: dict[str, int] = {}
    laatste: dict[str, int] = {}
    for inzet in plan.inzetten:
        kaart = casus.kaarten[inzet.kaart]
        einde = min(inzet.einde, casus.programmaduur)
        deel = INZET_VAST + (1 - INZET_VAST) * inzet.mate
        werk[kaart.principe] += sum(kaart.inzet.values()) * deel * (einde - inzet.start)
        begin = inzet.start + casus.aanloop(kaart)
        eerste[kaart.principe] = min(begin, eerste.get(kaart.principe, begin))
        laatste[kaart.principe] = max(einde, laatste.get(kaart.principe, einde))
        if kaart.principe == "zuur" and inzet.duur >= 12 and inzet.mate >= 0.3:
            per_soort = {soort: kaart.werking.get(f"zaak_{soort}", 0.0) for soort in SOORTEN}
            soorten.setdefault(max(per_soort, key=lambda soort: per_soort[soort]), set()).add(inzet.kaart)
    kleinste = min(werk.values()) / (sum(werk.values()) or 1.0)
    yield _minstens("2", "beste plan: kleinste deel van de inzet naar een principe", kleinste, 0.05, 0.03)
    kaarten = sum(len(codes) for codes in soorten.values())
    yield _minstens("2", "beste plan: harde kaarten van een jaar of langer, op 0,3 of meer", kaarten, 3, 2)
    yield _minstens("2", "beste plan: soorten problemen waar zuur op werkt", len(soorten), 3, 2)
    zuur = eerste.get("zuur", casus.programmaduur)
    for ander, naam in (("onderzoek", "onderzoek"), ("regie", "convenant"), ("bitter", "screening")):
        voor = zuur - eerste.get(ander, casus.programmaduur)
        yield _minstens("2", f"beste plan: maanden dat {naam} voor het eerste zuur werkt", voor, 0, -3)
    af = min(laatste.get(p, 0) for p in ("zoet", "zout")) - laatste.get("zuur", 0)
    yield _minstens("2", "beste plan: maanden dat zuur eerder stopt dan zoet en zout", af, 0, -12)


def _fouten(lat: Meetlat) -> Iterator[Eigenschap]:
    """One mistake in the best plan and in each of a practitioner that gets there: what G alone says of it. Whether such
    a plan passes, with the floors under the craft, takes a whole judgement: see `een_fout_zakt`."""
    bases = _bases(lat)
    haalt = lat.winst(bases) >= GEHAALD
    gezakt: list[bool] = []
    kost: list[float] = []
    for rij in np.flatnonzero(haalt).tolist():
        basis = bases.rijen([rij])
        anders = fouten(lat.casus, basis)
        winst = lat.winst(stapel(*anders.values()))
        winst[list(anders).index("vol")] *= te_betalen(lat.casus, anders["vol"])
        gezakt += (winst < GEHAALD).tolist()
        milder = lat.winst(stapel(basis, *mildere_fouten(lat.casus, basis).values()))
        kost += (milder[0] - milder[1:]).tolist()
    naam = "plannen met een fout die alleen al te weinig halen"
    yield _minstens("3", f"{naam}, deel", float(np.mean(gezakt)), 0.95, 0.6)
    yield _minstens("3", "een mildere fout kost minstens, in G", min(kost), 0.08, 0.02)


def _juiste_kaarten(lat: Meetlat) -> Iterator[Eigenschap]:
    bases = _bases(lat)
    eigen = lat.winst(bases)
    deel: dict[str, list[float]] = {naam: [] for naam in JUISTE_KAARTEN}
    for rij in range(len(bases)):
        for naam, tabel in op_de_juiste_kaarten(lat.casus, bases.rijen([rij]), lat.q).items():
            waarde = np.median(lat.winst(tabel)) if naam == "geschud" else lat.winst(tabel).max()
            deel[naam].append(float(waarde) / float(eigen[rij]))
    for naam, (zin, grens) in JUISTE_KAARTEN.items():
        yield _hoogstens("4", f"juiste kaarten, {zin}: deel van de winst", max(deel[naam]), grens, 0.9)


def _beginners(lat: Meetlat) -> Iterator[Eigenschap]:
    winst = lat.winst(beginners(lat.casus, BEGINNERS, ZAAD))
    yield _tussen("5", "plannen van beginners, mediaan: G", float(np.median(winst)), (0.1, 0.4), (0.05, 0.5))
    onder = float((winst < 0).mean())
    yield _hoogstens("5", "plannen van beginners, deel onder niets doen", onder, 0.1, 0.2)


def _niets_doen(lat: Meetlat) -> Iterator[Eigenschap]:
    index = lat.lijnen(leeg(lat.casus, 1), "index")["index"][0]
    daling = index[0] - index[96]
    yield _tussen("7", "niets doen: daling van de index in 96 maanden", daling, (3, 8), (0.5, 15))


def _een_smaak(lat: Meetlat) -> Iterator[Eigenschap]:
    winst = lat.winst(principe_alleen(lat.casus)).reshape(len(SMAKEN), -1).max(axis=1)
    for smaak, g in zip(SMAKEN, winst, strict=True):
        yield _hoogstens("7", f"alleen {smaak}, vol, 48 maanden (beste van drie maten): G", g, 0.35, 0.5)
    bitter = winst[SMAKEN.index("bitter")]
    yield _tussen("7", "alleen bitter is ongeveer nul: G", bitter, (-0.1, 0.1), (-0.3, 0.2))


def _alleen_zuur(lat: Meetlat) -> Iterator[Eigenschap]:
    tabel = stapel(leeg(lat.casus, 1), leeg(lat.casus, 1))
    tabel.mate[1, kaartmatrix(lat.casus).principe == "zuur"] = 1.0
    tabel.einde[1] = 24
    uit = lat.lijnen(tabel, "meldingen", "overlast", "vertrouwen", "stilgelegd", "index")
    meldingen, overlast = (uit[n][1, 12] / uit[n][0, 12] - 1 for n in ("meldingen", "overlast"))
    yield _hoogstens(
        "7", "alleen zuur, hard: meldingen na een jaar t.o.v. niets doen", meldingen, -0.30, -0.1
    )
    yield _tussen(
        "7",
        "alleen zuur, hard: echte overlast na een jaar t.o.v. niets doen",
        overlast,
        (-0.10, 0.10),
        (-0.15, 0.15),
    )
    vertrouwen = uit["vertrouwen"][1, 24] - uit["vertrouwen"][0, 24]
    yield _hoogstens(
        "7", "alleen zuur, hard: vertrouwen in maand 24 t.o.v. niets doen", vertrouwen, -0.01, 0.0
    )
    stops = uit["stilgelegd"][1].sum()
    yield Eigenschap(
        "7", "alleen zuur, hard: keren stilgelegd", float(stops), "≥ 1", bool(stops >= 1), bool(stops >= 1)
    )
    terug = uit["index"][1, 72] - uit["index"][0, 72]
    yield _tussen("7", "alleen zuur, hard: index in maand 72 t.o.v. niets doen", terug, (-5, 5), (-15, 5))


def _kentering(lat: Meetlat) -> Iterator[Eigenschap]:
    ref = lat.referentie
    tabel = stapel(ref.met(mate=np.zeros_like(ref.mate)), ref, ref.met(einde=np.minimum(ref.einde, 15)))
    index = lat.lijnen(tabel, "index", horizon=LANGE_HORIZON)["index"]
    voorsprong = index[1] - index[0]
    yield _minstens(
        "8",
        f"beste plan: voorsprong op niets doen in maand {LANGE_HORIZON}, deel van die in maand 96",
        voorsprong[-1] / voorsprong[96],
        0.8,
        0.6,
    )
    terug = float(index[2, -1] - index[0, -1])
    yield _hoogstens("8", "programma van 15 maanden is terug: verschil met niets doen", terug, 5, 8)


def _een_schaal(lat: Meetlat) -> Iterator[Eigenschap]:
    """The five points of the scale, in G: they must all be there and rise."""
    casus = lat.casus
    winst = [
        0.0,
        float(np.median(lat.winst(beginners(casus, BEGINNERS, ZAAD)))),
        float(lat.winst(maak_tabel(casus, [beste_gelijke(casus)]))[0]),
        float(lat.winst(_bases(lat))[1:].mean()),
        1.0,
    ]
    stap = min(later - eerder for eerder, later in pairwise(winst))
    yield _minstens("10", "vijf punten van de schaal: kleinste stap omhoog in G", stap, 0.03, 0.0)
    bijna = lat.winst(_bases(lat).rijen([0]).met(mate=0.02 * _bases(lat).mate[:1]))[0]
    yield _hoogstens("10", "een bijna leeg plan: G", bijna, 0.03, 0.05)


def een_fout_zakt(lat: Meetlat) -> Iterator[Eigenschap]:
    """Property 3 with the whole judgement: passes the plan of a practitioner, and fails it with one mistake?"""
    casus = lat.casus
    geslaagd, gezakt, genoemd = 0, [], []
    for plan in (casus.referentieplan, *casus.vakplannen):
        if not beoordeel(casus, plan).geslaagd:
            continue
        geslaagd += 1
        for naam, tabel in fouten(casus, maak_tabel(casus, [plan])).items():
            oordeel = _oordeel_als_het_mag(casus, lees_plan(casus, tabel, 0))
            gezakt.append(oordeel is None or not oordeel.geslaagd)
            if oordeel is not None:
                laagste = min(oordeel.vakmanschap, key=lambda vak: vak.score).sleutel
                genoemd.append(laagste in VAK_VAN_FOUT.get(naam, ("samenhang",)))
    yield _minstens("1", "plannen van vakmensen en het beste plan die slagen", geslaagd, 7, 4)
    yield _minstens("3", "plannen met een fout die zakken, deel", float(np.mean(gezakt)), 0.95, 0.6)
    yield _minstens("3", "het laagste vak noemt de fout, deel", float(np.mean(genoemd)), 0.95, 0.3)


def _oordeel_als_het_mag(casus: Casus, plan: Plan) -> Oordeel | None:
    """The judgement; None where the plan may not be handed in."""
    try:
        return beoordeel(casus, plan)
    except PlanOngeldig:
        return None


def _raak(lat: Meetlat) -> Iterator[Eigenschap]:
    """Zuur at high precision with zoet beside it: the hard cards and the help that were chosen for this case, as hard
    as anyone did, a year after research, direction and zoet began, with people enough."""
    casus = lat.casus
    tabel = stapel(leeg(casus, 1), leeg(casus, 1))
    principe = kaartmatrix(casus).principe
    codes = list(kaartmatrix(casus).codes)
    tabel.mate[1, np.isin(principe, ("onderzoek", "regie", "zoet"))] = 1.0
    for inzet in (i for plan in (*casus.vakplannen, casus.referentieplan) for i in plan.inzetten):
        kolom = codes.index(inzet.kaart)
        if principe[kolom] in ("zuur", "zout"):
            tabel.mate[1, kolom] = max(tabel.mate[1, kolom], inzet.mate)
    tabel.start[1, principe == "zuur"] = 12
    # Everything begins at once here, which is another mistake: leave out what that costs.
    rustig = replace(lat.q, opstart_last=0.0)
    uit = lijnen(met_mensen_genoeg(casus), tabel, ("precisie", "vertrouwen"), q=rustig).lijn
    precisie = float(uit["precisie"][1, 18])
    yield Eigenschap(
        "7",
        "precisie als zuur begint te werken (maand 18)",
        precisie,
        "> 0.7",
        precisie > 0.7,
        precisie > 0.65,
    )
    verschil = float(uit["vertrouwen"][1, 36] - uit["vertrouwen"][0, 36])
    naam = "raak zuur met zoet: vertrouwen na 24 maanden zuur t.o.v. niets doen"
    yield Eigenschap("7", naam, verschil, "≥ 0", verschil >= 0, verschil >= 0)


def willekeurig_en_los(lat: Meetlat, aantal: int = WILLEKEURIG) -> Iterator[Eigenschap]:
    """What needs no search: random plans and single cards."""
    winst = lat.winst(willekeurig(lat.casus, aantal, ZAAD))
    naam = f"{aantal} willekeurige betaalbare plannen"
    yield _hoogstens("9", f"{naam}, mediaan: G", np.median(winst), 0.2, 0.6)
    yield _hoogstens("9", f"{naam}, 99e percentiel: G", np.quantile(winst, 0.99), 0.6, 0.9)
    yield _hoogstens("9", "beste losse kaart: G", lat.winst(elke_kaart_alleen(lat.casus)).max(), 0.15, 0.3)


def geen_toverplan(
    lat: Meetlat, instelling: Instelling | None = None, aantal: int = WILLEKEURIG
) -> Iterator[Eigenschap]:
    """Random plans, single cards, the best plan without one of the principles, more of a card."""
    yield from willekeurig_en_los(lat, aantal)
    for smaak in SMAKEN:
        rest = Plan(
            inzet
            for inzet in lat.casus.referentieplan.inzetten
            if lat.casus.kaarten[inzet.kaart].principe != smaak
        )
        _, waarde = zoek(lat.casus, instelling, frozenset([smaak]), lat.q, voorbeelden=[rest])
        g = (waarde - lat.niets) / (lat.beste - lat.niets)
        yield _hoogstens("9", f"beste plan dat een zoektocht zonder {smaak} vindt: G", g, 0.8, 0.999)
    naam = f"deel van de kaarten waarvan meer nooit slechter is ({CONTEXTEN} plannen)"
    yield _hoogstens("9", naam, meer_nooit_slechter(lat), 0.10, 0.25)


def meer_nooit_slechter(lat: Meetlat) -> float:
    """Share of the cards that are in no context worse at full strength than at half. A context is a random plan."""
    contexten = willekeurig(lat.casus, CONTEXTEN, ZAAD)
    nooit = 0
    for kaart in range(len(lat.casus.kaarten)):
        half, vol = contexten.rijen(slice(None)), contexten.rijen(slice(None))
        half, vol = (t.met(mate=t.mate.copy()) for t in (half, vol))
        half.mate[:, kaart], vol.mate[:, kaart] = 0.5, 1.0
        nooit += bool((lat.winst(vol) >= lat.winst(half) - 1e-9).all())
    return nooit / len(lat.casus.kaarten)


def gevoeligheid(lat: Meetlat, trekkingen: int = 1000, spreiding: float = 0.30) -> Iterator[Eigenschap]:
    """Property 9: the share of draws, every coefficient up to `spreiding` off at once, in which the others keep their
    direction. Every draw has its own doing nothing and its own reference; the plans stay what they are."""
    q = trek_coefficienten(lat.casus, trekkingen, spreiding, ZAAD)

    def draai(plannen: Inzettabel, rij: int = 0) -> dict[str, Getallen]:
        veel = plannen.rijen(np.full(trekkingen, rij))
        return dict(lijnen(lat.casus, veel, ("index", "vertrouwen", "meldingen"), q=q).lijn)

    def eind(uit: dict[str, Getallen]) -> Getallen:
        return over_meetvenster(lat.casus, uit["index"])

    niets, beste = draai(leeg(lat.casus, 1)), eind(draai(lat.referentie))
    goed: dict[str, Vlaggen] = {}
    alleen = principe_alleen(lat.casus, maten=(1.0,))
    goed["elke smaak alleen haalt minder dan de helft"] = np.all(
        [eind(draai(alleen, rij)) - eind(niets) < 0.5 * (beste - eind(niets)) for rij in range(len(alleen))],
        axis=0,
    )
    zuur = draai(alleen.met(einde=np.minimum(alleen.einde, 24)), SMAKEN.index("zuur"))
    goed["alleen zuur verliest vertrouwen en meldingen en valt terug"] = (
        (zuur["vertrouwen"][:, 24] < niets["vertrouwen"][:, 24])
        & (zuur["meldingen"][:, 12] < 0.75 * niets["meldingen"][:, 12])
        & (zuur["index"][:, 72] - niets["index"][:, 72] < 5)
    )
    anders = fouten(lat.casus, lat.referentie) | mildere_fouten(lat.casus, lat.referentie)
    anders |= {"stop 15": lat.referentie.met(einde=np.minimum(lat.referentie.einde, 15))}
    juiste = op_de_juiste_kaarten(lat.casus, lat.referentie, lat.q)
    for naam, tabel in (anders | {naam: juiste[naam].rijen([0]) for naam in juiste}).items():
        if naam != "vol":
            goed[f"{naam} is minder"] = eind(draai(tabel)) < beste
    reeks = achter_elkaar(lat.casus, lat.referentie)
    tegelijk = eind(draai(reeks))
    goed["achter elkaar minder dan tegelijk"] = np.all(
        [eind(draai(reeks, rij)) < tegelijk for rij in range(1, len(reeks))], axis=0
    )
    for naam, juist in goed.items():
        deel = float(juist.mean())
        yield Eigenschap(
            "9", f"{trekkingen} trekkingen ±30 %; {naam}", deel, "≥ 0.95", deel >= 0.95, deel >= 0.8
        )


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("casus", nargs="?", default="klosjesbuurt")
    lezer.add_argument("--diep", action="store_true", help="ook wat minuten duurt")
    lezer.add_argument("--gevoelig", action="store_true", help="ook eigenschap 9: trekkingen")
    keuze = lezer.parse_args()
    lat = meetlat(laad_casus(keuze.casus))
    print(f"niets doen {lat.niets:.2f}, referentieplan {lat.beste:.2f}")
    for e in meet(lat, keuze.diep):
        _druk_af(e)
    for e in gevoeligheid(lat) if keuze.gevoelig else ():
        _druk_af(e)


def _druk_af(e: Eigenschap) -> None:
    oordeel = "ja " if e.houdt else "ri " if e.richting else "NEE"
    print(f"{oordeel} {e.nummer:>3}  {e.naam}: {e.waarde:.3f} ({e.grens})", flush=True)
