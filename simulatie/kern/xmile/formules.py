"""Pieces of equations as every engine reads them; texts in, text out."""


def getal(waarde: float) -> str:
    """The shortest text that reads back as the same number."""
    return repr(int(waarde) if float(waarde).is_integer() else float(waarde))


def als(*voorwaarden: str, dan: str, anders: str) -> str:
    return f"(IF {' AND '.join(f'({v})' for v in voorwaarden)} THEN {dan} ELSE {anders})"


def hoogste(eerste: str, *rest: str) -> str:
    for waarde in rest:
        eerste = f"MAX({eerste}, {waarde})"
    return eerste


def laagste(eerste: str, *rest: str) -> str:
    for waarde in rest:
        eerste = f"MIN({eerste}, {waarde})"
    return eerste


def binnen(waarde: str, laag: str = "0", hoog: str = "100") -> str:
    """Cut off at the range of a stock."""
    return f"MIN(MAX({waarde}, {laag}), {hoog})"


def afvlakken(dosis: str) -> str:
    """Levelling off with the dose, from 0 to 1."""
    return f"(1 - EXP((-2) * {dosis})) / (1 - EXP(-2))"
