"""The coefficients of the model: one table per model version, read from `parameters.toml`.

The app shows this table as it stands ("Hoe rekent dit model?"). A coefficient carries two values: `waarde`,
with which the cases run, and `referentie`, with which the model is the plain reference without additions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan
from types import MappingProxyType
from typing import Any

from simulatie.kern.gegevens.coefficienten import NAMEN, Coefficient, Coefficienten
from simulatie.kern.gegevens.lezen import Lezer
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, PER_WIJK, VERBORGEN

# The feedback loops a debrief can point at; a coefficient belongs to one of them or to none.
LUSSEN: Mapping[str, str] = MappingProxyType(
    {
        "A": "Angst: wie bang is zwijgt, zonder meldingen raakt zuur minder goed, en de greep blijft.",
        "B": "Leegstand: een woning die vrijkomt trekt hetzelfde netwerk aan, tenzij u screent.",
        "C": "Misser: wie onterecht wordt geraakt verliest vertrouwen, meldt minder, en er komen meer missers.",
        "D": "Overlast: waar het onrustig is doen buren minder voor elkaar, en dan wordt het onrustiger.",
        "E": "Waterbed: wat hier wordt weggehaald duikt deels op bij de buren en komt deels terug.",
        "F": "Draagkracht: hard werken zonder resultaat put het team uit, en dan werkt alles half.",
        "G": "Verankering: hulp en steun die lang genoeg duren houden stand als het programma stopt.",
        "H": "Schijnresultaat: minder meldingen lijken winst, het programma stopt en alles komt terug.",
    }
)

# What a setting fixes and no draw varies (with, in a case of an older model version, what its table lacked): the most that shares of homes and of households can be, in the units of
# the model, and where the cooperation of owners settles by itself. A case gives its own (see `casus`).
KADER: Mapping[str, float] = MappingProxyType(
    {"woningen_vol": 100.0, "kwetsbaar_vol": 100.0, "medewerking_evenwicht": 1.0}
)

# How far around its own value the range of a coefficient of a setting reaches, as a part of it.
EIGEN_RUIMTE = 0.25
# The rows that the table of a model version must have, and the only ones it may have.
RIJEN = tuple(naam for naam in NAMEN if naam not in KADER)
VOORRADEN = (*PER_DEELGEBIED, *PER_WIJK, *VERBORGEN)


@dataclass(frozen=True)
class Parameter:
    """`lus` is a letter of `LUSSEN`, or "" when the coefficient belongs to no feedback loop. `pijl` is what the
    coefficient couples: (from stock, to stock, "+" or "-"); None when it works inside one stock or on a dose."""

    naam: str
    waarde: float
    referentie: float
    eenheid: str
    marge: tuple[float, float]
    bron: str
    lus: str
    reden: str
    pijl: tuple[str, str, str] | None


@dataclass(frozen=True)
class Parameters:
    versie: str
    tabel: Mapping[str, Parameter]
    kader: Mapping[str, float] = field(default_factory=lambda: KADER)

    def coefficienten(self, **anders: Coefficient) -> Coefficienten:
        """The values by name. `anders` replaces some, by a number or by an array [plan, 1] of draws. Raises ValueError
        for a name that is no row of the table."""
        if onbekend := anders.keys() - self.tabel.keys():
            raise ValueError(f"Onbekende parameters: {sorted(onbekend)}.")
        if not anders:
            return self._gewoon
        return Coefficienten(**self.kader, **{naam: p.waarde for naam, p in self.tabel.items()} | anders)

    @cached_property
    def _gewoon(self) -> Coefficienten:
        return Coefficienten(**self.kader, **{naam: p.waarde for naam, p in self.tabel.items()})

    def referentie(self) -> Coefficienten:
        """The values of the plain reference model: every addition switched off."""
        return Coefficienten(**self.kader, **{naam: p.referentie for naam, p in self.tabel.items()})

    def voor_casus(
        self, afwijkend: Mapping[str, Mapping[str, Any]], kader: Mapping[str, float]
    ) -> "Parameters":
        """The table of a setting: some values of its own, each with its reason."""
        anders = {
            naam: replace(
                self.tabel[naam],
                waarde=float(rij["waarde"]),
                marge=_met_ruimte(self.tabel[naam].marge, float(rij["waarde"])),
                reden=rij["reden"],
            )
            for naam, rij in afwijkend.items()
        }
        return Parameters(
            self.versie, MappingProxyType({**self.tabel, **anders}), MappingProxyType({**KADER, **kader})
        )


def _met_ruimte(marge: tuple[float, float], waarde: float) -> tuple[float, float]:
    """The range, or as much wider as leaves a value of a setting a quarter of itself on either side."""
    return min(marge[0], waarde * (1 - EIGEN_RUIMTE)), max(marge[1], waarde * (1 + EIGEN_RUIMTE))


def parameters_uit(bron: Mapping[str, Any]) -> Parameters:
    """The table from its plain data. Raises CasusOngeldig with everything that is wrong."""
    tabel = Lezer(bron)
    versie = tabel.tekst("versie")
    ontbreekt = [naam for naam in RIJEN if naam not in tabel]
    parameters = lees_parameterrijen(tabel, [*tabel.velden(RIJEN), *ontbreekt])
    tabel.rond_af("De tabel met parameters")
    return Parameters(versie, parameters)


def lees_parameterrijen(tabel: Lezer, namen: Iterable[str]) -> Mapping[str, Parameter]:
    """These coefficients by name, in this order; what is wrong is noted on `tabel`."""
    return MappingProxyType({naam: _lees_parameter(naam, tabel.tabel(naam)) for naam in namen})


def _lees_parameter(naam: str, rij: Lezer) -> Parameter:
    marge = rij.rijtje("marge", 2)
    laag, hoog = marge.getal(0), marge.getal(1)
    waarde = rij.getal("waarde")
    parameter = Parameter(
        naam=naam,
        waarde=waarde,
        referentie=rij.getal("referentie", anders=waarde),
        eenheid=rij.tekst("eenheid"),
        marge=(laag, hoog),
        bron=rij.tekst("bron"),
        lus=rij.keuze("lus", LUSSEN, ""),
        reden=rij.tekst("reden", ""),
        pijl=_lees_pijl(rij),
    )
    if laag > hoog:
        rij.fout("marge", "De laagste waarde is hoger dan de hoogste.", "Draai de twee om.")
    elif waarde < laag or waarde > hoog:
        rij.fout("waarde", "Deze waarde ligt buiten de marge.", "Pas de waarde aan, of de marge.")
    if parameter.waarde != parameter.referentie and not isnan(parameter.referentie) and not parameter.reden:
        rij.fout("reden", "De waarde wijkt af van de referentie zonder reden.", "Geef de reden.")
    return parameter


def _lees_pijl(rij: Lezer) -> tuple[str, str, str] | None:
    if not rij.velden(["pijl"]):
        return None
    pijl = rij.rijtje("pijl", 3)
    van, naar = pijl.keuze(0, VOORRADEN), pijl.keuze(1, VOORRADEN)
    if van and van == naar:
        pijl.fout(1, "Deze pijl begint en eindigt bij dezelfde voorraad.", "Noem twee voorraden.")
    return van, naar, pijl.keuze(2, ("+", "-"))
