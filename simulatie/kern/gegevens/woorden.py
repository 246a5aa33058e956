"""Figures in running Dutch, the same in every sentence of the core."""

from collections.abc import Sequence


def maanden(aantal: int) -> str:
    """ "1 maand", "7 maanden"."""
    return f"{aantal} {'maand' if aantal == 1 else 'maanden'}"


def komma(getal: float, decimalen: int = 1) -> str:
    """A number with a comma for a point and so many digits after it."""
    return f"{getal:.{decimalen}f}".replace(".", ",")


def opsomming(namen: Sequence[str]) -> str:
    """ "zoet", "zoet en zout", "zoet, zout en bitter"."""
    return " en ".join([", ".join(namen[:-1]), namen[-1]] if len(namen) > 1 else namen)


def meer_dan(gevraagd: float, aanwezig: float) -> tuple[str, str]:
    """Two numbers of which the first is larger, in as few digits after the comma as show that. What differs by less than
    a thousandth is rounded up, so that the two never read the same."""
    for decimalen in (1, 2, 3):
        if round(gevraagd, decimalen) > round(aanwezig, decimalen):
            return komma(gevraagd, decimalen), komma(aanwezig, decimalen)
    return komma(round(aanwezig, 3) + 0.001, 3), komma(aanwezig, 3)
