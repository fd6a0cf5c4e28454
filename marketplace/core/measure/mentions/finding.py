"""Every quantity in a running text, and what each is probably about."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from marketplace.core.measure.claims import is_sane
from marketplace.core.measure.mentions import bare
from marketplace.core.measure.mentions.amounts import Amount, amounts
from marketplace.core.measure.mentions.binding import (
    Bound,
    Change,
    at_outlet,
    bindings,
    by_unit,
    still_at_outlet,
)
from marketplace.core.measure.mentions.folding import Folded, fold
from marketplace.core.measure.mentions.lexicon import Cue, coal, in_full, periods, words
from marketplace.core.measure.mentions.mention import Mention, Span
from marketplace.core.measure.mentions.nearness import Surroundings
from marketplace.core.measure.reading import Quantity

_SEPARATORS = re.compile(r"\s?(?:、|,|，|/|和|与|及|以及|以及其|and|&)?\s?(?:and\s)?")
_FROM = re.compile(r"(?:由|从|自|from)\s?(?:原来的|原来|原先的|原先|原有的|原有)?$", re.IGNORECASE)
_CHANGES = re.compile(r"[^，,。；;]{0,8}?(?:降|升|提|增|减|至|到|\bto\b)", re.IGNORECASE)
_SHARES = frozenset({"%", "‰"})
_RISES = re.compile(
    r"(?:提高|增加|提升|增长|上升|高出|的|(?:rais|increas|improv)\w*)了?$", re.IGNORECASE
)
_FALLS = re.compile(r"(?:降低|下降|减少|缩短|减低|减小|降)了?$")
_LOOK_BACK, _PERIOD_REACH, _CARRIED, _COAL_REACH = 12, 12, 40, 8
_STOPS = frozenset("。；;\n")
_MONTHS = range(1, 13)
_TONNES = {"t": "tce", "万t": "万tce", "kg": "kgce"}


def mentions(text: str) -> tuple[Mention, ...]:
    """The quantities of a text in their order, none over another; in time linear to its length."""
    folded = fold(text)
    cues = words().find(folded)
    read = _told(folded, cues, amounts(folded.text, [(c.start, c.end) for c in cues]))
    around = Surroundings(folded, cues, read)
    forced = _forced(folded, cues, read)
    times = periods().find(folded)
    found = []
    change: Change = ""
    outlet: str | None = None
    for place, amount in enumerate(read):
        heards = around.near(place, forced.get(place))
        unit = _unit(folded, read, place, times)
        if not _goes_on(read, place):
            change = _change(folded, amount, unit)
        bound = () if _is_before(folded, amount) else bindings(amount, unit, heards, change)
        if not bound and unit in in_full() and not _is_before(folded, amount):
            bound = bindings(amount, in_full()[unit], heards, change)
            unit = in_full()[unit] if bound else unit
        if not bound and outlet and not _is_before(folded, amount):
            bound = still_at_outlet(outlet, unit, heards)
        outlet = at_outlet(bound) or outlet
        if not _is_a_date(folded, amount) or (bound and not _of_a_year(folded, amount)):
            found.append(_mention(folded, amount, unit, bound))
    return tuple(found)


def _told(folded: Folded, cues: Sequence[Cue], read: Sequence[Amount]) -> list[Amount]:
    """The amounts that have a unit, or stand behind a word that gives them one."""
    by_end = {cue.end: cue for cue in cues}
    told: list[Amount] = []
    for amount in read:
        known = amount
        if amount.unit.bare:
            last = told[-1] if told else None
            found = bare.with_unit(folded, amount, by_end) or bare.carried(folded, amount, last)
            if found is None:
                continue
            known = found
        if is_sane(known.low) and is_sane(known.high):
            told.append(known)
    return told


def _mention(folded: Folded, amount: Amount, unit: str, bound: Sequence[Bound]) -> Mention:
    low = None if amount.comparator in ("le", "lt") else amount.low
    high = None if amount.comparator in ("ge", "gt") else amount.high
    best = bound[0] if bound else None
    others = [b.code for b in bound[1:]] or [
        w.measurand.code for w in by_unit().get(unit, ()) if not best
    ]
    return Mention(
        Span(*folded.back(amount.start, amount.end)),
        Quantity(amount.comparator, low, high, unit),
        best.code if best else None,
        tuple(others),
        tuple(sorted(Span(*folded.back(c.start, c.end)) for c in best.cues)) if best else (),
    )


def _unit(folded: Folded, read: Sequence[Amount], place: int, times: Sequence[Cue]) -> str:
    """The amount's unit, over the time and of the coal equivalent that the words before say."""
    amount = read[place]
    floor = read[place - 1].end if place else 0
    unit = amount.unit.code
    near = folded.text[max(floor, amount.start - _COAL_REACH) : amount.end + _COAL_REACH]
    over_time = unit if "/" in unit else _over_time(folded, amount, unit, floor, times)
    if unit in _TONNES and any(word in near for word in coal()):
        return over_time.replace(unit, _TONNES[unit], 1)
    return over_time


