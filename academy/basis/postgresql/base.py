"""PostgreSQL, with a deadline on the question whether a kept connection still answers.

Django asks that before it uses a connection again and waits without end; a server that hangs would then hold one
thread of the web server after another. (Django looks for a database backend in a module with this name.)
"""

from __future__ import annotations

import selectors
import time

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

ANTWOORDTIJD_SECONDEN = 2.0


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        return self.connection is not None and antwoordt(self.connection.pgconn, ANTWOORDTIJD_SECONDEN)


def antwoordt(pgconn: PGconn, seconden: float) -> bool:
    """Whether the server at the other end answers a simple question within so many seconds."""
    uiterlijk = time.monotonic() + seconden
    try:
        pgconn.send_query(b"SELECT 1")
        pgconn.flush()
        with selectors.DefaultSelector() as wachter:
            wachter.register(pgconn.socket, selectors.EVENT_READ)
            while pgconn.is_busy():
                if not wachter.select(max(0.0, uiterlijk - time.monotonic())):
                    return False
                pgconn.consume_input()
        # The answer, and the None that tells that nothing follows it.
        uitslag, einde = pgconn.get_result(), pgconn.get_result()
    except OperationalError:
        return False
    return uitslag is not None and uitslag.status == ExecStatus.TUPLES_OK and einde is None
