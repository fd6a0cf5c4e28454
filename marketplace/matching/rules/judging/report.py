"""The table of a judged set: the product's scores beside BM25, and what would have been told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from marketplace.matching.rules.judging import measures
from marketplace.matching.rules.judging.chance import interval, sign_flip
from marketplace.matching.rules.judging.measures import GOOD


@dataclass(frozen=True, slots=True)
class Pair:
    """One judged pair: its grade, the product's score, whether it is told, and the peer's score."""

    document: str
    grade: float
    score: float
    pushed: bool
    peer: float

    @property
    def right(self) -> bool:
        """Whether people found it fairly strong or strong."""
        return self.grade >= GOOD


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with its interval, the peer's, and the paired test's p where there is one."""

    name: str
    value: float
    low: float
    high: float
    peer: float | None = None
    p: float | None = None


Case = Sequence[Pair]
RANKED: Mapping[str, Callable[[measures.Pairs], float]] = {
    "nDCG@10": measures.ndcg,
    "MRR@10": measures.reciprocal,
    "P@5": measures.precision,
}


def best(scores: Mapping[str, float], push: float, most: int) -> frozenset[str]:
    """What a demand is told of: what scores from `push` on, and of that the best few."""
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    return frozenset(key for key in ranked[:most] if scores[key] >= push)


def lines(judged: Mapping[str, Case]) -> list[Line]:
    """All figures of a set; ranking is measured over demands that have a right answer."""
    cases = list(judged.values())
    answerable = [case for case in cases if any(pair.right for pair in case)]
    made = [_ranked(name, answerable) for name in RANKED] if answerable else []
    told: Mapping[str, Callable[[Sequence[Case]], float]] = {
        "told: right": told_right,
        "told: demands": told_demands,
        "calibration error": _calibration,
    }
    return made + [Line(name, of(cases), *interval(cases, of)) for name, of in told.items()]


def _ranked(name: str, cases: Sequence[Case]) -> Line:
    measure = RANKED[name]
    ours = [measure([(pair.score, pair.grade) for pair in case]) for case in cases]
    theirs = [measure([(pair.peer, pair.grade) for pair in case]) for case in cases]
    apart = [a - b for a, b in zip(ours, theirs, strict=True)]
    return Line(name, fmean(ours), *interval(ours, fmean), fmean(theirs), sign_flip(apart))


def told_right(cases: Sequence[Case]) -> float:
    """Of the pairs that are told, the part that is right; 0 where none is told."""
    told = [pair for case in cases for pair in case if pair.pushed]
    return sum(pair.right for pair in told) / len(told) if told else 0.0


def told_demands(cases: Sequence[Case]) -> float:
    """Of the demands that have a right answer, the part that is told of anything."""
    answerable = [case for case in cases if any(pair.right for pair in case)]
    told = sum(any(pair.pushed for pair in case) for case in answerable)
    return told / len(answerable) if answerable else 0.0


def _calibration(cases: Sequence[Case]) -> float:
    return measures.calibration_error([(p.score, p.grade) for case in cases for p in case])
