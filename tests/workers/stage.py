"""The real worker with one more reaction: effects that are counted, and facts that do harm."""

import os
import signal
from collections.abc import Callable, Iterable
from uuid import uuid4

from sqlalchemy.orm import Session

from config.settings import settings
from marketplace import house
from marketplace.core.db import database_now
from marketplace.core.deliveries import Delivery, Permanent, Reaction
from marketplace.core.heartbeat import Heartbeat
from marketplace.core.journal import Entry
from tests.workers.staff import FACT
from workers.app import app as app  # noqa: PLC0414 -- Celery looks for it here.


def _plan(_session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
    yield "somebody", "inbox"
    if not entry.data.get("poison"):
        yield "somebody", "mail"


def _sicken() -> None:
    """Fail at whatever comes while there is this file: nothing is wrong with the rows."""
    if (settings().data / "sickness").exists():
        raise RuntimeError("this process has no clock")


def _inbox(session: Session, entry: Entry, delivery: Delivery) -> None:
    _sicken()
    if entry.data.get("poison") == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if entry.data.get("poison") == "raises":
        raise Permanent("it cannot be done")
    at = database_now(session)
    session.add(Heartbeat(name=f"{delivery.id}:{uuid4().hex}", role="effect", at=at))


def _mail(_session: Session, _entry: Entry, delivery: Delivery) -> Callable[[], None]:
    path, line = settings().data / "sent", f"{delivery.id}\n"

    def send() -> None:
        _sicken()
        with path.open("a") as file:
            file.write(line)

    return send


REACTION = Reaction("stage.tell", _plan, inside={"inbox": _inbox}, outside={"mail": _mail})
house.ON[FACT] = [REACTION]
house.REACTIONS[REACTION.name] = REACTION
