"""What people see, in their units."""

from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, PER_WIJK, ZAKEN
from simulatie.kern.xmile.eenheden import MODEL, schaal
from simulatie.kern.xmile.variabelen import Variabelen
from simulatie.kern.xmile.werking import melden

HEEL_GEBIED = (*PER_WIJK, *ZAKEN, "verharding", "precisie")


def schrijf_uitkomsten(m: Variabelen) -> None:
    """What people see, in their units. Reports and precision are those of the month that has just passed."""
    m.onderdeel = "Wat u ziet"
    m.hulp(
        "index@",
        """100 - (0.3 * overlast@ + 0.25 * angst@ + 0.2 * (100 - samenredzaamheid@)
        + 0.15 * (100 - fysieke_kwaliteit@) + 0.1 * MIN(100, 10 * leegstand@))""",
        "Leefbaarheidsindex (fictief), 0-100. De gewichten zijn een aanname.",
    )
    m.hulp(
        "meldingen@",
        "overlast@ * meldingsbereidheid@",
        "Meldingen van overlast per maand, van de afgelopen maand.",
    )
    m.voorraad(
        "meldingsbereidheid@",
        "melden@",
        melden("0"),
        uitleg="Deel van de overlast dat mensen meldden in de afgelopen maand.",
        woorden="Wat mensen deze maand meldden, wordt een maand later zichtbaar.",
    )
    m.voorraad(
        "precisie",
        "precisie_nu",
        "precisie_nu",
        uitleg="Kans dat een gekozen adres het juiste was in de afgelopen maand.",
        woorden="Hoe vaak het gekozen adres klopte, wordt een maand later zichtbaar.",
    )
    for naam in m.in_model:
        m.getal(
            f"schaal_{naam}",
            schaal(m.casus, naam),
            f"Wat mensen zien per eenheid van het model, voor {naam}.",
        )
        waar = "" if naam in HEEL_GEBIED else "@"
        m.getoond(
            f"{naam}{waar}",
            f"schaal_{naam} * {naam}{MODEL}{waar}",
            f"{m.titel(naam)}, zoals mensen het zien.",
        )
    for naam in PER_DEELGEBIED:
        m.getoond(naam, m.wijk(f"{naam}@"), f"{m.titel(naam)}, gemiddeld over het hele gebied.")
    m.hulp("index", m.wijk("index@"), "Leefbaarheidsindex (fictief), gemiddeld over het hele gebied.")
    m.hulp("meldingen", m.wijk("meldingen@"), "Meldingen van overlast, gemiddeld over het hele gebied.")
    m.getoond(
        "meldingsbereidheid",
        m.wijk("meldingsbereidheid@"),
        "Meldingsbereidheid, gemiddeld over het hele gebied.",
    )
