"""How many minutes a part takes follows from its words, its questions and its simulation."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from academy.gebruikers.models import Gebruiker
from cursussen.acties.versies import leg_versie_vast
from cursussen.models import LesPagina
from cursussen.models.studielast import (
    MINUTEN_PER_SIMULATIE,
    MINUTEN_PER_VRAAG,
    WOORDEN_PER_MINUUT,
    studielast,
)
from tests.factories.cursussen import CursusPaginaFactory, vraag_waarde


def _tekst(woorden: int) -> dict[str, object]:
    return {"type": "tekst", "id": "niet-geteld", "value": "<p>" + "woord</p><p>" * woorden + "</p>"}


@pytest.mark.parametrize(
    ("stroom", "anders", "minuten"),
    [
        ([], {}, 0),
        ([_tekst(1)], {}, 5),
        ([_tekst(5 * WOORDEN_PER_MINUUT)], {}, 5),
        ([_tekst(5 * WOORDEN_PER_MINUUT + 1)], {}, 10),
        ([_tekst(4 * WOORDEN_PER_MINUUT)], {"woorden": WOORDEN_PER_MINUUT}, 5),
        ([{"type": "vraag", "value": vraag_waarde("veel woorden " * 900)}] * 5, {}, 5 * MINUTEN_PER_VRAAG),
        ([], {"vragen": 5, "simulaties": 1}, 5 * MINUTEN_PER_VRAAG + MINUTEN_PER_SIMULATIE),
        ([{"type": "bron", "value": {"titel": "", "adres": "https://een.example/ twee drie"}}], {}, 0),
    ],
)
def test_de_minuten_volgen_uit_wat_er_staat(
    stroom: list[dict[str, object]], anders: dict[str, int], minuten: int
) -> None:
    assert studielast(stroom, **anders) == minuten


@pytest.mark.django_db
def test_een_getal_op_de_cursus_in_de_versie_en_in_het_register(client: Client) -> None:
    cursus = CursusPaginaFactory(casus="klosjesbuurt", lessen=3)
    keuze = LesPagina.objects.child_of(cursus).last()
    LesPagina.objects.filter(pk=keuze.pk).update(optioneel=True)
    versie = leg_versie_vast(cursus=cursus, door=None)

    # Two short lessons that count, two questions, one simulation.
    verwacht = 5 + 5 + 5 + MINUTEN_PER_SIMULATIE
    assert [les["duur_minuten"] for les in versie.lessen] == [5, 5, 5]
    assert versie.studieduur_minuten == verwacht
    for pagina in (cursus, cursus.get_parent().specific):
        assert f"ngeveer {verwacht} minuten" in client.get(pagina.get_url()).text
    assert f"PT{verwacht}M" in client.get(cursus.get_url()).text


@pytest.mark.django_db
def test_een_ander_getal_vraagt_een_reden(bram: Gebruiker) -> None:
    cursus = CursusPaginaFactory(casus="")
    cursus.studieduur_minuten = 200
    with pytest.raises(ValidationError) as fout:
        cursus.full_clean()
    assert list(fout.value.message_dict) == ["studieduur_reden"]
    cursus.studieduur_reden = "Gemeten bij een groep van twaalf."
    cursus.save_revision().publish()

    versie = leg_versie_vast(cursus=cursus, door=bram)

    assert (versie.studieduur_minuten, versie.inhoud["studieduur_reden"]) == (
        200,
        "Gemeten bij een groep van twaalf.",
    )
