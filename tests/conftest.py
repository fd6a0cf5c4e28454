"""What every test may ask for."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

# Read once, before anything of the market is imported: tests never touch a real data folder.
os.environ["MARKET_DATA"] = tempfile.mkdtemp(prefix="market-test-")
os.environ.setdefault("SECRET_KEY", "a key that only tests know, long enough")

from marketplace.core import db
from marketplace.core.lexicon import lexicon
from marketplace.migrations.schema import upgrade

lexicon()  # The index learns the words of the field before any test cuts a text.
pytest_plugins = ["tests.servers.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the same tests run on either database."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with all migrations applied, for this test process alone."""
    if request.config.getoption("--database") == "postgresql":
        postgres = request.getfixturevalue("postgres")
        url = postgres.migrated()
        yield url
        postgres.drop(url)
        return
    folder = Path(tempfile.mkdtemp(prefix="market-test-"))
    url = f"sqlite:///{folder / 'market.db'}"
    upgrade(url)
    yield url


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    """The engine of this test process."""
    engine = db.open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(engine: Engine) -> Iterator[Engine]:
    """A clean database: every unit of the test is a savepoint that is thrown away at its end."""
    with engine.connect() as connection:
        outer = connection.begin()
        db.bind(connection)
        yield engine
        outer.rollback()
        db.bind(engine)


@pytest.fixture
def committed(request: pytest.FixtureRequest, engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A database of this test's own, with real commits: threads need connections of their own."""
    if request.config.getoption("--database") == "postgresql":
        postgres = request.getfixturevalue("postgres")
        url = postgres.migrated()
    else:
        url = f"sqlite:///{tmp_path / 'market.db'}"
        upgrade(url)
    own = db.open_engine(url)
    db.bind(own)
    yield own
    own.dispose()
    if request.config.getoption("--database") == "postgresql":
        postgres.drop(url)
    db.bind(engine)


@pytest.fixture
def app(database: Engine) -> Flask:
    """The web application on the clean database of this test."""
    from marketplace.app import create_app

    held = db.bound()
    made = create_app()
    made.testing = True
    # The application bound an engine of its own; the test's savepoint is what it shall work on.
    db.bind(held)
    return made
