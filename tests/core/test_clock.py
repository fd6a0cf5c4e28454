from datetime import UTC, date, datetime, timedelta, timezone
from threading import Thread

import pytest

from marketplace.core import clock

EVENING = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


def test_now_is_aware_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(minutes=1)


def test_today_is_the_day_in_china() -> None:
    with clock.held(EVENING):
        assert clock.today() == date(2026, 11, 24)


def test_a_held_clock_stands_still_for_other_threads_and_moves_when_told() -> None:
    seen = []
    with clock.held(EVENING) as hands:
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
        assert hands.forward(timedelta(days=1)) == clock.now() == EVENING + timedelta(days=1)
    assert seen == [EVENING]
    assert clock.now() != EVENING + timedelta(days=1)


def test_holding_nests_and_ends_also_after_an_error() -> None:
    with clock.held(EVENING):
        with pytest.raises(RuntimeError), clock.held(EVENING + timedelta(hours=1)):
            raise RuntimeError
        assert clock.now() == EVENING


def test_people_read_shanghai_time() -> None:
    tokyo = datetime(2026, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=9)))
    assert clock.to_people(tokyo).isoformat() == "2025-12-31T23:00:00+08:00"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.to_people(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="zone"), clock.held(datetime(2026, 1, 1)):
        pass
