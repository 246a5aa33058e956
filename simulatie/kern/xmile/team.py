"""The stocks of who works there: partners, owners, files, energy, and the stop by court or press."""

from simulatie.kern.xmile.formules import als, binnen
from simulatie.kern.xmile.variabelen import Variabelen


def schrijf_team(m: Variabelen) -> None:
    """The stocks of the whole area that live in people who work there."""
    _team(m)
    _stop(m)


def _team(m: Variabelen) -> None:
    """Partners, owners, the pile of weak files and the energy of the team."""
    m.onderdeel = "Team, partners en recht"
    tempo = als(
        "regie > samenwerking",
        dan="(regie - samenwerking) / samenwerking_opbouw",
        anders="(MAX(regie, samenwerking_bodem) - samenwerking) / samenwerking_wegzakken",
    )
    m.voorraad(
        "samenwerking",
        binnen(f"samenwerking + {tempo}", hoog="1"),
        m.start("samenwerking"),
        woorden="Samenwerking groeit naar de regie die er is, en zakt langzaam weg zonder regie.",
    )
    m.voorraad(
        "medewerking",
        binnen(
            f"""medewerking + (medewerking_evenwicht + (1 - medewerking_evenwicht) * {m.wijk("dosis_medewerking@")}
            - medewerking) / medewerking_traagheid""",
            hoog="1",
        ),
        m.start("medewerking"),
        woorden="Eigenaren komen mee zolang iemand eraan werkt, en gaan anders terug naar hun begin.",
    )
    m.hulp(
        "zwak@",
        """(0.5 * zuur@ + 0.5 * zuur@ * zuur@) * (1 - (0.5 * informatiebeeld / 100 + 0.5 * samenwerking)
        * (1 - schaarste * MAX(0, 1 - criminele_greep@ / ijkpunt_criminele_greep)))""",
        "Zuur dat op een zwak dossier rust.",
    )
    m.hulp(
        "nieuw_juridisch_risico",
        binnen(
            f"""juridisch_risico + juridisch_zuur * {m.wijk("zwak@")}
            + juridisch_screening * {m.wijk("bitter_gevraagd@")} * (1 - samenwerking) + {m.wijk("dosis_juridisch@")}
            + ontruiming_risico * {m.wijk("ontruiming@")} * (1 - plek) - juridisch_verval * juridisch_risico"""
        ),
        "Juridisch risico aan het eind van de maand, voor een stop.",
    )
    m.hulp(
        "drukte@",
        "(zoet_gevraagd@ + zuur@ + zout_gevraagd@ + bitter_gevraagd@) / 4",
        "Hoe druk het team het heeft.",
    )
    m.hulp("minder_overlast@", "MAX(0, -d_overlast@)", "Daling van de overlast die het team ziet.")
    nieuw = binnen(
        f"""draagkracht + draagkracht_zoet * {m.wijk("zoet@")} + draagkracht_resultaat * {m.wijk("minder_overlast@")}
        - draagkracht_drukte * {m.wijk("drukte@")} + draagkracht_kaart * {m.wijk("dosis_draagkracht@")}
        - draagkracht_juridisch * MAX(0, juridisch_risico - 40) / 20
        + draagkracht_herstel * (draagkracht_evenwicht - draagkracht)"""
    )
    na_stop = f"MAX({nieuw} - stilgelegd * stillegging_draagkracht, 0)"
    m.voorraad(
        "draagkracht",
        na_stop,
        m.start("draagkracht"),
        woorden="Steun en zichtbaar resultaat geven energie. Veel werk tegelijk en juridische problemen kosten energie.",
    )


def _stop(m: Variabelen) -> None:
    """Court or press stops zuur and bitter: judged on what the month leads to, and over when its months have passed."""
    m.hulp("stil_over", "MAX(0, stil - 1)", "Maanden die een lopende stop na deze maand nog duurt.")
    m.hulp(
        "stilgelegd",
        als("nieuw_juridisch_risico > juridisch_grens", "stil_over <= 0", dan="1", anders="0"),
        "1 = aan het eind van deze maand leggen rechter of pers zuur en bitter stil.",
    )
    m.voorraad(
        "juridisch_risico",
        als("stilgelegd > 0", dan="stillegging_terug_naar", anders="nieuw_juridisch_risico"),
        m.start("juridisch_risico"),
        woorden="Zwakke dossiers en slordig delen stapelen zich op en slijten langzaam. Na een stop begint het risico lager opnieuw.",
    )
    m.voorraad(
        "stil",
        als("stilgelegd > 0", dan="stillegging_duur", anders="stil_over"),
        woorden="Een stop telt af, maand voor maand.",
    )
