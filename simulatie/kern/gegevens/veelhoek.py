"""Polygons on the map: is a point in one, do two of them overlap, does one cross itself?"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

Punt = tuple[float, float]
# Neighbours share a border: what lies within this distance of a line, in map units, lies on it.
SPELING = 1e-9


def oppervlak(vlak: Sequence[Punt]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _zijden(vlak))) / 2


def ligt_in(punt: Punt, vlak: Sequence[Punt]) -> bool:
    """Strictly inside: not on the border."""
    x, y = punt
    binnen = False
    for (x1, y1), (x2, y2) in _zijden(vlak):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            binnen = not binnen
    return binnen and not _op_de_rand(punt, vlak)


def overlappen(een: Sequence[Punt], ander: Sequence[Punt]) -> bool:
    """Do they share more than a border? Then the border of one runs through the other, or they are the same."""
    stukken = [(punt, ander) for punt in _middens(een, ander)] + [
        (punt, een) for punt in _middens(ander, een)
    ]
    return any(ligt_in(*stuk) for stuk in stukken) or all(_op_de_rand(*stuk) for stuk in stukken)


def kruist_zichzelf(vlak: Sequence[Punt]) -> bool:
    return any(_snede(*een, *ander) is not None for een, ander in combinations(_zijden(vlak), 2))


def _zijden(vlak: Sequence[Punt]) -> Iterator[tuple[Punt, Punt]]:
    return pairwise([*vlak, vlak[0]])


def _middens(een: Sequence[Punt], ander: Sequence[Punt]) -> Iterator[Punt]:
    """The middle of every piece into which `ander` cuts the border of `een`."""
    for p, q in _zijden(een):
        sneden = [_snede(p, q, r, s) for r, s in _zijden(ander)]
        hoeken = [_deel(r, p, q) for r in ander if _ligt_op(r, p, q)]
        for t, u in pairwise(sorted({0.0, 1.0, *hoeken, *(t for t in sneden if t is not None)})):
            yield p[0] + (t + u) / 2 * (q[0] - p[0]), p[1] + (t + u) / 2 * (q[1] - p[1])


def _snede(p: Punt, q: Punt, r: Punt, s: Punt) -> float | None:
    """How far along pq the line rs crosses it, 0..1; None when it does not, or only touches."""
    van, tot = _zijde_van(p, r, s), _zijde_van(q, r, s)
    if van * tot < 0 and _zijde_van(r, p, q) * _zijde_van(s, p, q) < 0:
        return van / (van - tot)
    return None


def _zijde_van(punt: Punt, p: Punt, q: Punt) -> float:
    """Positive on one side of the line pq, negative on the other, and the larger the farther."""
    return (q[0] - p[0]) * (punt[1] - p[1]) - (q[1] - p[1]) * (punt[0] - p[0])


def _deel(punt: Punt, p: Punt, q: Punt) -> float:
    """How far along pq the point lies, 0..1 between them."""
    dx, dy = q[0] - p[0], q[1] - p[1]
    return ((punt[0] - p[0]) * dx + (punt[1] - p[1]) * dy) / (dx * dx + dy * dy)


def _ligt_op(punt: Punt, p: Punt, q: Punt) -> bool:
    lengte = ((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5
    return abs(_zijde_van(punt, p, q)) <= SPELING * lengte and 0 <= _deel(punt, p, q) <= 1


def _op_de_rand(punt: Punt, vlak: Sequence[Punt]) -> bool:
    return any(_ligt_op(punt, p, q) for p, q in _zijden(vlak))
