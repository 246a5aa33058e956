"""A trace as JavaScript: plain text of an ES module, for a browser that may not evaluate text.

Numbers per deelgebied are computed in loops over them. A sum over the deelgebieden ends a loop, so a trace falls apart
in layers: first what is one number, then what is one per deelgebied, and so on. What a later layer needs is kept in an
array.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from simulatie.kern.model.spoor import AANDEEL, COEFFICIENT, EERSTE, GETAL, MAAND, SOM, STAND, Knoop, Spoor

SJABLONEN = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "{0} / {1}",
    "negative": "-{0}",
    "bitwise_and": "{0} && {1}",
    "where": "{0} ? {1} : {2}",
    "greater": "{0} > {1}",
    "greater_equal": "{0} >= {1}",
    "less": "{0} < {1}",
    "less_equal": "{0} <= {1}",
    "equal": "{0} === {1}",
    "maximum": "{0} > {1} ? {0} : {1}",
    "minimum": "{0} < {1} ? {0} : {1}",
    "exp": "Math.exp({0})",
    "log": "Math.log({0})",
    "sqrt": "Math.sqrt({0})",
    "sign": "Math.sign({0})",
    "power": "Math.pow({0}, {1})",
}
WAARHEDEN = ("greater", "greater_equal", "less", "less_equal", "equal", "bitwise_and")
INVOER = (COEFFICIENT, AANDEEL, STAND, MAAND)


def schrijf_functie(naam: str, spoor: Spoor) -> str:
    """A function (q, state, what is given) of single numbers; it gives a number, or an object where more come out."""
    regels = _Regels(spoor, {(soort, n): n for soort, namen in _invoer(spoor) for n in namen})
    lijf = regels.in_lagen(spoor.op_volgorde())
    uit = {uitkomst: regels.waarde(knoop) for uitkomst, knoop in spoor.uit.items()}
    antwoord = next(iter(uit.values()))
    if len(uit) > 1:
        antwoord = f"{{ {', '.join(f'{uitkomst}: {waarde}' for uitkomst, waarde in uit.items())} }}"
    kop = ", ".join(["q", *spoor.stand, *spoor.maand])
    return _functie(f"export const {naam} = ({kop}) => {{", [*lijf, f"return {antwoord};"])


def schrijf_maand(naam: str, spoor: Spoor) -> str:
    """A function (n, q, aandeel, maanden, regels) that gives a function of a month m: it fills month m + 1 of `regels`
    from month m of it and of `maanden`. n: number of deelgebieden; regels, maanden: per name an array month by month,
    with n numbers a month where there is one per deelgebied. What is the same in every month is computed once."""
    knopen = [*spoor.op_volgorde()]
    # In an area of one deelgebied everything is one number.
    meer = any(knoop.breed for knoop in knopen)
    reeksen = {STAND: "regels", MAAND: "maanden"}
    plekken = {
        (soort, n): _plek(f"{reeksen[soort]}_{n}", meer and breed, "m")
        for soort, namen in _invoer(spoor)
        for n, breed in namen.items()
    }
    regels = _Regels(spoor, plekken, q="q_")
    breed = {n: meer and spoor.stand.get(n, knoop.breed) for n, knoop in spoor.uit.items()}
    vooraf = regels.in_lagen([k for k in knopen if k.vast])
    per_maand = regels.in_lagen([k for k in knopen if not k.vast], spoor.uit, breed)
    namen = [f"const regels_{n} = regels.{n};" for n in breed]
    namen += [f"const maanden_{n} = maanden.{n};" for n in spoor.maand]
    namen += [f"const q_{k.naam} = q.{k.naam};" for k in knopen if k.doet == COEFFICIENT]
    binnen = _functie("return (m) => {", per_maand).removesuffix("\n") + ";"
    kop = f"export const {naam} = (n, q, aandeel, maanden, regels) => {{"
    return _functie(kop, [*namen, *vooraf, *regels.reeksen(), binnen])


def _invoer(spoor: Spoor) -> list[tuple[str, Mapping[str, bool]]]:
    return [(STAND, spoor.stand), (MAAND, spoor.maand)]


def _functie(kop: str, lijf: Iterable[str]) -> str:
    return "\n".join([kop, *lijf, "}"]) + "\n"


def _plek(reeks: str, breed: bool, maand: str) -> str:
    return f"{reeks}[{maand} * n + i]" if breed else f"{reeks}[{maand}]"


class _Regels:
    """The statements of one trace. plekken: how an input is read, by what it is and its name; q: what stands before that of a coefficient."""

    def __init__(self, spoor: Spoor, plekken: Mapping[tuple[str, str], str], q: str = "q."):
        knopen = [*spoor.op_volgorde()]
        self._plekken, self._q = plekken, q
        self._nummer = {knoop: nummer for nummer, knoop in enumerate(knopen)}
        self._laag: dict[Knoop, int] = {}
        gebruikt: dict[Knoop, set[tuple[bool, int]]] = defaultdict(set)
        for knoop in knopen:
            # A sum ends the loop that its source is computed in.
            erna = knoop.doet in (SOM, EERSTE)
            onder = max((self._laag[b] for b in knoop.bronnen if b.vast == knoop.vast), default=0)
            self._laag[knoop] = onder + erna
            for bron in knoop.bronnen:
                gebruikt[bron].add((knoop.vast, self._laag[knoop] - erna))
        # What is computed in one loop and read in another.
        self._bewaard = {
            knoop
            for knoop in knopen
            if knoop.breed
            and knoop.doet not in (*INVOER, GETAL)
            and (knoop.vast or any(waar != (knoop.vast, self._laag[knoop]) for waar in gebruikt[knoop]))
        }

    def reeksen(self) -> list[str]:
        """The arrays for what one loop leaves to another, of what is anew in every month."""
        return [
            f"const a{self._nummer[k]} = new Float64Array(n);"
            for k in self._nummer
            if k in self._bewaard and not k.vast
        ]

    def waarde(self, knoop: Knoop) -> str:
        """How a value is read."""
        if knoop.doet == GETAL:
            return f"({knoop.getal!r})" if knoop.getal < 0 else repr(knoop.getal)
        if knoop.doet == COEFFICIENT:
            return f"{self._q}{knoop.naam}"
        if knoop.doet == AANDEEL:
            return "aandeel[i]"
        if knoop.doet in (STAND, MAAND):
            return self._plekken[knoop.doet, knoop.naam]
        nummer = self._nummer[knoop]
        return f"a{nummer}[i]" if knoop in self._bewaard else f"v{nummer}"

    def in_lagen(
        self,
        knopen: Iterable[Knoop],
        uit: Mapping[str, Knoop] | None = None,
        breed: Mapping[str, bool] | None = None,
    ) -> list[str]:
        """These values layer by layer, and storing what comes out in the month after."""
        los: dict[int, list[str]] = defaultdict(list)
        lus: dict[int, list[str]] = defaultdict(list)
        vooraf: dict[int, list[str]] = defaultdict(list)
        for knoop in knopen:
            laag, nummer = self._laag[knoop], self._nummer[knoop]
            if knoop.doet in (*INVOER, GETAL):
                continue
            if knoop.doet in (SOM, EERSTE):
                (bron,) = (self.waarde(b) for b in knoop.bronnen)
                vooraf[laag - 1].append(f"let v{nummer} = 0;")
                lus[laag - 1].append(
                    f"v{nummer} += {bron};" if knoop.doet == SOM else f"if (i === 0) v{nummer} = {bron};"
                )
            elif knoop.breed:
                waar = f"a{nummer}[i]" if knoop in self._bewaard else f"const v{nummer}"
                if knoop.vast:
                    vooraf[laag].append(f"const a{nummer} = new Float64Array(n);")
                lus[laag].append(f"{waar} = {self._bewerking(knoop)};")
            else:
                los[laag].append(f"const v{nummer} = {self._bewerking(knoop)};")
        for naam, knoop in (uit or {}).items():
            waarde = self.waarde(knoop)
            # True and false go into an array of numbers.
            waarde = f"{waarde} ? 1 : 0" if knoop.doet in WAARHEDEN else waarde
            waar = _plek(f"regels_{naam}", bool(breed and breed[naam]), "(m + 1)")
            (lus if breed and breed[naam] else los)[self._laag[knoop]].append(f"{waar} = {waarde};")
        regels = []
        for laag in range(max([*los, *lus, *vooraf], default=-1) + 1):
            regels += [*los[laag], *vooraf[laag]]
            if lus[laag]:
                regels += ["for (let i = 0; i < n; i++) {", *lus[laag], "}"]
        return regels

    def _bewerking(self, knoop: Knoop) -> str:
        if knoop.doet not in SJABLONEN:
            raise TypeError(f"Voor deze bewerking is er geen JavaScript: {knoop.doet}.")
        return SJABLONEN[knoop.doet].format(*(self.waarde(bron) for bron in knoop.bronnen))
