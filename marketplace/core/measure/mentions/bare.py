"""Numbers without a unit behind a word that gives them one: COD<50, COP 4.2, 投资 2000 万."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from marketplace.core.measure.measurands import Measurand, measurands
from marketplace.core.measure.mentions.amounts import Amount
from marketplace.core.measure.mentions.folding import Folded
from marketplace.core.measure.mentions.lexicon import Cue, Way, ways

_MOST_WORDS = 3
_CARRIES = re.compile(r"[^。；;\n0-9A-Za-z]{0,10}(?:降|升|提高|控制|减)[^。；;\n0-9A-Za-z]{0,6}")
_TWO_LETTERS = 2
_MAY_FOLLOW = frozenset(" (，,。；;、.)）]】的以!?！？\n")
# 2000 is rather a limit than a year.
_YEARS = frozenset({*range(1900, 2000), *range(2001, 2101)})
# What counts other things: 0.1~1 份 is no concentration.
_COUNTED = frozenset(
    "个份种项支瓶只条件张重分秒次级号型类步代期第多余来颗粒片根层倍元毫微纳千百万亿"
)


def with_unit(folded: Folded, amount: Amount, by_end: Mapping[int, Cue]) -> Amount | None:
    """The amount in the usual unit of what the word before it names; None if none does."""
    glued = by_end.get(amount.start)
    if not _may_be(folded, amount) or (glued and _is_a_model(folded, glued, amount)):
        return None
    measured = _named(folded, amount, by_end)
    if measured is None:
        return None
    unit = measured.unit
    if amount.unit.text:
        # 2000 万 of money are yuan, whatever the canonical unit.
        plain = (u for u in measured.units if not any(f.multiplier for f in u.factors))
        unit = next(plain, unit)
    return replace(amount, unit=replace(amount.unit, code=unit.code))


def carried(folded: Folded, amount: Amount, last: Amount | None) -> Amount | None:
    """The amount in the unit of the one before it: 80 mg/m³，要求降到 35 以下."""
    if last is None or not _is_said(amount) or not _may_be(folded, amount):
        return None
    between = folded.text[last.end : amount.number_at]
    if amount.unit.text or not _CARRIES.fullmatch(between):
        return None
    return replace(amount, unit=replace(amount.unit, code=last.unit.code))


def _may_be(folded: Folded, amount: Amount) -> bool:
    """Whether the number ends there, counts nothing else, and is not a year."""
    following = folded.text[amount.end : amount.end + 1]
    if not following or following in _MAY_FOLLOW:
        return _is_said(amount) or not _is_a_year(folded, amount)
    return _is_said(amount) and following not in _COUNTED and "一" <= following <= "鿿"


def _is_a_year(folded: Folded, amount: Amount) -> bool:
    return amount.low in _YEARS and "," not in folded.text[amount.number_at : amount.end]


def _is_said(amount: Amount) -> bool:
    return amount.comparator not in ("eq", "between") or amount.start < amount.number_at


def _is_a_model(folded: Folded, glued: Cue, amount: Amount) -> bool:
    """Whether two letters and a number in one word name a thing: SS304, not COD50."""
    word = folded.text[glued.start : glued.end]
    return amount.comparator == "eq" and word.isascii() and len(word) <= _TWO_LETTERS


def _named(folded: Folded, amount: Amount, by_end: Mapping[int, Cue]) -> Measurand | None:
    """What the words right before the number name: a measurand, or a pollutant at its outlet."""
    at = amount.start
    aspects: set[str] = set()
    for _ in range(_MOST_WORDS):
        cue = by_end.get(_without_space(folded.text, at))
        if cue is None:
            return None
        if folded.text[cue.start - 1 : cue.start] == "/":
            return None
        found = _own(cue, of_money=bool(amount.unit.text)) or _of_subject(cue, aspects)
        if found:
            return found
        aspects |= {m.name for m in cue.meanings if m.kind == "aspect"}
        if not aspects:
            return None
        at = cue.start
    return None


def _own(cue: Cue, *, of_money: bool) -> Measurand | None:
    """The one measurand a cue names; before 万 and 亿 also one of money it is only used of."""
    codes = cue.names() or (cue.owners() if of_money else [])
    if len(codes) != 1:
        return None
    found = measurands()[codes[0]]
    return found if not of_money or "元" in found.unit.code else None


def _of_subject(cue: Cue, aspects: Iterable[str]) -> Measurand | None:
    """The measurand of the pollutant a cue names; a process such as 脱硫 is not one."""
    subjects = cue.subjects()
    if any(m.kind == "aspect" and m.name == "removal" for m in cue.meanings):
        return None
    aspect = "removal" if "removal" in aspects else "outlet"
    return next((w.measurand for w in ways().values() if _is_of(w, subjects, aspect)), None)


def _is_of(way: Way, subjects: frozenset[str], aspect: str) -> bool:
    return way.needs == "subject" and way.aspect == aspect and bool(way.subjects & subjects)


def _without_space(text: str, at: int) -> int:
    while at and text[at - 1] in " (":
        at -= 1
    return at
