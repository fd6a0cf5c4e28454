"""Quiet hours hold what makes a noise, count nothing against it, and let security pass."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.clock import SHANGHAI, to_people
from marketplace.core.db import database_now
from marketplace.core.unit import reading
from marketplace.notices import rules
from marketplace.notices.states import KindName, Quiet, policy
from tests.factories.identity import person
from tests.factories.notices import (
    chosen,
    happened,
    its_time_has_come,
    letters,
    rows,
    telling,
    work,
)

NIGHT = Quiet(time(22), time(7))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "quiet", "until"),
    [
        (at(2, 21, 59), NIGHT, None),
        (at(2, 22), NIGHT, at(3, 7)),
        (at(3, 0), NIGHT, at(3, 7)),
        (at(3, 6, 59), NIGHT, at(3, 7)),
        (at(3, 7), NIGHT, None),
        (at(31, 23), NIGHT, datetime(2026, 4, 1, 7, tzinfo=SHANGHAI)),
        (datetime(2026, 3, 2, 15, tzinfo=UTC), NIGHT, at(3, 7)),
        (at(2, 12, 30), Quiet(time(12), time(14)), at(2, 14)),
        (at(2, 14), Quiet(time(12), time(14)), None),
        (at(2, 11), Quiet(time(12), time(14)), None),
        (at(2, 12), Quiet(time(12), time(12)), None),
        (at(2, 3), Quiet(time(0), time(0)), None),
    ],
)
def test_quiet_hours_end_when_they_say_in_china_s_time(
    moment: datetime, quiet: Quiet, until: datetime | None
) -> None:
    assert rules.silent_until(moment, quiet) == until


MINUTES = st.integers(0, 24 * 60 - 1)


@given(st.integers(0, 60 * 24 * 400), MINUTES, MINUTES)
def test_the_end_lies_ahead_within_a_day_and_is_not_quiet_itself(
    minute: int, since: int, until: int
) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    quiet = Quiet(*(time(at // 60, at % 60) for at in (since, until)))
    end = rules.silent_until(moment, quiet)
    if end is not None:
        assert moment < end <= moment + timedelta(days=1)
        assert rules.silent_until(end, quiet) is None


def test_by_default_the_night_is_quiet_but_mail_is_not_held(outbox: Path) -> None:
    assert policy()[0] == NIGHT
    somebody = person()
    chosen(somebody, quiet=now_quiet())
    happened(telling(somebody, kind="match"), title="甲", what="申请")
    assert len(letters(outbox)) == 1


def now_quiet() -> Quiet:
    """Quiet hours that hold now, by the database's clock."""
    with reading() as session:
        here = to_people(database_now(session))
    hours = [(here + timedelta(hours=by)).time().replace(second=0, microsecond=0) for by in (-1, 2)]
    return Quiet(*hours)


@pytest.mark.parametrize("kind", ["match", "deal", "reminder"])
def test_a_letter_waits_for_the_end_of_its_reader_s_quiet_hours(
    outbox: Path, kind: KindName
) -> None:
    somebody = person()
    quiet = now_quiet()
    chosen(somebody, quiet=quiet, quiet_mail=True)
    reaction = telling(somebody, kind=kind)
    happened(reaction, title="甲", what="申请")
    (held,) = [row for row in rows() if row.channel == "mail"]
    assert (held.state, held.errors, held.deaths, held.lease_owner) == ("ready", 0, 0, None)
    assert held.not_before
    assert held.nudge_at == held.not_before
    assert to_people(held.not_before).time() == quiet.until
    assert [row.state for row in rows() if row.channel == "inbox"] == ["done"]
    work(reaction)
    assert letters(outbox) == []
    its_time_has_come()
    chosen(somebody, quiet=Quiet(time(3), time(3)), quiet_mail=True)
    work(reaction)
    assert len(letters(outbox)) == 1


def test_what_comes_round_while_it_is_still_quiet_waits_again(outbox: Path) -> None:
    somebody = person()
    chosen(somebody, quiet=now_quiet(), quiet_mail=True)
    reaction = telling(somebody, kind="match")
    happened(reaction, title="甲", what="申请")
    for _ in range(20):
        its_time_has_come()
        work(reaction)
    (held,) = [row for row in rows() if row.channel == "mail"]
    assert (held.state, held.errors, held.deaths) == ("ready", 0, 0)
    assert letters(outbox) == []


def test_security_is_told_at_any_hour(outbox: Path) -> None:
    somebody = person()
    chosen(somebody, quiet=now_quiet(), quiet_mail=True)
    happened(telling(somebody, kind="system"), title="甲", what="申请")
    assert len(letters(outbox)) == 1
