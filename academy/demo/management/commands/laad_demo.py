from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from academy.demo.acties.contact import vul_contact
from academy.demo.acties.leren import (
    breng_cursus_uit,
    druk_certificaat_van_karel,
    is_klaar,
    laat_aisha_halverwege,
    laat_karel_slagen,
)
from academy.demo.acties.mensen import maak_mensen
from academy.demo.acties.paginas import bouw_paginas, stel_adres_in

# Every step is one transaction and knows by itself whether it was done: an interrupted run goes on where it was.
STAPPEN = (
    ("De pagina's staan klaar.", bouw_paginas),
    ("De personen en organisaties bestaan.", maak_mensen),
    ("Het postvak van contact is gevuld.", vul_contact),
    ("De cursus is uitgebracht.", breng_cursus_uit),
    ("Aisha is halverwege de cursus.", laat_aisha_halverwege),
    ("Karel heeft de cursus afgerond.", laat_karel_slagen),
    ("Het certificaat van Karel is gedrukt.", druk_certificaat_van_karel),
)


class Command(BaseCommand):
    help = (
        "Vul een lege database met de demo: site, cursus, personen en wat zij deden. Nog een keer mag altijd."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        def meld(melding: str) -> None:
            if options["verbosity"]:
                self.stdout.write(melding)

        if not is_klaar():
            for melding, stap in STAPPEN:
                if stap():
                    meld(melding)
        if stel_adres_in():
            meld("Het adres van de site is bijgewerkt.")
