"""The pages of the demo: texts from ``demo/teksten/*.toml``, drawings from ``demo/beeld``."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from academy.basis.models import Afbeelding, Instellingen
from academy.contact.models import ContactPagina
from academy.website.acties.groepen import geef_groepen_rechten
from academy.website.models import (
    ArtikelIndexPagina,
    ArtikelPagina,
    Getuigenis,
    GetuigenissenPagina,
    HomePagina,
    InhoudPagina,
    PrincipePagina,
    ToepassingPagina,
)
from cursussen.models import CursusPagina, LeergangPagina, LesPagina, OpleidingenPagina, Uitvoering

_DEMO = Path(__file__).resolve().parents[1]
TEKSTEN = _DEMO / "teksten"
BEELD = _DEMO / "beeld"
MAKER_VAN_BEELD = "ZoetZuurZoutBitter Academy"

# From top to bottom of the tree; the pages of MENU stand in the main menu from left to right in this order.
VOLGORDE = (
    "methode",
    "methode__zoet",
    "methode__zuur",
    "methode__zout",
    "methode__bitter",
    "methode__umami",
    "werkwijze",
    "waar-het-werkt",
    "waar-het-werkt__wijk",
    "waar-het-werkt__vakantiepark",
    "waar-het-werkt__bedrijventerrein",
    "opleidingen",
    "opleidingen__leergang",
    "opleidingen__leergang__zoet",
    "opleidingen__leergang__zuur",
    "opleidingen__leergang__zout",
    "opleidingen__leergang__bitter",
    "opleidingen__leergang__umami",
    "opleidingen__leergang__umami__tegelijkertijd-of-achter-elkaar",
    "opleidingen__leergang__umami__volgorde-timing-mate-en-duur",
    "opleidingen__leergang__umami__bijwerkingen-en-tegenwichten",
    "artikelen",
    "artikelen__aanpak-of-werkprincipe",
    "artikelen__minder-meldingen-meer-angst",
    "getuigenissen",
    "over-ons",
    "contact",
    "hulp",
    "privacy",
    "toegankelijkheid",
)
MENU = {"methode", "waar-het-werkt", "opleidingen", "artikelen", "over-ons", "contact"}
SOORTEN: dict[str, type[Page]] = {
    klasse.__name__: klasse
    for klasse in (
        ArtikelIndexPagina,
        ArtikelPagina,
        ContactPagina,
        CursusPagina,
        GetuigenissenPagina,
        InhoudPagina,
        LeergangPagina,
        LesPagina,
        OpleidingenPagina,
        PrincipePagina,
        ToepassingPagina,
    )
}
ANDERE_NAAM = {
    "titel": "title",
    "seo_titel": "seo_title",
    "omschrijving": "search_description",
}
DINSDAG = 1
# Weeks from now, place (empty: online) and status of the dates of the course.
UITVOERINGEN = (
    (5, "Leerdonk, stadskantoor", Uitvoering.Status.VOL),
    (8, "", Uitvoering.Status.OPEN),
    (12, "Leerdonk, buurthuis De Klos", Uitvoering.Status.OPEN),
)
# Keys that need other pages, pictures or rows; the rest of a file are fields.
APART = {"soort", "ouder", "in_menu", "inhoud", "vragen", "leerdoelen", "knop_pagina", "getuigenissen"}


def bouw_paginas() -> bool:
    """Build the whole public site and the course on an empty tree.

    Returns whether anything was built; ``False`` when the site has a home page already.

    Raises:
        FileNotFoundError: a text or a drawing is missing.
    """
    if HomePagina.objects.exists():
        return False
    with transaction.atomic():
        teksten = {naam: _lees(naam) for naam in ("home", *VOLGORDE)}
        paginas = {"": _plaats_home(teksten["home"])}
        for naam in VOLGORDE:
            _plaats(teksten[naam], naam, paginas)
        for naam, tekst in teksten.items():
            _vul(paginas["" if naam == "home" else naam.replace("__", "/")], tekst, paginas)
        for volgorde, getuigenis in enumerate(teksten["getuigenissen"].get("getuigenissen", [])):
            Getuigenis.objects.create(volgorde=volgorde, **getuigenis)
        _plan_uitvoeringen(paginas["opleidingen/leergang/umami"])
        _stel_site_in(_lees("instellingen"))
        geef_groepen_rechten()
    return True


def stel_adres_in() -> bool:
    """Tell Wagtail at which address this site stands (``SITE_URL``); returns whether it changed."""
    adres = urlsplit(settings.SITE_URL)
    poort = adres.port or (443 if adres.scheme == "https" else 80)
    return bool(
        Site.objects.filter(is_default_site=True)
        .exclude(hostname=adres.hostname, port=poort)
        .update(hostname=adres.hostname, port=poort)
    )


def _lees(naam: str) -> dict[str, Any]:
    with (TEKSTEN / f"{naam}.toml").open("rb") as bestand:
        return tomllib.load(bestand)


def _velden(tekst: dict[str, Any]) -> dict[str, Any]:
    return {ANDERE_NAAM.get(naam, naam): waarde for naam, waarde in tekst.items() if naam not in APART}


def _plaats_home(tekst: dict[str, Any]) -> HomePagina:
    """Put the home page at the root and take Wagtail's own welcome page away."""
    wortel = Page.objects.get(depth=1)
    welkom = list(wortel.get_children().filter(content_type__model="page"))
    home: HomePagina = wortel.add_child(instance=HomePagina(slug="voorpagina", **_velden(tekst)))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "site_name": tekst["titel"]}
    )
    for pagina in welkom:
        Page.objects.get(pk=pagina.pk).delete()
    return HomePagina.objects.get(pk=home.pk)


