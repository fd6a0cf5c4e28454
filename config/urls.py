"""One address, as each library wants it spelt."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}
SOCKETS = {"unix", "redis+socket", "redis+unix"}


@dataclass(frozen=True, slots=True)
class Spellings:
    """One broker address; libraries disagree only about Unix sockets."""

    kombu: str
    redis_py: str
    limits: str


def database(given: str) -> str:
    """Spell the address as SQLAlchemy wants it; ValueError says what is wrong with another one."""
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise ValueError("is not a database address") from error
    if url.drivername in POSTGRESQL:
        url = url.set(drivername="postgresql+psycopg")
    elif url.drivername != "sqlite":
        raise ValueError("must begin with sqlite:/// or postgresql://")
    elif url.database in {None, "", ":memory:"}:
        raise ValueError("must name a file: several processes share the database")
    return url.render_as_string(hide_password=False)


def broker(given: str, socket: Path) -> Spellings:
    """Spell the broker in three ways: the one given, or the embedded one's socket if none."""
    parts = urlsplit(given or f"unix://{socket}")
    if parts.scheme in SOCKETS:
        rest = given.partition("://")[2] if given else str(socket)
        return Spellings(f"redis+socket://{rest}", f"unix://{rest}", f"redis+unix://{rest}")
    if parts.scheme not in {"redis", "rediss", "sentinel"} or not parts.hostname:
        raise ValueError("must begin with redis://, rediss://, sentinel:// or unix://")
    return Spellings(given, given, given)
