"""The queue in a folder, of the demo: Kombu's own, with nothing in it that is half there.

Kombu makes a file under its final name and then writes into it, so a reader in between finds an empty message, or an
empty table of queues, and falls over it. Here a file is written under another name and put in its place whole.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Kanaal(filesystem.Channel):
    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        naam = f"{round(time.monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        _zet_neer(Path(self.data_folder_out) / naam, payload)

    def _get(self, queue: str) -> dict[str, Any]:  # type: ignore[override]
        """The next message that can be read. One that a power cut left in pieces is skipped: a message is a hint."""
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                logger.warning("Een onleesbaar bericht in de wachtrij is overgeslagen.")

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:  # type: ignore[override]
        """Which queues there are; none when that was left in pieces, and then the next to come writes it anew."""
        try:
            return super().get_table(exchange)
        except ValueError:
            return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        rij = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._slot():
            tabel = self.get_table(exchange)
            if rij not in tabel:
                # Kombu's own check of the name; the stubs do not know it.
                _zet_neer(self._exchange_file(exchange), [rij, *tabel])  # type: ignore[attr-defined]

    def _delete(self, queue: str, exchange: str, *args: Any, **kwargs: Any) -> None:
        with self._slot():
            super()._delete(queue, exchange, *args, **kwargs)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """One at a time at the tables of queues."""
        self.control_folder.mkdir(exist_ok=True)
        with (self.control_folder / "slot").open("w") as bestand:
            fcntl.flock(bestand, fcntl.LOCK_EX)
            yield


class Wachtrij(filesystem.Transport):
    Channel = Kanaal


def _zet_neer(bestand: Path, inhoud: object) -> None:
    half = bestand.with_name(f"{uuid4()}.half")
    half.write_text(dumps(inhoud), "utf-8")
    half.replace(bestand)
