"""The demo's queue in a folder: whatever was left half-written, and whoever looks in between, nobody falls over it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from academy.settings.wachtrij import Kanaal, Wachtrij
from tests.academy.basis.omgeving import draai


@pytest.fixture
def kanaal(tmp_path: Path) -> Iterator[Kanaal]:
    opties = {"data_folder_in": tmp_path, "data_folder_out": tmp_path, "control_folder": tmp_path / "beheer"}
    with Connection("filesystem://localhost", transport=Wachtrij, transport_options=opties) as verbinding:
        yield verbinding.channel()


def haal_alles(kanaal: Kanaal) -> list[object]:
    gehaald: list[object] = []
    try:
        while True:
            gehaald.append(kanaal._get("celery"))
    except Empty:
        return gehaald


@pytest.mark.parametrize("half", [b"", b'{"body": "W10', b"\xff\xfe"], ids=["leeg", "half", "geen tekst"])
def test_een_half_bericht_wordt_overgeslagen_en_gemeld(kanaal, tmp_path, caplog, half):
    (tmp_path / "0_voor.celery.msg").write_bytes(half)
    kanaal._put("celery", {"nummer": 1})
    (tmp_path / "9999999999999_na.celery.msg").write_bytes(half)

    assert haal_alles(kanaal) == [{"nummer": 1}]
    assert caplog.messages == ["Een onleesbaar bericht in de wachtrij is overgeslagen."] * 2
    assert [bestand.name for bestand in tmp_path.glob("*.msg")] == []


def test_een_bericht_is_er_pas_als_het_heel_is(kanaal, tmp_path, monkeypatch):
    gezien_voor_het_er_was = []
    zet = Path.replace

    def kijk_en_zet(half: Path, doel: Path) -> Path:
        assert half.stat().st_size > 0
        gezien_voor_het_er_was.append((haal_alles(kanaal), kanaal.get_table("celery")))
        return zet(half, doel)

    monkeypatch.setattr(Path, "replace", kijk_en_zet)
    kanaal._put("celery", {"nummer": 1})
    kanaal._queue_bind("celery", "celery", "", "celery")

    # The second look is at the table of queues, and takes the message that is there by then.
    assert gezien_voor_het_er_was == [([], []), ([{"nummer": 1}], [])]
    assert kanaal.get_table("celery") == [("celery", "", "celery")]


def test_een_half_geschreven_tabel_wordt_opnieuw_geschreven(kanaal, tmp_path):
    (tmp_path / "beheer").mkdir(exist_ok=True)
    (tmp_path / "beheer" / "celery.exchange").write_bytes(b"")
    kanaal._queue_bind("celery", "celery", "", "celery")
    kanaal._queue_bind("celery", "celery", "", "celery")
    kanaal._queue_bind("celery", "anders", "", "anders")

    assert kanaal.get_table("celery") == [("anders", "", "anders"), ("celery", "", "celery")]

    kanaal._delete("anders", "celery", "anders", "")

    assert kanaal.get_table("celery") == [("celery", "", "celery")]


@pytest.mark.langzaam
def test_de_demo_gebruikt_deze_wachtrij():
    omgeving = {**os.environ, "DJANGO_SETTINGS_MODULE": "academy.settings.demo"}
    omgeving.pop("CELERY_BROKER_URL", None)
    vraag = "from academy.celery import app; print(type(app.connection_for_write().transport).__name__)"

    assert draai(omgeving, "-c", vraag) == "Wachtrij\n"
