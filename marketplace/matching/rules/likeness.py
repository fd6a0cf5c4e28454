"""How likely the words of two sides make a match, and which of them may be named."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from marketplace.core.lexicon import words
from marketplace.matching.rules.counts import Counts
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.weights import TextWeights, weights
from marketplace.matching.rules.wording import alike, probability

_LONE = 0.2  # A single character means little by itself.
_LONGER = 0.25
_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """A probability, and the words that may be named as shared, the weightiest first."""

    value: float
    shared: tuple[str, ...]


def compare(
    demand: DemandSide, technology: TechnologySide, counts: Counts, by: TextWeights
) -> Likeness:
    """Compare all texts; only words of what everybody may read are named."""
    value = alike((demand.title, demand.text), (technology.title, technology.text), counts, by)
    asked = _terms(f"{demand.title}\n{demand.text}"[: by.letters])
    quoted = asked & _terms(f"{technology.title}\n{technology.shown}"[: by.letters])
    named = [word for word in quoted if _weight(word, by) >= 1]
    ranked = sorted(named, key=lambda word: (-_weight(word, by), word))
    return Likeness(probability(value, counts, by), _distinct(ranked)[: by.shown])


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


def _weight(word: str, by: TextWeights) -> float:
    if word in by.common or word.replace(".", "").isdigit():
        return 0.0
    if len(word) == 1:
        return _LONE
    if word.isascii():
        return 1.0
    return min(_MOST, 1.0 + _LONGER * (len(word) - 2))


def telling(text: str, most: int) -> list[str]:
    """The words of a text that tell it apart, the weightiest first: what to look for."""
    by = weights().text
    named = [word for word in _terms(text[: by.letters]) if _weight(word, by) >= 1]
    ranked = sorted(named, key=lambda word: (-_weight(word, by), word))
    return list(_distinct(ranked)[:most])
