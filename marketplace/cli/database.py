"""The database as commands meet it: opened, and known to have the tables this version needs."""

from importlib.resources import files
from pathlib import Path

import click
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from config.settings import settings
from marketplace.core.db import bind, open_engine


def config() -> Config:
    """Return Alembic's configuration, found inside the package."""
    found = Config()
    found.set_main_option("script_location", str(files("marketplace").joinpath("migrations")))
    return found


def engine() -> Engine:
    """Open this installation's database; a folder that is missing is made."""
    url = make_url(settings().database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return open_engine(settings().database_url)


def revisions(of: Engine) -> tuple[str | None, str | None]:
    """Return the revision the database has and the one this version needs."""
    try:
        with of.connect() as connection:
            has = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise click.ClickException(f"The database does not answer: {error.orig}") from None
    return has, ScriptDirectory.from_config(config()).get_current_head()


def ready() -> Engine:
    """Open and bind the database; says what to do where its tables are missing or too old."""
    found = engine()
    has, wanted = revisions(found)
    if has != wanted:
        raise click.ClickException(
            f"The database is at revision {has or 'none'}, this version needs {wanted}. "
            "Run: market db upgrade"
        )
    bind(found)
    return found
