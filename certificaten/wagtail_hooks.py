from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from certificaten.models import Certificaat, Certificering
from certificaten.rechten import certificaat_beleid, certificering_beleid
from certificaten.viewsets import CertificatenGroep

register_permission_policy(Certificaat, certificaat_beleid)
register_permission_policy(Certificering, certificering_beleid)


@hooks.register("register_admin_viewset")
def zet_certificaten_in_beheer() -> CertificatenGroep:
    return CertificatenGroep()
