"""Print the equations of the model as JavaScript and store it among the static files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from simulatie.kern import browsermodules
from simulatie.schermen.leermodel import MAP, bestandsnaam


class Command(BaseCommand):
    help = "Maakt het model voor de browser (JavaScript) uit de vergelijkingen van de kern."

    def handle(self, *args: Any, **options: Any) -> None:
        doelmap = Path(settings.GEMAAKT_MAP) / MAP
        doelmap.mkdir(parents=True, exist_ok=True)
        bestanden = {bestandsnaam(module): module for module in browsermodules()}
        for naam, module in bestanden.items():
            if not (doelmap / naam).exists():
                half_klaar = doelmap / f"{naam}.{os.getpid()}.deel"
                half_klaar.write_text(module, "utf-8")
                half_klaar.replace(doelmap / naam)
            if options["verbosity"]:
                self.stdout.write(f"{naam}: {len(module.encode()) / 1024:.0f} kB")
        # What earlier equations made: no page asks for it any more.
        for oud in doelmap.glob("*.js"):
            if oud.name not in bestanden:
                oud.unlink()
