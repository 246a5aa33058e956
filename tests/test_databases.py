"""The kept database is the one that migrating would make, is made once, and nobody's rubbish stays."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from academy.gebruikers.models import Gebruiker
from tests import databases
from tests.academy.basis.omgeving import draai, maak_omgeving
from tests.databases import Bestanden, doe, gedeeld, gemigreerd, ruim_op, stempel


@pytest.fixture
def plek(tmp_path: Path) -> Bestanden:
    return Bestanden(tmp_path / "databases")


def inhoud(bestand: str) -> tuple[Counter[str], dict[str, int], list[tuple[str, ...]]]:
    """Tables, indexes and triggers; rows per table; and who has which right."""
    with closing(sqlite3.connect(bestand)) as verbinding:
        bouw = Counter(sql for (sql,) in verbinding.execute("SELECT coalesce(sql, name) FROM sqlite_master"))
        tabellen = [
            naam for (naam,) in verbinding.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rijen = {
            naam: verbinding.execute(f'SELECT count(*) FROM "{naam}"').fetchone()[0]  # noqa: S608
            for naam in tabellen
        }
        rechten = verbinding.execute(
            "SELECT app_label, model, codename, g.name FROM auth_permission p"
            " JOIN django_content_type c ON c.id = content_type_id"
            " LEFT JOIN auth_group_permissions gp ON gp.permission_id = p.id"
            " LEFT JOIN auth_group g ON g.id = gp.group_id ORDER BY 1, 2, 3, 4"
        ).fetchall()
    return bouw, rijen, rechten


@pytest.mark.langzaam
def test_een_kopie_is_wat_migreren_maakt(plek: Bestanden, tmp_path: Path) -> None:
    kopie = databases.bestanden().kopieer(gemigreerd(databases.bestanden()))
    doe(plek.adres(kopie), "voltooi")
    nieuw = plek.naam("nieuw")
    draai(maak_omgeving(tmp_path, plek.adres(nieuw), "memory://"), "manage.py", "migrate", "--verbosity", "0")

    assert inhoud(kopie) == inhoud(nieuw)


@pytest.mark.django_db(transaction=True)
def test_na_het_legen_is_er_geen_rij_meer(aisha: Gebruiker) -> None:
    """Of anything, whatever points at what; and the database says so at once when a row was still pointed at."""
    tabellen = [model for model in apps.get_models() if model._meta.managed]
    gevuld = [model for model in tabellen if model._base_manager.exists()]
    assert Gebruiker in gevuld

    # As after a test.
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)

    assert [model for model in tabellen if model._base_manager.exists()] == []


def test_wie_tegelijk_vragen_krijgen_dezelfde(plek: Bestanden, monkeypatch: pytest.MonkeyPatch) -> None:
    gemaakt: list[str] = []

    def migreer(adres: str, wat: str) -> None:
        gemaakt.append(wat)
        with closing(sqlite3.connect(adres.removeprefix("sqlite:///"))) as verbinding:
            verbinding.execute("CREATE TABLE klaar (id)")

    monkeypatch.setattr(databases, "doe", migreer)
    with ThreadPoolExecutor(4) as draden:
        namen = [*draden.map(lambda _: gemigreerd(plek), range(4))]
        gevuld: list[str] = []
        gedeelde = [*draden.map(lambda _: gedeeld(plek, "proef", gevuld.append), range(4))]

    assert (gemaakt, set(namen)) == (["migreer"], {plek.naam(f"test_sjabloon_{stempel()}")})
    assert (len(gevuld), len(set(gedeelde))) == (1, 1)


def test_wat_lang_niet_gebruikt_is_gaat_weg(plek: Bestanden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "doe", lambda adres, wat: None)
    for dag, merk in enumerate("abcdef"):
        monkeypatch.setattr(databases, "stempel", lambda merk=merk: merk)
        os.utime(gemigreerd(plek), (dag, dag))

    assert sorted(plek.namen("test_sjabloon_")) == [plek.naam(f"test_sjabloon_{merk}") for merk in "cdef"]


def test_een_andere_migratie_geeft_een_ander_stempel(monkeypatch: pytest.MonkeyPatch) -> None:
    eerst = stempel()
    lees = Path.read_bytes
    gebruikers = settings.BASE_DIR / "academy" / "gebruikers" / "models.py"
    eerste = settings.BASE_DIR / "cursussen" / "migrations" / "0001_initial.py"
    anders = set()
    for bestand in (
        eerste,
        gebruikers,
    ):  # the first migration of gebruikers takes its manager from the models
        monkeypatch.setattr(Path, "read_bytes", lambda zelf, b=bestand: lees(zelf) + b"#" * (zelf == b))
        anders.add(stempel())
    monkeypatch.setattr(Path, "read_bytes", lees)

    assert stempel() == eerst
    assert len(anders | {eerst}) == 3


def test_alleen_van_wie_er_niet_meer_is_wordt_opgeruimd(plek: Bestanden) -> None:
    gestopt = subprocess.Popen([sys.executable, "-c", ""])
    gestopt.wait()
    levend = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        for proces in (gestopt.pid, levend.pid, databases.EIGENAAR):
            plek.maak(plek.naam(f"test_academy_{proces}_1"))
        ruim_op(plek)

        assert plek.namen("test_academy_") == [plek.naam(f"test_academy_{levend.pid}_1")]
    finally:
        levend.communicate()
