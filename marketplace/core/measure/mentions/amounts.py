"""Amounts in a running text: a comparator, one or two numbers, a unit, and where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from marketplace.core.measure.mentions.comparators import after_words, before_words
from marketplace.core.measure.mentions.numerals import Number, numbers
from marketplace.core.measure.mentions.unit_words import UnitFound, unit_after
from marketplace.core.measure.reading import Comparator

_RANGE = re.compile(r"\s?(?P<by>±|\+/-|~|-|–|—|至|到|\s?to\s?)\s?(?P<minus>-?)")
_BETWEEN = re.compile(r"\s?(?:and|和|与|至|到)\s?(?P<minus>-?)")
_LIST = re.compile(r"\s?(?:、|,|，|/|和|与|及|以及|或|and|&)\s?(?:and\s)?")
_NOT_AN_ORDER = frozenset("第图表式号数几^")
# A numeral of one word is a quantity only before these: 三吨 is one, 三元 and 二次 are not.
_AFTER_ONE_WORD = frozenset({"吨", "小时", "个月", "公斤", "千克", "立方米", "公里", "年", "万元"})
_YEARS = range(1900, 2101)
_LONGEST_LIST = 12
_HALVED = frozenset({"年", "天", "小时", "吨"})
_BELOW_ZERO = frozenset({"℃", "K"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity before it is known what it measures; `group` joins those told in one list."""

    start: int
    end: int
    number_at: int
    comparator: Comparator
    low: Decimal
    high: Decimal
    unit: UnitFound
    group: int = 0


@dataclass(frozen=True, slots=True)
class _Raw:
    number: Number
    unit: UnitFound
    minus: bool = False

    @property
    def end(self) -> int:
        return self.unit.end

    @property
    def value(self) -> Decimal:
        value = self.number.value * self.unit.factor
        return -value if self.minus else value


