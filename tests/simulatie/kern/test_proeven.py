"""Proofs that run in one batch answer what each of them would have answered by itself."""

from __future__ import annotations

import numpy as np
import pytest

from simulatie.kern import Bronvraag, Plan, laad_casus
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.oordeel.onzekerheid import trekkingproef, zadenproef
from simulatie.kern.oordeel.proeven import Proef, speel_samen
from simulatie.kern.oordeel.waardering import NAMEN

CASUS = laad_casus("klosjesbuurt")
# A source asked without the ground for it: then something happens in runs without a seed too.
ZONDER_GROND = Bronvraag(
    bron=CASUS.bronnen[0].sleutel,
    grondslag=next(g.sleutel for g in CASUS.bronnen[0].grondslagen if not g.juist),
    maand=3,
)


@pytest.mark.parametrize("vragen", [(), (ZONDER_GROND,)], ids=["zonder vragen", "met een onterechte vraag"])
def test_naast_elkaar_is_zoals_alleen(vragen):
    vakplan = CASUS.vakplannen[0]
    plan = Plan(vakplan.inzetten, bronvragen=vragen)
    tabel = maak_tabel(CASUS, [plan, Plan(vakplan.inzetten[:4], bronvragen=vragen)])
    proeven = {
        "gewoon": Proef(tabel),
        "zaden": zadenproef(tabel, zaden=(1, 2, 3)),
        "ruim": Proef(tabel, ruim=True),
        "trekkingen": trekkingproef(CASUS, tabel),
    }

    samen = speel_samen(CASUS, proeven, NAMEN)

    for naam, proef in proeven.items():
        alleen = speel_samen(CASUS, {naam: proef}, NAMEN)[naam]
        assert samen[naam].gevallen == alleen.gevallen
        for grootheid in NAMEN:
            # A coefficient as an array may differ from the same number in the last of its bits.
            np.testing.assert_allclose(samen[naam].lijn[grootheid], alleen.lijn[grootheid], rtol=0, atol=2e-9)
        for figuur in ("kosten", "overvraagd", "straf"):
            np.testing.assert_array_equal(getattr(samen[naam], figuur), getattr(alleen, figuur))
    assert any(samen["zaden"].gevallen)
    assert not any(samen["gewoon"].gevallen)


def test_niets_te_vragen():
    assert speel_samen(CASUS, {}) == {}
