"""Both sides hear of a match once, also when the worker dies in between."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.matching.models import Match
from marketplace.notices.models import Notice
from tests.factories.identity import actor, colleague
from tests.factories.matching import demand, technology
from tests.servers.broker import Broker
from tests.workers.staff import Staff

pytestmark = pytest.mark.fault


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    broker = Broker("valkey").start()
    made = Staff(tmp_path / "data", f"sqlite:///{tmp_path}/market.db", broker.url)
    yield made
    made.close()
    broker.kill()


def rows(staff: Staff, model: type[Match] | type[Notice]) -> int:
    with Session(staff.engine) as session:
        return len(session.scalars(select(model)).all())


def test_inv_i12_a_match_is_found_and_told_once_though_workers_are_killed(staff: Staff) -> None:
    holder, seeker, operator = actor("holder"), actor("enterprise"), actor("operator")
    everybody = [holder, seeker, colleague(holder), colleague(seeker)]
    demand(seeker, operator)
    technology(holder, operator)
    staff.start("relay", "worker")
    staff.until(lambda: rows(staff, Match) == 1)
    staff.kill("worker")
    demand(seeker, operator, title="球团烟气脱硫改造")
    staff.start("worker")
    staff.until(lambda: rows(staff, Match) == 2)
    staff.kill("worker")
    staff.start("worker")
    staff.until(lambda: told(staff).total() >= len(everybody) * 2)
    assert told(staff) == dict.fromkeys([who.person for who in everybody], 2)
    assert rows(staff, Match) == 2


def told(staff: Staff) -> Counter[object]:
    with Session(staff.engine) as session:
        asked = select(Notice.recipient).where(Notice.reaction.startswith("matching."))
        return Counter(session.scalars(asked))