def amounts(text: str, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    """The amounts of a folded text, from left to right; what stands in `taken` spans are names."""
    raws = _raws(text, taken)
    names = frozenset(end for _, end in taken)
    found: list[Amount] = []
    at = 0
    while at < len(raws):
        floor = found[-1].end if found else 0
        if raws[at].number.start in names or _begins(text, raws[at], floor):
            made, at = _from(text, raws, at, floor)
        else:
            made, at = [], at + 1
        found += made
    return _lists(text, found)


def _raws(text: str, taken: Sequence[tuple[int, int]]) -> list[_Raw]:
    found: list[_Raw] = []
    for number in numbers(_without_names(text, taken)):
        unit = (
            UnitFound(number.end, code="%", text="%")
            if number.percent
            else unit_after(text, number.end)
        )
        minus = unit.code in _BELOW_ZERO and _has_minus(text, number.start)
        raw = _with_half(text, _Raw(number, unit, minus))
        if not number.han or _is_said(text, raw):
            found.append(raw)
    return found


def _without_names(text: str, taken: Sequence[tuple[int, int]]) -> str:
    """The text with names struck out, so that no number begins in one: SO2 100 is not 2 100."""
    parts, at = [], 0
    for start, end in taken:
        parts += [text[at:start], "_" * (end - start)]
        at = end
    return "".join((*parts, text[at:]))


def _with_half(text: str, raw: _Raw) -> _Raw:
    """Two years and a half where the half stands behind the unit: 两年半."""
    at = raw.unit.end
    if raw.unit.text.strip() not in _HALVED or text[at : at + 1] != "半":
        return raw
    number = replace(raw.number, value=raw.number.value + Decimal("0.5"))
    return replace(raw, number=number, unit=replace(raw.unit, end=at + 1))


def _is_said(text: str, raw: _Raw) -> bool:
    """Whether a numeral in words counts something."""
    words, unit = raw.number.han, raw.unit
    if text[max(raw.number.start - 1, 0)] in "第数几":
        return False
    if len(words) > 1 or words == "十":
        return not unit.bare or words[-1:] in "万亿"
    return words != "一" and unit.text.replace(" ", "") in _AFTER_ONE_WORD


def _from(text: str, raws: list[_Raw], at: int, floor: int) -> tuple[list[Amount], int]:
    """What begins at one number, and the first number after it; nothing begins before `floor`."""
    first = raws[at]
    before = before_words(text, first.number.start - first.minus, floor)
    if at + 1 < len(raws):
        second = raws[at + 1]
        between = _range(text, first, second, said=before.between)
        if between is not None:
            return _ranged(text, first, second, between, before.start), at + 2
    chain = _chain(text, raws, at)
    after = after_words(text, chain[-1].end)
    comparator = before.comparator or after.comparator or "eq"
    if comparator == "between":
        comparator = "eq"
    made = []
    for place, raw in enumerate(chain):
        unit = chain[-1].unit if raw.unit.bare and len(chain) > 1 else raw.unit
        start = before.start if not place else raw.number.start
        end = after.end if raw is chain[-1] else raw.end
        made.append(Amount(start, end, raw.number.start, comparator, raw.value, raw.value, unit))
    return [a for a in made if not _is_year(a)], at + len(chain)


def _ranged(
    text: str, first: _Raw, second: _Raw, between: tuple[Decimal, Decimal], start: int
) -> list[Amount]:
    low, high = between
    unit = second.unit
    if unit.bare and unit.text == first.unit.text:
        unit = replace(unit, factor=Decimal(1))
    after = after_words(text, second.end)
    end = after.end if after.comparator in ("between", "about") else second.end
    amount = Amount(start, end, first.number.start, "between", low, high, unit)
    if low > high or (_is_year(amount) and high in _YEARS):
        return []
    if low == high:
        amount = replace(amount, comparator="eq")
    return [amount]


def _range(text: str, first: _Raw, second: _Raw, *, said: bool) -> tuple[Decimal, Decimal] | None:
    """The bounds, if the two numbers are those of a range."""
    gap = text[first.end : second.number.start]
    found = _RANGE.fullmatch(gap) or (_BETWEEN.fullmatch(gap) if said else None)
    if not found:
        return None
    shared = second.unit.text.startswith(first.unit.text) or first.unit.code == second.unit.code
    if not shared:
        return None
    # 5万~10万吨: the unit of the second is that of both.
    factor = second.unit.factor if first.unit.text == "" else first.unit.factor
    if first.unit.bare and first.unit.text and not second.unit.bare:
        factor = second.unit.factor
    tens = 0 if first.number.tens else second.number.tens
    low, high = first.number.value.scaleb(tens) * factor, second.value
    lone_minus = _has_minus(text, first.number.start)
    if first.minus or (lone_minus and second.unit.code in _BELOW_ZERO):
        low = -low
    if found["minus"]:
        high = -high
    if found.re is _RANGE and found["by"] in ("±", "+/-"):
        low, high = low - high, low + high
    return low, high


def _chain(text: str, raws: list[_Raw], at: int) -> list[_Raw]:
    """The numbers of a list that has its unit only at the end: 10、35、50mg/m³."""
    chain, gaps = [raws[at]], set()
    for following in raws[at + 1 : at + _LONGEST_LIST]:
        gap = text[chain[-1].end : following.number.start]
        if not chain[-1].unit.bare or not _LIST.fullmatch(gap):
            break
        chain.append(following)
        gaps.add(gap)
    # 1/2 t is half a tonne, 10/35/50 mg/m³ are three limits.
    least = 3 if "/" in gaps else 2
    whole = len(chain) >= least and not chain[-1].unit.bare
    return chain if whole else chain[:1]


def _begins(text: str, raw: _Raw, floor: int) -> bool:
    """Whether a quantity may begin here: not within a model, a number of a thing, or a word."""
    at = raw.number.start
    before = text[at - 1 : at]
    if not before or at == floor:
        return True
    if before in _NOT_AN_ORDER or (before.isascii() and (before.isalnum() or before in "._#^")):
        return False
    if before == "/" and at - 1 == floor:
        return True
    if before in "-/" and at > 1:
        return not _joins(text[at - 2])
    return True


def _has_minus(text: str, at: int) -> bool:
    """Whether a minus stands right before the place, and joins nothing."""
    return text[at - 1 : at] == "-" and not _joins(text[at - 2 : at - 1])


def _joins(character: str) -> bool:
    """Whether a dash behind this character joins: ZSM-5, 10%-20%, 5℃-8℃, but not 在-30℃."""
    if not character:
        return False
    return character in ")]%‰℃°" or (character.isascii() and character.isalnum())


def _is_year(amount: Amount) -> bool:
    return amount.unit.text == "年" and amount.low in _YEARS


def _lists(text: str, found: list[Amount]) -> list[Amount]:
    """The same amounts, those that follow each other in a list with one group number."""
    made: list[Amount] = []
    for place, amount in enumerate(found):
        group = place + 1
        if made and _LIST.fullmatch(text[made[-1].end : amount.start]):
            group = made[-1].group
        made.append(replace(amount, group=group))
    return made
