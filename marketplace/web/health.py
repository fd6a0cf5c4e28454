"""Whether the market lives and is ready: `/healthz`, `/readyz`."""

from flask import Flask, Response, current_app, json
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from marketplace.core import heartbeat, journal
from marketplace.core.deliveries import Cursor
from marketplace.core.unit import reading


def register(app: Flask) -> None:
    """Hang the two addresses in."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


def healthz() -> Response:
    """This process answers."""
    return Response("ok\n", content_type="text/plain")


def readyz() -> Response:
    """The database answers; silent workers or an index away make it degraded, not unready.

    What rooms say of themselves stands in `app.extensions["parts"]`: each whether it is `ready`.
    """
    try:
        with reading() as session:
            head = journal.head(session)
            lag = {c.name: head - c.seq for c in session.scalars(select(Cursor))}
            alive = heartbeat.alive(session)
    except SQLAlchemyError as error:
        return _say({"status": "unready", "database": type(error).__name__}, 503)
    parts = {name: tell() for name, tell in current_app.extensions.get("parts", {}).items()}
    whole = {"relay", "worker"} <= alive.keys() and all(part["ready"] for part in parts.values())
    status = "ready" if whole else "degraded"
    return _say({"status": status, "journal": head, "lag": lag, "alive": alive, **parts}, 200)


def _say(report: dict[str, object], status: int) -> Response:
    return Response(json.dumps(report), status, content_type="application/json")
