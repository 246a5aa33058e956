"""Play every judged session again in its own version, and say which ones do not come out where they came out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from simulatie.acties.controleren import controleer_beoordeling, controleer_casusversie
from simulatie.models import Beoordeling, Casusversie


class Command(BaseCommand):
    help = "Speelt elke beoordeelde sessie opnieuw in haar eigen versie. Eindigt met een fout als er iets verschilt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--volledig",
            action="store_true",
            help="vergelijk elk cijfer van het oordeel (een seconde per sessie)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verschillen = [
            f"{versie}: {verschil}"
            for versie in Casusversie.objects.defer(None).iterator(chunk_size=10)
            for verschil in controleer_casusversie(versie)
        ]
        gelijk = niet_bewaard = 0
        beoordelingen = Beoordeling.objects.select_related("sessie__casusversie").defer(
            "sessie__casusversie__inhoud"
        )
        for beoordeling in beoordelingen.order_by("pk").iterator(chunk_size=100):
            anders = controleer_beoordeling(beoordeling, volledig=options["volledig"])
            if anders is None:
                niet_bewaard += 1
            elif anders:
                verschillen += [f"sessie {beoordeling.sessie.sleutel}: {verschil}" for verschil in anders]
            else:
                gelijk += 1
        self.stdout.write(
            f"{gelijk} beoordelingen komen uit waar zij uitkwamen; van {niet_bewaard} is de versie niet bewaard."
        )
        if verschillen:
            raise CommandError("\n".join(verschillen))
