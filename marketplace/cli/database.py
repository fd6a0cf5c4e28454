"""The database as commands meet it: opened, and known to have the tables this version needs."""

from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from config.settings import settings
from marketplace.core.db import bind, open_engine
from marketplace.migrations import schema


def engine() -> Engine:
    """Open this installation's database; a folder that is missing is made."""
    url = make_url(settings().database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return open_engine(settings().database_url)


def revision(of: Engine) -> str | None:
    """Return the revision the database has, None for an empty one."""
    try:
        with of.connect() as connection:
            return schema.present(connection)
    except OperationalError as error:
        raise click.ClickException(f"The database does not answer: {error.orig}") from None


def ready() -> Engine:
    """Open and bind the database; says what to do where its tables are missing or too old."""
    found = engine()
    has, wanted = revision(found), schema.newest()
    if has != wanted:
        found.dispose()
        raise click.ClickException(
            f"The database is at revision {has or 'none'}, this version needs {wanted}. "
            "Run: market db upgrade"
        )
    bind(found)
    return found
