"""The unit that follows a number in a running text, as far as it goes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from marketplace.core import shipped
from marketplace.core.measure.measurands import measurands
from marketplace.core.measure.units import MULTIPLIERS, Unit, UnitNotKnown, parse_unit

# One letter in another case is another thing: 5 G is not 5 g, 3 D is not three days.
_ANY_CASE = frozenset("tL")
_ANY_CASE_UNDER = frozenset("tLhd")
# What stands behind a tonne is the subject, not the unit: 5 万吨污泥; only 吨水 is a volume.
_OF_TONNES = re.compile(r"(?:吨|t|方)(?!标|水$|onne|on$|ons$|ce$)[^/]+")
# A clock or a date where it does not stand under a stroke: 3时, 5日, 在 50 时.
_ONLY_UNDER = frozenset({"时", "日"})
# A sack of cement is no water, the eighties are no years.
_NOT_BEFORE = {"吨水": "泥", "t水": "泥", "方水": "泥", "年": "代"}
_MANY = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_MULTIPLIER = re.compile(rf"\s?({'|'.join(sorted(MULTIPLIERS, key=len, reverse=True))})")
_ENGLISH = re.compile(rf"\s?({'|'.join(_MANY)})(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitFound:
    """What stands behind a number: where it ends, the factor of its value, the unit's code."""

    end: int
    factor: Decimal = Decimal(1)
    code: str = ""
    text: str = ""

    @property
    def bare(self) -> bool:
        """Whether no unit is there, at most a factor such as 万."""
        return not self.code


def unit_after(text: str, at: int) -> UnitFound:
    """The longest unit that begins at `at`, one space allowed; without one, an empty unit."""
    many = _ENGLISH.match(text, at)
    factor, start = (Decimal(_MANY[many[1].lower()]), many.end()) if many else (Decimal(1), at)
    alias = _aliased(text, start)
    if alias:
        return UnitFound(alias[0], factor, alias[1], alias[1])
    found = _pattern().match(text, start)
    if found and not _goes_on(text, found):
        times, code = _code(found["unit"])
        if code:
            return UnitFound(found.end(), factor * times, code, found["unit"])
    lone = _MULTIPLIER.match(text, start)
    if lone:
        return UnitFound(lone.end(), factor * MULTIPLIERS[lone[1]], "", lone[1])
    return UnitFound(start, factor)


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether a stroke and an unknown unit follow: 20 次/分 are not 20 times."""
    following = text[found.end() : found.end() + 2]
    return following[:1] == "/" and following[1:].isalpha() and "/" not in found["unit"]


def _code(text: str) -> tuple[int, str]:
    """The unit's code and what it counts in: 5 千吨/天 are 5000 t/d, for nobody measures in 千t/d.

    No code for 3 百万kWh/t, whose parts are known and which nobody uses.
    """
    try:
        unit = parse_unit(text)
    except UnitNotKnown:
        return 1, ""
    first = unit.factors[0] if unit.factors else None
    if first and first.multiplier and first.power > 0 and unit.code not in _used():
        plain = Unit((replace(first, multiplier=""), *unit.factors[1:]))
        if plain.code in _used():
            return MULTIPLIERS[first.multiplier], plain.code
    return 1, unit.code


@cache
def _used() -> frozenset[str]:
    """The units that something is measured in."""
    return frozenset(unit.code for m in measurands().values() for unit in m.units)


def _aliased(text: str, at: int) -> tuple[int, str] | None:
    found = _aliases().match(text, at)
    return (found.end(), _table()["aliases"][found[1].casefold()]) if found else None


@cache
def _table() -> dict[str, dict[str, str]]:
    return shipped.toml("reading.toml")


@cache
def _aliases() -> re.Pattern[str]:
    names = "|".join(_bounded(n, _ANY_CASE) for n in _longest_first(_table()["aliases"]))
    return re.compile(rf"\s?({names})", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    rows = shipped.toml("measurands.toml")["atoms"]
    names = {name for row in rows for name in (row["symbol"], *row["names"])}
    names |= {name.replace("µ", "μ") for name in names}
    names = {name for name in names if not _OF_TONNES.fullmatch(name)}
    only_over = {n for n in names if n not in _ONLY_UNDER and not n.endswith("水")}
    under = "|".join(_bounded(n, _ANY_CASE_UNDER) for n in _longest_first(names))
    over = "|".join(_bounded(n, _ANY_CASE) for n in _longest_first(only_over))
    times = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    below = rf"(?:{times}|10\^4\ )?"
    return re.compile(
        rf"\s?(?P<unit>(?:{times})?\s?(?:{over})(?:[·*.](?:{under}))?"
        rf"(?:(?:\s?/\s?|\s?每|\ per\ |\ a\ (?=day|year|month))"
        rf"(?:\({below}(?:{under})(?:[·*./](?:{under})){{0,2}}\)"
        rf"|{below}(?:{under})(?:[·*.](?:{under}))?)){{0,3}})"
    )


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted((n for n in names if n), key=lambda n: (-len(n), n))


def _bounded(name: str, any_case: frozenset[str]) -> str:
    """A name as a pattern: as a whole word where it is Latin, its figures also as powers."""
    pattern = re.sub(r"([A-Za-z])([23])", r"\1\\^?\2", re.escape(name))
    if len(name) > 1 or name in any_case:
        pattern = f"(?i:{pattern})"
    if name == "K":
        return r"(?<=\s|/|\(|·)K(?![A-Za-z0-9^])"
    if name == "a":
        return r"a(?!\s*[A-Za-z0-9])"
    if name in _NOT_BEFORE:
        return f"{pattern}(?!{_NOT_BEFORE[name]})"
    return rf"{pattern}(?![A-Za-z0-9^])" if name[-1].isascii() and name[-1].isalnum() else pattern
