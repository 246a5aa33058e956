"""A thousand automated posts and forty people through the contact form: who ends where.

``.venv/bin/python benchmarks/robots.py`` fills a database of its own and plays the storm of
``tests/academy/contact/robotstorm.py`` through the whole site; about a minute. Exit code 1 when a robot ends as new or a
person is lost.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
_map = tempfile.TemporaryDirectory(prefix="academy-robots-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "academy.settings.test",
    "DATABASE_URL": f"sqlite:///{_map.name}/robots.sqlite3",
}

import django  # noqa: E402

django.setup()
logging.disable(logging.WARNING)  # every refused post would be a line

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from academy.contact.models import Onderwerp  # noqa: E402
from tests.academy.contact.robotstorm import Storm  # noqa: E402
from tests.factories.contact import ContactPaginaFactory  # noqa: E402


def main() -> int:
    call_command("migrate", verbosity=0)
    storm = Storm(
        pagina=ContactPaginaFactory().get_url(),
        onderwerp=str(Onderwerp.objects.get(naam="Kennismaking").pk),
        begin=timezone.now().replace(microsecond=0),
    )
    begin = time.monotonic()
    storm.speel()
    duur = time.monotonic() - begin
    print("soort robot           antwoord  aantal")
    for (soort, code), aantal in sorted(storm.codes.items()):
        print(f"{soort:20}  {code:>8}  {aantal:>6}")
    robots, mensen = storm.uitkomst("Robot"), storm.uitkomst("Mens")
    verstuurd = storm.MENSEN
    print(f"\nrobots bewaard als: {dict(robots)}; nieuw: {robots['nieuw']}")
    kwijt = verstuurd - sum(mensen.values()) + mensen["spam"]
    print(f"mensen bewaard als: {dict(mensen)} van {verstuurd}; kwijt of in de spam: {kwijt}")
    print(f"{sum(storm.codes.values())} verzendingen in {duur:.0f} s")
    return int(bool(robots["nieuw"] or kwijt))


if __name__ == "__main__":
    sys.exit(main())
