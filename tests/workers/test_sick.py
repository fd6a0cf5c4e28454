"""A worker that fails at everything stops itself, burns no row, and rests before it begins anew."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socket import gethostname

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from marketplace.core import heartbeat
from marketplace.core.deliveries import MAX_ERRORS
from marketplace.core.unit import unit
from tests.servers.broker import Broker
from tests.workers.staff import Staff
from workers import sick
from workers.bounds import bounded

HOUR = timedelta(hours=1)


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    """A relay and a worker on SQLite and Redis."""
    broker = Broker("redis").start()
    made = Staff(tmp_path / "data", f"sqlite:///{tmp_path}/market.db", broker.url)
    yield made
    made.close()
    broker.kill()


@pytest.mark.fault
def test_a_sick_worker_stops_itself_gives_back_its_errors_and_a_well_one_delivers(
    staff: Staff,
) -> None:
    (staff.data / "sickness").touch()
    staff.happen(40)
    staff.start("relay", "worker")
    worker = staff.processes["worker"]
    staff.until(lambda: worker.poll() is not None, 120)
    assert worker.poll() == 0, "it ended as a supervisor would have it end"
    with Session(staff.engine) as session:
        (told,) = heartbeat.sick(session, HOUR)
        assert "of its last 20 deliveries failed" in (told.note or "")
    rows = staff.deliveries("ready")
    assert len(rows) == 80, staff.states()
    assert sum(row.errors for row in rows) < 20, "those of the one that stopped were given back"
    (staff.data / "sickness").unlink()
    staff.processes.pop("worker")
    staff.start("worker")
    staff.until(lambda: staff.states() == {"done": 80}, 120)
    assert all(row.errors < MAX_ERRORS for row in staff.deliveries("done"))


def fell_sick(times: int) -> None:
    with unit() as session:
        for _ in range(times):
            heartbeat.fell_sick(session, gethostname(), "all failed")


@pytest.mark.parametrize(("times", "rest"), [(0, 0.0), (1, 5.0), (3, 20.0), (9, 300.0)])
def test_each_sickness_within_the_hour_doubles_the_rest(
    database: Engine, times: int, rest: float
) -> None:
    fell_sick(times)
    assert rest - 2 <= sick.rest_s() <= rest


def test_the_sickness_of_another_machine_makes_nobody_here_rest(database: Engine) -> None:
    with unit() as session:
        heartbeat.fell_sick(session, "another-machine", "all failed")
    assert sick.rest_s() == 0.0


def test_work_that_takes_more_memory_than_it_may_is_told_so_and_the_process_lives_on() -> None:
    with bounded(64 * 1024**2):
        with pytest.raises(MemoryError):
            bytearray(1024**3)
        assert len(bytearray(1024**2)) == 1024**2
    assert len(bytearray(256 * 1024**2)) == 256 * 1024**2
