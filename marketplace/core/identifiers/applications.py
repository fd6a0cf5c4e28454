"""Chinese patent application numbers (ZC 0006-2003, rule R-PAT)."""

import re
from dataclasses import dataclass
from itertools import cycle
from typing import Literal

from marketplace.core.identifiers.spelling import WrongCheckDigit, one_spelling
from marketplace.core.unreadable import Unreadable

PatentType = Literal["invention", "utility_model", "design"]

# The type digit; 8 and 9 came to China by the Patent Cooperation Treaty.
_TYPES: dict[str, tuple[PatentType, bool]] = {
    "1": ("invention", False),
    "2": ("utility_model", False),
    "3": ("design", False),
    "8": ("invention", True),
    "9": ("utility_model", True),
}
_SHAPE = re.compile(
    r"(?:专利申请号|申请号|专利号|号)?:?(?:ZL|CN)*\.?"
    r"(?P<digits>\d{12}|\d{8})(?:[.·,-]?(?P<check>[0-9X]))?"
)
# Two-digit years were given from the first filing day in April 1985 until September 2003.
_FIRST_YEAR, _LAST_SHORT_YEAR, _LAST_YEAR = 1985, 2003, 2099


class ApplicationNumberNotReadable(Unreadable):
    """“{text}” is not a Chinese application or patent number.

    It has 12 figures (8 before October 2003) and a check digit, like 201710601862.3 or
    ZL95115608.X.
    """

    code = "application_number_not_readable"
    zh = (
        "“{text}”不是中国专利申请号或专利号：应为 12 位数字（2003 年 10 月前为 8 位）加一位校验位，"
        "例如 201710601862.3 或 ZL95115608.X。"
    )


class CheckDigitMissing(Unreadable):
    """“{text}” lacks its check digit; if the figures are right it is {expected}."""

    code = "check_digit_missing"
    zh = "“{text}”缺少校验位；如果其余数字无误，校验位应为 {expected}。"


class FilingYearNotPossible(Unreadable):
    """“{text}” would be filed in {year}, when there were no such numbers."""

    code = "filing_year_not_possible"
    zh = "“{text}”的申请年份为 {year}，当时没有这种号码。"


class PatentTypeNotKnown(Unreadable):
    """“{text}” has the type digit {digit}, which does not exist.

    There are 1 invention, 2 utility model, 3 design, 8 and 9 by PCT.
    """

    code = "patent_type_not_known"
    zh = "“{text}”的种类位为 {digit}；只有 1 发明、2 实用新型、3 外观设计、8 和 9（PCT）。"


@dataclass(frozen=True, slots=True)
class ApplicationNumber:
    """A Chinese application number whose check digit is right."""

    canonical: str
    patent_type: PatentType
    filed_year: int
    pct: bool

    @property
    def patent_number(self) -> str:
        """The number of the patent granted on it."""
        return f"ZL{self.canonical}"


def parse_application_number(text: str, *, may_lack_check: bool = False) -> ApplicationNumber:
    """Read a Chinese application or patent number in any spelling people use.

    `may_lack_check` is for exports of registers, which leave the check digit out: it is computed.
    """
    found = _SHAPE.fullmatch(one_spelling(text))
    if not found:
        raise ApplicationNumberNotReadable(text=text[:60])
    digits, check = found["digits"], found["check"]
    expected = _check_digit(digits)
    if check is None and not may_lack_check:
        raise CheckDigitMissing(text=text, expected=expected)
    if check not in (None, expected):
        raise WrongCheckDigit(text=text, expected=expected, found=check)
    return _decoded(text, digits, expected)


def _check_digit(digits: str) -> str:
    total = sum(int(d) * w for d, w in zip(digits, cycle(range(2, 10)), strict=False))
    return "0123456789X"[total % 11]


def _decoded(text: str, digits: str, check: str) -> ApplicationNumber:
    if len(digits) == len("YYTNNNNN"):
        year, digit = int(digits[:2]), digits[2]
        year += 1900 if year >= _FIRST_YEAR % 100 else 2000
        possible = year <= _LAST_SHORT_YEAR
    else:
        year, digit = int(digits[:4]), digits[4]
        possible = _LAST_SHORT_YEAR <= year <= _LAST_YEAR
    if not possible:
        raise FilingYearNotPossible(text=text, year=year)
    if digit not in _TYPES:
        raise PatentTypeNotKnown(text=text, digit=digit)
    patent_type, pct = _TYPES[digit]
    return ApplicationNumber(f"{digits}.{check}", patent_type, year, pct)
