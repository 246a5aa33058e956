"""What a published page needs before its first visitor comes: the picture for sharing, and its pictures in every size."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Page

from academy.basis.huisstijl import deelbeeld
from academy.basis.models import BasisPagina, Instellingen, Opdracht, openbaar
from academy.basis.opdrachten.acties import schrijf_opdracht

SOORT = "pagina_klaarmaken"


def zorg_voor_deelbeeld(*, titel: str, naam: str) -> str:
    """Name in the storage of the picture with this title and site name; drawn when it is not there yet."""
    bestand = f"deelbeeld/{deelbeeld.merk(titel, naam)}.png"
    if not default_storage.exists(bestand):
        default_storage.save(bestand, ContentFile(deelbeeld.teken(titel, naam)))
    return bestand


def vraag_klaarmaken(*, pagina: BasisPagina) -> Opdracht:
    """Write the work down, once per publication."""
    return schrijf_opdracht(
        soort=SOORT, sleutel=f"{SOORT}:{pagina.pk}:{pagina.live_revision_id}", onderwerp_id=pagina.pk
    )


def maak_klaar(pagina_id: int) -> None:
    """Draw the picture for sharing and make the page once, because that makes its pictures in every size."""
    gevonden = openbaar(Page.objects.filter(pk=pagina_id)).first()
    pagina = gevonden.specific if gevonden else None
    site = pagina.get_site() if pagina else None
    if not isinstance(pagina, BasisPagina) or site is None:
        return
    zorg_voor_deelbeeld(titel=pagina.deeltitel, naam=Instellingen.for_site(site).naam)
    pagina.make_preview_request()
