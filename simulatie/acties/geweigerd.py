"""What cannot be done now, in words for who asked. Most callers only pass the words on; those that answer in another way
find the kinds they must tell apart here."""

from __future__ import annotations

from django.utils.translation import gettext as _


class Geweigerd(Exception):
    """Something that cannot be done now; ``melding`` and ``str()`` are the Dutch text for who asked."""

    def __init__(self, melding: str) -> None:
        self.melding = melding
        super().__init__(melding)


class VerouderdTabblad(Geweigerd):
    """Another tab or device decided first. Apart, because a form without its number is refused in the same words."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Uw plan is intussen veranderd, in een ander tabblad of op een ander apparaat. "
                "Hieronder staat het plan zoals het nu is. Kijk het na en doe het zo nodig opnieuw."
            )
        )


class NietAanZet(Geweigerd):
    """It is not the turn for any decision of this kind. Apart, because the page with the question is no longer there."""


class Uitgespeeld(Geweigerd):
    """The session can be played no further. Apart, because it has another page than the one that was asked from."""


class SessieGesloten(Uitgespeeld):
    """The plan was handed in. Apart, because handing in twice is no refusal."""

    def __init__(self) -> None:
        super().__init__(
            _("U hebt dit plan al ingediend. Het staat vast en verandert niet meer. Bekijk de uitslag.")
        )


class CasusVernieuwd(Uitgespeeld):
    """The case has a newer version, and the one the session was begun with was not kept. Apart, because its page takes
    the plan along to the newer one."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "De casus is vernieuwd nadat u begon. Uw plan is bewaard. "
                "Neem het mee naar de nieuwe versie om verder te gaan."
            )
        )
