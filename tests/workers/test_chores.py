"""Long work by real relay and worker: killed in the middle, done once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.core import files
from marketplace.core.unit import reading
from marketplace.display.models import Patent
from tests.factories import imports as make
from tests.factories.display import number
from tests.factories.identity import actor
from tests.servers.broker import Broker
from tests.workers.staff import Staff
from workers.nudges import Nudges

ROWS = 2_000


@pytest.fixture(params=["sqlite", "postgresql"])
def staff(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Staff]:
    """A relay and a worker on one of the two databases."""
    broker = Broker("redis").start()
    url = f"sqlite:///{tmp_path}/market.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").create()
    made = Staff(tmp_path / "data", url, broker.url)
    yield made
    made.close()
    broker.kill()


@pytest.mark.fault
def test_a_14_an_import_survives_the_death_of_its_worker_and_nothing_comes_twice(
    staff: Staff,
) -> None:
    who = actor("holder")
    text = "申请号,名称\n" + "".join(f"{number()},方法{n}\n" for n in range(ROWS))
    row = make.sent(who, text, match=False)
    # The processes under test have a data folder of their own.
    target = staff.data / "files" / row.sha256[:2]
    target.mkdir(parents=True)
    shutil.copy(files.path(row.sha256), target / row.sha256)
    make.matched(who, row, "number", "title")
    staff.start("relay", "worker")
    staff.until(lambda: make.again(row.id).state.value == "checked")
    make.moved(who, row, "start")
    staff.until(lambda: make.again(row.id).work.done > 0)
    staff.kill("worker")
    staff.start("worker")
    staff.until(lambda: make.again(row.id).state.value == "done")
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Patent)) == ROWS
    assert make.again(row.id).work.counts["created"] == ROWS


def test_what_waits_is_nudged_at_once_then_ever_later_and_forgotten_when_it_waits_no_more() -> None:
    nudges = Nudges()
    asked = [now for now in range(40) if nudges.unanswered("chore:imports:1", float(now))]
    assert asked == [0, 5, 15, 35]
    nudges.keep("chore:", {"chore:imports:2"})
    assert nudges.unanswered("chore:imports:1", 36.0)
