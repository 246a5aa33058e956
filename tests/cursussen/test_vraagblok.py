from __future__ import annotations

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from cursussen.blocks import VraagBlock
from tests.factories.cursussen import vraag_waarde


def _vraag(*juist: bool) -> dict:
    return vraag_waarde() | {
        "keuzes": [
            {"tekst": f"Keuze {nummer}", "juist": waarde, "uitleg": "Want."}
            for nummer, waarde in enumerate(juist)
        ]
    }


@pytest.mark.parametrize(
    "juist", [(True, False), (False, True, False), (False, False, False, False, False, True)]
)
def test_een_juist_antwoord_is_goed(juist: tuple[bool, ...]) -> None:
    blok = VraagBlock()

    schoon = blok.clean(blok.to_python(_vraag(*juist)))

    assert [keuze["juist"] for keuze in schoon["keuzes"]] == list(juist)


@pytest.mark.parametrize(
    ("juist", "melding"),
    [
        ((False, False), "Kies precies één juist antwoord. Nu zijn het er 0."),
        ((True, True, False), "Kies precies één juist antwoord. Nu zijn het er 2."),
    ],
)
def test_geen_of_meer_juiste_antwoorden_wordt_geweigerd(juist: tuple[bool, ...], melding: str) -> None:
    blok = VraagBlock()

    with pytest.raises(StructBlockValidationError) as fout:
        blok.clean(blok.to_python(_vraag(*juist)))

    assert fout.value.block_errors["keuzes"].messages == [melding]


def test_bibliotheek_toont_vraag_en_uitleg_zonder_formulier() -> None:
    blok = VraagBlock()

    html = blok.render(blok.to_python(_vraag(True, False)))

    assert "Wat is umami?" in html
    assert "Umami gaat over volgorde, timing, mate en duur." in html
    assert "<form" not in html
