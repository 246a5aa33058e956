"""What the doses come to in this state, and how well they hit."""

from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.xmile.formules import afvlakken, als, binnen
from simulatie.kern.xmile.variabelen import Variabelen


def schrijf_werking(m: Variabelen) -> None:
    """What zoet, zuur, zout, bitter and the rest come to, and the stocks of knowing and being known."""
    _werking(m)
    _opsporen(m)
    _zaken(m)


def _werking(m: Variabelen) -> None:
    """What the doses come to: stopped, halved and coordinated as the state allows."""
    m.onderdeel = "Wat er van de maatregelen overblijft"
    m.hulp("mag", als("stil > 0", dan="0", anders="1"), "0 = zuur en bitter liggen stil na een stop.")
    m.hulp(
        "kracht",
        als("draagkracht < draagkracht_grens", dan="0.5", anders="1"),
        "Een half als de draagkracht van het team onder de grens ligt.",
    )
    m.hulp("mag_kracht", "mag * kracht", "Wat er van zuur en bitter mag en kan.")
    m.hulp(
        "coordinatie",
        "coordinatie_los + (1 - coordinatie_los) * samenwerking",
        "Deel van de werking dat overblijft, naar hoe goed partners samenwerken.",
    )
    m.hulp(
        "poort",
        "medewerking_los + (1 - medewerking_los) * medewerking",
        "Screenen doet wie de sleutel heeft.",
    )
    m.hulp("onderzoek", f"kracht * {m.wijk('dosis_onderzoek@')}", "Onderzoek in het hele gebied.")
    m.hulp("regie", f"kracht * {m.wijk('dosis_regie@')}", "Regie in het hele gebied.")
    m.hulp("zoet_gevraagd@", "dosis_zoet@ * kracht", "Zoet, voor de samenwerking meetelt.")
    m.hulp("zout_gevraagd@", "dosis_zout@ * kracht", "Zout, voor de samenwerking meetelt.")
    m.hulp("bitter_gevraagd@", "dosis_bitter@ * mag_kracht", "Bitter, voor de samenwerking meetelt.")
    m.hulp("zuur@", "dosis_zuur_last@ * mag_kracht", "Zuur, voor de samenwerking meetelt.")
    m.hulp("zoet@", "zoet_gevraagd@ * coordinatie * (1 - zoet_lek * zaken_kern)", "Zoet zoals het werkt.")
    m.hulp("zout@", "zout_gevraagd@ * coordinatie", "Zout zoals het werkt.")
    m.hulp("bitter@", "bitter_gevraagd@ * coordinatie * poort", "Bitter zoals het werkt.")
    m.hulp("activering@", "dosis_activering@ * kracht * coordinatie", "Bewoners die zelf in actie komen.")
    m.hulp(
        "zuur_greep@",
        f"coordinatie * {afvlakken('dosis_zuur_greep@ * mag_kracht')} * (1 - gewenning_sterkte * gewenning@)",
        "Zuur tegen het netwerk. Meer helpt steeds minder, en het netwerk went eraan.",
    )
    m.hulp(
        "zuur_woning@", f"coordinatie * {afvlakken('dosis_zuur_woning@ * mag_kracht')}", "Zuur op woningen."
    )
    m.hulp(
        "ontruiming@",
        f"coordinatie * {afvlakken('dosis_ontruiming@ * mag_kracht')}",
        "Ontruiming van plaatsen.",
    )
    m.hulp(
        "zuur_last@",
        "coordinatie * zuur@ * zuur@",
        "Last van hard optreden voor de buurt. Die groeit sneller dan de dosis.",
    )


