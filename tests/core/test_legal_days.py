from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import legal_days, shipped
from marketplace.core.legal_days import WorkCalendar, last_day, may_close

days = st.dates(date(1985, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2025, 3, 3), 15, date(2025, 3, 18)),
        (date(2025, 9, 16), 15, date(2025, 10, 9)),
    ],
)
def test_r_time_days_and_a_holiday_at_the_end(start: date, count: int, end: date) -> None:
    assert last_day(start, days=count) == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
    ],
)
def test_r_time_months_end_on_the_corresponding_day(start: date, months: int, end: date) -> None:
    assert last_day(start, months=months, shift=False) == end


def test_r_time_a_sunday_end_in_a_year_without_a_list_moves_to_monday() -> None:
    assert last_day(date(2024, 2, 29), months=36) == date(2027, 3, 1)


def test_r_tax_1_thirty_six_months_from_the_income() -> None:
    end = last_day(date(2021, 7, 15), months=36)
    assert end == date(2024, 7, 15)
    assert date(2024, 7, 16) > end


def test_r_time_patent_expiry_is_not_moved_by_holidays() -> None:
    assert legal_days.patent_in_force_through(date(1999, 9, 6), 10) == date(2009, 9, 5)
    assert not legal_days.is_working_day(date(2009, 9, 5))


def test_r_time_working_days_skip_the_golden_week_and_count_make_up_days() -> None:
    # 2025-09-28 is a worked Sunday, 1 to 8 October are off, 2025-10-11 is a worked Saturday.
    assert last_day(date(2025, 9, 26), working_days=1) == date(2025, 9, 28)
    assert last_day(date(2025, 9, 26), working_days=4) == date(2025, 10, 9)
    assert last_day(date(2025, 9, 26), working_days=6) == date(2025, 10, 11)
    assert last_day(date(2025, 9, 26), working_days=0) == date(2025, 9, 26)


def test_r_time_a_notice_closes_only_after_its_last_day_has_ended() -> None:
    assert not may_close(date(2025, 3, 3), 15, date(2025, 3, 18))
    assert may_close(date(2025, 3, 3), 15, date(2025, 3, 19))
    assert not may_close(date(2025, 9, 16), 15, date(2025, 10, 9))
    assert may_close(date(2025, 9, 16), 15, date(2025, 10, 10))


def test_a_year_without_a_list_counts_monday_to_friday_and_does_not_raise() -> None:
    assert legal_days.known_until() == date(legal_days.LISTED_YEARS[-1], 12, 31)
    assert legal_days.known_until() >= date(2026, 12, 31)
    assert legal_days.is_working_day(date(2060, 1, 2))
    assert not legal_days.is_working_day(date(2060, 1, 3))
    assert last_day(date(2026, 12, 31), working_days=10) > date(2026, 12, 31)


def test_own_entries_come_first() -> None:
    after = legal_days.LISTED_YEARS[-1] + 1
    calendar = WorkCalendar(
        {date(2025, 3, 18): False, date(2060, 1, 3): True}, frozenset({after, after + 3})
    )
    assert last_day(date(2025, 3, 3), days=15, calendar=calendar) == date(2025, 3, 19)
    assert calendar.is_working_day(date(2060, 1, 3))
    assert calendar.known_until() == date(after, 12, 31)


@pytest.mark.parametrize(
    "period", [{}, {"days": 1, "months": 1}, {"days": -1}, {"working_days": -1}]
)
def test_a_period_has_one_unit_and_is_not_negative(period: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="period"):
        last_day(date(2025, 1, 1), **period)


@given(days, st.integers(0, 400), st.integers(0, 60))
def test_a_longer_period_never_ends_earlier_and_always_on_a_worked_day(
    start: date, count: int, more: int
) -> None:
    for unit in ("days", "months", "working_days"):
        end = last_day(start, **{unit: count})
        assert start <= end <= last_day(start, **{unit: count + more})
        assert count == 0 or legal_days.is_working_day(end)


def test_every_holiday_entry_names_its_source() -> None:
    for row in shipped.toml("holidays.toml")["entries"]:
        assert row["source"]
        assert row["name_zh"]
        assert isinstance(row["working"], bool)
