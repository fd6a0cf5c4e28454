"""What an offer claims and a demand asks, as typed measurands that can be compared."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf, nextafter
from typing import Literal, get_args

from marketplace.core.measure.measurands import Measurand, about, measurand
from marketplace.core.measure.reading import Comparator, parse_quantity
from marketplace.core.measure.units import parse_unit
from marketplace.core.speech import Language
from marketplace.core.text import skeleton
from marketplace.core.unreadable import Unreadable

Answer = Literal["yes", "no", "unknown"]
Ends = tuple[float | None, float | None]

_MOST_ZEROS = 28
_SIGNS = {"eq": "", "le": "≤ ", "ge": "≥ ", "lt": "< ", "gt": "> "}
_NEEDS: dict[str, tuple[bool, bool]] = {
    "eq": (True, True),
    "about": (True, True),
    "between": (True, True),
    "le": (False, True),
    "lt": (False, True),
    "ge": (True, False),
    "gt": (True, False),
}


class BoundsDoNotFit(Unreadable):
    """The numbers given do not go with the comparison “{comparator}”."""

    code = "bounds_do_not_fit"
    zh = "所填数值与比较方式“{comparator}”不符。"


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity of one measurand, under a condition and against a baseline.

    `low` and `high` are in `unit`; eq and about have the same number in both, le and lt only
    `high`, ge and gt only `low`. Raises `BoundsDoNotFit`, `UnitDoesNotFit`, `MeasurandNotKnown`.
    """

    measurand: str
    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    unit: str
    condition: str = ""
    baseline: str = ""

    def __post_init__(self) -> None:
        """Refuse what makes no sense; keep the unit in its one spelling."""
        fitting = measurand(self.measurand).fitting(self.unit)
        object.__setattr__(self, "unit", fitting.code)
        given = (self.low is not None, self.high is not None)
        numbers = [n for n in (self.low, self.high) if n is not None]
        if (
            self.comparator not in get_args(Comparator)
            or given != _NEEDS[self.comparator]
            or not all(map(is_sane, numbers))
            or numbers != sorted(numbers)
            or (self.comparator in ("eq", "about") and self.low != self.high)
        ):
            raise BoundsDoNotFit(comparator=self.comparator)

    @classmethod
    def read(cls, code: str, text: str, *, condition: str = "", baseline: str = "") -> "Claim":
        """A claim about a measurand from what people wrote: `≤35 mg/m³`."""
        return cls(code, *parse_quantity(text), condition=condition, baseline=baseline)

    def show(self, language: Language) -> str:
        """The quantity for a reader: `≤ 35 mg/m³`, `约 5 万t/d`, `5 × 10⁴ t/d`."""
        unit = parse_unit(self.unit).to(language)
        low, high = (_shown(n) for n in (self.low, self.high))
        if self.comparator == "between":
            number = f"{low}–{high}"
        elif self.comparator == "about":
            number = f"{'约 ' if language == 'zh' else 'about '}{low}"
        else:
            number = f"{_SIGNS[self.comparator]}{low or high}"
        times = "× " if unit.startswith("10") else ""
        return f"{number} {times}{unit}".strip()


@dataclass(frozen=True, slots=True)
class _Span:
    """The values a claim allows in the canonical unit; None is without end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def within(self, other: "_Span") -> bool:
        """Whether every value here is also there."""
        starts = other.low is None or (
            self.low is not None
            and (
                self.low > other.low or (self.low == other.low and self.low_open >= other.low_open)
            )
        )
        ends = other.high is None or (
            self.high is not None
            and (
                self.high < other.high
                or (self.high == other.high and self.high_open >= other.high_open)
            )
        )
        return starts and ends

    def misses(self, other: "_Span") -> bool:
        """Whether no value here is also there."""
        return self.ends_before(other) or other.ends_before(self)

    def ends_before(self, other: "_Span") -> bool:
        """Whether the last value here lies before the first one there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (
            self.high == other.low and (self.high_open or other.low_open)
        )


def satisfies(offer: Claim, target: Claim) -> Answer:
    """Whether what is offered meets what is asked.

    "yes" where every value the offer allows is good enough, "no" where none is, "unknown" where
    the claims do not say: other measurands, other baselines, or values on both sides of the target.
    """
    measured = measurand(offer.measurand)
    if offer.measurand != target.measurand or _other_baseline(measured, offer, target):
        return "unknown"
    given, asked = _span(offer, measured), _good_enough(_span(target, measured), measured)
    if given.misses(asked):
        return "no"
    inside = asked.within(given) if measured.better == "covers" else given.within(asked)
    return "yes" if inside else "unknown"


def stated(claim: Claim) -> Ends:
    """The values a claim allows, in the measurand's canonical unit, both ends included."""
    return _ends(_span(claim, measurand(claim.measurand)))


def sufficient(claim: Claim) -> Ends:
    """The values that are good enough for who asks for a claim: for 35 at most, also 20."""
    measured = measurand(claim.measurand)
    return _ends(_good_enough(_span(claim, measured), measured))


def _ends(span: _Span) -> Ends:
    """A span as floats; where an end is not part of it, the next number inside."""
    low = None if span.low is None else float(span.low)
    high = None if span.high is None else float(span.high)
    if low is not None and span.low_open:
        low = nextafter(low, inf)
    if high is not None and span.high_open:
        high = nextafter(high, -inf)
    return low, high


def _good_enough(span: _Span, measured: Measurand) -> _Span:
    """The target widened to everything better than it: who asks for 35 is content with 20."""
    if measured.better == "lower" and span.high is not None:
        return _Span(None, span.high, high_open=span.high_open)
    if measured.better == "higher" and span.low is not None:
        return _Span(span.low, None, low_open=span.low_open)
    return span


def _span(claim: Claim, measured: Measurand) -> _Span:
    low, high = (
        None if n is None else measured.exact(n, claim.unit) for n in (claim.low, claim.high)
    )
    if claim.comparator == "about" and low is not None and high is not None:
        return _Span(low - abs(low) * about(), high + abs(high) * about())
    return _Span(low, high, claim.comparator == "gt", claim.comparator == "lt")


def _other_baseline(measured: Measurand, offer: Claim, target: Claim) -> bool:
    if not (measured.relative and offer.baseline and target.baseline):
        return False
    return skeleton(offer.baseline) != skeleton(target.baseline)


def is_sane(number: Decimal) -> bool:
    """Whether a number is one people measure; exact arithmetic would choke on 1e999999."""
    return (
        number.is_finite()
        and abs(number.adjusted()) <= _MOST_ZEROS
        and len(number.as_tuple().digits) <= _MOST_ZEROS
    )


def _shown(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,f}"
