"""The feedback loops as one picture, drawn from the table of coefficients: `python -m simulatie.kern.werkplaats lusdiagram`.

The stocks have fixed places, chosen by hand; what runs between them follows from `pijl` and `lus` of every
coefficient. Only presentation attributes are used, no style sheet: a page with a strict policy on styles can hold
the picture as it is, and gives it its colours through its own variables.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import hypot
from textwrap import wrap
from xml.etree import ElementTree

from simulatie.kern.gegevens.parameters import LUSSEN, Parameters
from simulatie.kern.gegevens.toestand import VERBORGEN
from simulatie.kern.inlezen.tabellen import lees_parameters
from simulatie.kern.xmile.beschrijving import LUSSENBEELD
from simulatie.kern.xmile.voorraden import VOORRADEN

BESTAND = LUSSENBEELD

# Middle of every stock that a coefficient couples to another.
PLEKKEN: Mapping[str, tuple[float, float]] = {
    "uitstroomplekken": (85, 40),
    "vertrouwen": (700, 40),
    "juridisch_risico": (85, 150),
    "informatiebeeld": (400, 150),
    "samenwerking": (165, 262),
    "gewenning": (305, 262),
    "angst": (690, 262),
    "vrijgekomen": (205, 374),
    "criminele_greep": (400, 374),
    "samenredzaamheid": (588, 374),
    "draagkracht": (76, 560),
    "jeugd": (205, 466),
    "buurgebied": (290, 545),
    "leegstand": (652, 500),
    "kwetsbaar": (832, 500),
    "overlast": (364, 620),
    "woonfraude": (548, 620),
    "geholpen": (800, 620),
    "fysieke_kwaliteit": (300, 724),
    "medewerking": (500, 724),
    "zaken": (834, 262),
    "verharding": (834, 150),
}
# The six stocks of open cases are one box, so what couples them stands here and not with the coefficient.
ZAKEN = "zaken"
ZAKENPIJLEN: Mapping[str, tuple[str, str, str]] = {
    "zaken_tempo": ("informatiebeeld", ZAKEN, "-"),
    "zaken_terug": ("criminele_greep", ZAKEN, "+"),
    "zaken_kuil": (ZAKEN, "criminele_greep", "+"),
    "overlast_zaken": (ZAKEN, "overlast", "+"),
    "zaken_verharding": ("verharding", ZAKEN, "+"),
}
# What an arrow of the whole picture says that is no step of a loop.
FUNDAMENT = (
    "Het fundament heeft geen pijl. Hoe goed een maatregel is, hangt af van het beeld, de afspraken en het contact",
    "op de eerste werkdag. Dat telt jaren mee, wat er daarna ook verandert.",
)
# A loop that has no circle of arrows with its own letter takes these arrows of other loops along.
LEENT: Mapping[str, Collection[tuple[str, str]]] = {"F": (("criminele_greep", "overlast"),)}
# What part of a loop is no stock, and so no arrow.
BUITEN_BEELD: Mapping[str, str] = {
    "A": "De stap van angst naar informatiebeeld loopt via de meldingen.",
    "C": "Een misser volgt uit het informatiebeeld: wie minder weet, treft vaker de verkeerde.",
    "F": "Van draagkracht naar resultaat gaat het via de kaarten. De pijl naar overlast hoort ook bij lus D.",
    "G": "Verankering heeft geen pijl. Zij groeit zolang zoet en zout duren, en maakt de terugval kleiner.",
    "H": "Deze lus heeft geen pijl: of een programma stopt, besluiten mensen. Het model rekent dat niet uit.",
}

# Colours of the page that holds the picture; by itself it is ink on paper.
INKT, PAGINA, VLAK = "var(--inkt, #1c2230)", "var(--pagina, #fcfbf8)", "var(--vlak, #f3f1ea)"
BREEDTE, HOOGTE_KAART = 900, 770
REGEL, LETTER, INSPRINGING = 19, 13, 18
KNOOP = (64.0, 20.0)
WAAIER = 30.0
BREED_TEKEN = 14.0
LABELHOOGTE = 16
PUNTEN = 24


@dataclass(frozen=True)
class Pijl:
    """One arrow: what several coefficients together do from one stock to another. `rond`: the letters for which this
    arrow is a step of a circle; `lussen`: all letters of its coefficients, and of the loops that borrow it."""

    van: str
    naar: str
    teken: str
    lussen: tuple[str, ...]
    rond: tuple[str, ...]
    coefficienten: tuple[str, ...]


def lees_pijlen(parameters: Parameters) -> tuple[Pijl, ...]:
    """The arrows of the table, in order of stocks and sign."""
    van_zaken = [(pijl, naam, parameters.tabel[naam].lus) for naam, pijl in ZAKENPIJLEN.items()]
    gekoppeld = sorted([*((p.pijl, p.naam, p.lus) for p in parameters.tabel.values() if p.pijl), *van_zaken])
    letters: dict[tuple[str, str, str], list[str]] = {}
    namen: dict[tuple[str, str, str], list[str]] = {}
    for pijl, groep in groupby(gekoppeld, key=lambda rij: rij[0]):
        rijen = list(groep)
        geleend = [letter for letter, paren in LEENT.items() if pijl[:2] in paren]
        letters[pijl] = sorted({lus for *_, lus in rijen if lus} | set(geleend))
        namen[pijl] = [naam for _, naam, _ in rijen]
    takken = {
        letter: [(van, naar) for (van, naar, _), lussen in letters.items() if letter in lussen]
        for letter in LUSSEN
    }
    return tuple(
        Pijl(
            *pijl,
            lussen=tuple(lussen),
            rond=tuple(letter for letter in lussen if kring(takken[letter], pijl[0], pijl[1])),
            coefficienten=tuple(namen[pijl]),
        )
        for pijl, lussen in letters.items()
    )


def kring(takken: Iterable[tuple[str, str]], van: str, naar: str) -> tuple[str, ...]:
    """The shortest circle that begins with the step from `van` to `naar`, as stocks; () when there is none."""
    takken = list(takken)
    wegen: list[tuple[str, ...]] = [(van, naar)]
    bezocht = {naar}
    while wegen:
        weg = wegen.pop(0)
        for begin, eind in takken:
            if begin != weg[-1]:
                continue
            if eind == van:
                return (*weg, van)
            if eind not in bezocht:
                bezocht.add(eind)
                wegen.append((*weg, eind))
    return ()


def teken_lussen(parameters: Parameters) -> str:
    """The picture as SVG, the same text for the same table."""
    pijlen = lees_pijlen(parameters)
    regels = _legenda()
    hoogte = HOOGTE_KAART + REGEL * len(regels) + 24
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {BREEDTE} {hoogte}",
            "width": str(BREEDTE),
            "height": str(hoogte),
            "role": "graphics-document document",
            "aria-labelledby": "lussen-titel lussen-uitleg",
            "font-family": "var(--letter-lees, system-ui, sans-serif)",
            "font-size": str(LETTER),
            "color": INKT,
            "fill": "currentColor",
        },
    )
    _tekst(svg, "title", "Hoe de voorraden van het leermodel op elkaar werken", id="lussen-titel")
    _tekst(svg, "desc", _omschrijving(pijlen), id="lussen-uitleg")
    punt = ElementTree.SubElement(
        ElementTree.SubElement(svg, "defs"),
        "marker",
        id="lussen-punt",
        viewBox="0 0 10 10",
        refX="9",
        refY="5",
        markerWidth="7",
        markerHeight="7",
        orient="auto",
    )
    ElementTree.SubElement(punt, "path", d="M0 1 10 5 0 9z", fill="currentColor")
    ElementTree.SubElement(svg, "rect", width=str(BREEDTE), height=str(hoogte), fill=PAGINA)
    _teken_pijlen(svg, pijlen)
    for naam in _knopen(pijlen):
        _teken_knoop(svg, naam)
    for nummer, (inspringing, regel) in enumerate(regels):
        y = HOOGTE_KAART + 16 + REGEL * nummer
        _tekst(svg, "text", regel, x=str(INSPRINGING * (1 + inspringing)), y=str(y))
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


def _knopen(pijlen: Sequence[Pijl]) -> list[str]:
    genoemd = {naam for pijl in pijlen for naam in (pijl.van, pijl.naar)}
    return [naam for naam in (*VOORRADEN, ZAKEN) if naam in genoemd]


def _naam(voorraad: str) -> str:
    return "Open zaken" if voorraad == ZAKEN else VOORRADEN[voorraad][0]


def _omschrijving(pijlen: Sequence[Pijl]) -> str:
    rond = []
    for letter in LUSSEN:
        takken = [(p.van, p.naar) for p in pijlen if letter in p.rond]
        if takken:
            weg = kring(takken, *takken[0])
            rond.append(f"Lus {letter}: {', '.join(_naam(v).lower() for v in weg)}.")
    return (
        f"{len(_knopen(pijlen))} voorraden en {len(pijlen)} pijlen. Elke pijl heeft een plus of een min, en de "
        f"letter van de lus waar zij bij hoort. Per lus een rondje: {' '.join(rond)}"
    )


def _legenda() -> list[tuple[int, str]]:
    """Lines below the picture, each with how far it is indented."""
    regels = [
        (0, "+  Meer van het een geeft meer van het ander, en minder geeft minder."),
        (0, "−  (streepjeslijn) Meer van het een geeft minder van het ander, en minder geeft meer."),
        (
            0,
            "Vette letter: de pijl is een stap in die lus. Gewone letter: de pijl voedt die lus, of komt eruit.",
        ),
        (0, "Gestippeld kader: een hulpgrootheid van het model."),
        (0, "Veel pijlen werken alleen zolang er kaarten lopen."),
        (1, "Zonder zuur doet de pijl van informatiebeeld naar criminele greep bijvoorbeeld niets."),
        (
            0,
            "Open zaken zijn zes voorraden, een per soort. Blijft de kern open, dan lekt een deel van zoet weg: zonder pijl.",
        ),
        *((inspringing, regel) for inspringing, regel in enumerate(FUNDAMENT)),
        (0, ""),
    ]
    for letter, uitleg in LUSSEN.items():
        regels.append((0, f"{letter}  {uitleg}"))
        if letter in BUITEN_BEELD:
            regels.append((1, BUITEN_BEELD[letter]))
    return regels


def _teken_knoop(svg: ElementTree.Element, voorraad: str) -> None:
    x, y = PLEKKEN[voorraad]
    breed, hoog = KNOOP
    kader = {"stroke-dasharray": "2 3"} if voorraad in VERBORGEN else {}
    ElementTree.SubElement(
        svg,
        "rect",
        {
            "x": _getal(x - breed),
            "y": _getal(y - hoog),
            "width": _getal(2 * breed),
            "height": _getal(2 * hoog),
            "rx": "6",
            "fill": VLAK,
            "stroke": "currentColor",
        }
        | kader,
    )
    regels = wrap(_naam(voorraad), 17)
    for nummer, regel in enumerate(regels):
        midden = y + 4.5 + 15 * (nummer - (len(regels) - 1) / 2)
        _tekst(svg, "text", regel, x=_getal(x), y=_getal(midden), **{"text-anchor": "middle"})


def _teken_pijlen(svg: ElementTree.Element, pijlen: Sequence[Pijl]) -> None:
    bochten = {pijl: _bocht(pijl, pijlen) for pijl in pijlen}
    plekken = _labelplekken(bochten)
    for pijl, bocht in bochten.items():
        groep = ElementTree.SubElement(svg, "g")
        lussen = f" Lus {' en '.join(pijl.lussen)}." if pijl.lussen else ""
        wat = "meer" if pijl.teken == "+" else "minder"
        _tekst(
            groep,
            "title",
            f"Meer {_naam(pijl.van).lower()} geeft {wat} {_naam(pijl.naar).lower()}.{lussen} "
            f"Coëfficiënten: {', '.join(pijl.coefficienten)}.",
        )
        (x1, y1), (xc, yc), (x2, y2) = bocht
        lijn = {"stroke-dasharray": "6 4"} if pijl.teken == "-" else {}
        ElementTree.SubElement(
            groep,
            "path",
            {
                "d": " ".join(["M", _getal(x1), _getal(y1), "Q", *map(_getal, (xc, yc, x2, y2))]),
                "fill": "none",
                "stroke": "currentColor",
                "stroke-opacity": "0.65",
                "marker-end": "url(#lussen-punt)",
            }
            | lijn,
        )
    # Labels come last, so that no line crosses one.
    for pijl, (x, y) in plekken.items():
        breed = labelbreedte(pijl)
        ElementTree.SubElement(
            svg,
            "rect",
            {
                "x": _getal(x - breed / 2),
                "y": _getal(y - LABELHOOGTE / 2),
                "width": _getal(breed),
                "height": str(LABELHOOGTE),
                "fill": PAGINA,
            },
        )
        label = ElementTree.SubElement(
            svg, "text", {"x": _getal(x), "y": _getal(y + 4.5), "text-anchor": "middle"}
        )
        label.text = "+" if pijl.teken == "+" else "−"
        for letter in pijl.lussen:
            dikte = "bold" if letter in pijl.rond else "normal"
            _tekst(label, "tspan", f" {letter}", **{"font-weight": dikte})


Punt = tuple[float, float]


def _bocht(pijl: Pijl, pijlen: Sequence[Pijl]) -> tuple[Punt, Punt, Punt]:
    """Begin, control point and end. Arrows between the same two stocks fan out."""
    samen = [p for p in pijlen if {p.van, p.naar} == {pijl.van, pijl.naar}]
    uit = WAAIER * (samen.index(pijl) - (len(samen) - 1) / 2)
    (x1, y1), (x2, y2) = PLEKKEN[pijl.van], PLEKKEN[pijl.naar]
    # The side is that of the pair, whichever way the arrow points.
    kant = 1 if pijl.van < pijl.naar else -1
    lengte = hypot(x2 - x1, y2 - y1)
    dwars = (-(y2 - y1) / lengte * kant, (x2 - x1) / lengte * kant)
    midden = ((x1 + x2) / 2 + 2 * uit * dwars[0], (y1 + y2) / 2 + 2 * uit * dwars[1])
    return _rand(PLEKKEN[pijl.van], midden, 1), midden, _rand(PLEKKEN[pijl.naar], midden, 2)


def _rand(knoop: Punt, naar: Punt, ruimte: float) -> Punt:
    """Where the line from the middle of a stock leaves its box."""
    dx, dy = naar[0] - knoop[0], naar[1] - knoop[1]
    deel = min((maat + ruimte) / abs(d) for maat, d in zip(KNOOP, (dx, dy), strict=True) if d)
    return knoop[0] + dx * deel, knoop[1] + dy * deel


def _op(bocht: tuple[Punt, Punt, Punt], deel: float) -> Punt:
    a, b, c = (1 - deel) ** 2, 2 * deel * (1 - deel), deel**2
    (x1, y1), (xc, yc), (x2, y2) = bocht
    return a * x1 + b * xc + c * x2, a * y1 + b * yc + c * y2


def _labelplekken(bochten: Mapping[Pijl, tuple[Punt, Punt, Punt]]) -> dict[Pijl, Punt]:
    """A place on every arrow for its label: clear of boxes and of other labels, and of other arrows where it can be."""
    lijnen = {pijl: [_op(bocht, n / PUNTEN) for n in range(PUNTEN + 1)] for pijl, bocht in bochten.items()}
    knopen = {naam for pijl in bochten for naam in (pijl.van, pijl.naar)}
    plekken: dict[Pijl, Punt] = {}

    def last(pijl: Pijl, plek: Punt, n: int) -> float:
        breed = labelbreedte(pijl) / 2
        vol = sum(
            _dekt(plek, breed + KNOOP[0] + 2, KNOOP[1] + LABELHOOGTE / 2, PLEKKEN[naam]) for naam in knopen
        )
        vol += sum(
            _dekt(plek, breed + labelbreedte(ander) / 2 + 2, LABELHOOGTE + 1, daar)
            for ander, daar in plekken.items()
        )
        kruist = sum(
            any(_dekt(plek, breed, LABELHOOGTE / 2, punt) for punt in lijn)
            for ander, lijn in lijnen.items()
            if ander is not pijl
        )
        return 1000 * vol + kruist + abs(n / PUNTEN - 0.5)

    # Short arrows choose first: they have the fewest places.
    for pijl in sorted(bochten, key=lambda p: hypot(*_verschil(bochten[p][0], bochten[p][2]))):
        beste = min(range(2, PUNTEN - 1), key=lambda n: last(pijl, lijnen[pijl][n], n))
        plekken[pijl] = lijnen[pijl][beste]
    return {pijl: plekken[pijl] for pijl in bochten}


def labelbreedte(pijl: Pijl) -> float:
    return BREED_TEKEN * (1 + len(pijl.lussen))


def _dekt(midden: Punt, breed: float, hoog: float, punt: Punt) -> bool:
    dx, dy = _verschil(midden, punt)
    return abs(dx) < breed and abs(dy) < hoog


def _verschil(een: Punt, ander: Punt) -> Punt:
    return een[0] - ander[0], een[1] - ander[1]


def _tekst(ouder: ElementTree.Element, soort: str, tekst: str, **kenmerken: str) -> None:
    ElementTree.SubElement(ouder, soort, kenmerken).text = tekst


def _getal(waarde: float) -> str:
    return f"{waarde:.1f}".removesuffix(".0")


def main() -> None:
    BESTAND.write_text(teken_lussen(lees_parameters()), encoding="utf-8")
    print(f"{BESTAND.name} getekend.")
