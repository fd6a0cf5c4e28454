"""Effects as typed measurands: a quantity, a comparator, a unit that fits, and what it means."""

from marketplace.core.measure.claims import Answer, BoundsDoNotFit, Claim, satisfies
from marketplace.core.measure.measurands import (
    Better,
    Measurand,
    MeasurandNotKnown,
    UnitDoesNotFit,
    find_measurand,
    measurand,
    measurands,
    to_canonical,
)
from marketplace.core.measure.reading import (
    Comparator,
    Quantity,
    QuantityNotReadable,
    RangeReversed,
    parse_quantity,
)
from marketplace.core.measure.units import Unit, UnitNotKnown, parse_unit

__all__ = [
    "Answer",
    "Better",
    "BoundsDoNotFit",
    "Claim",
    "Comparator",
    "Measurand",
    "MeasurandNotKnown",
    "Quantity",
    "QuantityNotReadable",
    "RangeReversed",
    "Unit",
    "UnitDoesNotFit",
    "UnitNotKnown",
    "find_measurand",
    "measurand",
    "measurands",
    "parse_quantity",
    "parse_unit",
    "satisfies",
    "to_canonical",
]
