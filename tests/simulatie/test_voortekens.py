import pytest

from simulatie.kern import Bronvraag, laad_casus
from simulatie.spel.voortekens import gehoord

CASUSSEN = ("klosjesbuurt", "heidewissel", "kettingwerf")


def _vraag(casus, moment, komt):
    """The source of a moment asked so that its answer comes in month ``komt``."""
    bron = next(bron for bron in casus.bronnen if bron.sleutel == moment.voorteken.bron)
    return Bronvraag(bron.sleutel, komt - bron.maanden, bron.grondslagen[0].sleutel)


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_wie_op_tijd_vraagt_ziet_het_aankomen(sleutel):
    casus = laad_casus(sleutel)
    momenten = [g for g in casus.gebeurtenissen if g.voorteken]
    assert len(momenten) == 4
    for moment in momenten:
        op_tijd = _vraag(casus, moment, moment.maand - 1)
        heel_vroeg = _vraag(casus, moment, moment.voorteken.van - 1)
        te_laat = _vraag(casus, moment, moment.maand)
        assert [g.tekst for g in gehoord(casus, [op_tijd], 60)] == [moment.voorteken.tekst]
        assert gehoord(casus, [op_tijd], moment.maand - 2) == []
        assert gehoord(casus, [heel_vroeg], 60) == []
        assert gehoord(casus, [te_laat], 60) == []
        assert len(gehoord(casus, [op_tijd, op_tijd], 60)) == 1


@pytest.mark.parametrize("sleutel", CASUSSEN)
def test_de_bron_van_een_voorteken_levert_op_tijd_antwoord(sleutel):
    """There is a round in which one can ask and still hear it before it happens."""
    casus = laad_casus(sleutel)
    for moment in (g for g in casus.gebeurtenissen if g.voorteken):
        bron = next(bron for bron in casus.bronnen if bron.sleutel == moment.voorteken.bron)
        assert [r for r in casus.rondes if moment.voorteken.van <= r + bron.maanden < moment.maand], (
            moment.sleutel
        )
