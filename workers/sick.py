"""A worker that fails at everything stops itself, and rests before it begins again.

Its supervisor starts it anew at once; the rest is taken here, so that it is the same under
`market serve` and under any other supervisor: 5 s, doubled with each time within the hour.
"""

import os
import signal
import socket
import time
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from marketplace.core import deliveries, heartbeat
from marketplace.core.db import database_now
from marketplace.core.errors import Problem
from marketplace.core.sickness import Watch
from marketplace.core.unit import reading, unit

REMEMBERED = timedelta(hours=1)
FIRST_REST_S = 5.0
LONGEST_REST_S = 300.0
AWAY = (SQLAlchemyError, Problem)

log = structlog.get_logger(__name__)


def stop(watch: Watch, main: int) -> None:
    """Give back the errors counted here, tell the operator, and have the whole worker end."""
    why = watch.why()
    log.error("worker.sick", why=why)
    try:
        with unit() as session:
            given = deliveries.forgive(session, watch.failed())
            heartbeat.fell_sick(session, socket.gethostname(), f"{why}; {given} given back")
    except AWAY as error:
        log.error("worker.sick_untold", error=repr(error))  # noqa: TRY400 -- One line says it.
    finally:
        os.kill(main, signal.SIGTERM)


def rest_s() -> float:
    """How long a worker of this machine still has to rest, in seconds; 0 where none was sick."""
    with reading() as session:
        times = heartbeat.sick(session, REMEMBERED, socket.gethostname())
        if not times:
            return 0.0
        since = (database_now(session) - times[0].at).total_seconds()
    return max(0.0, min(LONGEST_REST_S, FIRST_REST_S * 2.0 ** (len(times) - 1)) - since)


def rest() -> None:
    """Rest as long as is due; a worker that cannot ask the database begins without."""
    try:
        seconds = rest_s()
    except AWAY as error:
        log.warning("worker.rest_unknown", error=repr(error))
        return
    if seconds:
        log.warning("worker.rests", seconds=round(seconds, 1))
        time.sleep(seconds)
