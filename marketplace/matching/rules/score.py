"""One score for a pair, the same whichever side asked, with every reason for it in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import prod

from marketplace.core.speech import Phrase
from marketplace.matching.rules.counts import Counts, general
from marketplace.matching.rules.feature import Feature
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.hard import conditions
from marketplace.matching.rules.soft import traits
from marketplace.matching.rules.weights import Weights, weights


@dataclass(frozen=True, slots=True)
class Scored:
    """From 0 to 1; worth keeping, worth telling, and why."""

    score: float
    keep: bool
    push: bool
    features: tuple[Feature, ...]

    def why(self, most: int = 3) -> Phrase:
        """The weightiest reasons that speak for it, in a sentence."""
        good = [f for f in self.features if f.verdict == "yes" and f.weight]
        best = sorted(good, key=lambda f: (not f.hard, -f.weight * f.value))[:most]
        return Phrase("；".join(f.words.zh for f in best), "; ".join(f.words.en for f in best))


def score(
    demand: DemandSide,
    technology: TechnologySide,
    on: date,
    by: Weights | None = None,
    counts: Counts | None = None,
) -> Scored:
    """How likely people who transfer technology find that it answers a demand on a day.

    `counts` say how common words are in the market; without them the shipped ones do.

    A hard condition that is not met keeps the score below what is told; one's own demand, or a
    side that is not open, is no match at all.
    """
    by = by or weights()
    asked = tuple(conditions(demand, technology, on, by))
    about = tuple(traits(demand, technology, counts or general(), by))
    value = _topic(asked, about, by) * (by.base + (1 - by.base) * _fit(asked))
    if any(f.hard and f.verdict == "no" for f in asked):
        value = min(value, by.cap)
    if demand.seeker_id == technology.holder_id or not (demand.open and technology.open):
        value = 0.0
    value = round(value, 4)
    return Scored(value, value >= by.keep, value >= by.push, asked + about)


def _topic(asked: Iterable[Feature], about: Iterable[Feature], by: Weights) -> float:
    """Traits that agree add up like independent hints; plain disagreements take away."""
    about = tuple(about)
    reached = [f.value for f in asked if f.kind == "target" and f.verdict == "yes"]
    hints = [f.weight * f.value for f in about if f.verdict != "no"]
    hints += [by.soft["target"].weight * value for value in reached]
    against = [by.soft[f.name].against for f in about if f.verdict == "no"]
    return (1 - prod(1 - hint for hint in hints)) * prod(1 - loss for loss in against)


def _fit(asked: Iterable[Feature]) -> float:
    """The weighted mean over what was asked; where nothing was, nothing is missing."""
    counted = [f for f in asked if f.weight]
    whole = sum(f.weight for f in counted)
    return sum(f.weight * f.value for f in counted) / whole if whole else 1.0
