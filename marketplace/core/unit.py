"""The unit of work: the two doors to the database, and the house's one commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from marketplace.core import consent, journal
from marketplace.core.db import bound
from marketplace.core.errors import Stale, Unavailable

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


@contextmanager
def unit() -> Iterator[Session]:
    """Do all of it or nothing: the change, its journal entries and the commit are one.

    Raises Stale where somebody else changed a row meanwhile, Unavailable where the database stays
    locked; whatever else is raised inside rolls back and goes on to the caller. Units do not nest.
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
    except OperationalError as error:
        if "database is locked" in str(error):
            raise Unavailable from error
        raise
    finally:
        consent.end(asked)
        _open.reset(token)
