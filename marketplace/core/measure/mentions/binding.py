"""Which measurand an amount is about: what its unit allows, and what the words around say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from marketplace.core.measure.mentions.amounts import Amount
from marketplace.core.measure.mentions.lexicon import Cue, Meaning, Way, ways
from marketplace.core.measure.mentions.nearness import Heard

_NAMED = 2.0
_ALONE = 0.15
_FAINT = 0.05
# How much is treated is told in one place, of what in another: 处理量为 500 m³/h 时，对总氮…
_FAR = 0.005
_AGAINST = 0.3
# Where only the pollutant stands near a share, it is a removal only if it sounds like one.
_SOUNDS_LIKE_REMOVAL = Decimal(80)
_CLOSE = 0.6
_HALF = 0.5
_FOREIGN = {"%": "ratio", "‰": "ratio", "℃": "temperature", "K": "temperature"}

Heards = Mapping[Meaning, Heard]
# What the amount is: of the thing itself, or by how much it rose or fell.
Change = Literal["", "rise", "fall"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A measurand that may be meant, how much speaks for it, and the words that say so."""

    code: str
    score: float
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What speaks for one way: each a weight, 0 where nothing does, and the words."""

    own: float
    aspect: float
    subject: float
    cues: tuple[Cue, ...]


def bindings(amount: Amount, unit: str, heards: Heards, change: Change = "") -> tuple[Bound, ...]:
    """The measurands that have this unit and are spoken for, the likeliest first."""
    allowed = (way for way in by_unit().get(unit, ()) if _may_change(way, change))
    found = [
        b
        for way in allowed
        if not (change and _of_a_process(way, heards)) and (b := _bound(way, amount, unit, heards))
    ]
    return tuple(sorted(found, key=lambda b: -b.score))


def at_outlet(bound: Sequence[Bound]) -> str | None:
    """The pollutant's measurand, if that is what was found."""
    return bound[0].code if bound and ways()[bound[0].code].aspect == "outlet" else None


def still_at_outlet(last: str, unit: str, heards: Heards) -> tuple[Bound, ...]:
    """The pollutant last told of where a sentence names none: SO₂ 60 mg/m³。出口应低于 35 mg/m³."""
    outlet = heards.get(Meaning("aspect", "outlet"))
    inlet = heards.get(Meaning("foreign", "inlet"))
    if outlet is None or outlet.weight < _AGAINST or _weight(inlet) > outlet.weight:
        return ()
    others = (
        heard.weight >= _FAINT and meaning.kind == "subject" and meaning.name in _pollutants()
        for meaning, heard in heards.items()
    )
    if not ways()[last].measurand.allows(unit) or any(others):
        return ()
    return (Bound(last, outlet.weight, (outlet.cue,)),)


@cache
def _pollutants() -> frozenset[str]:
    """The subjects that have something to do with an outlet."""
    return frozenset(s for w in ways().values() if w.aspect == "outlet" for s in w.subjects)


@cache
def by_unit() -> Mapping[str, tuple[Way, ...]]:
    """The ways of all measurands that allow a unit, by the unit's code."""
    found: dict[str, tuple[Way, ...]] = {}
    for way in ways().values():
        for unit in way.measurand.units:
            found[unit.code] = (*found.get(unit.code, ()), way)
    return found


def _bound(way: Way, amount: Amount, unit: str, heards: Heards) -> Bound | None:
    said = _said(way, heards)
    alone = unit in way.alone and (said.aspect >= _AGAINST or _by_itself(way, amount, unit))
    if not _enough(way, said, amount, alone=alone) or _taken_away(way, unit, said, heards):
        return None
    score = _NAMED * said.own + said.aspect + said.subject + (_ALONE if alone else 0)
    return Bound(way.measurand.code, score, said.cues)


def _may_change(way: Way, change: Change) -> bool:
    """Whether the measurand may rise or fall by an amount, and not only be one."""
    if change == "fall":
        return way.aspect == "cut" or (way.aspect == "removal" and way.needs == "subject")
    return not change


def _of_a_process(way: Way, heards: Heards) -> bool:
    """Whether no subject is near, or only a process names it: less 脱硫废水 is no less SO₂."""
    if way.aspect != "removal":
        return False
    removal = Meaning("aspect", "removal")
    near = (heards.get(Meaning("subject", name)) for name in way.subjects)
    return not any(h and h.weight >= _AGAINST and removal not in h.cue.meanings for h in near)


def _by_itself(way: Way, amount: Amount, unit: str) -> bool:
    """Whether the unit as written says enough; one that got its time from another word does not."""
    return unit == amount.unit.code and (way.needs == "unit" or not way.aspect)


def _said(way: Way, heards: Heards) -> _Said:
    own = heards.get(Meaning("own", way.measurand.code))
    aspect = heards.get(Meaning("aspect", way.aspect)) if way.aspect else None
    subject = max(
        (h for s in way.subjects if (h := heards.get(Meaning("subject", s)))),
        key=lambda h: h.weight,
        default=None,
    )
    if way.needs == "aspect":
        # Its own name says no more than its aspect, so that one with a subject goes before it.
        own, aspect = None, max((own, aspect), key=_weight)
    cues = tuple(dict.fromkeys(h.cue for h in (own, subject, aspect) if h))
    return _Said(_weight(own), _weight(aspect), _weight(subject), cues)


def _weight(heard: Heard | None) -> float:
    return heard.weight if heard else 0.0


def _enough(way: Way, said: _Said, amount: Amount, *, alone: bool) -> bool:
    if said.own >= _FAINT or alone:
        return True
    match way.needs:
        case "aspect":
            return said.aspect >= _FAINT
        case "both":
            return min(said.aspect, said.subject) >= _FAINT
        case "subject":
            enough = _FAR if way.aspect == "throughput" else _FAINT
            return said.subject >= enough and _sounds_right(way, said, amount)
    return False


def _sounds_right(way: Way, said: _Said, amount: Amount) -> bool:
    if way.aspect != "removal" or said.aspect >= _FAINT:
        return True
    return amount.comparator in ("ge", "gt") or (
        amount.low >= _SOUNDS_LIKE_REMOVAL and said.subject >= _CLOSE
    )


def _taken_away(way: Way, unit: str, said: _Said, heards: Heards) -> bool:
    """Whether a word that speaks against this measurand is nearer than those for it."""
    return any(
        against.weight > max(for_it, _AGAINST)
        for against, for_it in _against(way, unit, said, heards)
    )


def _against(way: Way, unit: str, said: _Said, heards: Heards) -> Iterator[tuple[Heard, float]]:
    if way.aspect == "outlet" and (inlet := heards.get(Meaning("foreign", "inlet"))):
        yield inlet, said.aspect
    kind = "money" if "元" in unit else _FOREIGN.get(unit)
    if kind and (other := heards.get(Meaning("foreign", kind))):
        # A number is rather that of a step of the process than of what it is used at.
        yield other, max(said.own, said.aspect) * (_HALF if kind == "temperature" else 1)
