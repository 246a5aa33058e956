"""The design system, read from its own sources: the tokens, the components and the blocks that are in use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.blocks import Block

from cursussen.blocks import LES_BLOKKEN
from simulatie.schermen.voorbeeld import voorbeeldplan

COMPONENTEN = Path(settings.BASE_DIR) / "templates" / "components"
TOKENS = Path(settings.BASE_DIR) / "academy" / "static" / "css" / "tokens.css"
VOORBEELDEN = Path(__file__).with_suffix(".toml")
UITLEG = re.compile(r"\A\{# (.+?) #\}")
OM_DE_PAGINA = ("kop", "stijlen", "voet", "woordmerk")
"""Components that stand around every page once, this overview too."""

FOUTPAGINAS = ("400", "403", "403_csrf", "404", "429", "500", "503")
LETTERS = (
    "--tekst-reus",
    "--tekst-h1",
    "--tekst-h2",
    "--tekst-h3",
    "--tekst-inleiding",
    "--tekst-lees",
    "--tekst-klein",
)
RUIMTES = tuple(f"--ruimte-{nummer}" for nummer in range(1, 10))

# Which text stands on which ground (4.5:1), and which form or line stands on which ground (3:1).
SMAKEN = ("zoet", "zuur", "zout", "bitter")
TINTEN = (*(f"{smaak}-tint" for smaak in (*SMAKEN, "umami")), "goed-tint", "let-op-tint", "fout-tint")
TEKST_OP: dict[str, tuple[str, ...]] = {
    "inkt": ("pagina", "vlak", "vlak-diep", "veld", *TINTEN),
    "inkt-zacht": ("pagina", "vlak", "veld", *TINTEN),
    **{smaak: ("pagina", "vlak", f"{smaak}-tint") for smaak in SMAKEN},
    "umami": ("pagina", "vlak", "umami-tint"),
    "goed": ("pagina", "vlak", "goed-tint"),
    "let-op": ("pagina", "vlak", "let-op-tint"),
    "fout": ("pagina", "vlak", "veld", "fout-tint"),
    "pagina": ("inkt", "inkt-sterk"),
    "op-nacht": ("nacht",),
    "op-nacht-zacht": ("nacht",),
    "op-gekozen": ("lamp",),
}
VORM_OP: dict[str, tuple[str, ...]] = {
    **{f"{smaak}-vlak": ("pagina", "vlak", f"{smaak}-tint") for smaak in SMAKEN},
    "umami-vlak": ("pagina", "vlak", "umami-tint"),
    "lijn-sterk": ("pagina", "vlak", "veld"),
    "focus": ("pagina", "vlak", *TINTEN),
    "lamp": ("nacht",),
}
GENOEG_TEKST, GENOEG_VORM = 4.5, 3.0


@dataclass(frozen=True)
class Paar:
    """One colour on another, with the contrast in both themes."""

    op: str
    kleur: str
    licht: float
    donker: float
    genoeg: float


@dataclass(frozen=True)
class Staat:
    naam: str
    html: SafeString
    focus: bool = False


@dataclass(frozen=True)
class Component:
    """One file of ``templates/components``: what its first line says, and its states."""

    naam: str
    uitleg: str
    staten: list[Staat]


@cache
def kleuren() -> dict[str, tuple[str, str]]:
    """Every colour of the tokens as (light, dark), references followed; names without their dashes."""
    rauw = dict(re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS.read_text("utf-8")))
    uit: dict[str, tuple[str, str]] = {}
    for naam, waarde in rauw.items():
        verwijzing = re.fullmatch(r"var\(--([\w-]+)\)", waarde)
        gevonden = re.findall(r"#[0-9a-f]{3,6}\b", rauw[verwijzing[1]] if verwijzing else waarde)
        if gevonden:
            uit[naam] = (gevonden[0], gevonden[-1])
    return uit


def contrast(eerste: str, tweede: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours as #rgb or #rrggbb."""
    hoog, laag = sorted((_helderheid(eerste), _helderheid(tweede)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


def _helderheid(kleur: str) -> float:
    cijfers = kleur.removeprefix("#")
    cijfers = "".join(cijfer * 2 for cijfer in cijfers) if len(cijfers) == 3 else cijfers
    delen = [int(cijfers[plek : plek + 2], 16) / 255 for plek in (0, 2, 4)]
    rood, groen, blauw = (
        deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen
    )
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def paren() -> list[Paar]:
    bekend = kleuren()
    return [
        Paar(
            op=ondergrond,
            kleur=kleur,
            licht=contrast(bekend[kleur][0], bekend[ondergrond][0]),
            donker=contrast(bekend[kleur][1], bekend[ondergrond][1]),
            genoeg=genoeg,
        )
        for tabel, genoeg in ((TEKST_OP, GENOEG_TEKST), (VORM_OP, GENOEG_VORM))
        for kleur, gronden in tabel.items()
        for ondergrond in gronden
    ]


def componenten(formulier_met_fouten: Any) -> list[Component]:
    """Every component in the order of its name. ``formulier_met_fouten`` is a form that was refused."""
    staten = tomllib.loads(VOORBEELDEN.read_text("utf-8")) | _voorbeelden_van_code(formulier_met_fouten)
    uit = []
    for bestand in sorted(COMPONENTEN.glob("*.html")):
        uitleg = UITLEG.match(bestand.read_text("utf-8"))
        uit.append(
            Component(
                naam=bestand.stem,
                uitleg=uitleg[1] if uitleg else "",
                staten=[
                    Staat(
                        naam=staat["staat"],
                        html=render_to_string(f"components/{bestand.name}", staat.get("waarden", {})),
                        focus=staat.get("focus", False),
                    )
                    for staat in staten.get(bestand.stem, [])
                ],
            )
        )
    return uit


def _voorbeelden_van_code(formulier_met_fouten: Any) -> dict[str, list[dict[str, Any]]]:
    """The states that words alone cannot show."""
    voorbeeld = voorbeeldplan()
    plan = vars(voorbeeld)
    bladzijden = Paginator(range(30), 10)
    berichten = [
        _Bericht(_("Opslaan lukte niet. Wat u invulde, staat er nog."), "error"),
        _Bericht(_("Uw certificaat verloopt over een maand."), "warning"),
        _Bericht(_("Uw antwoord is opgeslagen."), "success"),
        _Bericht(_("Morgen is er onderhoud."), "info"),
    ]
    return {
        "bericht": [{"staat": _("Gelukt"), "waarden": {"bericht": berichten[2]}}],
        "berichten": [{"staat": _("Vier soorten"), "waarden": {"messages": berichten}}],
        "buurtkaart": [{"staat": _("Maand 24"), "waarden": plan}],
        "gezicht": [
            {"staat": naam, "waarden": {"gezicht": gezicht}} for naam, gezicht in voorbeeld.gezichten.items()
        ],
        "gezichten": [
            {"staat": _("Twee mensen"), "waarden": {"gezichten": [*voorbeeld.gezichten.values()][:2]}}
        ],
        "formulierfouten": [{"staat": _("Na een weigering"), "waarden": {"form": formulier_met_fouten}}],
        "lijn_met_feiten": [{"staat": _("Twee lijnen en hun tabel"), "waarden": plan}],
        "lijngrafiek": [{"staat": _("Twee lijnen"), "waarden": {"grafiek": voorbeeld.lijn.grafiek}}],
        "paginering": [
            {"staat": _("Bladzijde 2 van 3"), "waarden": {"pagina": bladzijden.page(2), "url_basis": "?"}},
        ],
        "stapeltabel": [{"staat": _("Een plan"), "waarden": {"tabel": voorbeeld.blad.tabel}}],
        "tijdlijn": [{"staat": _("Acht maatregelen"), "waarden": plan}],
    }


class _Bericht(str):
    """A message as the template of messages sees it: text that knows its level."""

    level_tag: str

    def __new__(cls, tekst: str, soort: str) -> _Bericht:
        bericht = super().__new__(cls, tekst)
        bericht.level_tag = soort
        return bericht


def blokken() -> list[Component]:
    """Every block that an author can choose, as its preview in the CMS shows it."""
    uit = []
    keuze: list[tuple[str, Block]] = list(LES_BLOKKEN)
    for _naam, blok in keuze:
        uit.append(
            Component(
                naam=str(blok.label),
                uitleg=str(blok.get_description()),
                staten=[Staat(naam="", html=blok.render(blok.get_preview_value()))],
            )
        )
    return uit
