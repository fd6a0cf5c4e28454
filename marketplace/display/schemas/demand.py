"""What goes in and out of the doors of demands, their proposals and rewrites."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.display.actions.demand import (
    Award,
    AwardAll,
    DemandFields,
    Item,
    Offer,
    Question,
    Shortlist,
)
from marketplace.display.actions.demand.targets import read as read_target
from marketplace.display.states.claim import COMPARATORS
from marketplace.display.states.demand import DemandState
from marketplace.display.words.demand import (
    BUDGET_SOURCES,
    DISCLOSURES,
    MODES,
    PROCUREMENT_ROUTES,
)
from marketplace.web.doors import PageIn
from marketplace.web.fields import Coded, Day, Fen, Text
from marketplace.web.sender import sender

MOST_TARGETS, MOST_CODES, MOST_ITEMS = 30, 20, 200


def _codes() -> Any:
    return fields.List(
        fields.Str(validate=validate.Length(1, 40)),
        load_default=(),
        validate=validate.Length(max=MOST_CODES),
    )


class TargetIn(Schema):
    """A target: `quantity` as people write it (“≤35 mg/m³”), or its four parts."""

    measurand = fields.Str(required=True, validate=validate.Length(1, 60))
    quantity = Text(most=80)
    comparator = fields.Str(validate=validate.OneOf(COMPARATORS))
    low = fields.Decimal(allow_none=True)
    high = fields.Decimal(allow_none=True)
    unit = fields.Str(validate=validate.Length(max=40))
    condition = Text(most=200, allow_none=True)
    baseline = Text(most=200, allow_none=True)
    must_have = fields.Bool(load_default=True)


class DemandIn(Schema):
    """The full form; money in fen, deadline as a day in China."""

    title = Text(required=True, most=120)
    text = Text(required=True, most=8000)
    targets = fields.List(
        fields.Nested(TargetIn), load_default=(), validate=validate.Length(max=MOST_TARGETS)
    )
    budget_low: fields.Field[int] = Fen(load_default=None, allow_none=True)
    budget_high: fields.Field[int] = Fen(load_default=None, allow_none=True)
    budget_source = fields.Str(
        load_default=None, allow_none=True, validate=validate.OneOf(list(BUDGET_SOURCES))
    )
    procurement_route = fields.Str(
        load_default=None, allow_none=True, validate=validate.OneOf(list(PROCUREMENT_ROUTES))
    )
    deadline = Day(load_default=None, allow_none=True)
    industry = Coded("gbt4754", load_default=None, allow_none=True)
    place = Coded("regions", load_default=None, allow_none=True)
    processes = _codes()
    pollutants = _codes()
    green_fields = _codes()
    trl = fields.Int(load_default=None, allow_none=True, validate=validate.Range(1, 9))
    licences = _codes()
    scale = Text(most=200, load_default=None, allow_none=True)
    contact = Text(most=200, load_default=None, allow_none=True)
    mode = fields.Str(load_default="open", validate=validate.OneOf(list(MODES)))
    multi_award = fields.Bool(load_default=False)
    disclosure = fields.Str(load_default="anonymous", validate=validate.OneOf(list(DISCLOSURES)))
    brokers_may_help = fields.Bool(load_default=False)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> DemandFields:
        """As the action takes it."""
        return DemandFields(**changes(data))


def changes(data: dict[str, Any]) -> dict[str, Any]:
    """What was given, with its targets read. Raises BadTarget."""
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    if "targets" in values:
        read = (read_target(each, at) for at, each in enumerate(values["targets"]))
        values["targets"] = tuple(read)
    return values


class DemandChangeIn(DemandIn):
    """The fields to change; what is not given stays."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"partial": True})

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the action takes it."""
        return changes(data)


class RewriteIn(Schema):
    """Other words for a demand, and why."""

    changes = fields.Nested(DemandChangeIn, required=True)
    note = Text(most=1000, load_default=None)


class QuestionIn(Schema):
    """The three lines."""

    text = Text(required=True, most=2000, least=4)
    contact = Text(required=True, most=100)
    place = Coded("regions", required=True)
    brokers_may_help = fields.Bool(load_default=False)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Question:
        """As the action takes it."""
        return Question(**data, sender=sender())


class DemandListIn(PageIn):
    """Which demands."""

    state = fields.Str(validate=validate.OneOf([s.value for s in DemandState]))
    own = fields.Bool(load_default=False)
    to_complete = fields.Bool(load_default=False)


class AttachIn(Schema):
    """The firm that asked."""

    organisation = fields.UUID(required=True)


class DemandReviewIn(Schema):
    """Why: a code of the list, and words."""

    reason = fields.Str(validate=validate.Length(max=40))
    note = Text(most=2000, load_default=None)


class DemandReasonIn(Schema):
    """Why, in words."""

    reason = Text(most=2000, load_default=None)


class DemandRenewIn(Schema):
    """Until when; the usual time without it."""

    deadline = Day(load_default=None)


class DemandItemIn(Schema):
    """A demand of a batch, as it was seen."""

    id = fields.UUID(required=True)
    version = fields.Int(required=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Item:
        """As the action takes it."""
        return Item(**data)


class DemandBatchIn(Schema):
    """One move of many demands: the operator's review, or the seeker's renewal."""

    move = fields.Str(
        required=True,
        validate=validate.OneOf(["publish", "request_changes", "reject", "renew"]),
    )
    items = fields.List(
        fields.Nested(DemandItemIn), required=True, validate=validate.Length(1, MOST_ITEMS)
    )
    reason = fields.Str(load_default=None, validate=validate.Length(max=40))
    note = Text(most=2000, load_default=None)
    deadline = Day(load_default=None)


class ProposalIn(Schema):
    """A proposal: a technology of the market or a text; price in fen."""

    technology_id = fields.UUID(load_default=None)
    text = Text(most=8000, load_default=None)
    price_fen = Fen(load_default=None)
    note = Text(most=2000, load_default=None)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Offer:
        """As the action takes it."""
        return Offer(**data)


class ShortlistIn(Schema):
    """The proposals to look at closer, and why."""

    proposals = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 100))
    reason = Text(required=True, most=2000)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Shortlist:
        """As the action takes it."""
        return Shortlist(tuple(data["proposals"]), data["reason"])


class OneAwardIn(Schema):
    """A winner, why, and the amount in fen where it differs from the price asked."""

    proposal = fields.UUID(required=True)
    reason = Text(required=True, most=2000)
    amount_fen = Fen(load_default=None)


class AwardIn(Schema):
    """The winners, what the others are told, why the ceiling is exceeded."""

    awards = fields.List(fields.Nested(OneAwardIn), required=True, validate=validate.Length(1, 100))
    others_reason = Text(most=2000, load_default=None)
    ceiling_change = Text(most=2000, load_default=None)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> AwardAll:
        """As the action takes it."""
        awards = tuple(Award(**each) for each in data.pop("awards"))
        return AwardAll(awards, **data)


class DemandDisclosureIn(Schema):
    """To whom."""

    organisation = fields.UUID(required=True)


class AskMoreIn(Schema):
    """What you would like to know, and why."""

    note = Text(most=1000, load_default=None)
