"""The model for a browser: the equations as a module of JavaScript, and the numbers of a case as plain data.

Both follow from the core, and neither is ever committed. The bookkeeping between them (which months a deployment runs,
what is summed) is `academy/static/js/leermodel.js`.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from simulatie.kern.gegevens.casus import Bron, Casus
from simulatie.kern.gegevens.coefficienten import NAMEN, Coefficienten
from simulatie.kern.gegevens.kaart import HOUDERS, SOORTEN, STROMEN, Kaart
from simulatie.kern.gegevens.toestand import Toestand, leefbaarheidsindex
from simulatie.kern.model import dosisformules as formule
from simulatie.kern.model.doses import GRONDWERK, MINIMALE_MATE, OPSTART_VENSTER
from simulatie.kern.model.dosisspoor import volg, volg_dosisformules
from simulatie.kern.model.maandspoor import ZAKEN_EN_RAAK, volg_stap
from simulatie.kern.model.simuleer import beginstand
from simulatie.kern.model.spoor import Spoor
from simulatie.kern.model.stap import WIJKSTROMEN, meldingen
from simulatie.kern.model.toeval import grens, leegstand_naast, na_schok
from simulatie.kern.model.verloop import gezien_in_het_begin
from simulatie.kern.model.webtaal import schrijf_functie, schrijf_maand

KOP = "// Made by `manage.py bereid_model` from the equations of simulatie/kern; not to be edited.\n"


def browsermodule(casus: Casus) -> str:
    """The equations for this case as the text of an ES module: `stap`, the functions of `dosisformules`, and `TABEL`
    with what the bookkeeping must know. Cases whose coefficients make the trace choose alike get the same text."""
    q, meer_gebieden = casus.parameters.coefficienten(), len(casus.deelgebieden) > 1
    for spoor, module in _modules(meer_gebieden):
        if spoor.geldt_voor(q):
            return module
    raise LookupError("Voor deze coefficienten is er geen module.")


def browsermodules() -> list[str]:
    """Every module that any case can ask for."""
    return [module for meer_gebieden in (False, True) for _spoor, module in _modules(meer_gebieden)]


@lru_cache(maxsize=2)
def _modules(meer_gebieden: bool) -> list[tuple[Spoor, str]]:
    """The traces of a month, one for each set of answers it can get, and their modules."""
    q = Coefficienten(**dict.fromkeys(NAMEN, 1.0))
    formules = [schrijf_functie(naam, spoor) for naam, spoor in _losse_formules(q).items()]
    sporen = [*_sporen(q, 2 if meer_gebieden else 1, ())]
    tabel = f"export const TABEL = {json.dumps(_tabel(), separators=(',', ':'))};\n"
    return [(spoor, "\n".join([KOP, tabel, *formules, schrijf_maand("stap", spoor)])) for spoor in sporen]


def _sporen(q: Coefficienten, gebieden: int, gevraagd: tuple[str, ...]) -> Iterator[Spoor]:
    spoor = volg_stap(q, gebieden)
    nieuw = [naam for naam in spoor.aangenomen if naam not in gevraagd]
    if not nieuw:
        yield spoor
        return
    for waarde in (0.0, 1.0):
        yield from _sporen(replace(q, **{nieuw[0]: waarde}), gebieden, (*gevraagd, nieuw[0]))


def _losse_formules(q: Coefficienten) -> dict[str, Spoor]:
    """The equations beside those of a month, by name."""
    stocks = ("overlast", "angst", "samenredzaamheid", "fysieke_kwaliteit", "leegstand")

    def index(x: dict[str, Any], q: Coefficienten) -> dict[str, Any]:
        geen = dict.fromkeys(Toestand.__slots__)
        return {"index": leefbaarheidsindex(Toestand(**{**geen, **x}))}

    return volg_dosisformules(q) | {
        "index": volg(q, stocks, index),
        "meldingen": volg(
            q, ("overlast", "melden"), lambda x, q: {"n": meldingen(x["overlast"], x["melden"])}
        ),
        "na_schok": volg(q, ("stand", "bedrag", "hoogst"), lambda x, q: {"stand": na_schok(**x)}),
        "leegstand_naast": volg(
            q, ("leegstand", "woonfraude", "alle"), lambda x, q: {"leegstand": leegstand_naast(**x)}
        ),
    }


def _tabel() -> dict[str, Any]:
    """What the bookkeeping must know whatever the case: of every flow which strength it sums, whether it works on the
    area as a whole, the kind of cases it acts on, and which doses it gives."""
    return {
        "minimale_mate": MINIMALE_MATE,
        "opstart_venster": OPSTART_VENSTER,
        "maanden": list(dict.fromkeys((*STROMEN, *ZAKEN_EN_RAAK))),
        "een_getal": [*WIJKSTROMEN, *ZAKEN_EN_RAAK],
        "stromen": {
            stroom: {
                "telt": formule.telt(stroom),
                "wijk": stroom in WIJKSTROMEN,
                "soort": formule.ZAAKSTROMEN.get(stroom),
            }
            for stroom in STROMEN
        },
    }


def browsergetallen(casus: Casus) -> dict[str, Any]:
    """The numbers of a case as plain JSON. Stocks in the units of the model; `eenheden`: units people see per unit of the
    model. `begin` has month 0 whatever the plan: a number, or one per deelgebied."""
    q = casus.parameters.coefficienten()
    stand = beginstand(casus, 1)
    begin = {naam: getattr(stand, naam) for naam in Toestand.__slots__} | gezien_in_het_begin(stand, q)
    return {
        "horizon": casus.horizon,
        "programmaduur": casus.programmaduur,
        "deelgebieden": [gebied.sleutel for gebied in casus.deelgebieden],
        "aandelen": casus.aandelen.tolist(),
        "capaciteit": [casus.capaciteit[houder] for houder in HOUDERS],
        "eenheden": dict(casus.eenheden),
        "q": {naam: float(getattr(q, naam)) for naam in NAMEN},
        "begin": {naam: _rij(waarde, len(casus.deelgebieden)) for naam, waarde in begin.items()},
        "grond": [casus.start["informatiebeeld"], casus.start["samenwerking"], 0.0],
        "waar": {soort: casus.waar(soort).tolist() for soort in SOORTEN},
        "kaarten": {code: _kaart(casus, kaart) for code, kaart in casus.kaarten.items()},
        "bronnen": {bron.sleutel: _bron(casus, bron) for bron in casus.bronnen},
        "alle_woningen": grens(casus, "leegstand"),
    }


def _rij(waarde: Any, gebieden: int) -> Any:
    rij = np.asarray(waarde, dtype=float)[0].tolist()
    return rij if len(rij) == gebieden and gebieden > 1 else rij[0]


def _kaart(casus: Casus, kaart: Kaart) -> dict[str, Any]:
    return {
        "aanloop": casus.aanloop(kaart),
        "opbouw": kaart.opbouw,
        "fte": [kaart.inzet.get(houder, 0.0) for houder in HOUDERS],
        "kosten": kaart.kosten,
        "eenmalig": kaart.eenmalig,
        # Whether it stands on ground of others, and which.
        "op": None if kaart.principe in GRONDWERK else kaart.principe,
        "werking": list(kaart.werking.items()),
        "vereist": [
            {
                "een_van": list(eis.een_van),
                "moment": eis.moment,
                "factor": eis.factor,
                "straf": {s: getattr(eis, s) for s in ("juridisch", "wantrouwen") if getattr(eis, s)},
            }
            for eis in kaart.vereist
        ],
    }


def _bron(casus: Casus, bron: Bron) -> dict[str, Any]:
    """What asking it without the ground for it does at once: per stock how much, and how much it can be at most."""
    return {
        "vereist": list(bron.vereist),
        "juist": [grond.sleutel for grond in bron.grondslagen if grond.juist],
        "zonder": {
            naam: [bedrag / casus.eenheden.get(naam, 1.0), grens(casus, naam)]
            for naam, bedrag in bron.zonder.items()
        },
    }
