"""Check a case of this code and publish it as a version: what new sessions begin with from now on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from simulatie.acties.casusversies import PublicatieGeweigerd
from simulatie.acties.publiceren import publiceer_casus
from simulatie.kern import CasusOnbekend, CasusOngeldig, laad_casus
from simulatie.models import AANBOD


class Command(BaseCommand):
    help = "Keurt casussen en publiceert ze als nieuwe versie. Zonder sleutel: alle casussen op aanbod."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sleutels", nargs="*", metavar="sleutel", help="bijvoorbeeld klosjesbuurt")

    def handle(self, *args: Any, **options: Any) -> None:
        geweigerd = []
        for sleutel in options["sleutels"] or AANBOD:
            try:
                versie = publiceer_casus(casus=laad_casus(sleutel))
            except (CasusOnbekend, CasusOngeldig, PublicatieGeweigerd) as fout:
                geweigerd.append(str(fout))
            else:
                self.stdout.write(f"{versie}: {versie.sha256}")
        if geweigerd:
            raise CommandError("\n".join(geweigerd))
