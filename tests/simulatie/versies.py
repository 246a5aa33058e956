"""Another version of a case: other numbers, events, cards and words, and a scale that says it belongs to it."""

from __future__ import annotations

from dataclasses import replace

from simulatie.acties.casusversies import leg_vast
from simulatie.kern import Casus, laad_casus
from simulatie.models import Casusversie

WEG = "S6"
"""A card that the next version does not have any more, and that no event, source or plan of the case names."""

PLAN = (
    {"kaart": "R2", "start": 0, "duur": 48, "mate": 0.6},
    {"kaart": "R1", "start": 2, "duur": 36, "mate": 0.5},
    {"kaart": WEG, "start": 3, "duur": 36, "mate": 0.4},
)


def volgende_versie(versie: str = "2031.1") -> Casus:
    """Klosjesbuurt as somebody rewrote it: nothing a screen shows or the model uses stays as it was."""
    casus = laad_casus("klosjesbuurt")
    assert casus.ijking is not None
    return replace(
        casus,
        versie=versie,
        naam="De Nieuwe Klosjesbuurt",
        budget=2 * casus.budget,
        samenvatting="Herschreven samenvatting.",
        kaarten={
            code: replace(
                kaart, kort=f"nieuw {kaart.kort}", naam=f"Nieuw {kaart.naam}", kosten=kaart.kosten * 2
            )
            for code, kaart in casus.kaarten.items()
            if code != WEG
        },
        deelgebieden=tuple(
            replace(gebied, naam=f"Nieuw {gebied.naam}", start={**gebied.start, "angst": 20.0})
            for gebied in casus.deelgebieden
        ),
        gebeurtenissen=tuple(
            replace(een, titel=f"Nieuw: {een.titel}", gevolg={"overlast": 9.0})
            for een in casus.gebeurtenissen
        ),
        bronnen=tuple(replace(bron, naam=f"Nieuwe {bron.naam}") for bron in casus.bronnen),
        indicatoren={
            sleutel: replace(indicator, naam=f"Nieuw {indicator.naam}")
            for sleutel, indicator in casus.indicatoren.items()
        },
        parameters=replace(
            casus.parameters,
            tabel={
                **casus.parameters.tabel,
                "hulp": replace(
                    casus.parameters.tabel["hulp"], waarde=casus.parameters.tabel["hulp"].marge[0]
                ),
            },
        ),
        ijking=replace(casus.ijking, versie=versie),
    )


def publiceer_volgende(versie: str = "2031.1") -> Casusversie:
    return leg_vast(casus=volgende_versie(versie))
