"""Days as exports write them; what could be two days is refused, or settled by its own column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from marketplace.core import clock
from marketplace.core.unreadable import Unreadable

_ISO = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[T ]\d{1,2}:\d{2}(:\d{2})?.*)?"
)
_COMPACT = re.compile(r"(1[89]|20|21)(\d{2})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Excel counts days from here, as if 1900 had been a leap year; right from March 1900 on.
_EPOCH = date(1899, 12, 30)
_FULL_YEAR = 4
_MONTHS = 12
_CENTURY = 100


class DateStyle(StrEnum):
    """Which of two small numbers is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    MIXED = "mixed"


class NotADate(Unreadable):
    """“{text}” is not a date, like 2026-03-31."""

    code = "not_a_date"
    zh = "“{text}”不是日期，正确写法如 2026-03-31。"


class AmbiguousDate(NotADate):
    """“{text}” could be two different days: write it as YYYY-MM-DD."""

    code = "ambiguous_date"
    zh = "“{text}”可能是两个不同的日期，请写成 年-月-日，例如 2026-03-31。"


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a column writes its days, and the cell that shows it."""

    style: DateStyle
    row: int
    text: str


def evidence(cells: Iterable[tuple[int, str]]) -> Evidence | None:
    """What (row, text) pairs of one column say of the order of day and month; None if nothing."""
    found: Evidence | None = None
    for row, text in cells:
        style = _shown(text)
        if style is None:
            continue
        if found and found.style != style:
            return Evidence(DateStyle.MIXED, row, text)
        found = found or Evidence(style, row, text)
    return found


def read_date(text: str, style: DateStyle | None = None) -> date | None:
    """The day a cell names, None for an empty one; `style` is that of its column.

    Reads 2026-03-31, 2026/3/31, 2026.03.31, 2026年3月31日, 20260331, 31/03/26, 31/03/2026 and the
    serial numbers of spreadsheets. Raises NotADate, AmbiguousDate.
    """
    text = text.strip()
    if not text:
        return None
    whole = _ISO.fullmatch(text)
    if whole:
        return _day(text, int(whole[1]), int(whole[2]), int(whole[3]))
    if _COMPACT.fullmatch(text):
        return _day(text, int(text[:4]), int(text[4:6]), int(text[6:]))
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(float(text)))
    return _short(text, style)


def _short(text: str, style: DateStyle | None) -> date:
    found = _SHORT.fullmatch(text)
    if not found:
        raise NotADate(text=text[:40])
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    sure = _shown(text)
    if sure is None and first != second and style not in (_DAY, _MONTH):
        raise AmbiguousDate(text=text[:40])
    if (sure or style) is _MONTH:
        first, second = second, first
    return _day(text, year, second, first)


_DAY, _MONTH = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST


def _shown(text: str) -> DateStyle | None:
    """The style a single text proves: a number above twelve is a day."""
    found = _SHORT.fullmatch(text.strip())
    if not found:
        return None
    if int(found[1]) > _MONTHS:
        return _DAY
    return _MONTH if int(found[2]) > _MONTHS else None


def _year(text: str) -> int:
    """Two figures name the latest such year that is not after next year: 76 is 1976."""
    year = int(text)
    if len(text) == _FULL_YEAR:
        return year
    next_year = clock.today().year + 1
    century = next_year // _CENTURY * _CENTURY
    return century + year if century + year <= next_year else century - _CENTURY + year


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADate(text=text[:40]) from error
