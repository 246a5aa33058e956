"""Reading data that people wrote: every fault at once, each with its place and what to do about it.

A `Lezer` stands on one table or list of the data. Where a value is wrong it notes that and gives a stand-in, so that
reading goes on; `rond_af` raises when anything was noted. Stand-ins are quiet: NaN fails every comparison, "" is
refused by nobody. A field that nobody asked for is a fault too, for it is mostly a typing error.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from math import nan
from pathlib import Path
from typing import Any

from simulatie.kern.gegevens.plan import Bevinding, is_geheel, is_getal, toon

VERPLICHT: Any = object()
VEEL = 1e9
# Stand-ins for a text and for a number.
STIL = ("", nan)
SLEUTEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MEESTE_KEUZES = 12


class CasusOngeldig(ValueError):
    """Data of a case, or the cards and coefficients it stands on, that cannot be used; `bevindingen` lists every
    reason at once."""

    def __init__(self, bron: str, bevindingen: Iterable[Bevinding]):
        self.bevindingen = tuple(bevindingen)
        regels = (f"- {b.pad or 'het geheel'}: {b.melding} {b.remedie}" for b in self.bevindingen)
        super().__init__("\n".join([f"{bron} klopt niet:", *regels]))


class Lezer:
    """One table or list, and where it stands: `pad` is "" for the whole, else as in "gebeurtenis[3].gevolg".

    The children of a Lezer share its notes. One whose data have the wrong form is broken: it notes nothing more.
    """

    def __init__(self, gegevens: Any, pad: str = "", ouder: "Lezer | None" = None):
        self.pad = pad
        self._inhoud = _velden(gegevens)
        self._bekend: set[Any] = set()
        self._bevindingen: list[Bevinding] = ouder._bevindingen if ouder else []
        self._lezers: list[Lezer] = ouder._lezers if ouder else []
        self._lezers.append(self)
        if ouder is None and not isinstance(gegevens, Mapping):
            self._inhoud = None
            self.fout("", f"Hier hoort een tabel met velden, geen '{toon(gegevens)}'.", "Lever velden aan.")

    def __iter__(self) -> Iterator[Any]:
        return iter(self._inhoud or ())

    def __contains__(self, veld: object) -> bool:
        return self._inhoud is not None and veld in self._inhoud

    def fout(self, veld: Any, melding: str, remedie: str) -> None:
        self._bevindingen.append(Bevinding(self._plaats(veld), "fout", melding, remedie))

    def tekst(self, veld: Any, anders: Any = VERPLICHT) -> str:
        """What may be left out (`anders` "") may also be empty."""

        def klopt(waarde: Any) -> bool:
            return isinstance(waarde, str) and (waarde.strip() != "" or waarde == anders)

        waarde: str = self._neem(veld, klopt, "een tekst", anders, "")
        return waarde

    def sleutel(self) -> str:
        waarde = self.tekst("sleutel")
        if waarde and not SLEUTEL.fullmatch(waarde):
            eis = "Gebruik alleen kleine letters, cijfers en streepjes."
            self.fout("sleutel", f"'{toon(waarde)}' kan geen sleutel zijn.", eis)
        return waarde

    def vlag(self, veld: Any, anders: Any = VERPLICHT) -> bool:
        waarde: bool = self._neem(veld, lambda w: isinstance(w, bool), "true of false", anders, False)
        return waarde

    def geheel(self, veld: Any, laag: float, hoog: float, anders: Any = VERPLICHT) -> int:
        eis = f"een heel getal van {_cijfers(laag)} tot en met {_cijfers(hoog)}"
        waarde: int = self._neem(
            veld, lambda w: is_geheel(w) and not (w < laag or w > hoog), eis, anders, nan
        )
        return waarde

    def getal(self, veld: Any, laag: float = -VEEL, hoog: float = VEEL, anders: Any = VERPLICHT) -> float:
        eis = f"een getal van {_cijfers(laag)} tot en met {_cijfers(hoog)}"
        return float(self._neem(veld, lambda w: is_getal(w) and not (w < laag or w > hoog), eis, anders, nan))

    def keuze(self, veld: Any, uit: Collection[str], anders: Any = VERPLICHT) -> str:
        """A key out of `uit`. Where a stand-in is in it, it is not known what there is, and nothing is refused."""
        waarde = self.tekst(veld, anders)
        if waarde and waarde not in uit and "" not in uit:
            keus = f"Kies uit: {', '.join(sorted(uit))}." if len(uit) <= MEESTE_KEUZES else "Kijk de naam na."
            self.fout(veld, f"'{toon(waarde)}' bestaat hier niet.", _raad(waarde, uit, keus))
            return ""
        return waarde

    def keuzes(self, veld: Any, uit: Collection[str], anders: Any = VERPLICHT) -> tuple[str, ...]:
        """Different keys out of `uit`; at least one when the field must be there."""
        reeks = self.reeks(veld, anders, minstens=1 if anders is VERPLICHT else 0)
        gekozen = tuple(reeks.keuze(i, uit) for i in reeks)
        eis_verschillend(gekozen, [(reeks, i) for i in reeks])
        return gekozen

    def velden(self, bekend: Collection[str]) -> list[str]:
        """The fields that are there; they must be out of `bekend`."""
        self._bekend.update(bekend)
        return [veld for veld in self if veld in bekend]

    def getallen(
        self, grenzen: Mapping[str, tuple[float, float]], alle: bool = False, minstens: int = 0
    ) -> dict[str, float]:
        """The numbers of this table by name, each within its bounds; with `alle` every name must be there."""
        namen = self.velden(grenzen)
        if self._inhoud is not None and len(namen) < minstens:
            self.fout("", "Hier staat nog geen waarde.", "Vul er minstens een in.")
        return {naam: self.getal(naam, *grenzen[naam]) for naam in (grenzen if alle else namen)}

    def tabel(self, veld: Any, anders: Any = VERPLICHT) -> "Lezer":
        goed = self._neem(veld, lambda w: isinstance(w, Mapping), "een tabel met velden", anders, None)
        return Lezer(goed, self._plaats(veld), self)

    def rijtje(self, veld: Any, *lengtes: int) -> "Lezer":
        """A list in which each place has its own meaning; one of another length cannot be read."""
        eis = f"een lijst van {' of '.join(map(str, lengtes))} waarden"
        goed = self._neem(veld, lambda w: _is_lijst(w) and len(w) in lengtes, eis, VERPLICHT, None)
        return Lezer(goed, self._plaats(veld), self)

    def reeks(
        self, veld: Any, anders: Any = VERPLICHT, minstens: int = 0, hoogstens: int | None = None
    ) -> "Lezer":
        """A list; one that is too long or too short is noted and read all the same."""
        goed = self._neem(veld, _is_lijst, "een lijst", anders, None)
        if goed is not None and not minstens <= len(goed) <= (hoogstens or len(goed)):
            eis = f"minstens {minstens}" + (f" en hoogstens {hoogstens}" if hoogstens else "")
            self.fout(veld, f"Hier staan er {len(goed)}. Het moeten er {eis} zijn.", f"Maak er {eis} van.")
        return Lezer(goed, self._plaats(veld), self)

    def rijen(
        self, veld: Any, anders: Any = VERPLICHT, minstens: int = 0, hoogstens: int | None = None
    ) -> list["Lezer"]:
        """A list of tables."""
        reeks = self.reeks(veld, anders, minstens, hoogstens)
        return [reeks.tabel(i) for i in reeks]

    def rond_af(self, bron: str) -> None:
        """Raises CasusOngeldig with everything that was noted, and every field nobody asked for."""
        for lezer in self._lezers:
            for veld in lezer:
                if veld not in lezer._bekend:
                    vrij = [naam for naam in lezer._bekend if naam not in lezer]
                    lezer.fout(veld, f"'{toon(veld)}' is hier geen veld.", _raad(veld, vrij, "Haal dit weg."))
        if self._bevindingen:
            raise CasusOngeldig(bron, self._bevindingen)

    def _neem(self, veld: Any, klopt: Callable[[Any], Any], eis: str, anders: Any, vervanger: Any) -> Any:
        self._bekend.add(veld)
        if self._inhoud is None:
            return vervanger
        if veld not in self._inhoud:
            if anders is not VERPLICHT:
                return anders
            self.fout(veld, f"'{veld}' ontbreekt.", f"Vul hier {eis} in.")
            return vervanger
        waarde = self._inhoud[veld]
        if klopt(waarde):
            return waarde
        self.fout(veld, f"Hier hoort {eis}, geen '{toon(waarde)}'.", f"Vul hier {eis} in.")
        return vervanger

    def _plaats(self, veld: Any) -> str:
        if isinstance(veld, int):
            return f"{self.pad}[{veld}]"
        return ".".join(deel for deel in (self.pad, toon(veld)) if deel)


def eis_verschillend(waarden: Iterable[Any], plaatsen: Iterable[tuple[Lezer, Any]]) -> None:
    """No value twice; `plaatsen` says of each where it stands."""
    eerder: set[Any] = set()
    for waarde, (lezer, veld) in zip(waarden, plaatsen, strict=True):
        if waarde in eerder and waarde not in STIL:
            lezer.fout(veld, f"'{toon(waarde)}' komt al eerder voor.", "Haal dit weg, of kies iets anders.")
        eerder.add(waarde)


def lees_toml(pad: Path) -> dict[str, Any]:
    """The tables of a file. Raises CasusOngeldig when it is no TOML."""
    try:
        return tomllib.loads(pad.read_text(encoding="utf-8"))
    except ValueError as fout:
        plek = re.search(r"line (\d+), column (\d+)", str(fout))
        waar = f"regel {plek[1]}, teken {plek[2]}" if plek else "dit bestand"
        melding = f"Op {waar} is de schrijfwijze van TOML niet gevolgd, of een naam staat er twee keer."
        raise CasusOngeldig(pad.name, [Bevinding("", "fout", melding, "Verbeter die regel.")]) from fout


def _is_lijst(waarde: Any) -> bool:
    return isinstance(waarde, list | tuple)


def _velden(gegevens: Any) -> dict[Any, Any] | None:
    """Values by name, or by number for a list; None when it is neither."""
    if isinstance(gegevens, Mapping):
        return dict(gegevens)
    return dict(enumerate(gegevens)) if _is_lijst(gegevens) else None


def _raad(waarde: Any, uit: Iterable[Any], anders: str) -> str:
    gevonden = get_close_matches(toon(waarde), [w for w in uit if isinstance(w, str)], 1)
    return f"Bedoelt u '{gevonden[0]}'?" if gevonden else anders


def _cijfers(waarde: float) -> str:
    return f"{waarde:,.10g}".translate(str.maketrans(",.", ".,"))
