"""What passing takes is said from the data of the case."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from simulatie.kern import laad_casus
from simulatie.schermen.slagen import slaageisen
from tests.factories.simulatie import KLEIN_PLAN, SessieFactory


def test_elke_grens_van_een_casus_wordt_een_zin():
    grenzen = {"bereikt": 55, "uitkomst": 61, "vakmanschap": 62, "elk_vak": 63, "rechtmatigheid": 64}

    zinnen = slaageisen(grenzen)

    assert len(zinnen) == 5
    for zin, grens in zip(zinnen, grenzen.values(), strict=True):
        assert f"minstens {grens} " in zin


def test_een_casus_van_voor_het_bereikte_deel_noemt_zijn_drie_scores():
    zinnen = slaageisen({"uitkomst": 70, "vakmanschap": 60, "rechtmatigheid": 60})

    assert [zin.partition(":")[0] for zin in zinnen] == ["Uitkomst", "Vakmanschap samen", "Rechtmatigheid"]


@pytest.mark.parametrize("scherm", ["casus", "indienen"])
def test_de_briefing_en_het_indienen_zeggen_wat_slagen_vraagt(client, aisha, scherm):
    client.force_login(aisha)
    casus = laad_casus("klosjesbuurt")
    waar = casus.sleutel if scherm == "casus" else SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN).sleutel

    inhoud = unescape(client.get(reverse(f"simulatie_{scherm}", args=[waar])).content.decode())

    assert all(f"<li>{eis}</li>" in inhoud for eis in slaageisen(casus.slaaggrens))
