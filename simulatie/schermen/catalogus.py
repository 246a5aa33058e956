"""The measures of a case, with everything a trainee must know before choosing one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from simulatie.kern import PRINCIPES, SOORTEN, Casus, Kaart
from simulatie.schermen.notatie import euro, getal, maanden


@dataclass(frozen=True)
class Eis:
    """Something else that must be arranged: what is wrong without it, what to do, and its article or ""."""

    melding: str
    remedie: str
    artikel: str


@dataclass(frozen=True)
class Maatregel:
    """One measure on offer.

    kort     its name in a word or two
    feiten   pairs of what is told (who, lead time, staff, law …) and what there is to tell
    wetten   pairs of a name and the address of the text of a law or a ruling
    vereist  what else must be arranged
    """

    code: str
    kort: str
    naam: str
    uitleg: str
    feiten: Sequence[tuple[str, str]]
    wetten: Sequence[tuple[str, str]]
    vereist: Sequence[Eis]


@dataclass(frozen=True)
class Principegroep:
    """The measures of one principle; ``principe`` is its key, ``naam`` how it reads."""

    principe: str
    naam: str
    maatregelen: Sequence[Maatregel]


def catalogus(casus: Casus) -> list[Principegroep]:
    """The measures on offer by principle; a principle without any is left out."""
    return [
        Principegroep(principe, naam, maatregelen)
        for principe, naam in PRINCIPES.items()
        if (maatregelen := [_maatregel(casus, k) for k in casus.kaarten.values() if k.principe == principe])
    ]


def _maatregel(casus: Casus, kaart: Kaart) -> Maatregel:
    kortst, gewoon, langst = kaart.duur
    kosten = [
        _("%(bedrag)s bij het begin") % {"bedrag": euro(kaart.eenmalig)} if kaart.eenmalig else "",
        _("%(bedrag)s per maand") % {"bedrag": euro(kaart.kosten)} if kaart.kosten else "",
    ]
    return Maatregel(
        code=kaart.code,
        kort=kaart.kort,
        naam=kaart.naam,
        uitleg=kaart.uitleg,
        feiten=[
            *_werkt_tegen(kaart),
            (_("Partij"), casus.houders[kaart.houder]),
            (
                _("Aanloop"),
                _("%(aanloop)s, daarna %(opbouw)s tot het volle effect")
                % {"aanloop": maanden(casus.aanloop(kaart)), "opbouw": maanden(kaart.opbouw)},
            ),
            (
                _("Duur"),
                _("meestal %(gewoon)s, van %(kortst)d tot %(langst)d")
                % {"gewoon": maanden(gewoon), "kortst": kortst, "langst": langst},
            ),
            (
                _("Mensen bij 100 %"),
                "; ".join(
                    f"{casus.houders[houder]} {getal(fte, 2)} fte" for houder, fte in kaart.inzet.items()
                )
                or _("geen"),
            ),
            (_("Kosten bij 100 %"), "; ".join(deel for deel in kosten if deel) or _("geen")),
            (_("Wet"), kaart.grondslag),
            *_wat_de_wet_toestaat(kaart),
            (_("Grens"), kaart.grens),
            (_("Bijwerking"), kaart.bijwerking),
        ],
        wetten=[(adres.removeprefix("https://"), adres) for adres in kaart.wettekst],
        vereist=[Eis(eis.melding, eis.remedie, eis.artikel) for eis in kaart.vereist],
    )


def _werkt_tegen(kaart: Kaart) -> Iterator[tuple[str, str]]:
    """The kinds of trouble a hard measure is for, the strongest first; nothing for another one."""
    zaken = {soort: sterkte for soort in SOORTEN if (sterkte := kaart.werking.get(f"zaak_{soort}", 0)) > 0}
    if zaken:
        yield _("Werkt tegen"), ", ".join(SOORTEN[s] for s in sorted(zaken, key=lambda s: -zaken[s]))


def _wat_de_wet_toestaat(kaart: Kaart) -> Iterator[tuple[str, str]]:
    """The longest a decision may last, and when that was last looked up; nothing for a case of before."""
    if kaart.maximum:
        yield _("Maximum in de wet"), kaart.maximum
    if kaart.nagekeken:
        dag = date_format(date.fromisoformat(kaart.nagekeken))
        yield _("Nagekeken"), f"{dag}. {kaart.onbevestigd}".strip()
