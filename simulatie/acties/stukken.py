"""Documents about a judgement: asked once, made by the worker, kept as they were made."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from academy.basis.drukwerk import als_beeld
from academy.basis.opdrachten.acties import schrijf_opdracht
from simulatie.acties.geweigerd import Geweigerd
from simulatie.drukwerk.document import Blok, Tekening
from simulatie.drukwerk.docx import maak_docx
from simulatie.drukwerk.pdf import SJABLOONVERSIE, maak_pdf
from simulatie.drukwerk.tijdlijn import Plantijdlijn
from simulatie.models import Beoordeling, Druk, Stuk, Stuksoort
from simulatie.schermen.grafieken import LijnMetFeiten
from simulatie.schermen.planvanaanpak import plan_van_aanpak_van
from simulatie.schermen.stukken import te_vragen
from simulatie.schermen.uitslag import uitslag_van

SOORT = "stuk_maken"
TIJDLIJN = "simulatie/plan_tijdlijn.svg"


@transaction.atomic
def vraag_stuk(*, beoordeling: Beoordeling, soort: str) -> Stuk:
    """Ask for a document and write down the work of making it; asking again returns the first one.

    Raises Geweigerd when there is no such document, or it cannot be made of this judgement (any more).
    """
    bestaand = beoordeling.stukken.filter(soort=soort, sjabloonversie=SJABLOONVERSIE).first()
    if bestaand:
        return bestaand
    if soort not in te_vragen(beoordeling.sessie):
        raise Geweigerd(
            _(
                "Dit stuk kunnen wij niet maken. Een plan van aanpak kan alleen bij de versie van de casus waarmee "
                "u speelde. Uw uitslag blijft bewaard."
            )
        )
    stuk, _nieuw = Stuk.objects.get_or_create(
        beoordeling=beoordeling, soort=soort, sjabloonversie=SJABLOONVERSIE
    )
    schrijf_opdracht(soort=SOORT, sleutel=f"{SOORT}:{stuk.pk}", onderwerp_id=stuk.pk)
    return stuk


@transaction.atomic
def maak_stuk(*, stuk_id: int) -> Druk:
    """Make a document once; safe to run twice and to kill at any moment.

    Raises Stuk.DoesNotExist, and Geweigerd when its case is gone.
    """
    stuk = (
        Stuk.objects.select_for_update(of=("self",))
        .select_related("beoordeling__sessie__gebruiker")
        .get(pk=stuk_id)
    )
    gemaakt = Druk.objects.filter(stuk=stuk).first()
    if gemaakt:
        return gemaakt
    inhoud = _uitslag(stuk.beoordeling) if stuk.soort == Stuksoort.UITSLAG_PDF else _aanpak(stuk)
    return Druk.objects.create(stuk=stuk, inhoud=inhoud, sha256=hashlib.sha256(inhoud).hexdigest())


def _uitslag(beoordeling: Beoordeling) -> bytes:
    uitslag = uitslag_van(beoordeling.sessie)
    beste = [replace(wijziging, lijn=_met_beeld(wijziging.lijn)) for wijziging in uitslag.beste]
    tegelijk = uitslag.tegelijk and replace(uitslag.tegelijk, lijn=_met_beeld(uitslag.tegelijk.lijn))
    tijdlijn = uitslag.tijdlijn and _getekend(uitslag.tijdlijn)
    uitslag = replace(
        uitslag, lijn=_met_beeld(uitslag.lijn), beste=beste, tegelijk=tegelijk, tijdlijn=tijdlijn
    )
    return maak_pdf("simulatie/uitslag_pdf.html", {"uitslag": uitslag, "sessie": beoordeling.sessie})


def _met_beeld(lijn: LijnMetFeiten) -> LijnMetFeiten:
    return replace(lijn, beeld=als_beeld("simulatie/uitslag_lijn.svg", {"grafiek": lijn.grafiek}))


def _aanpak(stuk: Stuk) -> bytes:
    aanpak = plan_van_aanpak_van(stuk.beoordeling.sessie)
    if aanpak is None:
        raise Geweigerd(_("De casus van dit plan bestaat niet meer in deze versie."))
    if stuk.soort == Stuksoort.AANPAK_DOCX:
        return maak_docx(aanpak)
    delen = [replace(deel, blokken=[_te_drukken(blok) for blok in deel.blokken]) for deel in aanpak.delen]
    return maak_pdf("simulatie/plan_van_aanpak.html", {"document": replace(aanpak, delen=delen)})


def _te_drukken(blok: Blok) -> Blok:
    return replace(blok, tijdlijn=_getekend(blok.tijdlijn)) if isinstance(blok, Tekening) else blok


def _getekend(tijdlijn: Plantijdlijn) -> Plantijdlijn:
    stroken = [replace(strook, beeld=als_beeld(TIJDLIJN, {"strook": strook})) for strook in tijdlijn.stroken]
    return replace(tijdlijn, stroken=stroken)
