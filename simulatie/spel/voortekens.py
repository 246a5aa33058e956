"""What sources said about something that is still to come, to who asked them in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulatie.kern import Bronvraag, Casus


@dataclass(frozen=True)
class Gehoord:
    """bron: the name of who said it; maand: when the answer came; over: the month of what it is about."""

    bron: str
    maand: int
    tekst: str
    over: int


def gehoord(casus: Casus, bronvragen: Sequence[Bronvraag], maand: int) -> list[Gehoord]:
    """What was heard up to ``maand``, in order: of every event that gives a sign beforehand the first answer of that source
    from the month in which it knows, before the event itself."""
    bronnen = {bron.sleutel: bron for bron in casus.bronnen}
    uit = []
    for gebeurtenis in casus.gebeurtenissen:
        teken = gebeurtenis.voorteken
        if teken is None or gebeurtenis.maand is None:
            continue
        bron = bronnen[teken.bron]
        komt = sorted(vraag.maand + bron.maanden for vraag in bronvragen if vraag.bron == bron.sleutel)
        op_tijd = [toen for toen in komt if teken.van <= toen < gebeurtenis.maand and toen <= maand]
        if op_tijd:
            uit.append(Gehoord(bron.naam, op_tijd[0], teken.tekst, gebeurtenis.maand))
    return sorted(uit, key=lambda bericht: bericht.maand)
