"""What search is asked and what it answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import RAISE, Schema, fields, post_load, validate

from marketplace import house
from marketplace.core import money
from marketplace.search.queries.asking import Asked
from marketplace.search.words import FACETS, SORTS
from marketplace.web.doors import PageIn

MOST_VALUES = 50
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


class _Question(PageIn):
    """The text, the order and the ranges."""

    q = fields.Str(
        load_default="",
        metadata={
            "description": 'Words; "a phrase", cataly*, AND OR NOT, -not, parentheses; 256 letters'
        },
    )
    kind = _codes("Kinds of things; repeat for several.", validate.OneOf(list(house.DOCUMENTS)))
    sort = fields.Str(load_default="", validate=validate.OneOf(["", *SORTS]))
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


class FactOut(Schema):
    """One fact about a thing that was found: the facet, its code and its name."""

    facet = fields.Str()
    code = fields.Str()
    label = fields.Str()


class ItemOut(Schema):
    """One thing that was found; `title_parts` and `snippet` mark what was asked for."""

    id = fields.UUID()
    kind = fields.Str()
    title = fields.Str()
    url = fields.Str()
    title_parts = fields.List(fields.Tuple((fields.Str(), fields.Bool())))
    snippet = fields.List(fields.Tuple((fields.Str(), fields.Bool())))
    facts = fields.List(fields.Nested(FactOut))
    numbers = fields.Dict(keys=fields.Str(), values=fields.Int())


class ValueOut(Schema):
    """One value of a facet, its name in the reader's language and how many things have it.

    Where values lie in others, `parent` is the one it lies in. Of such a tree the roots are told,
    the chosen values with all they lie in, and what lies directly in these: choose one to see more.
    """

    value = fields.Str()
    parent = fields.Str(allow_none=True)
    label = fields.Str()
    count = fields.Int()
    chosen = fields.Bool()


class SearchOut(Schema):
    """A page of things found, how many there are in all, and counts by facet."""

    items = fields.List(fields.Nested(ItemOut))
    total = fields.Int()
    facets = fields.Dict(keys=fields.Str(), values=fields.List(fields.Nested(ValueOut)))
    next = fields.Str(allow_none=True)


class SuggestIn(Schema):
    """The beginning of a word."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    prefix = fields.Str(required=True, validate=validate.Length(1, 64))
    limit = fields.Int(load_default=10, validate=validate.Range(1, 20))


class SuggestOut(Schema):
    """Words that begin like this, the most frequent first."""

    items = fields.List(fields.Str())
