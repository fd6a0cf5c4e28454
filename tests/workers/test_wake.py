"""The relay wakes when the journal grows, and waits its time when it cannot know."""

import threading
import time
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine

from marketplace.core import heartbeat, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.unit import unit
from tests.workers.staff import FACT, Thing
from workers import wake
from workers.wake import LOOK_S, Pause, Watching, waiting


def waited(pause: Pause, seconds: float) -> float:
    began = time.monotonic()
    pause.wait(seconds)
    return time.monotonic() - began


def happen() -> None:
    with unit() as session:
        journal.record(session, SYSTEM, FACT, Thing())


def test_a_journal_that_grows_in_a_sqlite_file_ends_the_wait_at_once(
    committed: Engine, tmp_path: Path
) -> None:
    pause = Watching(tmp_path / "market.db")
    if committed.dialect.name != "sqlite":
        pause = Watching(tmp_path / "absent.db")
        assert waited(pause, 0.2) >= 0.2
        return
    waited(pause, 0.0)
    waited(pause, 0.01)
    happen()
    assert waited(pause, 20) < 5
    assert waited(pause, 4 * LOOK_S) >= 4 * LOOK_S, "nothing grew since"
    threading.Timer(0.2, happen).start()
    assert waited(pause, 20) < 5


def test_commits_that_say_nothing_new_do_not_wake_it(committed: Engine, tmp_path: Path) -> None:
    pause = waiting(f"sqlite:///{tmp_path / 'market.db'}")
    waited(pause, 0.01)
    with unit() as session:
        heartbeat.beat(session, "somebody", "worker")
    assert waited(pause, 4 * LOOK_S) >= 4 * LOOK_S


def test_a_database_that_cannot_be_read_only_makes_it_wait_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wake, "log", structlog.get_logger())  # The old one may be bound.
    pause = Watching(tmp_path / "absent.db")
    with structlog.testing.capture_logs() as said:
        assert waited(pause, 3 * LOOK_S) >= 3 * LOOK_S
    assert {one["event"] for one in said} == {"relay.blind"}
    assert not (tmp_path / "absent.db").exists()


def test_a_stop_ends_the_wait(tmp_path: Path) -> None:
    pause = Watching(tmp_path / "absent.db")
    threading.Timer(0.1, pause.stop).start()
    assert waited(pause, 20) < 5


def test_a_database_without_a_file_is_not_watched() -> None:
    assert type(waiting("sqlite://")) is Pause
