"""How alike the words of two sides are, whichever of them asks.

Words that every listing uses count nothing, long ones more than short ones; no statistics of the
whole market enter, so that a pair scores the same today and tomorrow, from either side.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from marketplace.core.lexicon import words
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.weights import TextWeights, weights
from search_index import bigrams

_LONE = 0.2  # A single character means little by itself.
_LONGER = 0.25
_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to 1, and the words that may be named as shared, the weightiest first."""

    value: float
    shared: tuple[str, ...]


def compare(demand: DemandSide, technology: TechnologySide, by: TextWeights) -> Likeness:
    """Compare titles with texts in both directions, and the bigrams of the two."""
    asked = _terms(f"{demand.title}\n{demand.text}"[: by.letters])
    given = _terms(f"{technology.title}\n{technology.text}"[: by.letters])
    value = (
        by.demand_title * _covered(_terms(demand.title), given, by)
        + by.technology_title * _covered(_terms(technology.title), asked, by)
        + by.both * _dice(_pairs(demand.title), _pairs(technology.title))
    )
    quoted = asked & _terms(f"{technology.title}\n{technology.shown}"[: by.letters])
    named = [word for word in quoted if _weight(word, by) >= 1]
    ranked = sorted(named, key=lambda word: (-_weight(word, by), word))
    return Likeness(value, _distinct(ranked)[: by.shown])


def _distinct(ranked: Iterable[str]) -> tuple[str, ...]:
    """Leave out words that are part of one named already."""
    kept: list[str] = []
    for word in ranked:
        if not any(word in other for other in kept):
            kept.append(word)
    return tuple(kept)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(words(text))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams(text))


def _weight(word: str, by: TextWeights) -> float:
    if word in by.common or word.replace(".", "").isdigit():
        return 0.0
    if len(word) == 1:
        return _LONE
    if word.isascii():
        return 1.0
    return min(_MOST, 1.0 + _LONGER * (len(word) - 2))


def _covered(title: frozenset[str], text: frozenset[str], by: TextWeights) -> float:
    """The part of a title, by weight, that a text contains."""
    whole = sum(_weight(word, by) for word in title)
    return sum(_weight(word, by) for word in title & text) / whole if whole else 0.0


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def telling(text: str, most: int) -> list[str]:
    """The words of a text that tell it apart, the weightiest first: what to look for."""
    by = weights().text
    named = [word for word in _terms(text[: by.letters]) if _weight(word, by) >= 1]
    ranked = sorted(named, key=lambda word: (-_weight(word, by), word))
    return list(_distinct(ranked)[:most])
