"""The cards against the table of instruments the model was designed from.

Per instrument: code, principle, lead time in months (shortest, longest), settings in which it fits, and in which
partly. The lead times are training assumptions of the design, not measurements.
"""

import math

import pytest

from simulatie.kern.inlezen.tabellen import alle_kaarten

TABEL = """
R1 | onderzoek | 2 | 4 | wijk park terrein straat |
R2 | regie | 1 | 6 | wijk park terrein straat |
R3 | onderzoek | 0 | 2 | wijk park terrein straat |
R4 | onderzoek | 2 | 4 | wijk park terrein straat |
R5 | regie | 1 | 2 | wijk | park
R6 | regie | 1 | 2 | wijk park terrein straat |
R7 | onderzoek | 1 | 3 | wijk park terrein |
R8 | regie | 1 | 1 | wijk park terrein straat |
R9 | regie | 0 | 0 | wijk park terrein straat |
R10 | regie | 0 | 1 | wijk park terrein straat |
S1 | zoet | 1 | 2 | wijk park terrein straat |
S2 | zoet | 0 | 2 | wijk park terrein straat |
S3 | zoet | 2 | 3 | wijk park |
S4 | zoet | 1 | 2 | wijk park terrein straat |
S5 | zoet | 2 | 4 | wijk | park straat
S6 | zoet | 1 | 3 | wijk park terrein straat |
S7 | zoet | 0 | 1 | wijk park |
S8 | zoet | 12 | 24 | wijk | park
S9 | zoet | 3 | 6 | wijk |
S10 | zoet | 6 | 12 | terrein straat | park
S11 | zoet | 3 | 6 | wijk park |
S12 | zoet | 0 | 2 | wijk park terrein straat |
S13 | zoet | 2 | 4 | wijk |
S14 | zoet | 6 | 18 | park terrein straat |
Z1 | zuur | 1 | 3 | wijk park terrein straat |
Z2 | zuur | 0 | 1 | wijk park terrein straat |
Z3 | zuur | 2 | 5 | wijk park |
Z4 | zuur | 1 | 2 | wijk park straat |
Z5 | zuur | 3 | 6 | wijk park terrein straat |
Z6 | zuur | 1 | 2 | wijk straat |
Z7 | zuur | 2 | 6 | wijk park terrein straat |
Z8 | zuur | 3 | 5 | wijk |
Z9 | zuur | 4 | 9 | wijk | park terrein
Z10 | zuur | 1 | 3 | wijk |
Z11 | zuur | 3 | 9 | wijk | park terrein straat
Z12 | zuur | 0 | 9 | wijk terrein straat |
Z13 | zuur | 1 | 2 | wijk |
Z14 | zuur | 3 | 9 | wijk park |
Z15 | zuur | 2 | 3 | wijk park terrein straat |
Z16 | zuur | 0 | 1 | wijk park terrein |
Z17 | zuur | 9 | 36 | wijk park terrein straat |
Z18 | zuur | 2 | 6 | wijk terrein straat |
Z19 | zuur | 4 | 8 | wijk straat |
Z20 | zuur | 6 | 18 | park |
Z21 | zuur | 2 | 6 | terrein straat park |
O1 | zout | 0 | 1 | wijk | park
O2 | zout | 2 | 4 | wijk park |
O3 | zout | 2 | 4 | wijk park |
O4 | zout | 0 | 1 | wijk park |
O5 | zout | 1.5 | 2.5 | wijk park |
O6 | zout | 1 | 2.5 | wijk |
O7 | zout | 2 | 6 | wijk |
O8 | zout | 18 | 48 | wijk |
O9 | zout | 0 | 0 | wijk park |
O10 | zout | 4 | 9 | wijk |
O11 | zout | 1 | 2 | wijk park terrein |
O12 | zout | 3 | 3 | wijk |
O13 | zout | 6 | 24 | park |
O14 | zout | 0 | 0 | park terrein wijk |
O15 | zout | 1 | 2 | wijk |
B1 | bitter | 9 | 15 | wijk |
B2 | bitter | 9 | 15 | wijk |
B3 | bitter | 6 | 9 | wijk |
B4 | bitter | 1 | 2 | wijk |
B5 | bitter | 3 | 5 | wijk |
B6 | bitter | 3 | 6 | wijk |
B7 | bitter | 4 | 6 | wijk |
B8 | bitter | 2 | 5 | park terrein straat wijk |
B9 | bitter | 6 | 9 | straat terrein park |
B10 | bitter | 2 | 4 | terrein park |
B11 | bitter | 2 | 4 | park |
B12 | bitter | 2 | 3 | wijk |
"""
RIJEN = [[cel.strip() for cel in regel.split("|")] for regel in TABEL.strip().splitlines()]
KAARTEN = alle_kaarten()


def test_de_codes_zijn_die_van_de_tabel():
    assert sorted(KAARTEN) == sorted(code for code, *_ in RIJEN)
    assert len(RIJEN) == 72


@pytest.mark.parametrize(("code", "principe", "kortst", "langst", "plekken", "deels"), RIJEN)
def test_een_kaart_is_het_instrument_van_de_tabel(code, principe, kortst, langst, plekken, deels):
    kaart = KAARTEN[code]
    assert kaart.principe == principe
    assert math.floor(float(kortst)) <= kaart.aanloop <= math.ceil(float(langst))
    assert set(plekken.split()) <= set(kaart.plekken) <= set(plekken.split()) | set(deels.split())
