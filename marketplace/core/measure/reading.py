"""A quantity as people write it: "≤35 mg/m³", "95% 以上", "5 万吨/日", "30~50 ℃"."""

import re
import unicodedata
from decimal import Decimal
from typing import Literal, NamedTuple

from marketplace.core.measure.units import MULTIPLIERS, UnitNotKnown, parse_unit
from marketplace.core.unreadable import Unreadable

Comparator = Literal["eq", "le", "ge", "lt", "gt", "between", "about"]

# Words before and behind a number.
# 以上 and 以下 take the number in, 超过 and 不满 leave it out (Civil Code §1259).
BEFORE: dict[str, Comparator] = {
    "le": "le", "<=": "le", "=<": "le", "≤": "le", "⩽": "le", "≦": "le", "不高于": "le",
    "不大于": "le", "不超过": "le", "不多于": "le", "小于等于": "le", "小于或等于": "le",
    "至多": "le", "最多": "le", "最高": "le", "at most": "le", "up to": "le", "no more than": "le",
    "not more than": "le", "not exceeding": "le", "max": "le",
    "ge": "ge", ">=": "ge", "=>": "ge", "≥": "ge", "⩾": "ge", "≧": "ge", "不低于": "ge",
    "不小于": "ge", "不少于": "ge", "大于等于": "ge", "大于或等于": "ge", "至少": "ge",
    "最少": "ge", "最低": "ge", "at least": "ge", "not less than": "ge", "no less than": "ge",
    "min": "ge",
    "<": "lt", "低于": "lt", "小于": "lt", "少于": "lt", "不足": "lt", "不满": "lt",
    "less than": "lt", "below": "lt", "under": "lt",
    ">": "gt", "高于": "gt", "大于": "gt", "多于": "gt", "超过": "gt", "more than": "gt",
    "above": "gt", "over": "gt",
    "约为": "about", "约": "about", "大约": "about", "近": "about", "≈": "about", "~": "about",
    "about": "about", "approx.": "about", "ca.": "about", "around": "about",
    "between": "between", "介于": "between", "在": "between",
    "=": "eq", "为": "eq", ":": "eq",
}  # fmt: skip
AFTER: dict[str, Comparator] = {
    "及以上": "ge", "或以上": "ge", "以上": "ge", "起": "ge", "or more": "ge", "and above": "ge",
    "及以下": "le", "或以下": "le", "以下": "le", "以内": "le", "之内": "le", "or less": "le",
    "and below": "le",
    "左右": "about", "上下": "about", "之间": "between",
}  # fmt: skip
_NUMBER = r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s*[x×]\s*10\^?-?\d{1,2}|e-?\d{1,2})?"
_ONE = re.compile(rf"(?P<low>{_NUMBER})\s*(?P<unit>.*)")
_TWO = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?P<first>[^\d\s~–—±-]*)\s*(?P<by>±|~|-|–|—|至|到|to|and|和|与)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<unit>.*)"
)
_LONGEST = 80
# Kept as powers, because plain folding would make 10⁴ into 104.
_POWERS = str.maketrans({c: f"^{n}" for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})


class QuantityNotReadable(Unreadable):
    """“{text}” is not a quantity; write it like ≤35 mg/m³, 95% or more, or 30–50 ℃."""

    code = "quantity_not_readable"
    zh = "“{text}”不是可识别的数值；请写成 ≤35 mg/m³、95% 以上 或 30~50 ℃ 这样的形式。"


class RangeReversed(Unreadable):
    """In “{text}” the first number is larger than the second."""

    code = "range_reversed"
    zh = "“{text}”中的前一个数大于后一个数。"


class Quantity(NamedTuple):
    """A comparator, its bounds (one, or both for eq, about, between) and the unit's code."""

    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    unit: str


def parse_quantity(text: str) -> Quantity:
    """Read a quantity; `QuantityNotReadable`, `RangeReversed` or `UnitNotKnown` if it is none."""
    read = _one_spelling(text)
    before, rest = _taken(read, BEFORE, at_start=True)
    after, rest = _taken(rest, AFTER, at_start=False)
    said = {c for c in (before, after) if c} - {"eq"}
    two = _TWO.fullmatch(rest)
    if two and said <= {"between"}:
        return _range(text, two)
    one = _ONE.fullmatch(rest)
    if two or not one or len(said) > 1 or "between" in said:
        raise QuantityNotReadable(text=text[:_LONGEST])
    value, unit = _with_unit(one["low"], one["unit"])
    comparator = said.pop() if said else "eq"
    low = None if comparator in ("le", "lt") else value
    high = None if comparator in ("ge", "gt") else value
    return Quantity(comparator, low, high, unit)


def _range(text: str, two: re.Match[str]) -> Quantity:
    high, unit = _with_unit(two["high"], two["unit"])
    shared = two["unit"].startswith(two["first"])
    low, low_unit = _with_unit(two["low"], two["unit"] if shared else two["first"])
    if two["by"] == "±":
        low, high = low - high, low + high
    if low_unit != unit:
        raise QuantityNotReadable(text=text[:_LONGEST])
    if low > high:
        raise RangeReversed(text=text)
    return Quantity("between", low, high, unit)


def _with_unit(number: str, unit: str) -> tuple[Decimal, str]:
    """The value and the unit's code; a lone 万 belongs to the value."""
    mantissa, _, exponent = re.sub(r"\s*[x×]\s*10\^?", "e", number).partition("e")
    value = Decimal(mantissa.replace(",", "").replace("−", "-")).scaleb(int(exponent or 0))
    unit = unit.strip()
    if unit in MULTIPLIERS:
        return value * MULTIPLIERS[unit], ""
    try:
        return value, parse_unit(unit).code
    except UnitNotKnown:
        multiplier = next((m for m in MULTIPLIERS if unit.startswith(m)), "")
        if not multiplier:
            raise
        return value * MULTIPLIERS[multiplier], parse_unit(unit.removeprefix(multiplier)).code


def _taken(
    read: str, words: dict[str, Comparator], *, at_start: bool
) -> tuple[Comparator | None, str]:
    for word in sorted(words, key=len, reverse=True):
        if at_start and read.lower().startswith(word):
            return words[word], read[len(word) :].strip()
        if not at_start and read.lower().endswith(word):
            return words[word], read[: -len(word)].strip()
    return None, read


def _one_spelling(text: str) -> str:
    kept = text.strip()[:_LONGEST].translate(_POWERS)
    return unicodedata.normalize("NFKC", kept).replace("～", "~").strip()
