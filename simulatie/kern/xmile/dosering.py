"""From deployments to doses: who is there to do it, and what it adds up to."""

from simulatie.kern.gegevens.kaart import HOUDERS, SOORTEN, STROMEN
from simulatie.kern.xmile.formules import als, laagste
from simulatie.kern.xmile.inzetten import BIJ_GEMIS, Benoemd
from simulatie.kern.xmile.kwaliteit import heeft_kwaliteit, schrijf_kwaliteit
from simulatie.kern.xmile.variabelen import Variabelen

# These flows are added up; the others level off.
OPTELLEND = ("juridisch", "wantrouwen", "verplaatsing")
# Of these an area needs only so much, and they are worth what their deployments are worth on average.
GEWOGEN = ("zoet", "zout", "bitter")
BEREIK = (*GEWOGEN, "onderzoek", "regie")


def schrijf_dosering(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """Effort asked and present per holder, strength per deployment, and the dose per flow and deelgebied."""
    m.onderdeel = "Van maatregel naar dosis"
    _bezetting(m, inzetten)
    _doses(m, inzetten)


def _bezetting(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """What the plan asks of every holder, and how far asking too much dilutes what that holder does."""
    for i in inzetten:
        m.hulp(
            f"{i.naam}_werk",
            f"(inzet_vast + (1 - inzet_vast) * {i.naam}_mate_deel) * (0.5 * {i.naam}_loopt + 0.5 * {i.naam}_werkt)",
            f"{i.titel}: deel van de volle inzet dat deze maand wordt gevraagd. Voorbereiden kost de helft.",
        )
    for houder, naam in HOUDERS.items():
        gevraagd = [f"{i.code}_fte_{houder} * {i.naam}_werk" for i in inzetten if i.kaart.inzet.get(houder)]
        m.getal(
            f"capaciteit_{houder}", m.casus.capaciteit[houder], f"{naam}: fte die er per maand zijn. Aanname."
        )
        m.hulp(
            f"gevraagd_{houder}", " + ".join(gevraagd) or "0", f"{naam}: fte die het plan deze maand vraagt."
        )
        m.hulp(
            f"bezetting_{houder}",
            f"MIN(1, capaciteit_{houder} / MAX(gevraagd_{houder}, 0.000000000001))",
            f"{naam}: deel van het gevraagde werk dat gedaan kan worden. Onder 1 is er te veel gevraagd.",
        )


def _doses(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """What the deployments add up to, per flow and deelgebied."""
    m.getal(
        "sterkst_geconcentreerd",
        3,
        "Hoeveel keer sterker een inzet hoogstens werkt als hij op een klein gebied is gericht.",
    )
    for i in inzetten:
        _kracht(m, i)
    onderdeel = m.onderdeel
    schrijf_kwaliteit(m, inzetten)
    m.onderdeel = onderdeel
    bijdragen: dict[str, list[str]] = {stroom: [] for stroom in STROMEN}
    goede: dict[str, list[str]] = {stroom: [] for stroom in STROMEN}
    for i in inzetten:
        for stroom, kracht in _werkt_op(i).items():
            m.hulp(f"{i.naam}_{stroom}", kracht, f"{i.titel}: {STROMEN[stroom]}.")
            bijdragen[stroom].append(f"{i.naam}_{stroom} * {i.naam}_in@")
            kwaliteit = f" * {i.naam}_gehalte" if heeft_kwaliteit(i) else ""
            goede[stroom].append(f"{i.naam}_{stroom} * {i.naam}_in@{kwaliteit}")
    for stroom, betekenis in STROMEN.items():
        som, goed = " + ".join(bijdragen[stroom]), " + ".join(goede[stroom])
        if stroom.startswith("zaak_"):
            _zaak(m, stroom.removeprefix("zaak_"), som, goed)
            continue
        bereik = f"{stroom}_bereik * " if stroom in BEREIK else ""
        dosis = "0"
        if som:
            dosis = som if stroom in OPTELLEND else f"1 - EXP(-({bereik}({som})))"
        if som and stroom in GEWOGEN:
            dosis = f"({dosis}) * ({goed}) / MAX({som}, 0.000000000001)"
        m.hulp(f"dosis_{stroom}@", dosis, f"Dosis: {betekenis}. Alle inzetten samen.")


def _zaak(m: Variabelen, soort: str, som: str, goed: str) -> None:
    """What is done about a kind of trouble, and how much of it hits, where its cases are."""
    if not som:
        m.getal(f"dosis_zaak_{soort}", 0, f"Dosis: {STROMEN[f'zaak_{soort}']}. Geen inzet.")
        m.getal(f"dosis_raak_{soort}", 0, f"Dosis: {STROMEN[f'zaak_{soort}']}. Geen inzet.")
        return
    waar = m.casus.waar(soort)
    for nummer, achtervoegsel in enumerate(m.gebieden):
        m.getal(
            f"waar_{soort}{achtervoegsel}",
            float(waar[nummer]),
            f"Deel van de zaken dat hier is: {SOORTEN[soort]}.",
        )

    def gemiddeld(vergelijking: str) -> str:
        return m.samen(f"waar_{soort}@ * ({vergelijking})")

    m.hulp(
        f"dosis_zaak_{soort}",
        gemiddeld(f"1 - EXP(-({som}))"),
        f"Dosis: {STROMEN[f'zaak_{soort}']}. Alle inzetten samen.",
    )
    raak = f"(1 - EXP(-(zaken_bereik * ({som})))) * ({goed}) / MAX({som}, 0.000000000001)"
    m.hulp(
        f"dosis_raak_{soort}",
        gemiddeld(raak),
        f"Wat er van het {STROMEN[f'zaak_{soort}']} raak is.",
    )


def _kracht(m: Variabelen, i: Benoemd) -> None:
    m.hulp(
        f"{i.naam}_gericht",
        f"MIN(sterkst_geconcentreerd, MAX({m.wijk(f'{i.naam}_in@')}, 0.000001) ^ (-concentratie))",
        f"{i.titel}: hoeveel keer sterker, omdat de inzet niet overal werkt.",
    )
    # The scarcest holder sets the pace.
    aanwezig = laagste("1", *(f"bezetting_{houder}" for houder, fte in i.kaart.inzet.items() if fte))
    m.hulp(
        f"{i.naam}_kracht",
        f"{i.naam}_mate_deel * {i.naam}_opgebouwd * {aanwezig} * {i.naam}_gericht",
        f"{i.titel}: kracht van deze inzet op de plek waar hij werkt.",
    )


def _werkt_op(i: Benoemd) -> dict[str, str]:
    """Strength per flow. A missing precondition takes away the effect; the burden goes only where the card cannot be
    used at all."""
    werkt_op = {stroom: f"{i.naam}_kracht * {i.code}_sterkte_{stroom}" for stroom in i.kaart.werking}
    if heeft_kwaliteit(i):
        for stroom in werkt_op:
            # A poor start takes away from what the card does, not from what it is felt as.
            if stroom not in (*GEWOGEN, *OPTELLEND, "zuur_last") and not stroom.startswith("zaak_"):
                werkt_op[stroom] += f" * {i.naam}_gehalte"
    if i.kaart.vereist:
        for stroom in werkt_op:
            deel = f"{i.naam}_factor"
            if stroom == "zuur_last":
                deel = als(f"{i.naam}_factor > 0", dan="1", anders="0")
            werkt_op[stroom] += f" * {deel}"
    for nummer, eis in enumerate(i.kaart.vereist, start=1):
        for stroom in BIJ_GEMIS:
            if getattr(eis, stroom):
                gevolg = f"{i.naam}_kracht * {i.naam}_mist_{nummer} * {i.code}_eis_{nummer}_{stroom}"
                werkt_op[stroom] = f"{werkt_op[stroom]} + {gevolg}" if stroom in werkt_op else gevolg
    return werkt_op
