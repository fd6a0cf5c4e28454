"""Nothing is lost when the indexer is killed at any moment: the cursor is part of each commit."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from marketplace.core import db
from marketplace.core.unit import unit
from marketplace.identity.actions import move
from marketplace.migrations.schema import upgrade
from marketplace.search import follow
from marketplace.search.queries.index import LAYOUT
from search_index import Index
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.search import TABLES

ROOT = Path(__file__).parents[3]


@pytest.fixture
def market(tmp_path: Path, engine: Engine) -> Iterator[Path]:
    """A market of its own on disk, since the indexer is another process."""
    url = f"sqlite:///{tmp_path / 'market.db'}"
    upgrade(url)
    own = db.open_engine(url)
    db.bind(own)
    yield tmp_path
    own.dispose()
    db.bind(engine)


def indexer(data: Path) -> "subprocess.Popen[str]":
    given = {**os.environ, "MARKET_DATA": str(data), "PYTHONPATH": str(ROOT), "DATABASE_URL": ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.rooms.search.indexer"],
        stdout=subprocess.PIPE,
        text=True,
        env=given,
        cwd=ROOT,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.fault
def test_nothing_is_lost_when_the_indexer_is_killed(market: Path) -> None:
    chance = random.Random(7)
    there = []
    for _ in range(5):
        process = indexer(market)
        for _ in range(4):
            somebody = actor("holder")
            there.append(somebody)
            if chance.random() < 0.4:
                chosen = there.pop(chance.randrange(len(there)))
                with unit() as session:
                    move(session, SYSTEM_OPERATOR, chosen.org, "restrict", None)
        time.sleep(chance.random() / 4)
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()
    index = Index(market / "index", LAYOUT)
    follow.follow(index, TABLES)
    assert follow.verify(index, TABLES).agrees
    assert index.count() > 0
    index.close()
