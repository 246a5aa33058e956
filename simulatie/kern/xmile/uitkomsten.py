"""What people see, in their units."""

from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, PER_WIJK
from simulatie.kern.xmile.variabelen import Variabelen
from simulatie.kern.xmile.voorraden import VOORRADEN
from simulatie.kern.xmile.werking import melden


def schrijf_uitkomsten(m: Variabelen) -> None:
    """What people see, in their units. Reports and precision are those of the month that has just passed."""
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
        uitleg="Meldingsbereidheid. Eenheid: deel, 0-1. Deel van de overlast dat mensen meldden in de afgelopen maand.",
    )
    m.voorraad(
        "precisie",
        "precisie_nu",
        "precisie_nu",
        uitleg="Precisie. Eenheid: kans, 0-1. Kans dat een gekozen adres het juiste was in de afgelopen maand.",
    )
    for naam, maat in m.casus.eenheden.items():
        m.getal(f"schaal_{naam}", maat, f"Eenheden die mensen zien per eenheid van het model, voor {naam}.")
        waar = "" if naam in PER_WIJK else "@"
        uitleg = f"{m.titel(naam)}, in de eenheid die mensen zien: {VOORRADEN[naam][1]}."
        m.hulp(f"{naam}_getoond{waar}", f"schaal_{naam} * {naam}{waar}", uitleg)
    for naam in PER_DEELGEBIED:
        getoond = f"{naam}_getoond" if naam in m.casus.eenheden else naam
        m.hulp(getoond, m.wijk(f"{getoond}@"), f"{m.titel(naam)}, gemiddeld over het hele gebied.")
    m.hulp("index", m.wijk("index@"), "Leefbaarheidsindex (fictief), gemiddeld over het hele gebied.")
    m.hulp("meldingen", m.wijk("meldingen@"), "Meldingen van overlast, gemiddeld over het hele gebied.")
    m.hulp(
        "meldingsbereidheid",
        m.wijk("meldingsbereidheid@"),
        "Meldingsbereidheid, gemiddeld over het hele gebied.",
    )
