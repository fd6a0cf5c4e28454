"""The database is what the models say, goes up and down, and guards the journal itself."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
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
    with connection.begin_nested(), pytest.raises(DBAPIError):
        connection.execute(text(statement))


def test_i_11_postgresql_refuses_to_empty_the_journal(database: Engine) -> None:
    if database.dialect.name != "postgresql":
        return  # SQLite has no TRUNCATE.
    connection = db.bound()
    with connection.begin_nested(), pytest.raises(DBAPIError):
        connection.execute(text("TRUNCATE journal CASCADE"))


def test_i_11_the_chain_verifies_and_a_changed_byte_is_found(database: Engine) -> None:
    actor("holder")
    with reading() as session:
        assert list(verify(session))[-1] > 0
        session.execute(text("SELECT 1"))
        entries = list(session.scalars(journal_rows()))
        entries[0].data = {**entries[0].data, "title": "篡改"}
        with pytest.raises(Broken), session.no_autoflush:
            list(verify(session))
        session.expunge_all()


def journal_rows() -> object:
    from sqlalchemy import select

    from marketplace.core.journal import Entry

    return select(Entry).order_by(Entry.seq)
