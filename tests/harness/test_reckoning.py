"""Proof that the reckoning can see: each kind of damage is counted."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from marketplace.core import db, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Cursor, Delivery
from marketplace.core.unit import unit
from marketplace.migrations import schema
from tests.harness.count import reckon, settled
from tests.harness.driver import Ledger, Told
from tests.workers.staff import Thing


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/market.db"
    schema.upgrade(url)
    found, before = db.open_engine(url), list(db._bound)
    db.bind(found)
    yield found
    found.dispose()
    db._bound[:] = before


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    """Two facts happened and were told."""
    things, told = [Thing(), Thing()], Ledger()
    with unit() as session:
        for thing in things:
            journal.record(session, SYSTEM, "thing.made", thing)
        session.add(Cursor(name="react", seq=2))
    for thing in things:
        told.note(Told("thing.made", thing.id))
    return told


def delivery(state: str, channel: str = "inbox") -> Delivery:
    return Delivery(entry_seq=1, reaction="r", recipient=str(uuid4()), channel=channel, state=state)


def test_a_clean_run_is_clean(engine: Engine, ledger: Ledger) -> None:
    assert settled(engine)
    assert reckon(engine, ledger).clean


def test_a_lost_and_a_doubled_command_are_counted(engine: Engine, ledger: Ledger) -> None:
    ledger.note(Told("thing.made", uuid4()))
    twice = Thing()
    twice.id = ledger.told[0].subject
    with unit() as session:
        journal.record(session, SYSTEM, "thing.made", twice)
    found = reckon(engine, ledger)
    assert (found.lost, found.doubled, found.lag) == (1, 1, 1)
    assert not settled(engine)


def test_stuck_dead_and_swallowed_deliveries_are_counted(engine: Engine, ledger: Ledger) -> None:
    with Session(engine) as session:
        session.add_all([delivery("ready"), delivery("dead"), delivery("done")])
        session.add(delivery("done", "mail"))
        session.commit()
    found = reckon(engine, ledger)
    assert (found.stuck, found.dead, found.missing_notices) == (1, 1, 1)


def test_a_changed_journal_is_seen(engine: Engine, ledger: Ledger) -> None:
    with engine.begin() as raw:
        names = raw.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for name in names.all():
            raw.execute(text(f"DROP TRIGGER {name}"))
        raw.execute(text("UPDATE journal SET fact = 'thing.hidden' WHERE seq = 1"))
    found = reckon(engine, ledger)
    assert "breaks at 1" in found.chain
    assert found.lost == 1
