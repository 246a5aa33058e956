"""The variables of the document: stocks with their flow, auxiliaries and numbers.

In equations "@" stands for the number of a deelgebied: "angst@" becomes angst_1, angst_2, ... Every equation is kept
that way too, with its words (`regels`): from there the page "Hoe rekent dit model?" is drawn.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED
from simulatie.kern.xmile.eenheden import DELEN, MODEL, eenheid, schaal
from simulatie.kern.xmile.formules import getal
from simulatie.kern.xmile.voorraden import VOORRADEN

GEMIDDELDE, SOM = "GEMIDDELDE", "SOM"


@dataclass(frozen=True)
class Regel:
    """One equation of the model, written down once for all deelgebieden.

    naam          as in the document, with "@" where it lives in every deelgebied
    voorraad      it is what a stock becomes, month by month; otherwise what an auxiliary is in a month
    vergelijking  in the units of the model; GEMIDDELDE[...] and SOM[...] go over the deelgebieden
    woorden       the same in a Dutch sentence
    onderdeel     part of the model it belongs to
    """

    naam: str
    voorraad: bool
    vergelijking: str
    woorden: str
    onderdeel: str


class Variabelen:
    """The variables of the document in the order in which they are written.

    `onderdeel` is the part of the model that is being written; `regels` are its equations so far.
    """

    def __init__(self, casus: Casus):
        self.casus = casus
        self.gebieden = {f"_{d.nummer}": d for d in casus.deelgebieden}
        self.variabelen: dict[str, ElementTree.Element] = {}
        self.regels: list[Regel] = []
        self.onderdeel = ""
        # What the model counts otherwise than people see it.
        self.in_model = [naam for naam in (*VOORRADEN, *DELEN) if schaal(casus, naam) != 1]
        self._namen_in_model = re.compile(rf"\b({'|'.join(self.in_model)})(@|_\d+)?(?!\w)")

    def hulp(self, naam: str, vergelijking: str, uitleg: str) -> None:
        """An auxiliary; one per deelgebied when its name ends in "@"."""
        self._bewaar(naam, vergelijking, uitleg, voorraad=False)
        self._hulp(naam, vergelijking, uitleg)

    def _hulp(self, naam: str, vergelijking: str, uitleg: str, soort: str = "aux") -> None:
        for achtervoegsel in self._achtervoegsels(naam):
            self._schrijf(soort, naam, self._in_model(vergelijking), uitleg, achtervoegsel)

    def getoond(self, naam: str, vergelijking: str, uitleg: str) -> None:
        """An auxiliary in what people see, from what people see and, by their "_model" names, from stocks."""
        for achtervoegsel in self._achtervoegsels(naam):
            self._schrijf("aux", naam, vergelijking, uitleg, achtervoegsel)

    def getal(self, naam: str, waarde: float, uitleg: str) -> None:
        self._hulp(naam, getal(waarde), uitleg)

    def voorraad(
        self,
        naam: str,
        nieuw: str,
        begin: str | Mapping[str, float] = "0",
        uitleg: str = "",
        *,
        woorden: str,
    ) -> None:
        """A stock that becomes `nieuw`; begin: its first value, an equation or a number per suffix; woorden: what
        happens to it in a month."""
        self._bewaar(naam, nieuw, woorden, voorraad=True)
        kaal, in_model = naam.rstrip("@"), self._in_model(naam)
        uitleg = uitleg or self.betekenis(kaal)
        for achtervoegsel in self._achtervoegsels(naam):
            eerste = begin if isinstance(begin, str) else getal(begin[achtervoegsel])
            element = self._schrijf("stock", in_model, self._in_model(eerste), uitleg, achtervoegsel)
            ElementTree.SubElement(element, "inflow").text = f"naar_{kaal}{achtervoegsel}"
        self._hulp(
            f"naar_{naam}",
            f"{nieuw} - {naam}",
            f"{woorden} Dit is wat er deze maand bij {kaal} komt. Onder 0 gaat er iets af.",
            "flow",
        )

    def start(self, naam: str) -> dict[str, float]:
        """First value of a stock of the case in the units of the model, per suffix."""
        eenheid = self.casus.eenheden.get(naam, 1.0)
        if naam in PER_DEELGEBIED:
            return {a: d.start[naam] / eenheid for a, d in self.gebieden.items()}
        return {"": self.casus.start[naam] / eenheid}

    def wijk(self, vergelijking: str) -> str:
        """Households-weighted mean over the deelgebieden."""
        return f"{GEMIDDELDE}[{vergelijking}]"

    def samen(self, vergelijking: str) -> str:
        """Sum over the deelgebieden."""
        return f"{SOM}[{vergelijking}]"

    def titel(self, naam: str) -> str:
        return self.casus.namen.get(naam) or VOORRADEN.get(naam, (naam.capitalize(),))[0]

    def betekenis(self, naam: str) -> str:
        tekst = f"{self.titel(naam)}. {VOORRADEN[naam][2]}"
        if naam in self.in_model:
            tekst += f" In eenheden van het model; wat mensen zien staat in {naam}."
        return tekst

    def _bewaar(self, naam: str, vergelijking: str, woorden: str, *, voorraad: bool) -> None:
        self.regels.append(Regel(naam, voorraad, " ".join(vergelijking.split()), woorden, self.onderdeel))

    def _uitgeschreven(self, vergelijking: str) -> str:
        """The equation with what goes over the deelgebieden term by term."""

        def termen(gevonden: re.Match[str]) -> str:
            keer = "aandeel{} * " if gevonden[1] == GEMIDDELDE else ""
            uit = " + ".join(f"{keer.format(a)}{gevonden[2].replace('@', a)}" for a in self.gebieden)
            return f"({uit})" if keer else uit

        return re.sub(rf"({GEMIDDELDE}|{SOM})\[([^]]*)\]", termen, vergelijking)

    def _in_model(self, vergelijking: str) -> str:
        """The equation with the names that stocks have in the document."""
        return self._namen_in_model.sub(rf"\1{MODEL}\2", vergelijking)

    def _achtervoegsels(self, naam: str) -> Iterable[str]:
        return self.gebieden if naam.endswith("@") else ("",)

    def _schrijf(
        self, soort: str, naam: str, vergelijking: str, uitleg: str, achtervoegsel: str
    ) -> ElementTree.Element:
        volledig = naam.replace("@", achtervoegsel)
        if volledig in self.variabelen:
            raise ValueError(f"Variabele {volledig} staat er twee keer in.")
        if achtervoegsel:
            deelgebied = self.gebieden[achtervoegsel]
            uitleg = f"{uitleg} Deelgebied {deelgebied.nummer}: {deelgebied.naam}."
        element = ElementTree.Element(soort, name=volledig)
        ElementTree.SubElement(element, "doc").text = uitleg
        tekst = " ".join(self._uitgeschreven(vergelijking).replace("@", achtervoegsel).split())
        ElementTree.SubElement(element, "eqn").text = tekst
        ElementTree.SubElement(element, "units").text = eenheid(self.casus, volledig)
        self.variabelen[volledig] = element
        return element
