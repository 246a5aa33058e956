"""The documents about a judgement: which there are, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from simulatie.drukwerk.pdf import SJABLOONVERSIE
from simulatie.models import Beoordeling, Sessie, Stuk, Stuksoort

DUURT_LANG = timedelta(minutes=5)
BESTANDEN: Mapping[str, tuple[str, str]] = {
    Stuksoort.UITSLAG_PDF: ("uitslag-{}.pdf", "application/pdf"),
    Stuksoort.AANPAK_PDF: ("plan-van-aanpak-{}.pdf", "application/pdf"),
    Stuksoort.AANPAK_DOCX: (
        "plan-van-aanpak-{}.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
"""Per kind the name of the file, with the case in it, and its media type."""


@dataclass(frozen=True)
class Stukregel:
    """How far one document is; ``stuk`` is None as long as nobody asked for it."""

    soort: str
    titel: str
    stuk: Stuk | None

    @property
    def klaar(self) -> bool:
        return self.stuk is not None and hasattr(self.stuk, "druk")

    @property
    def bezig(self) -> bool:
        """It is being made."""
        return self.stuk is not None and not self.klaar

    @property
    def lang(self) -> bool:
        """It was asked for longer ago than making it takes."""
        return self.stuk is not None and timezone.now() - self.stuk.gevraagd_op > DUURT_LANG


@dataclass(frozen=True)
class Stukken:
    """The documents about a judgement, each as far as it is."""

    regels: Sequence[Stukregel]

    @property
    def bezig(self) -> bool:
        """Something is being made."""
        return any(regel.bezig for regel in self.regels)

    @property
    def klaar(self) -> int:
        """How many are ready."""
        return sum(regel.klaar for regel in self.regels)

    @property
    def aanpak(self) -> bool:
        """A plan van aanpak is among them."""
        return any(regel.soort != Stuksoort.UITSLAG_PDF for regel in self.regels)


def te_vragen(sessie: Sessie) -> list[str]:
    """The kinds that can be made now: a plan van aanpak needs the case in the version that was judged."""
    return [soort for soort in Stuksoort.values if soort == Stuksoort.UITSLAG_PDF or sessie.is_speelbaar]


def stukken(beoordeling: Beoordeling) -> Stukken:
    """Every document that exists or can be made. One query."""
    gevraagd = {
        stuk.soort: stuk
        for stuk in beoordeling.stukken.filter(sjabloonversie=SJABLOONVERSIE)
        .select_related("druk")
        .defer("druk__inhoud")
    }
    kan = te_vragen(beoordeling.sessie)
    return Stukken(
        [
            Stukregel(soort, str(titel), gevraagd.get(soort))
            for soort, titel in Stuksoort.choices
            if soort in gevraagd or soort in kan
        ]
    )
