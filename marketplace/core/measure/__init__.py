"""Effects as typed measurands: a quantity, a comparator, a unit that fits, and what it means."""

from marketplace.core.measure.claims import (
    Answer,
    BoundsDoNotFit,
    Claim,
    satisfies,
    stated,
    sufficient,
)
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
from marketplace.core.measure.mentions import (
    Asked,
    Attribution,
    Mention,
    Span,
    Wanted,
    Whose,
    asked,
    mentions,
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
    "Asked",
    "Attribution",
    "Better",
    "BoundsDoNotFit",
    "Claim",
    "Comparator",
    "Measurand",
    "MeasurandNotKnown",
    "Mention",
    "Quantity",
    "QuantityNotReadable",
    "RangeReversed",
    "Span",
    "Unit",
    "UnitDoesNotFit",
    "UnitNotKnown",
    "Wanted",
    "Whose",
    "asked",
    "find_measurand",
    "measurand",
    "measurands",
    "mentions",
    "parse_quantity",
    "parse_unit",
    "satisfies",
    "stated",
    "sufficient",
    "to_canonical",
]
