"""Deliveries under faults: nothing lost, nothing shown twice; and a harness that would see it."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import settings
from marketplace.core import db
from marketplace.core.deliveries import MAX_DEATHS
from tests.harness.post.fire import SHORT, Plan, Report, fire
from tests.servers import run
from tests.servers.broker import Broker

pytestmark = pytest.mark.fault
MUTANT = Plan(deliveries=90, faults=4, tickets=3, poison=0, quiet_s=60.0)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of this run, in a process that knows the market by its name."""
    before = list(db._bound)
    monkeypatch.setenv("PUBLIC_URL", "http://market.example.org")
    settings.cache_clear()
    yield Path(tempfile.mkdtemp(prefix="p-", dir=run.folder()))
    db._bound[:] = before
    settings.cache_clear()


def fired(folder: Path, plan: Plan, without: str = "") -> Report:
    broker = Broker("valkey").start()
    try:
        url = f"sqlite:///{folder / 'market.db'}"
        return fire(folder, url, broker, 7, plan, without)
    finally:
        broker.kill()


def test_inv_i12_under_every_fault_nothing_is_lost_nor_shown_twice_and_only_poison_dies(
    folder: Path,
) -> None:
    report = fired(folder, SHORT)
    found = report.reckoning
    assert found.clean, f"{report.line()}\n{report.logs}"
    assert found.dead == len(SHORT.kinds), report.line()
    assert len(report.faults) == sum(report.faults.values()) or len(report.faults) >= 18
    assert report.self_kills > 0, report.line()


def test_without_rows_a_death_loses_what_its_message_knew(folder: Path) -> None:
    report = fired(folder, replace(MUTANT, only=("worker's child",)), "rows")
    assert report.reckoning.lost > 0, report.line()


def test_a_row_closed_by_the_relay_is_lost_with_the_broker(folder: Path) -> None:
    report = fired(folder, replace(MUTANT, only=("broker and its files",)), "consumer")
    assert report.reckoning.lost > 0, report.line()


def test_without_lease_fence_and_unique_key_a_line_is_shown_twice(folder: Path) -> None:
    report = fired(folder, replace(MUTANT, only=("messages twice",), tickets=0), "once")
    assert report.reckoning.shown_twice > 0, report.line()


def test_a_death_that_is_not_counted_before_the_work_makes_poison_immortal(folder: Path) -> None:
    plan = replace(MUTANT, deliveries=30, faults=0, tickets=0, poison=1, kinds=("kills",))
    report = fired(folder, plan, "counted")
    assert report.reckoning.poison_alive == 1, report.line()
    assert report.worker_deaths > MAX_DEATHS, report.line()
