"""The unit of work: the two doors to the database, and the house's one commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from marketplace.core import consent, journal
from marketplace.core.db import bound
from marketplace.core.errors import Collision, Stale, Unavailable

# PostgreSQL's names: https://www.postgresql.org/docs/15/errcodes-appendix.html
UNIQUE_VIOLATION = "23505"
OTHERS_IN_THE_WAY = frozenset({"40001", "40P01", "55P03"})
_open: ContextVar[bool] = ContextVar("unit_open", default=False)


def _session(**options: object) -> Session:
    to = bound()
    if isinstance(to, Engine):
        return Session(to.execution_options(**options), expire_on_commit=False)
    # A test holds one open connection: every unit is a savepoint in it.
    return Session(to, expire_on_commit=False, join_transaction_mode="create_savepoint")


@contextmanager
def reading() -> Iterator[Session]:
    """Read one snapshot of the database; writes nothing.

    The session is closed, never rolled back: a rollback would expire the rows that a door is
    about to show. On PostgreSQL the transaction is REPEATABLE READ and read-only.
    """
    to = bound()
    options: dict[str, object] = {}
    if to.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with _session(**options) as session:
        yield session


def _is_taken(error: IntegrityError) -> bool:
    """Whether a unique index kept out the second of two; any other broken rule is our fault."""
    return _state(error) == UNIQUE_VIOLATION or "UNIQUE constraint failed" in str(error.orig)


def _is_crowded(error: OperationalError) -> bool:
    """Whether others were in the way: nothing was done, and the same request may work next time."""
    return _state(error) in OTHERS_IN_THE_WAY or "database is locked" in str(error.orig)


def _state(error: DBAPIError) -> str | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state


@contextmanager
def unit() -> Iterator[Session]:
    """Do all of it or nothing: the change, its journal entries and the commit are one.

    Raises Stale where somebody else changed a row meanwhile, Collision where they entered the same
    thing, Unavailable where the database stays locked; whatever else is raised inside rolls back
    and goes on to the caller. Units do not nest.
    """
    if _open.get():
        raise RuntimeError("units do not nest")
    token = _open.set(True)
    asked = consent.begin()
    try:
        with _session(begin="IMMEDIATE") as session:
            yield session
            session.flush()
            consent.check(journal.drafts(session))
            journal.write(session)
            session.commit()
    except StaleDataError as error:
        raise Stale from error
    except IntegrityError as error:
        if _is_taken(error):
            raise Collision from error
        raise
    except OperationalError as error:
        if _is_crowded(error):
            raise Unavailable from error
        raise
    finally:
        consent.end(asked)
        _open.reset(token)
