"""Measures of one demand's scores beside its grades (0 none to 3 strong).

Where scores are equal, the value is what a random order among them gives on average.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import comb, log2

GOOD = 2  # From this grade on a technology counts as right for the demand.
TOP, FEW = 10, 5

Pairs = Sequence[tuple[float, float]]  # (score, grade)


def ndcg(pairs: Pairs) -> float:
    """nDCG@10 with the gain 2^grade - 1, over the judged pairs of a demand."""
    found = [sum(map(_gain, tied)) / len(tied) for tied in _groups(pairs) for _ in tied]
    best = sorted((_gain(grade) for _, grade in pairs), reverse=True)
    whole = _discounted(best)
    return _discounted(found) / whole if whole else 0.0


def reciprocal(pairs: Pairs) -> float:
    """The reciprocal of the first right one's rank, 0 below rank 10."""
    before = 0
    for tied in _groups(pairs):
        size, right = len(tied), sum(grade >= GOOD for grade in tied)
        if right:
            chances = (
                comb(size - place, right - 1) / comb(size, right) / (before + place)
                for place in range(1, size - right + 2)
                if before + place <= TOP
            )
            return sum(chances)
        before += size
    return 0.0


def precision(pairs: Pairs) -> float:
    """The part of the first 5 that is right; places that nothing fills count as wrong."""
    shares = [
        sum(grade >= GOOD for grade in tied) / len(tied) for tied in _groups(pairs) for _ in tied
    ]
    return sum(shares[:FEW]) / FEW


def calibration_error(pairs: Pairs, bins: int = 10) -> float:
    """How far scores lie from the share of right ones, on average over bins of equal width."""
    filled: dict[int, list[tuple[float, float]]] = {}
    for score, grade in pairs:
        filled.setdefault(min(int(score * bins), bins - 1), []).append((score, grade))
    apart = (
        abs(sum(score for score, _ in one) - sum(grade >= GOOD for _, grade in one))
        for one in filled.values()
    )
    return sum(apart) / len(pairs) if pairs else 0.0


def _groups(pairs: Pairs) -> Iterator[list[float]]:
    """The grades of equally scored pairs, the best scored first."""
    ranked = sorted(pairs, key=lambda pair: -pair[0])
    for _, tied in groupby(ranked, key=lambda pair: pair[0]):
        yield [grade for _, grade in tied]


def _gain(grade: float) -> float:
    return float(2**grade - 1)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains[:TOP], 1))