def _over_time(folded: Folded, amount: Amount, unit: str, floor: int, times: Sequence[Cue]) -> str:
    """The unit over the time told right before; of masses also by 每年 at the sentence's start."""
    at = bisect_right(times, amount.start, key=lambda cue: cue.end) - 1
    if at < 0:
        return unit
    said = times[at]
    carried = unit in _TONNES and folded.text.startswith("每", said.start)
    reach = _CARRIED if carried else _PERIOD_REACH
    between = folded.text[said.end : amount.start]
    if len(between) > reach or (not carried and said.end < floor) or _STOPS & set(between):
        return unit
    over = f"{unit}/{next(iter(said.meanings)).name}"
    return over if over in by_unit() else unit


def _forced(folded: Folded, cues: Sequence[Cue], read: Sequence[Amount]) -> dict[int, Cue]:
    """For amounts told in a list, the subject of each: SO2、NOx 分别低于 35、50 mg/m3."""
    found: dict[int, Cue] = {}
    for _, listed in groupby(enumerate(read), key=lambda pair: pair[1].group):
        places = [place for place, _ in listed]
        if len(places) > 1:
            run = _run(folded, cues, read[places[0]].start)
            if len(run) == len(places):
                found |= dict(zip(places, run, strict=True))
    return found


def _run(folded: Folded, cues: Sequence[Cue], before: int) -> list[Cue]:
    """The subjects told in a list, the last list that ends before a place of the same sentence."""
    at = bisect_right(cues, before, key=lambda cue: cue.end)
    named = [c for c in cues[max(0, at - _LOOK_BACK) : at] if c.subjects()]
    run = named[-1:]
    if not run or before - run[0].end > _CARRIED or _STOPS & set(folded.text[run[0].end : before]):
        return []
    for left, right in reversed(list(pairwise(named))):
        if not _SEPARATORS.fullmatch(folded.text[left.end : right.start]):
            break
        run.insert(0, left)
    return run


def _is_before(folded: Folded, amount: Amount) -> bool:
    """Whether it is what was before a change: 由 80% 降至 60%."""
    before = folded.text[max(0, amount.start - _LOOK_BACK) : amount.start]
    return bool(_FROM.search(before) and _CHANGES.match(folded.text, amount.end))


def _goes_on(read: Sequence[Amount], place: int) -> bool:
    """Whether an amount continues a list, about which the words before the first one speak."""
    return place > 0 and read[place].group == read[place - 1].group


def _change(folded: Folded, amount: Amount, unit: str) -> Change:
    """Whether the words before a share say by how much something rose or fell, or whose it is."""
    if unit not in _SHARES:
        return ""
    before = folded.text[max(0, amount.start - _LOOK_BACK) : amount.start].rstrip()
    if _RISES.search(before):
        return "rise"
    return "fall" if _FALLS.search(before) else ""


def _is_a_date(folded: Folded, amount: Amount) -> bool:
    """Whether 3 月 may be a month of the year, not a time of three months."""
    return amount.unit.text.strip() == "月" and (
        amount.low in map(Decimal, _MONTHS) or _of_a_year(folded, amount)
    )


def _of_a_year(folded: Folded, amount: Amount) -> bool:
    return folded.text[max(0, amount.start - 2) : amount.start].rstrip().endswith("年")
