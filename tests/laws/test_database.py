"""The database is what the models say, goes up and down, and guards the journal itself."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from marketplace import house  # noqa: F401 - maps all tables.
from marketplace.core import db
from marketplace.core.db import Base
from marketplace.core.journal import Broken, verify
from marketplace.core.unit import reading
from marketplace.migrations.schema import configuration, upgrade
from tests.factories.identity import actor


def test_there_is_one_newest_migration() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_models_match_the_migrations(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_up_down_up(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'market.db'}"
    upgrade(url)
    command.downgrade(configuration(url), "base")
    engine = db.open_engine(url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(url)
    assert "journal" in inspect(engine).get_table_names()
    engine.dispose()


STATEMENTS = ("UPDATE journal SET fact = 'x'", "DELETE FROM journal")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_i_11_the_database_itself_refuses_to_change_the_journal(
    database: Engine, statement: str
) -> None:
    actor("holder")
    connection = db.bound()
    with pytest.raises(DBAPIError), connection.begin_nested():
        connection.execute(text(statement))


def test_i_11_postgresql_refuses_to_empty_the_journal(database: Engine) -> None:
    if database.dialect.name != "postgresql":
        return  # SQLite has no TRUNCATE.
    connection = db.bound()
    with pytest.raises(DBAPIError), connection.begin_nested():
        connection.execute(text("TRUNCATE journal CASCADE"))


def unguarded(connection: Connection) -> None:
    """Take the triggers away, as somebody with the keys of the database could."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
        return
    for verb in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER journal_no_{verb}"))


def proved() -> int:
    with reading() as session:
        return list(verify(session))[-1]


TAMPERING = {
    "a changed word": "UPDATE journal SET fact = 'person.registered' WHERE seq = {last}",
    "another actor": "UPDATE journal SET actor_id = subject_id WHERE seq = {last}",
    "an entry taken out": "DELETE FROM journal WHERE seq = {last} - 1",
    "a forged hash": "UPDATE journal SET hash = prev_hash WHERE seq = {last} - 1",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_i_11_whoever_changes_the_journal_is_found(database: Engine, how: str) -> None:
    actor("holder")
    actor("enterprise")
    connection = db.bound()
    assert isinstance(connection, Connection)
    last = proved()
    unguarded(connection)
    connection.execute(text(TAMPERING[how].format(last=last)))
    with pytest.raises(Broken):
        proved()
