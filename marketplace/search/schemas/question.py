"""What search is asked: the question, its filters and ranges, and the smaller questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import (
    RAISE,
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

from marketplace import house
from marketplace.core import measure, money
from marketplace.core.unreadable import Unreadable
from marketplace.core.wishing import WishNotReadable, read_filter
from marketplace.search.queries.asking import MEASURE, Asked
from marketplace.search.words import FACETS, NO_SUCH_ORDER, REVERSED, SORTS
from marketplace.web.doors import PageIn
from marketplace.web.speech import speak

MOST_VALUES = 50
MOST_FIGURES = 8
LONGEST_FIGURE = 120
CODE = validate.Length(1, 64)
MONEY = validate.Range(min=0, max=10**15)


def _codes(words: str, check: validate.Validator = CODE) -> "fields.List[str]":
    code = fields.Str(validate=check)
    return fields.List(
        code, validate=validate.Length(max=MOST_VALUES), metadata={"description": words}
    )


def _number(words: str, check: validate.Validator) -> fields.Int:
    return fields.Int(validate=check, metadata={"description": words})


def _day(words: str) -> fields.Date:
    return fields.Date(metadata={"description": words})


class Figure(fields.Field[measure.Claim]):
    """A figure to be met: the code of a measurand and a quantity."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> measure.Claim:
        if not isinstance(value, str) or len(value) > LONGEST_FIGURE:
            raise ValidationError(speak(WishNotReadable(text=str(value)[:40]).phrase))
        try:
            return read_filter(value)
        except Unreadable as error:
            raise ValidationError(speak(error.phrase)) from error


def must_be_an_order(value: str) -> None:
    """Refuse an order that there is not."""
    sign, _, code = value.partition(MEASURE)
    measured = sign in {"", "-"} and code in measure.measurands()
    if value and value not in SORTS and not measured:
        raise ValidationError(speak(NO_SUCH_ORDER))


class _Question(PageIn):
    """The text, the order and the ranges."""

    q = fields.Str(
        load_default="",
        metadata={
            "description": 'Words; "a phrase", cataly*, AND OR NOT, -not, parentheses; 256 letters'
        },
    )
    exact = fields.Bool(
        load_default=False,
        metadata={
            "description": "Take words as they are typed; leave out what has too few of them"
        },
    )
    measure = fields.List(
        Figure(),
        validate=validate.Length(max=MOST_FIGURES),
        metadata={
            "description": "Figures to be met, in any unit that fits: so2_out ≤35 mg/m³. Repeat. "
            "The codes of measurands are listed by GET /api/v1/measurands"
        },
    )
    kind = _codes("Kinds of things; repeat for several.", validate.OneOf(list(house.DOCUMENTS)))
    sort = fields.Str(
        load_default="",
        validate=must_be_an_order,
        metadata={
            "description": f"{', '.join(SORTS)}; measure:<measurand> puts the smallest sure figure "
            "first, -measure:<measurand> the largest"
        },
    )
    trl_min = _number("Least maturity (TRL 1 to 9)", validate.Range(1, 13))
    trl_max = _number("Greatest maturity", validate.Range(1, 13))
    price_min_fen = _number("Least price in fen", MONEY)
    price_max_fen = _number("Greatest price in fen", MONEY)
    budget_min_fen = _number("Least budget in fen", MONEY)
    budget_max_fen = _number("Greatest budget in fen", MONEY)
    published_from = _day("Published on this day or later")
    published_to = _day("Published on this day or before")
    deadline_from = _day("Open at least until this day")
    deadline_to = _day("Closes on this day or before")

    @validates_schema
    def ends_in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a range whose lower end lies above its upper one: nothing could be in it."""
        for low, high in ENDS.values():
            if low in data and high in data and data[low] > data[high]:
                raise ValidationError({low: [speak(REVERSED)]})

    @post_load
    def asked(self, data: dict[str, Any], **_: Any) -> Asked:
        """As the query takes it."""
        return _asked(data)


def _asked(data: dict[str, Any]) -> Asked:
    return Asked(
        text=data["q"],
        kinds=tuple(data.get("kind", house.DOCUMENTS)),
        filters={name: tuple(data[name]) for name in FACETS if data.get(name)},
        ranges=_ranges(data),
        sort=data["sort"],
        limit=data["limit"],
        after=data.get("after"),
        facets=("kind", *FACETS),
        measures=tuple(data.get("measure", ())),
        exact=data["exact"],
    )


SearchIn = _Question.from_dict({name: _codes(words.en) for name, words in FACETS.items()})
ENDS = {
    "trl": ("trl_min", "trl_max"),
    "price_fen": ("price_min_fen", "price_max_fen"),
    "budget_fen": ("budget_min_fen", "budget_max_fen"),
    "published": ("published_from", "published_to"),
    "deadline": ("deadline_from", "deadline_to"),
}
RANGES = tuple(name for ends in ENDS.values() for name in ends)
# The ends of ranges of money as people fill them in, in ten thousand yuan.
SUMS = {"price_fen": ("price_from", "price_to"), "budget_fen": ("budget_from", "budget_to")}


def _ranges(data: dict[str, Any]) -> dict[str, tuple[int | None, int | None]]:
    """Ends by number; days as the index counts them."""
    ends = {name: (_end(data, low), _end(data, high)) for name, (low, high) in ENDS.items()}
    return {name: pair for name, pair in ends.items() if pair != (None, None)}


def _end(data: dict[str, Any], name: str) -> int | None:
    value = data.get(name)
    return (value - EPOCH).days if isinstance(value, date) else value


EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class PageAsked:
    """What the page is asked beside the question itself.

    `compare` are the technologies ticked so far, `compares` that they shall be compared now;
    `sums` are ends of ranges in fen that people filled in otherwise, by their name in the address.
    """

    asked: Asked
    compare: tuple[UUID, ...]
    compares: bool
    sums: dict[str, int]


def _sum() -> fields.Decimal:
    return fields.Decimal(allow_nan=False, validate=validate.Range(0, money.MOST // money.WAN))


class SearchPageIn(SearchIn):  # type: ignore[misc, valid-type]  # It is made above.
    """A question as the search page takes it."""

    compare = fields.List(fields.UUID(), validate=validate.Length(max=MOST_VALUES))
    to = fields.Str(validate=validate.Equal("comparison"))
    price_from, price_to = _sum(), _sum()
    budget_from, budget_to = _sum(), _sum()

    @post_load
    def asked(self, data: dict[str, Any], **_: Any) -> PageAsked:
        """The question, and what the page does with its answer."""
        typed = [
            pair for number, ends in SUMS.items() for pair in zip(ends, ENDS[number], strict=True)
        ]
        sums = {end: int(data[name] * money.WAN) for name, end in typed if name in data}
        return PageAsked(_asked(data), tuple(data.get("compare", ())), "to" in data, sums)


class SimilarIn(Schema):
    """The thing that others shall be like."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    kind = fields.Str(required=True, validate=validate.OneOf(list(house.DOCUMENTS)))
    id = fields.UUID(required=True)
    limit = fields.Int(load_default=10, validate=validate.Range(1, 50))


class SuggestIn(Schema):
    """The beginning of a word."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    prefix = fields.Str(required=True, validate=validate.Length(1, 64))
    limit = fields.Int(load_default=10, validate=validate.Range(1, 20))
