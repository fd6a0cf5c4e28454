"""Claims about one measurand brought to one unit, so that they can stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction

from marketplace.core.measure.claims import Claim
from marketplace.core.measure.measurands import Measurand, measurand
from marketplace.core.measure.units import Unit

_EXACT, _ROUND = 28, 6  # Figures that are kept as they are, and those left where none would end.
_READABLE = (Decimal("0.01"), Decimal(100_000))
# What it costs a unit not to be one that somebody wrote, not to give exact numbers, to give parts
# of one, or numbers nobody reads; a figure costs one.
_UNWRITTEN, _INEXACT, _BROKEN, _UNREADABLE = 8, 6, 5, 10


@dataclass(frozen=True, slots=True)
class Aligned:
    """A claim in the unit of its row, and whether its numbers had to be rounded for that."""

    claim: Claim
    rounded: bool


def aligned(claims: Sequence[Claim]) -> list[Aligned]:
    """Claims about one measurand, all in the unit in which they read best together."""
    if not claims:
        return []
    unit = shared_unit(claims)
    return [converted(claim, unit) for claim in claims]


def shared_unit(claims: Sequence[Claim]) -> Unit:
    """The unit of the measurand that gives the shortest exact numbers, one in use before others."""
    measured = measurand(claims[0].measurand)
    written = {claim.unit for claim in claims}
    return min(measured.units, key=lambda unit: _cost(claims, unit, written))


def promised(claim: Claim) -> Fraction | None:
    """The value a claim answers for at worst, in the canonical unit; None where it promises none.

    "50 or more" of what should be low promises nothing, and a scale is neither good nor bad.
    """
    measured = measurand(claim.measurand)
    bound = {"lower": claim.high, "higher": claim.low, "covers": None}[measured.better]
    return None if bound is None else measured.exact(bound, claim.unit)


def _cost(claims: Sequence[Claim], unit: Unit, written: set[str]) -> int:
    cost = 0 if unit.code in written else _UNWRITTEN
    for claim in claims:
        made = converted(claim, unit)
        cost += _INEXACT if made.rounded else 0
        cost += sum(_length(n) for n in {made.claim.low, made.claim.high} if n is not None)
    return cost


def _length(number: Decimal) -> int:
    least, most = _READABLE
    cost = len(format(abs(number), "f").replace(".", ""))
    if not number or 1 <= abs(number) < most:
        return cost
    return cost + (_BROKEN if least <= abs(number) < 1 else _UNREADABLE)


def converted(claim: Claim, unit: Unit) -> Aligned:
    """The same claim in another unit of its measurand."""
    if claim.unit == unit.code:
        return Aligned(claim, rounded=False)
    measured = measurand(claim.measurand)
    bounds = [_in(measured, bound, claim.unit, unit) for bound in (claim.low, claim.high)]
    (low, low_rounded), (high, high_rounded) = bounds
    made = replace(claim, low=low, high=high, unit=unit.code)
    return Aligned(made, rounded=low_rounded or high_rounded)


def _in(
    measured: Measurand, bound: Decimal | None, written: str, unit: Unit
) -> tuple[Decimal | None, bool]:
    if bound is None:
        return None, False
    zero = measured.exact(Decimal(0), unit.code)
    value = (measured.exact(bound, written) - zero) / (measured.exact(Decimal(1), unit.code) - zero)
    with localcontext(prec=_EXACT):
        whole = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(whole) == value:
        return _plain(whole), False
    with localcontext(prec=_ROUND):
        return _plain(+whole), True


def _plain(number: Decimal) -> Decimal:
    """The number without the zeros that arithmetic leaves, and without an exponent."""
    return Decimal(format(number.normalize(), "f"))
