"""From a confirmed name to a certificate with frozen facts, and the work of printing it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import transaction

from academy.basis.opdrachten.acties import schrijf_opdracht
from academy.gebruikers.models import Gebruiker
from certificaten.geldigheid import geldig_tot, kalenderdag
from certificaten.models import Certificaat, Cyclus, valideer_drukbaar
from certificaten.pdf import SJABLOONVERSIE
from cursussen.models import Afronding, Inschrijving, Leergangafronding

SOORT = "certificaat_afdrukken"


class Naam(NamedTuple):
    """How a person's name reads on the certificate, in its Dutch parts."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str

    @classmethod
    def van(cls, gebruiker: Gebruiker) -> Naam:
        """The name as it stands in the account."""
        return cls(gebruiker.first_name, gebruiker.tussenvoegsel, gebruiker.last_name)

    def __str__(self) -> str:
        return " ".join(deel for deel in self if deel)


@transaction.atomic
def vraag_certificaat_aan(*, cyclus: Cyclus, naam: Naam) -> Certificaat:
    """Freeze what this turn earned under the confirmed name, and write down the work of printing it.

    A name that differs from the account is stored there too. Asking again returns the first certificate
    unchanged: its name was confirmed then. An earlier certificate of this certification is replaced, and the
    new one never ends sooner than the one it replaces.

    Raises:
        ValueError: first or last name is missing.
        ValidationError: the name has a sign that cannot be printed.
    """
    if not (naam.voornaam and naam.achternaam):
        raise ValueError("A certificate needs a first and a last name.")
    valideer_drukbaar(str(naam))
    cyclus = Cyclus.objects.select_for_update(of=("self",)).select_related("certificering").get(pk=cyclus.pk)
    bestaand = Certificaat.objects.filter(cyclus=cyclus).first()
    if bestaand:
        return bestaand
    persoon = Gebruiker.objects.select_for_update().get(pk=cyclus.gebruiker_id)
    if Naam.van(persoon) != naam:
        persoon.first_name, persoon.tussenvoegsel, persoon.last_name = naam
        persoon.save(update_fields=["first_name", "tussenvoegsel", "last_name"])
    vorige = _te_vervangen(cyclus)
    laatste_dag = geldig_tot(cyclus.behaald_op, cyclus.certificering.geldig_maanden)
    certificaat = Certificaat.objects.create(
        cyclus=cyclus,
        naam=str(naam),
        titel=cyclus.certificering.titel,
        behaald_op=kalenderdag(cyclus.behaald_op),
        geldig_tot=max(laatste_dag, vorige.geldig_tot) if vorige else laatste_dag,
        feiten=verzamel_feiten(cyclus),
        sjabloonversie=SJABLOONVERSIE,
        vervangt=vorige,
    )
    schrijf_opdracht(soort=SOORT, sleutel=f"{SOORT}:{certificaat.pk}", onderwerp_id=certificaat.pk)
    return certificaat


def verzamel_feiten(cyclus: Cyclus) -> dict[str, Any]:
    """Everything the certificate rests on, as plain JSON, read from the completions of the enrolment.

    Of a course: cursus, versie, studieduur_minuten, geldig_maanden, registratienummer, begonnen_op, lessen (how many),
    vragen and simulatie (the evidence that ``cursussen`` stored with the completion: score and pass mark;
    session, versions and hash), ``None`` when the course has no such part or a person granted it, and regels
    (per completed part the rule and the moment). Of a programme: leergang, cursussen (titel, versie and op of each
    completed course) and studieduur_minuten (of those together) in place of cursus, versie and lessen.
    """
    if cyclus.leergangafronding_id:
        return _feiten_van_leergang(cyclus)
    inschrijving = (
        Inschrijving.objects.select_related("versie").prefetch_related("afrondingen").get(cyclus=cyclus)
    )
    afrondingen = sorted(inschrijving.afrondingen.all(), key=lambda afronding: (afronding.op, afronding.pk))
    bewijs = {afronding.onderdeel: afronding.bewijs or None for afronding in afrondingen}
    return {
        "cursus": inschrijving.versie.titel,
        "versie": inschrijving.versie.nummer,
        "studieduur_minuten": inschrijving.versie.studieduur_minuten,
        "geldig_maanden": cyclus.certificering.geldig_maanden,
        "registratienummer": cyclus.certificering.registratienummer,
        "begonnen_op": inschrijving.begonnen_op.isoformat(),
        "lessen": len(inschrijving.versie.lessen),
        "vragen": bewijs.get(Afronding.Onderdeel.VRAGEN),
        "simulatie": bewijs.get(Afronding.Onderdeel.SIMULATIE),
        "regels": {
            afronding.onderdeel: {"regel": afronding.regel, "op": afronding.op.isoformat()}
            for afronding in afrondingen
        },
    }


def _feiten_van_leergang(cyclus: Cyclus) -> dict[str, Any]:
    afronding = Leergangafronding.objects.select_related("inschrijving__leergang").get(cyclus=cyclus)
    return {
        "leergang": afronding.inschrijving.leergang.title,
        "cursussen": [
            {"titel": rij["titel"], "versie": rij["versie"], "op": rij["op"]} for rij in afronding.bewijs
        ],
        "studieduur_minuten": sum(rij["studieduur_minuten"] for rij in afronding.bewijs),
        "geldig_maanden": cyclus.certificering.geldig_maanden,
        "registratienummer": cyclus.certificering.registratienummer,
        "begonnen_op": afronding.inschrijving.begonnen_op.isoformat(),
        "vragen": None,
        "simulatie": None,
        "regels": {"leergang": {"regel": afronding.regel, "op": afronding.op.isoformat()}},
    }


def _te_vervangen(cyclus: Cyclus) -> Certificaat | None:
    return (
        Certificaat.objects.van(cyclus.gebruiker)
        .filter(
            cyclus__certificering=cyclus.certificering,
            ingetrokken_op__isnull=True,
            vervangen_door__isnull=True,
        )
        .order_by("-geldig_tot")
        .first()
    )
