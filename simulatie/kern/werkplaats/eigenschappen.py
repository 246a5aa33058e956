"""What must emerge from the model, measured on plans alone, without judging how they were played. See `rijen.py`."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from simulatie.kern.gegevens.plan import Plan
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.model.inzettabel import Inzettabel, kaartmatrix, lees_plan, maak_tabel, stapel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.onzekerheid import trek_coefficienten
from simulatie.kern.oordeel.waardering import over_meetvenster, schaalpunten
from simulatie.kern.werkplaats.dilemmas import uitkomstscores
from simulatie.kern.werkplaats.ijk import GEMENE_SCHAAL, beste_gelijke
from simulatie.kern.werkplaats.maatstaf import Eigenschap, Meetlat, hoogstens, minstens, tussen
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
    steeds_meer_fouten,
    willekeurig,
)
from simulatie.kern.werkplaats.zoek_referentie import Instelling, soort_van, zoek

WILLEKEURIG = 10_000
CONTEXTEN = 200
ZAAD = 11
# Long enough to see whether the neighbourhood stays where it was brought.
LANGE_HORIZON = 240
BEGINNERS = 300
# Sequences of random mistakes per plan of a practitioner.
REEKSEN = 12
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


# The intensity that is left of the best plan when next to nothing is done.
BIJNA_NIETS = 0.02


def meet(lat: Meetlat) -> Iterator[Eigenschap]:
    """Properties 1-5, 7, 8 and 10, as far as seconds will do."""
    for deel in (_experts, _herkenbaar, _mildere_fouten, _juiste_kaarten, _beginners):
        yield from deel(lat)
    for deel in (_niets_doen, _een_smaak, _alleen_zuur, _raak, _kentering, _een_schaal):
        yield from deel(lat)


def _experts(lat: Meetlat) -> Iterator[Eigenschap]:
    winst = lat.winst(lat.bases())[1:]
    yield minstens("1", "plannen van vakmensen, laagste: G", winst.min(), 0.6, 0.5)
    yield minstens("1", "plannen van vakmensen, gemiddeld: G", winst.mean(), 0.7, 0.6)


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
            soorten.setdefault(soort_van(kaart), set()).add(inzet.kaart)
    kleinste = min(werk.values()) / (sum(werk.values()) or 1.0)
    yield minstens("2", "beste plan: kleinste deel van de inzet naar een principe", kleinste, 0.05, 0.03)
    kaarten = sum(len(codes) for codes in soorten.values())
    yield minstens("2", "beste plan: harde kaarten van een jaar of langer, op 0,3 of meer", kaarten, 3, 2)
    yield minstens("2", "beste plan: soorten problemen waar zuur op werkt", len(soorten), 3, 2)
    zuur = eerste.get("zuur", casus.programmaduur)
    for ander, naam in (("onderzoek", "onderzoek"), ("regie", "convenant"), ("bitter", "screening")):
        voor = zuur - eerste.get(ander, casus.programmaduur)
        yield minstens("2", f"beste plan: maanden dat {naam} voor het eerste zuur werkt", voor, 0, -3)
    af = min(laatste.get(p, 0) for p in ("zoet", "zout")) - laatste.get("zuur", 0)
    yield minstens("2", "beste plan: maanden dat zuur eerder stopt dan zoet en zout", af, 0, -12)


def _mildere_fouten(lat: Meetlat) -> Iterator[Eigenschap]:
    """What a milder mistake costs the best plan and those of practitioners. For the others see `een_fout.py`."""
    bases = lat.bases()
    kost: list[float] = []
    for rij in range(len(bases)):
        basis = bases.rijen([rij])
        winst = lat.winst(stapel(basis, *mildere_fouten(lat.casus, basis).values()))
        kost += (winst[0] - winst[1:]).tolist()
    yield minstens("3", "een mildere fout kost minstens, in G", min(kost), 0.08, 0.02)


def _juiste_kaarten(lat: Meetlat) -> Iterator[Eigenschap]:
    bases = lat.bases()
    eigen = lat.winst(bases)
    deel: dict[str, list[float]] = {naam: [] for naam in JUISTE_KAARTEN}
    for rij in range(len(bases)):
        for naam, tabel in op_de_juiste_kaarten(lat.casus, bases.rijen([rij]), lat.q).items():
            waarde = np.median(lat.winst(tabel)) if naam == "geschud" else lat.winst(tabel).max()
            deel[naam].append(float(waarde) / float(eigen[rij]))
    for naam, (zin, grens) in JUISTE_KAARTEN.items():
        yield hoogstens("4", f"juiste kaarten, {zin}: deel van de winst", max(deel[naam]), grens, 0.9)


def _beginners(lat: Meetlat) -> Iterator[Eigenschap]:
    winst = lat.winst(beginners(lat.casus, BEGINNERS, ZAAD))
    yield tussen("5", "plannen van beginners, mediaan: G", float(np.median(winst)), (0.1, 0.4), (0.05, 0.5))
    onder = float((winst < 0).mean())
    yield hoogstens("5", "plannen van beginners, deel onder niets doen", onder, 0.1, 0.2)
    reeksen = [
        steeds_meer_fouten(lat.casus, lat.bases().rijen([1 + plan]), zaad)
        for plan in range(len(lat.casus.vakplannen))
        for zaad in range(REEKSEN)
    ]
    mediaan = np.median(lat.winst(stapel(*reeksen)).reshape(len(reeksen), -1), axis=0)
    daling = float(min(mediaan[:-1] - mediaan[1:]))
    yield minstens(
        "5", "elke volgende willekeurige fout verlaagt de mediaan: kleinste daling in G", daling, 0, 0
    )


def _niets_doen(lat: Meetlat) -> Iterator[Eigenschap]:
    index = lat.lijnen(leeg(lat.casus, 1), "index")["index"][0]
    daling = index[0] - index[96]
    yield tussen("7", "niets doen: daling van de index in 96 maanden", daling, (3, 8), (0.5, 15))


def _een_smaak(lat: Meetlat) -> Iterator[Eigenschap]:
    winst = lat.winst(principe_alleen(lat.casus)).reshape(len(SMAKEN), -1).max(axis=1)
    for smaak, g in zip(SMAKEN, winst, strict=True):
        yield hoogstens("7", f"alleen {smaak}, vol, 48 maanden (beste van drie maten): G", g, 0.35, 0.5)
    bitter = winst[SMAKEN.index("bitter")]
    yield tussen("7", "alleen bitter is ongeveer nul: G", bitter, (-0.1, 0.1), (-0.3, 0.2))


def _alleen_zuur(lat: Meetlat) -> Iterator[Eigenschap]:
    tabel = stapel(leeg(lat.casus, 1), leeg(lat.casus, 1))
    tabel.mate[1, kaartmatrix(lat.casus).principe == "zuur"] = 1.0
    tabel.einde[1] = 24
    uit = lat.lijnen(tabel, "meldingen", "overlast", "vertrouwen", "stilgelegd", "index")
    meldingen, overlast = (uit[n][1, 12] / uit[n][0, 12] - 1 for n in ("meldingen", "overlast"))
    yield hoogstens("7", "alleen zuur, hard: meldingen na een jaar t.o.v. niets doen", meldingen, -0.30, -0.1)
    yield tussen(
        "7",
        "alleen zuur, hard: echte overlast na een jaar t.o.v. niets doen",
        overlast,
        (-0.10, 0.10),
        (-0.15, 0.15),
    )
    vertrouwen = uit["vertrouwen"][1, 24] - uit["vertrouwen"][0, 24]
    yield hoogstens(
        "7", "alleen zuur, hard: vertrouwen in maand 24 t.o.v. niets doen", vertrouwen, -0.01, 0.0
    )
    stops = uit["stilgelegd"][1].sum()
    yield Eigenschap(
        "7", "alleen zuur, hard: keren stilgelegd", float(stops), "≥ 1", bool(stops >= 1), bool(stops >= 1)
    )
    terug = uit["index"][1, 72] - uit["index"][0, 72]
    yield tussen("7", "alleen zuur, hard: index in maand 72 t.o.v. niets doen", terug, (-5, 5), (-15, 5))


def _kentering(lat: Meetlat) -> Iterator[Eigenschap]:
    ref = lat.referentie
    tabel = stapel(ref.met(mate=np.zeros_like(ref.mate)), ref, ref.met(einde=np.minimum(ref.einde, 15)))
    index = lat.lijnen(tabel, "index", horizon=LANGE_HORIZON)["index"]
    voorsprong = index[1] - index[0]
    yield minstens(
        "8",
        f"beste plan: voorsprong op niets doen in maand {LANGE_HORIZON}, deel van die in maand 96",
        voorsprong[-1] / voorsprong[96],
        0.8,
        0.6,
    )
    terug = float(index[2, -1] - index[0, -1])
    yield hoogstens("8", "programma van 15 maanden is terug: verschil met niets doen", terug, 5, 8)


def _een_schaal(lat: Meetlat) -> Iterator[Eigenschap]:
    """The five points of the scale: they must all be there and rise, and mean the same G here as in every other case."""
    casus = lat.casus
    winst = [
        0.0,
        float(np.median(lat.winst(beginners(casus, BEGINNERS, ZAAD)))),
        float(lat.winst(maak_tabel(casus, [beste_gelijke(casus)]))[0]),
        float(lat.winst(lat.bases())[1:].mean()),
        1.0,
    ]
    stap = min(later - eerder for eerder, later in pairwise(winst))
    yield minstens("10", "vijf punten van de schaal: kleinste stap omhoog in G", stap, 0.03, 0.0)
    punten = {cijfer: deel for deel, cijfer in schaalpunten(casus)}
    yield minstens("10", "punten van de schaal die er zijn", len(punten), 5, 5)
    ver = max(abs(punten.get(cijfer, np.inf) - deel) for cijfer, deel in GEMENE_SCHAAL.items())
    yield hoogstens(
        "10", "een cijfer betekent elders een andere G: grootste verschil", round(ver, 6), 0.05, 0.15
    )
    tabel = beginners(casus, BEGINNERS, ZAAD)
    cijfers = [
        float(np.median(uitkomstscores(casus, [lees_plan(casus, tabel, rij) for rij in range(len(tabel))]))),
        float(uitkomstscores(casus, [beste_gelijke(casus)])[0]),
        float(uitkomstscores(casus, casus.vakplannen).mean()),
    ]
    mis = max(abs(eigen - cijfer) for eigen, cijfer in zip(cijfers, GEMENE_SCHAAL, strict=True))
    naam = "mediane beginner 30, beste gelijke plan 50, gemiddeld vakplan 75: grootste verschil in punten"
    yield hoogstens("10", naam, mis, 5, 15)
    bijna_leeg = lat.referentie.met(mate=BIJNA_NIETS * lat.referentie.mate)
    eerste = Plan(casus.referentieplan.inzetten[:1])
    hoogste = max(uitkomstscores(casus, [lees_plan(casus, bijna_leeg, 0), eerste]))
    yield hoogstens("10", "een bijna leeg plan: cijfer", hoogste, 3, 5)


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
    yield hoogstens("9", f"{naam}, mediaan: G", np.median(winst), 0.2, 0.6)
    yield hoogstens("9", f"{naam}, 99e percentiel: G", np.quantile(winst, 0.99), 0.6, 0.9)
    yield hoogstens("9", "beste losse kaart: G", lat.winst(elke_kaart_alleen(lat.casus)).max(), 0.15, 0.3)


def geen_toverplan(lat: Meetlat, instelling: Instelling | None = None) -> Iterator[Eigenschap]:
    """The best plan without one of the principles, more of a card."""
    for smaak in SMAKEN:
        rest = Plan(
            inzet
            for inzet in lat.casus.referentieplan.inzetten
            if lat.casus.kaarten[inzet.kaart].principe != smaak
        )
        _, waarde = zoek(lat.casus, instelling, frozenset([smaak]), lat.q, voorbeelden=[rest])
        g = (waarde - lat.niets) / (lat.beste - lat.niets)
        yield hoogstens("9", f"beste plan dat een zoektocht zonder {smaak} vindt: G", g, 0.8, 0.999)
    naam = f"deel van de kaarten waarvan meer nooit slechter is ({CONTEXTEN} plannen)"
    yield hoogstens("9", naam, meer_nooit_slechter(lat), 0.10, 0.25)


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
