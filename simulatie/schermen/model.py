"""How the model computes: stocks, loops, equations and coefficients, each from where the model itself has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from xml.etree import ElementTree

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from simulatie.kern import (
    IJKPUNT,
    LUSSEN,
    LUSSENBEELD,
    VOORRADEN,
    Casus,
    Parameter,
    Vergelijking,
    beschrijf_maatregel,
    beschrijf_model,
    laad_casus,
    lees_parameters,
)
from simulatie.schermen.notatie import Feitentabel

VOORBEELD = "klosjesbuurt"
"""The case in whose units and measures the equations are shown; they are the same in every case."""
AANNAME = "[assumption]"
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Onderdeel:
    """A part of the model with its equations; ``waarden``: what the coefficients in one are, by its place."""

    naam: str
    vergelijkingen: Sequence[tuple[Vergelijking, str]]


@dataclass(frozen=True)
class Coefficient:
    """A row of the table of coefficients.

    is_aanname  its size was chosen for training; ``herkomst`` may still name a direction or a point from a source
    eigen       what it is in the cases that have a value of their own, with the reason
    gebruikt    names of the equations that read it
    """

    naam: str
    waarde: str
    eenheid: str
    marge: str
    herkomst: str
    is_aanname: bool
    reden: str
    lus: str
    eigen: Sequence[str]
    gebruikt: str


@dataclass(frozen=True)
class Model:
    """Everything the page shows but the coefficients; the same for everybody."""

    versie: str
    voorraden: Feitentabel
    lussen: Sequence[str]
    beeld: SafeString
    beeld_in_woorden: Sequence[str]
    onderdelen: Sequence[Onderdeel]
    maatregel: str
    maatregel_onderdelen: Sequence[Onderdeel]
    punten: Feitentabel


@cache
def model() -> Model:
    """The model of this version, drawn once per process."""
    casus = laad_casus(VOORBEELD)
    parameters = lees_parameters()
    vergelijkingen = beschrijf_model(casus)
    naam, van_maatregel = beschrijf_maatregel(casus)
    svg = LUSSENBEELD.read_text(encoding="utf-8")
    return Model(
        versie=parameters.versie,
        voorraden=_voorraden(vergelijkingen),
        lussen=[f"{letter}. {uitleg}" for letter, uitleg in LUSSEN.items()],
        # Our own file, drawn from the table of coefficients.
        beeld=mark_safe(svg),  # noqa: S308
        beeld_in_woorden=_in_woorden(svg),
        onderdelen=_onderdelen(vergelijkingen, parameters.tabel),
        maatregel=naam,
        maatregel_onderdelen=_onderdelen(van_maatregel, parameters.tabel),
        punten=_punten(),
    )


def _in_woorden(svg: str) -> list[str]:
    """What every arrow of the picture says."""
    plaat = ElementTree.fromstring(svg)  # noqa: S314 - our own file
    return [titel.text or "" for titel in plaat.findall(f"{SVG}g/{SVG}title")]


def coefficienten(
    casussen: Iterable[Casus], *, zoek: str = "", lus: str = "", herkomst: str = ""
) -> list[Coefficient]:
    """The rows that hold the words of ``zoek``, of this loop and this kind of origin (``aanname`` or ``bron``); what is
    empty asks nothing."""
    woorden = zoek.casefold().split()
    return [
        rij
        for rij in _alle(tuple(casussen))
        if (not lus or rij.lus == lus)
        and (not herkomst or rij.is_aanname == (herkomst == "aanname"))
        and all(woord in _doorzoekbaar(rij) for woord in woorden)
    ]


def _doorzoekbaar(rij: Coefficient) -> str:
    return " ".join([rij.naam, rij.eenheid, rij.herkomst, rij.reden, rij.gebruikt, *rij.eigen]).casefold()


@lru_cache(maxsize=4)
def _alle(casussen: Sequence[Casus]) -> list[Coefficient]:
    gebruikt = _gebruikt_in()
    return [
        Coefficient(
            naam=p.naam,
            waarde=getal(p.waarde),
            eenheid=p.eenheid,
            marge=_("%(laag)s tot %(hoog)s") % {"laag": getal(p.marge[0]), "hoog": getal(p.marge[1])},
            herkomst=herkomst(p),
            is_aanname=p.bron.startswith(AANNAME),
            reden=p.reden,
            lus=p.lus,
            eigen=[_eigen(casus, p.naam) for casus in casussen if _is_eigen(casus, p)],
            gebruikt=", ".join(een.naam for een in gebruikt[p.naam]),
        )
        for p in lees_parameters().tabel.values()
    ]


def getal(waarde: float) -> str:
    """A coefficient with four figures that count, in Dutch notation."""
    kort = f"{waarde:.4g}"
    return number_format(float(kort), len(f"{float(kort):f}".rstrip("0").partition(".")[2])).replace("-", "−")


def telt_mee_in(naam: str) -> str:
    """What the first equation that reads a coefficient says; "" for one that this version of the model does not know."""
    return next((een.woorden for een in _gebruikt_in().get(naam, ())), "")


def _is_eigen(casus: Casus, p: Parameter) -> bool:
    eigen = casus.parameters.tabel.get(p.naam)
    return eigen is not None and eigen.waarde != p.waarde


def _eigen(casus: Casus, naam: str) -> str:
    p = casus.parameters.tabel[naam]
    return f"{casus.naam}: {getal(p.waarde)}. {p.reden}".strip()


def herkomst(p: Parameter) -> str:
    """Where it comes from, in words."""
    if p.bron == AANNAME:
        return _("aanname")
    return p.bron.replace(AANNAME, _("aanname"))


@cache
def _gebruikt_in() -> Mapping[str, Sequence[Vergelijking]]:
    """Per coefficient the equations that read it."""
    casus = laad_casus(VOORBEELD)
    uit: dict[str, dict[str, Vergelijking]] = {naam: {} for naam in lees_parameters().tabel}
    for een in (*beschrijf_model(casus), *beschrijf_maatregel(casus)[1]):
        for naam in een.coefficienten:
            uit[naam][een.naam] = een
    return {naam: list(waar.values()) for naam, waar in uit.items()}


def _voorraden(vergelijkingen: Iterable[Vergelijking]) -> Feitentabel:
    woorden = {een.naam: een.woorden for een in vergelijkingen if een.voorraad}
    return Feitentabel(
        _("De voorraden van het leermodel"),
        [_("Voorraad"), _("Eenheid"), _("Wat het is"), _("Wat er in een maand mee gebeurt")],
        [[titel, eenheid, uitleg, woorden[naam]] for naam, (titel, eenheid, uitleg) in VOORRADEN.items()],
    )


def _onderdelen(
    vergelijkingen: Iterable[Vergelijking], tabel: Mapping[str, Parameter]
) -> Sequence[Onderdeel]:
    op_naam = sorted(vergelijkingen, key=lambda een: een.onderdeel)
    volgorde = {een.onderdeel: plek for plek, een in reversed(list(enumerate(vergelijkingen)))}
    delen = [
        Onderdeel(naam, [(een, _waarden(een, tabel)) for een in groep])
        for naam, groep in groupby(op_naam, key=lambda een: een.onderdeel)
    ]
    return sorted(delen, key=lambda deel: volgorde[deel.naam])


def _waarden(een: Vergelijking, tabel: Mapping[str, Parameter]) -> str:
    return "; ".join(f"{naam} = {getal(tabel[naam].waarde)}" for naam in een.coefficienten)


def _punten() -> Feitentabel:
    """The point at which the model was written down."""
    return Feitentabel(
        _("Het ijkpunt: waarden waarop het model is opgeschreven (aanname)"),
        [_("In de vergelijkingen"), _("Waarde")],
        [[f"ijkpunt_{naam}", getal(waarde)] for naam, waarde in IJKPUNT.items()],
        getallen=True,
    )