def _zaken(m: Variabelen) -> None:
    """Each kind of trouble has its cases; what is closed comes back where the network still has the area."""
    m.onderdeel = "Zaken per soort"
    m.hulp("bitter_wijk", m.wijk("bitter@"), "Screening, gemiddeld over het hele gebied.")
    m.hulp(
        "zaken_keren_terug",
        f"""zaken_terug * (MAX({m.wijk("criminele_greep@")}, 0.000000001) / ijkpunt_criminele_greep) ^ zaken_terug_macht
        * (1 - zaken_scherm * bitter_wijk)""",
        "Deel van de gesloten zaken dat deze maand terugkomt.",
    )
    m.hulp(
        "zaken_sluiten",
        "zaken_tempo * voorbereid * coordinatie / (1 + zaken_verharding * verharding)",
        "Deel van de open zaken dat deze maand gesloten wordt, bij volle inzet.",
    )
    aan = als("zaken_tempo > 0", dan="1", anders="0")
    for soort, wat in SOORTEN.items():
        m.hulp(
            f"gesloten_{soort}",
            f"zaken_sluiten * dosis_raak_{soort} * mag_kracht * zaken_{soort}",
            f"Zaken die deze maand gesloten worden: {wat}.",
        )
        m.hulp(
            f"missers_{soort}",
            f"""dosis_zaak_{soort} * mag_kracht
            * (1 - precisie_nu * zaken_{soort} * MIN(1, {len(SOORTEN)} * zaken_deel_{soort})) ^ zaken_mis_macht""",
            f"Deuren waar dit niet speelde: {wat}.",
        )
        m.voorraad(
            f"zaken_{soort}",
            binnen(
                f"""zaken_{soort} + {aan} * (zaken_keren_terug * (1 - zaken_{soort})
                - gesloten_{soort} * (1 - zaken_hervulling * (1 - bitter_wijk)))""",
                hoog="1",
            ),
            "1",
            woorden=f"Zaken sluiten, en een deel wordt meteen weer gevuld of komt later terug: {wat}.",
        )
    m.hulp(
        "aangepakt",
        " + ".join(f"zaken_deel_{s} * gesloten_{s}" for s in SOORTEN),
        "Wat er deze maand gesloten is, elke soort naar zijn gewicht.",
    )
    m.hulp(
        "opgelost",
        " + ".join(f"zaken_deel_{s} * (1 - zaken_{s})" for s in SOORTEN),
        "Deel van de problemen dat gesloten is, elke soort naar zijn gewicht.",
    )
    m.hulp(
        "geraakt@",
        f"""zuur_last@ * mis@
        + {aan} * zaken_missers * coordinatie * ({" + ".join(f"missers_{s}" for s in SOORTEN)})""",
        "Hard optreden dat terechtkomt bij wie niets heeft gedaan.",
    )
    m.voorraad(
        "verharding",
        f"""verharding + {aan} * (MAX(0, 1 - bitter_wijk / zaken_bitter_nodig) * aangepakt
        - verharding / zaken_verharding_duur)""",
        woorden="Wat gesloten wordt zonder dat iemand screent, daar leert het netwerk van. Dat vergeet het langzaam.",
    )


def _opsporen(m: Variabelen) -> None:
    """What is known, how well zuur hits, and how far the network adapts."""
    m.onderdeel = "Weten en raken"
    m.hulp(
        "precisie_nu",
        "MIN(1, precisie_basis + precisie_informatie * informatiebeeld / 100)",
        "Kans dat een gekozen adres het juiste is.",
    )
    m.hulp(
        "voorbereid",
        "precisie_nu * (precisie_nu / voorbereiding_norm) ^ (voorbereiding - 1)",
        "Precisie zoals zuur die merkt: alleen in een voorbereide zaak kan iemand optreden.",
    )
    m.hulp(
        "mis@",
        "1 - precisie_nu * (1 - schaarste * MAX(0, 1 - criminele_greep@ / ijkpunt_criminele_greep))",
        "Deel van het harde optreden dat iemand treft die niets heeft gedaan.",
    )
    m.hulp(
        "ongezien@",
        "1 - screening * bitter@ * precisie_nu",
        "Deel van de verkeerde huurders dat niemand opmerkt.",
    )
    m.hulp(
        "melden@",
        melden("dosis_meldroute@ * (0.5 + 0.5 * zoet@)"),
        "Deel van de overlast dat mensen melden.",
    )
    m.voorraad(
        "informatiebeeld",
        binnen(
            f"""informatiebeeld
            + (informatie_opbouw * onderzoek + informatie_meldingen * {m.wijk("melden@")})
            * MAX(0, informatie_plafond + informatie_plafond_samenwerking * samenwerking - informatiebeeld)
            - informatie_verval * informatiebeeld + informatie_gewoon"""
        ),
        m.start("informatiebeeld"),
        woorden="Onderzoek en meldingen bouwen het beeld op, tot wat partners mogen delen. Het veroudert elke maand.",
    )
    m.voorraad(
        "gewenning@",
        "gewenning@ + zuur@ * (1 - precisie_nu) * (1 - gewenning@) / gewenning_opbouw - gewenning@ / gewenning_afbouw",
        woorden="Het netwerk leert van elke actie die mist, en vergeet dat langzaam.",
    )


def melden(route: str) -> str:
    """Equation of the share that is reported; `route`: what a route for reports adds."""
    return binnen(
        f"""melden_vast + melden_vertrouwen * vertrouwen@ / 100 + melden_samenredzaamheid * samenredzaamheid@ / 100
        - melden_angst * angst@ / 100 + melden_route * {route}""",
        "0.02",
        "0.9",
    )
