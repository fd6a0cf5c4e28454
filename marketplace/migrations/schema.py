"""Bringing a database to the present schema, and asking whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

HERE = Path(__file__).parent


def configuration(url: str | None = None) -> Config:
    """Alembic's configuration, without an ini file; `url` None takes the settings'."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    if url:
        config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str | None = None, to: str = "head") -> None:
    """Bring the database to a revision (default the newest)."""
    command.upgrade(configuration(url), to)


def newest() -> str | None:
    """The revision this code wants."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def present(connection: Connection) -> str | None:
    """The revision the database has."""
    return MigrationContext.configure(connection).get_current_revision()
