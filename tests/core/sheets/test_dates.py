"""Days as exports write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import clock
from marketplace.core.sheets import DateStyle, NotADate, evidence, read_date
from marketplace.core.sheets.dates import AmbiguousDate

DAY = date(2013, 4, 25)


@pytest.mark.parametrize(
    "text",
    ["2013-04-25", "2013/4/25", "2013.04.25", "2013年4月25日", "20130425", "25/04/13", "25/04/2013",
     "25.04.2013", "04/25/2013", "2013-04-25 00:00:00", "2013-04-25T08:00", "41389", "41389.5"],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling(text: str) -> None:
    assert read_date(text) == DAY


def test_nothing_is_no_day() -> None:
    assert read_date("  ") is None


@pytest.mark.parametrize("text", ["2013-13-01", "31/02/2013", "soon", "2013", "25-Apr-2013"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        read_date(text)


def test_two_possible_days_are_refused_unless_the_column_settles_it() -> None:
    with pytest.raises(AmbiguousDate):
        read_date("03/04/2013")
    with pytest.raises(AmbiguousDate):
        read_date("03/04/2013", DateStyle.MIXED)
    assert read_date("03/04/2013", DateStyle.DAY_FIRST) == date(2013, 4, 3)
    assert read_date("03/04/2013", DateStyle.MONTH_FIRST) == date(2013, 3, 4)
    assert read_date("04/04/2013") == date(2013, 4, 4)


def test_a_column_s_evidence_names_the_cell() -> None:
    found = evidence([(2, "03/04/13"), (3, "25/04/13"), (4, "01/02/13")])
    assert found is not None
    assert (found.style, found.row, found.text) == (DateStyle.DAY_FIRST, 3, "25/04/13")
    mixed = evidence([(2, "25/04/13"), (3, "04/25/13")])
    assert mixed is not None
    assert mixed.style is DateStyle.MIXED
    assert evidence([(2, "2013-04-25"), (3, "03/04/13")]) is None


def test_two_figures_mean_the_latest_year_that_can_be() -> None:
    with clock.held(datetime(2026, 11, 23, tzinfo=UTC)):
        assert read_date("25/04/27") == date(2027, 4, 25)
        assert read_date("21/09/76") == date(1976, 9, 21)
        assert read_date("25/04/28") == date(1928, 4, 25)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_comes_back_from_its_spellings(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%d/%m/%Y}", DateStyle.DAY_FIRST) == day
    assert read_date(f"{day:%m/%d/%Y}", DateStyle.MONTH_FIRST) == day
    assert read_date(str((day - date(1899, 12, 30)) // timedelta(days=1))) == day