def _plaats(tekst: dict[str, Any], naam: str, paginas: dict[str, Page]) -> None:
    ouder = paginas[tekst["ouder"]]
    pagina = SOORTEN[tekst["soort"]](show_in_menus=naam in MENU, **_velden(tekst))
    paginas[naam.replace("__", "/")] = ouder.add_child(instance=pagina)


def _vul(pagina: Page, tekst: dict[str, Any], paginas: dict[str, Page]) -> None:
    """Add what points at other pages, and publish as an editor would."""
    if "inhoud" in tekst:
        pagina.inhoud = [_blok(blok, paginas) for blok in tekst["inhoud"]]
    if "vragen" in tekst:
        pagina.vragen = [{"type": "vraag", "value": vraag} for vraag in tekst["vragen"]]
    if "leerdoelen" in tekst:
        pagina.leerdoelen = [{"type": "leerdoel", "value": leerdoel} for leerdoel in tekst["leerdoelen"]]
    if "knop_pagina" in tekst:
        pagina.knop_pagina = paginas[tekst["knop_pagina"]].page_ptr
    pagina.full_clean(exclude=["path", "depth", "url_path"])
    pagina.save_revision().publish()


def _blok(blok: dict[str, Any], paginas: dict[str, Page]) -> dict[str, Any]:
    soort: str = blok["type"]
    waarde: Any = blok.get("value")
    if soort == "afbeelding":
        waarde = {
            "afbeelding": {
                "image": _afbeelding(waarde["bestand"], waarde["alt"]).pk,
                "alt_text": waarde["alt"],
                "decorative": False,
            },
            "bijschrift": waarde.get("bijschrift", ""),
        }
    elif soort == "oproep":
        waarde = waarde | {"pagina": paginas[waarde["pagina"]].pk}
    elif soort == "principes":
        waarde = None
    return {"type": soort, "value": waarde}


def _afbeelding(naam: str, omschrijving: str) -> Afbeelding:
    bestaand = Afbeelding.objects.filter(title=naam).first()
    if bestaand:
        return bestaand
    with (BEELD / naam).open("rb") as bestand:
        return Afbeelding.objects.create(
            title=naam,
            description=omschrijving[:255],
            maker=MAKER_VAN_BEELD,
            file=ImageFile(bestand, name=naam),
        )


def _plan_uitvoeringen(cursus: CursusPagina) -> None:
    """Tuesdays from five weeks on, so that a demo of any day has something to choose."""
    for weken, plaats, status in UITVOERINGEN:
        dag = timezone.localdate() + timedelta(weeks=weken)
        dag += timedelta(days=(DINSDAG - dag.weekday()) % 7)
        begin, einde = (timezone.make_aware(datetime.combine(dag, uur)) for uur in (time(9, 30), time(16)))
        Uitvoering.objects.create(
            cursus=cursus,
            begint_op=begin,
            eindigt_op=einde,
            vorm=Uitvoering.Vorm.LOCATIE if plaats else Uitvoering.Vorm.ONLINE,
            plaats=plaats,
            status=status,
        )


def _stel_site_in(tekst: dict[str, Any]) -> None:
    instellingen = Instellingen.for_site(Site.objects.get(is_default_site=True))
    instellingen.naam = tekst["naam"]
    instellingen.ondertitel = tekst["slagzin"]
    instellingen.contact_email = tekst["email"]
    instellingen.voettekst = tekst["voettekst"]
    instellingen.save()
    stel_adres_in()
