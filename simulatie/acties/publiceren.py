"""Publishing a case: the quality gate, then freezing. The only door to the workshop of the model; a command opens it."""

from __future__ import annotations

from simulatie.acties.casusversies import PublicatieGeweigerd, leg_vast
from simulatie.kern import Casus
from simulatie.kern.werkplaats import keur_casus
from simulatie.models import Casusversie


def publiceer_casus(*, casus: Casus) -> Casusversie:
    """Weigh this case in some ten seconds and freeze it; one that exists already with the same version is not weighed.

    Raises PublicatieGeweigerd with everything that stands in the way.
    """
    is_nieuw = not Casusversie.objects.filter(sleutel=casus.sleutel, versie=casus.versie).exists()
    if is_nieuw and (bevindingen := keur_casus(casus)):
        raise PublicatieGeweigerd(casus, bevindingen)
    return leg_vast(casus=casus)
