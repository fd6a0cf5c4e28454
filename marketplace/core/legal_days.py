"""Legal periods counted as the law counts them (Civil Code §200-204, rules R-time of the field).

The start day is not counted; a period of months or years ends on the corresponding day, or on the
month's last day; a last day that is a holiday moves to the next working day.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from chinese_calendar import constants, is_workday

from marketplace.core import shipped

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The official lists that came with the package; nothing outside these years may be asked of it,
# because it raises instead of answering, and deadlines reach across the new year.
LISTED_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: own entries first, then the official lists, then Monday to Friday."""

    entries: Mapping[date, bool] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this day; never raises, also in years nobody has announced."""
        if day in self.entries:
            return self.entries[day]
        if day.year in LISTED_YEARS:
            return bool(is_workday(day))
        return day.weekday() < SATURDAY

    def known_until(self) -> date:
        """The last day whose holidays are announced; after it Monday to Friday is assumed."""
        year = LISTED_YEARS[-1]
        while year + 1 in self.complete_years:
            year += 1
        return date(year, 12, 31)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def after_working_days(self, start: date, count: int) -> date:
        """The day on which so many working days have passed, the start day not counted."""
        day = start
        for _ in range(count):
            day = self.next_working_day(day + ONE_DAY)
        return day


@cache
def shipped_calendar() -> WorkCalendar:
    """The calendar with the entries of `config/policy/holidays.toml`."""
    table = shipped.toml("holidays.toml")
    entries = {row["date"]: row["working"] for row in table["entries"]}
    return WorkCalendar(entries, frozenset(table["complete_years"]))


def is_working_day(day: date) -> bool:
    """Whether people work on this day by the shipped calendar."""
    return shipped_calendar().is_working_day(day)


def known_until() -> date:
    """The last day whose holidays the shipped calendar knows."""
    return shipped_calendar().known_until()


def last_day(
    start: date,
    *,
    days: int | None = None,
    months: int | None = None,
    years: int | None = None,
    working_days: int | None = None,
    shift: bool = True,
    calendar: WorkCalendar | None = None,
) -> date:
    """The last day of a period of exactly one unit that begins by an event on `start`.

    `shift=False` for the few periods that holidays do not move.
    """
    calendar = calendar or shipped_calendar()
    match (days, months, years, working_days):
        case (int(), None, None, None):
            end = start + timedelta(days=_not_negative(days))
        case (None, int(), None, None):
            end = _corresponding(start, _not_negative(months))
        case (None, None, int(), None):
            end = _corresponding(start, 12 * _not_negative(years))
        case (None, None, None, int()):
            end = calendar.after_working_days(start, _not_negative(working_days))
        case _:
            raise ValueError("A period has one unit: days, months, years or working_days.")
    return calendar.next_working_day(end) if shift else end


def patent_in_force_through(filed: date, years: int) -> date:
    """The last day of a patent's term, which counts from the filing day and ignores holidays."""
    return last_day(filed, years=years, shift=False) - ONE_DAY


def may_close(start: date, days: int, on: date, *, calendar: WorkCalendar | None = None) -> bool:
    """Whether a notice of "not less than N days" may close on a day: only after day N has ended."""
    return on > last_day(start, days=days, calendar=calendar)


def _corresponding(start: date, months: int) -> date:
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))


def _not_negative(count: int) -> int:
    if count < 0:
        raise ValueError("A period cannot be negative.")
    return count
