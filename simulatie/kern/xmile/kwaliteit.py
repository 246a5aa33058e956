"""How good a deployment is: what its start was like stays in it for years."""

from simulatie.kern.xmile.formules import als, binnen
from simulatie.kern.xmile.inzetten import Benoemd
from simulatie.kern.xmile.variabelen import Variabelen

# The cards of these are the ground the others stand on.
GRONDWERK = ("onderzoek", "regie")
PRINCIPES = ("zoet", "zuur", "zout", "bitter")
VENSTER = 2


def heeft_kwaliteit(i: Benoemd) -> bool:
    return i.kaart.principe not in GRONDWERK


def schrijf_kwaliteit(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """Per deployment of the four principles its quality, 0-1. Needs the strength of every deployment."""
    m.onderdeel = "Hoe goed een maatregel is"
    principes = {i.kaart.principe for i in inzetten if heeft_kwaliteit(i)}
    _opstart(m, [i for i in inzetten if heeft_kwaliteit(i)])
    # Only what some deployment stands on.
    nodig = {
        "onderzoek": principes & {"zuur", "bitter"},
        "regie": principes,
        "zoet": principes & {"zuur", "zout"},
    }
    _grond(m, inzetten, {stroom for stroom, van in nodig.items() if van})
    _fundament(m, principes)
    for i in inzetten:
        if not heeft_kwaliteit(i):
            continue
        sinds = f"MAX(0, TIME - {i.naam}_eerste_start - {i.code}_aanloop)"
        m.hulp(
            f"{i.naam}_grond",
            als(
                f"TIME <= {i.naam}_eerste_start + {i.code}_aanloop",
                dan=f"fundament_onder_{i.kaart.principe}",
                anders=f"{i.naam}_grond_bij_begin",
            ),
            f"{i.titel}: wat er aan beeld, afspraken en contact was op de eerste werkdag, 0-1.",
        )
        m.voorraad(
            f"{i.naam}_grond_bij_begin",
            f"{i.naam}_grond",
            uitleg=f"{i.titel}: onthoudt wat er op de eerste werkdag was.",
            woorden=f"{i.titel}: blijft staan op wat er op de eerste werkdag was.",
        )
        m.hulp(
            f"{i.naam}_gehalte",
            f"{i.naam}_opstart * MAX(0, 1 - fundament * (1 - {i.naam}_grond) * EXP(0 - {sinds} / fundament_duur))",
            f"{i.titel}: hoe goed deze inzet is, 0-1.",
        )


def _opstart(m: Variabelen, inzetten: list[Benoemd]) -> None:
    """Who starts much at once, starts everything badly."""
    for i in inzetten:
        fte = " + ".join(f"{i.code}_fte_{houder}" for houder in i.kaart.inzet)
        begint = als(
            f"{i.naam}_eerste_start = {i.naam}_start",
            f"{i.naam}_duur > 0",
            f"{i.naam}_mate_deel > 0",
            f"{i.naam}_start < programmaduur",
            dan="1",
            anders="0",
        )
        m.hulp(
            f"{i.naam}_opstartwerk",
            f"({fte}) * (inzet_vast + (1 - inzet_vast) * {i.naam}_mate_deel) * {begint}",
            f"{i.titel}: werk dat met deze inzet begint, in fte. Wat een eerdere inzet voortzet, begint niet.",
        )
    for i in inzetten:
        werk = " + ".join(
            als(
                f"{ander.naam}_start - {i.naam}_eerste_start <= {VENSTER}",
                f"{i.naam}_eerste_start - {ander.naam}_start <= {VENSTER}",
                dan=f"{ander.naam}_opstartwerk",
                anders="0",
            )
            for ander in inzetten
        )
        m.hulp(
            f"{i.naam}_drukte",
            f"({werk}) / opstart_ruimte",
            f"{i.titel}: werk dat rond dit begin start, als deel van wat er kan beginnen.",
        )
        m.hulp(
            f"{i.naam}_opstart",
            f"""MAX(0, 1 - opstart_last * (1 - MIN(1, 1 / MAX({i.naam}_drukte, 0.000000001)))
            * EXP(0 - MAX(0, TIME - {i.naam}_eerste_start - {i.code}_aanloop) / opstart_duur))""",
            f"{i.titel}: wat er van over is doordat alles tegelijk begon, 0-1.",
        )


def _grond(m: Variabelen, inzetten: list[Benoemd], nodig: set[str]) -> None:
    """Picture, agreements and contact as research, direction and zoet alone would make them."""
    for stroom in (s for s in ("onderzoek", "regie", "zoet") if s in nodig):
        termen = []
        for i in inzetten:
            if stroom not in i.kaart.werking:
                continue
            term = f"{i.naam}_kracht * {i.code}_sterkte_{stroom} * {m.wijk(f'{i.naam}_in@')}"
            if i.kaart.vereist:
                term += f" * {i.naam}_factor"
            termen.append(f"{term} * {i.naam}_opstart" if heeft_kwaliteit(i) else term)
        m.hulp(
            f"grond_{stroom}",
            f"1 - EXP(0 - {stroom}_bereik * ({' + '.join(termen) or '0'}))",
            f"Dosis {stroom} in het hele gebied, als grond voor andere maatregelen.",
        )
    if "onderzoek" in nodig:
        m.voorraad(
            "grond_beeld",
            """grond_beeld + informatie_opbouw * grond_onderzoek
            * MAX(0, informatie_plafond + informatie_plafond_samenwerking * grond_afspraken - grond_beeld)
            - informatie_verval * grond_beeld + informatie_gewoon""",
            m.start("informatiebeeld"),
            uitleg="Beeld dat onderzoek en afspraken samen opbouwen, in %.",
            woorden="Onderzoek bouwt beeld op, tot wat afspraken toelaten. Het veroudert.",
        )
    if "regie" in nodig:
        _grond_afspraken(m)
    if "zoet" in nodig:
        m.voorraad(
            "grond_contact",
            "grond_contact + (grond_zoet - grond_contact) / contact_opbouw",
            uitleg="Contact met bewoners dat zoet opbouwt, 0-1.",
            woorden="Contact groeit langzaam naar de steun die er is.",
        )


def _grond_afspraken(m: Variabelen) -> None:
    tempo = als(
        "grond_regie > grond_afspraken",
        dan="(grond_regie - grond_afspraken) / samenwerking_opbouw",
        anders="(MAX(grond_regie, samenwerking_bodem) - grond_afspraken) / samenwerking_wegzakken",
    )
    m.voorraad(
        "grond_afspraken",
        f"grond_afspraken + {tempo}",
        m.start("samenwerking"),
        uitleg="Afspraken die de regie opbouwt, 0-1.",
        woorden="Afspraken groeien naar de regie die er is, en zakken langzaam weg.",
    )


def _fundament(m: Variabelen, principes: set[str]) -> None:
    def deel(wat: str, nodig: str) -> str:
        return binnen(f"grond_{wat} / fundament_{nodig}", hoog="1")

    contact = "(1 - fundament_contact * (1 - {}))"
    per_principe = {
        "zuur": [
            deel("beeld", "beeld_zuur"),
            deel("afspraken", "samen_zuur"),
            contact.format(deel("contact", "contact_zuur")),
        ],
        "bitter": [deel("afspraken", "samen_bitter"), deel("beeld", "beeld_bitter")],
        "zout": [deel("afspraken", "samen_zout"), contact.format(deel("contact", "contact_zout"))],
        "zoet": [deel("afspraken", "samen_zoet")],
    }
    for principe in (p for p in PRINCIPES if p in principes):
        m.hulp(
            f"fundament_onder_{principe}",
            " * ".join(per_principe[principe]),
            f"Hoeveel grond er is voor wie nu met {principe} begint, 0-1.",
        )
