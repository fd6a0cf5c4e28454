"""Numbers as they stand in a running text: 1,035.5, 1.2×10^4, 三十万, 百分之九十五."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_HAN = "零〇一二两三四五六七八九十"
_MOST_DIGITS = 20
# Every part is bounded or cannot fail after it began, so the scan is linear in the text.
_NUMBER = re.compile(
    rf"""
      (?P<power>10\^(?:-?\d{{1,2}})(?!\d))
    | (?P<plain>(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:\ \d{{3}})+(?![\d.,])|\d+)(?:\.\d+)?)
      (?:\s?[x×*·]\s?10\^?(?P<tens>-?\d{{1,2}})(?!\d)|[eE](?P<exponent>[+-]?\d{{1,2}})(?![0-9A-Za-z]))?
    | 百分之(?P<percent>[{_HAN}百]{{1,8}}(?:点[{_HAN}]{{1,8}})?)
    | (?P<han>[一二两三四五六七八九十][{_HAN}百千万亿]{{0,15}}(?:点[{_HAN}]{{1,8}}[万亿]?)?)
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; `percent` if its words say so, `han` if written in words.

    `tens` are those of × 10^4, which in a range belong to both its numbers.
    """

    start: int
    end: int
    value: Decimal
    percent: bool = False
    han: str = ""
    tens: int = 0


def numbers(text: str) -> Iterator[Number]:
    """Every number in a folded text, from left to right; those nobody measures are left out."""
    for found in _NUMBER.finditer(text):
        value = _value(found)
        if value is not None:
            yield Number(
                found.start(),
                found.end(),
                value,
                percent=found["percent"] is not None,
                han=found["han"] or "",
                tens=int(found["tens"] or 0),
            )


def _value(found: re.Match[str]) -> Decimal | None:
    if found["power"]:
        return Decimal(1).scaleb(int(found["power"][3:]))
    words = found["percent"] or found["han"]
    if words:
        return han(words)
    plain = found["plain"].replace(",", "").replace(" ", "")
    if len(plain) > _MOST_DIGITS or not plain.isascii():
        return None
    exponent = int(found["tens"] or found["exponent"] or 0)
    return Decimal(plain).scaleb(exponent) if exponent else Decimal(plain)


def han(words: str) -> Decimal | None:
    """The value of a Chinese numeral such as 三十万, 二点五 or 一千二; None if it is none."""
    whole, _, after = words.partition("点")
    large = after[-1:] if after[-1:] in _LARGE else ""
    after = after.removesuffix(large)
    number = _whole(whole)
    if number is None or (after and not all(c in _DIGITS for c in after)):
        return None
    digits = "".join(str(_DIGITS[c]) for c in after)
    value = Decimal(f"{number}.{digits}") if digits else Decimal(number)
    return value * _LARGE.get(large, 1)


def _whole(words: str) -> int | None:
    if len(words) > 1 and all(c in _DIGITS for c in words):
        return int("".join(str(_DIGITS[c]) for c in words))
    total = section = digit = 0
    place = 1
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS[character]
            # The last 二 of 一千二 is two hundred, that of 一千零二 is two.
            place = 1 if character in "零〇" else place
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit, place = 0, _SMALL[character] // 10
        else:
            total = (total + section + digit) * _LARGE[character]
            section, digit, place = 0, 0, _LARGE[character] // 10
    last = digit * (place if words[-1:] in _DIGITS else 1)
    return total + section + last if words else None
