"""What the public of the demo asked, and what Esther did with it; by the same actions as everybody."""

from __future__ import annotations

import tomllib
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from academy.basis.models import Bericht
from academy.basis.post.acties import wis_berichten
from academy.contact.acties.behandelen import beantwoord, behandel
from academy.contact.acties.verzoeken import ontvang_verzoek
from academy.contact.models import Antwoordsjabloon, Onderwerp
from academy.demo.acties.mensen import ESTHER
from academy.demo.acties.paginas import TEKSTEN
from academy.gebruikers.models import Gebruiker


def vul_contact() -> bool:
    """Topics with owners, texts to answer with, and a request in every status; ``False`` when they are there.

    The addresses do not exist, so the mails are taken out of the outbox, like that of Karel's certificate.
    """
    if Antwoordsjabloon.objects.exists():
        return False
    with (TEKSTEN / "contact_verzoeken.toml").open("rb") as bestand:
        tekst = tomllib.load(bestand)
    with transaction.atomic():
        for rij in tekst["onderwerpen"]:
            eigenaar = Gebruiker.objects.filter(email=rij.pop("eigenaar", "")).first()
            Onderwerp.objects.update_or_create(naam=rij.pop("naam"), defaults=rij | {"eigenaar": eigenaar})
        for rij in tekst["sjablonen"]:
            sjabloon = Antwoordsjabloon(**rij | {"tekst": rij["tekst"].strip()})
            sjabloon.full_clean()
            sjabloon.save()
        for rij in tekst["verzoeken"]:
            _stel_en_behandel(rij)
        post = Bericht.objects.te_verzenden().filter(sleutel__startswith="contact-")
        wis_berichten(sleutels=list(post.values_list("sleutel", flat=True)))
    return True


def _stel_en_behandel(rij: dict[str, Any]) -> None:
    esther = Gebruiker.objects.get(email=ESTHER)
    verzoek = ontvang_verzoek(
        formulier_sleutel=uuid5(NAMESPACE_URL, rij["email"]),
        naam=rij["naam"],
        organisatie=rij.get("organisatie", ""),
        email=rij["email"],
        onderwerp=Onderwerp.objects.get(naam=rij["onderwerp"]),
        bericht=rij["bericht"],
        verdacht=rij["eindigt"] == "spam",
    )
    if "antwoord" in rij:
        beantwoord(
            verzoek=verzoek,
            door=esther,
            sleutel=verzoek.formulier_sleutel,
            onderwerp=f"Uw vraag aan de academy ({verzoek.kenmerk})",
            tekst=rij["antwoord"],
            status=rij["eindigt"],
        )
    elif "notitie" in rij:
        behandel(verzoek=verzoek, door=esther, status=rij["eindigt"], notitie=rij["notitie"], reactie=True)
