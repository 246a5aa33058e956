"""Freezing a case as a version that sessions can always play on in."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from simulatie.acties.geweigerd import Geweigerd
from simulatie.kern import Bevinding, Casus, CasusOngeldig, laad_casus, maak_document
from simulatie.models import AANBOD, Casusversie, casus_van_document

log = logging.getLogger(__name__)


class PublicatieGeweigerd(Geweigerd):
    """A case that cannot be published; ``bevindingen`` says everything that stands in the way."""

    def __init__(self, casus: Casus, bevindingen: Iterable[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        regels = (f"- {b.pad or 'het geheel'}: {b.melding} {b.remedie}" for b in self.bevindingen)
        kop = _("%(naam)s, versie %(versie)s, is niet gepubliceerd:") % {
            "naam": casus.naam,
            "versie": casus.versie,
        }
        super().__init__("\n".join([kop, *regels]))


def leg_vast(*, casus: Casus) -> Casusversie:
    """Freeze this case as the newest version of its key; new sessions begin with it from now on.

    The same content again is the same version, and costs nothing. Nobody weighs the case here: `publiceren` does, and
    the cases that we ship are weighed by a test.
    Raises PublicatieGeweigerd when this version exists with another content, or cannot be read back.
    """
    inhoud = json.dumps(maak_document(casus), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    sha256 = vingerafdruk_van(inhoud)
    velden = {"modelversie": casus.modelversie, "naam": casus.naam, "inhoud": inhoud, "sha256": sha256}
    try:
        with transaction.atomic():
            versie, _nieuw = Casusversie.objects.get_or_create(
                sleutel=casus.sleutel, versie=casus.versie, defaults=velden
            )
            # A document that cannot be read back would be found out by somebody who plays.
            casus_van_document(versie.sha256)
    except CasusOngeldig as fout:
        raise PublicatieGeweigerd(casus, fout.bevindingen) from fout
    if versie.sha256 != sha256:
        melding = _("Versie %(versie)s is al gepubliceerd, met een andere inhoud.") % {"versie": casus.versie}
        remedie = _("Geef de casus een nieuw versienummer.")
        raise PublicatieGeweigerd(casus, [Bevinding("versie", "fout", melding, remedie)])
    return versie


def leg_meegeleverde_vast() -> list[Casusversie]:
    """Freeze the cases that come with the code, those that are not there yet: cheap and safe to repeat.

    One that was changed without a new version number is left as it was published, with a warning in the log.
    """
    uit = []
    for sleutel in AANBOD:
        try:
            uit.append(leg_vast(casus=laad_casus(sleutel)))
        except PublicatieGeweigerd as fout:
            log.warning("%s", fout)
    return uit


def vingerafdruk_van(inhoud: str) -> str:
    return hashlib.sha256(inhoud.encode()).hexdigest()
