"""Get the demo ready and run it: one web process, one worker with its clock, both stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import beheerde_organisaties, is_academie, is_trainer

HOST = "127.0.0.1"
OPSTARTTIJD_SECONDEN = 60
STOPTIJD_SECONDEN = 15
HOOGSTENS_HERSTARTS = 20


class Command(BaseCommand):
    help = "Zet de demo klaar en start website en werker. Ctrl-C stopt beide."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        # Before anything is started: from here on a signal ends this command in the orderly way.
        for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(nummer, _stop)
        poort = int(os.environ.get("DEMO_PORT", "8000"))
        _eis_vrije_poort(poort)
        self.stdout.write("De database en de voorbeeldgegevens worden klaargezet.")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("bereid_lettertypen", verbosity=0)
        call_command("bereid_model", verbosity=0)
        call_command("laad_demo", verbosity=0)
        processen: dict[str, subprocess.Popen[bytes]] = {}
        try:
            processen["website"] = _start("gunicorn", *_gunicorn(poort))
            processen["werker"] = _start("celery", *_celery())
            _wacht_op_website(poort, processen)
            self._toon_adres(poort)
            self._wacht(processen)
        finally:
            self.stdout.write("\nDe demo stopt.")
            _beeindig(processen)

    def _toon_adres(self, poort: int) -> None:
        regels = [
            "",
            f"De academy draait op http://localhost:{poort}/",
            "",
            "Inloggen gaat met een code. De e-mail met de code verschijnt hier, in deze terminal.",
            *(
                f"  {gebruiker.email:30} {_rol(gebruiker)}"
                for gebruiker in Gebruiker.objects.order_by("email")
            ),
            "",
            "Stoppen: Ctrl-C",
        ]
        self.stdout.write("\n".join(regels))
        self.stdout.flush()

    def _wacht(self, processen: dict[str, subprocess.Popen[bytes]]) -> None:
        """Until a signal comes. A worker that stopped starts again: the work itself stands in the database."""
        herstarts = 0
        while herstarts < HOOGSTENS_HERSTARTS and processen["website"].poll() is None:
            if processen["werker"].poll() is not None:
                herstarts += 1
                _ruim_op(processen["werker"])
                self.stdout.write(
                    "De werker is gestopt en wordt opnieuw gestart; er gaat geen werk verloren."
                )
                processen["werker"] = _start("celery", *_celery())
            time.sleep(0.5)
        raise CommandError(
            "De website of de werker is onverwacht gestopt. De regels hierboven zeggen waarom."
        )


def _stop(nummer: int, frame: object) -> None:
    """A second signal must not break off the stopping itself."""
    for elk in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(elk, signal.SIG_IGN)
    sys.exit(0)


def _eis_vrije_poort(poort: int) -> None:
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((HOST, poort))
        except (OSError, OverflowError) as fout:
            raise CommandError(
                f"Poort {poort} is niet te gebruiken ({fout}). Kies een andere: bin/demo --port 8001"
            ) from fout


def _gunicorn(poort: int) -> list[str]:
    instellingen = ["-c", "python:academy.settings.gunicorn", "--workers", "1", "--log-level", "warning"]
    return [*instellingen, "--bind", f"{HOST}:{poort}", "academy.wsgi"]


def _celery() -> list[str]:
    """A solo worker with the clock inside; the clock's memory is thrown away, because what is due stands in the database."""
    rooster = Path(settings.VAR_DIR) / "rooster"
    for rest in rooster.parent.glob(f"{rooster.name}*"):
        rest.unlink()
    zuinig = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return ["-q", "-A", "academy", "worker", "-P", "solo", "-B", "-s", str(rooster), "-l", "WARNING", *zuinig]


def _start(module: str, *argumenten: str) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches this command only, which then stops both in the orderly way.

    Celery's warning about running as root is left out: in a container that is how a demo runs.
    """
    return subprocess.Popen(
        [sys.executable, "-m", module, *argumenten],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONWARNINGS": "ignore:::celery.platforms"},
        start_new_session=True,
    )


def _wacht_op_website(poort: int, processen: dict[str, subprocess.Popen[bytes]]) -> None:
    uiterlijk = time.monotonic() + OPSTARTTIJD_SECONDEN
    while time.monotonic() < uiterlijk and all(proces.poll() is None for proces in processen.values()):
        try:
            with urllib.request.urlopen(f"http://{HOST}:{poort}/", timeout=30):
                return
        except HTTPError as fout:
            raise CommandError(f"De website start, maar de voorpagina geeft een fout ({fout}).") from fout
        except OSError:
            time.sleep(0.1)
    raise CommandError("De website is niet gestart. De regels hierboven zeggen waarom.")


def _beeindig(processen: dict[str, subprocess.Popen[bytes]]) -> None:
    for proces in processen.values():
        if proces.poll() is None:
            proces.terminate()
    uiterlijk = time.monotonic() + STOPTIJD_SECONDEN
    for proces in processen.values():
        try:
            proces.wait(timeout=max(0.1, uiterlijk - time.monotonic()))
        except subprocess.TimeoutExpired:
            _ruim_op(proces)


def _ruim_op(proces: subprocess.Popen[bytes]) -> None:
    """The process and whatever it started: Celery's clock is a process of its own."""
    with suppress(ProcessLookupError):
        os.killpg(proces.pid, signal.SIGKILL)
    proces.wait()


def _rol(gebruiker: Gebruiker) -> str:
    if is_academie(gebruiker):
        return "medewerker van de academy"
    if is_trainer(gebruiker):
        return "trainer"
    beheert = ", ".join(organisatie.naam for organisatie in beheerde_organisaties(gebruiker))
    return f"beheerder van {beheert}" if beheert else "deelnemer"
