"""What is promised of deliveries under kill -9 of everybody: none lost, no effect doubled."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.broker import Broker
from tests.workers.staff import Staff

pytestmark = pytest.mark.fault


@pytest.fixture(params=["redis+sqlite", "valkey+postgresql"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Staff, Broker]]:
    """A relay and a worker on one of the two databases, with one of the two brokers."""
    kind, _, database = request.param.partition("+")
    broker = Broker(kind).start()
    url = f"sqlite:///{tmp_path}/market.db"
    if database == "postgresql":
        url = request.getfixturevalue("postgres").create()
    staff = Staff(tmp_path / "data", url, broker.url)
    yield staff, broker
    staff.close()
    broker.kill()


def test_inv_i12_kill_9_of_worker_relay_and_broker_loses_and_doubles_nothing(
    pair: tuple[Staff, Broker],
) -> None:
    staff, broker = pair
    staff.happen(10)
    staff.happen(1, poison="kills")
    staff.happen(1, poison="raises")
    staff.start("relay", "worker")
    staff.until(lambda: staff.states()["done"] > 2)
    staff.happen(10)
    staff.kill("worker")
    staff.happen(5)
    broker.kill(forget=True)
    staff.happen(5)
    staff.start("worker")
    staff.kill("relay")
    broker.start()
    staff.start("relay")
    staff.happen(10)
    staff.until(lambda: staff.states() == {"done": 80, "dead": 2}, 90)
    done = [str(row.id) for row in staff.deliveries("done") if row.channel == "inbox"]
    assert staff.effects() == dict.fromkeys(done, 1)
    mails = {str(row.id) for row in staff.deliveries("done") if row.channel == "mail"}
    assert staff.sent().keys() == mails
    why = sorted(str(row.last_error) for row in staff.deliveries("dead"))
    assert why == ["Permanent: it cannot be done", "its worker died 4 times"]


def test_a_broker_that_is_away_or_hangs_costs_no_row_its_turn(pair: tuple[Staff, Broker]) -> None:
    staff, broker = pair
    staff.start("relay", "worker")
    staff.happen(1)
    staff.until(lambda: staff.states()["done"] == 2)
    broker.signal(signal.SIGSTOP)
    staff.happen(3)
    broker.signal(signal.SIGCONT)
    broker.kill()
    broker.start()
    staff.happen(3)
    staff.until(lambda: staff.states() == {"done": 14})
    assert all(row.nudges <= 3 for row in staff.deliveries("done"))


def test_a_supervisors_sigterm_ends_relay_and_worker_cleanly(pair: tuple[Staff, Broker]) -> None:
    staff, _broker = pair
    staff.start("relay", "worker")
    staff.happen(5)
    staff.until(lambda: staff.states()["done"] >= 1)
    assert staff.end("relay") == 0
    assert staff.end("worker") == 0
    assert all(row.lease_owner is None for row in staff.deliveries("ready"))
