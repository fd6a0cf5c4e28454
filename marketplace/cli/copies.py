"""A consistent copy of the database in one file, and a database made from it."""

import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL

from marketplace.cli.parts import environment

POSTGRESQL_TOOLS = "apt-get install postgresql-client"


def name_of(engine: Engine) -> str:
    """Return the name of the copy inside an archive; it tells which database it is of."""
    return "database.sqlite" if engine.dialect.name == "sqlite" else "database.dump"


def copy(engine: Engine, to: Path) -> None:
    """Copy the database as it is at one moment, while others go on writing to it."""
    if engine.dialect.name == "sqlite":
        # By the driver itself: VACUUM must be outside a transaction, SQLAlchemy would begin one.
        with sqlite3.connect(str(engine.url.database)) as raw:
            raw.execute("VACUUM INTO ?", (str(to),))
        raw.close()
        return
    _tool(engine.url, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={to}")


def fill(engine: Engine, source: Path) -> None:
    """Make the database's content from a copy; the database must be empty."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        target = Path(str(engine.url.database))
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in ("-wal", "-shm"):
            target.with_name(target.name + left).unlink(missing_ok=True)
        shutil.copyfile(source, target)
        return
    options = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction")
    _tool(engine.url, "pg_restore", *options, f"--dbname={engine.url.database}", str(source))


def empty(engine: Engine) -> bool:
    """Say whether the database has no table yet."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return True
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        return not inspect(connection).get_table_names()


def _tool(url: URL, program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by environment, not by command line."""
    found = shutil.which(program)
    if found is None:
        raise click.ClickException(f"{program} is missing: {POSTGRESQL_TOOLS}")
    ended = subprocess.run(  # noqa: S603 -- A program of PostgreSQL with our own words.
        [found, *options], env=_connection(url), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise click.ClickException(f"{program} failed: {_last(ended.stderr.splitlines())}")


def _connection(url: URL) -> dict[str, str]:
    values = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    return environment() | {name: value for name, value in values.items() if value}


def _last(lines: Sequence[str]) -> str:
    return lines[-1] if lines else "it gave no reason"
