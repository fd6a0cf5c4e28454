"""The figures of several trials as one claim: the range that they span, or the worst of them."""

from collections.abc import Sequence
from decimal import Decimal
from math import inf

from marketplace.core import measure
from marketplace.core.measure import Claim, Span

Told = tuple[Claim, Span]


def as_one(told: Sequence[Told], reach: int) -> Told:
    """One claim that holds for every trial, and where it is told: `told` are of one measurand.

    Where the trials stand within `reach` of each other they are shown together.
    """
    spanned = _range([claim for claim, _ in told])
    if spanned is None:
        return min(told, key=lambda one: _worth(one[0]))
    first, last = told[0][1], told[-1][1]
    return spanned, Span(first.start, last.end if last.end - first.start <= reach else first.end)


def _range(claims: Sequence[Claim]) -> Claim | None:
    """From the least to the largest; None where an end is open or the units differ."""
    lows: list[Decimal] = [c.low for c in claims if c.low is not None]
    highs: list[Decimal] = [c.high for c in claims if c.high is not None]
    units = {c.unit for c in claims}
    if not len(lows) == len(highs) == len(claims) or len(units) > 1:
        return None
    low, high = min(lows), max(highs)
    first = claims[0]
    return first if low == high else Claim(first.measurand, "between", low, high, first.unit)


def _worth(claim: Claim) -> float:
    """How good a claim is: the less, the worse; an open end is as bad as can be."""
    low, high = measure.stated(claim)
    better = measure.measurand(claim.measurand).better
    if better == "lower":
        return -inf if high is None else -high
    if better == "higher":
        return -inf if low is None else low
    return (inf if high is None else high) - (-inf if low is None else low)
