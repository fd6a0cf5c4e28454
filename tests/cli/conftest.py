"""One installation in a folder of its own, on which commands run in this process."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result

from config.settings import settings
from marketplace.cli import market
from marketplace.core import db, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.unit import unit


class Thing:
    """Something facts are about."""

    kind = "thing"

    def __init__(self) -> None:
        self.id: UUID = uuid4()


class Here:
    """An installation; `run` returns what a command said and its exit code."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *words: str) -> Result:
        try:
            return CliRunner().invoke(market, list(words), catch_exceptions=False)
        finally:
            self.close()

    def happen(self, count: int) -> None:
        """Have so many facts in the journal."""
        db.bind(db.open_engine(settings().database_url))
        with unit() as session:
            for number in range(count):
                journal.record(session, SYSTEM, "thing.happened", Thing(), number=number)
        self.close()

    def close(self) -> None:
        """Leave the database as a command that ended would."""
        for one in db._bound:
            if isinstance(one, db.Engine):
                one.dispose()
        db._bound.clear()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Here]:
    before = list(db._bound)
    db._bound.clear()
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MARKET_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    installation = Here(tmp_path / "data")
    yield installation
    installation.close()
    db._bound[:] = before
    settings.cache_clear()
