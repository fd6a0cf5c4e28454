"""Deals and offers at the doors."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.trading.actions.deal import StruckElsewhere
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.rules import deal as rules
from marketplace.trading.rules.terms import Terms
from marketplace.trading.schemas.terms import DealTermsFormIn, DealTermsIn, one_of
from marketplace.trading.states import DEAL, Side
from marketplace.trading.words import deal as words
from marketplace.web.doors import PageIn
from marketplace.web.fields import Day, Moves, Stamp, Text, reader


def _offer(data: dict[str, Any], terms: Terms) -> MakeOffer:
    side = data.get("side")
    return MakeOffer(terms, data.get("valid_days"), Side(side) if side else None)


class DealOfferIn(Schema):
    """Terms for the other side, and for how many days they stand."""

    terms = fields.Nested(DealTermsIn, required=True)
    valid_days = fields.Int(validate=validate.Range(1, 3650))
    side = fields.Str(validate=one_of(words.SIDES))

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> MakeOffer:
        """As the action takes it."""
        return _offer(data, data["terms"])


class DealOfferFormIn(DealTermsFormIn):
    """The same from a form, where terms are not nested."""

    valid_days = fields.Int(validate=validate.Range(1, 3650))
    side = fields.Str(validate=one_of(words.SIDES))

    @post_load
    def terms(self, data: dict[str, Any], **more: Any) -> MakeOffer:
        """As the action takes it."""
        about = {name: data.pop(name, None) for name in ("valid_days", "side")}
        return _offer(about, super().terms(data, **more))


class AcceptIn(Schema):
    """The offer that was read: its number and the hash of its terms."""

    no = fields.Int(required=True, validate=validate.Range(min=1))
    content_hash = fields.Str(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}$"))

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> AcceptOffer:
        """As the action takes it."""
        return AcceptOffer(**data)


class DealElsewhereIn(Schema):
    """A deal made outside the market: with whom (by id or name), when, what terms, the proof."""

    technology_id = fields.UUID(required=True)
    seeker_id = fields.UUID()
    seeker = Text(most=120)
    struck_on = Day(required=True)
    evidence_note = Text(required=True, most=2000)
    terms = fields.Nested(DealTermsIn, required=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> StruckElsewhere:
        """As the action takes it."""
        return StruckElsewhere(**data)


class DealElsewhereFormIn(DealTermsFormIn):
    """The same from a form, whose door has found out which organisation the name means."""

    technology_id = fields.UUID(required=True)
    seeker_id = fields.UUID(required=True)
    struck_on = Day(required=True)
    evidence_note = Text(required=True, most=2000)

    @post_load
    def terms(self, data: dict[str, Any], **more: Any) -> StruckElsewhere:
        """As the action takes it."""
        names = ("technology_id", "seeker_id", "struck_on", "evidence_note")
        about = {name: data.pop(name) for name in names}
        return StruckElsewhere(terms=super().terms(data, **more), **about)


class DealFromProposalIn(Schema):
    """The proposal that won."""

    proposal_id = fields.UUID(required=True)


class DealBrokerIn(Schema):
    """The broker firm that shall act for one's own side."""

    broker_id = fields.UUID(required=True)


class DealListIn(PageIn):
    """Which deals: in a state, or those where it is `mine` to speak, the `open`, the `ended`."""

    state = fields.Str(validate=one_of(words.STATES))
    stage = fields.Str(validate=validate.OneOf(["mine", "open", "ended"]))
    technology = fields.UUID()


class TermChangeOut(Schema):
    """One field that reads differently from the version before, in the reader's language."""

    field = fields.Str()
    label = fields.Function(lambda row: row.label.to(reader()[1]), metadata={"type": "string"})
    before = fields.Function(lambda row: row.before.to(reader()[1]), metadata={"type": "string"})
    after = fields.Function(lambda row: row.after.to(reader()[1]), metadata={"type": "string"})


class OfferOut(Schema):
    """One version of the terms."""

    id = fields.UUID()
    no = fields.Int()
    side = fields.Str()
    by_org = fields.UUID()
    by_person = fields.UUID(allow_none=True)
    mandate_id = fields.UUID(allow_none=True)
    terms = fields.Dict()
    content_hash = fields.Str()
    made_at = Stamp()
    expires_at = Stamp()
    state = fields.Str()
    settled_at = Stamp(allow_none=True)


class OfferVersionOut(OfferOut):
    """One version of the terms, and what it changed."""

    changes = fields.List(fields.Nested(TermChangeOut))


class DealOut(Schema):
    """A deal, to those who take part in it."""

    id = fields.UUID()
    version = fields.Int()
    title = fields.Str()
    technology_id = fields.UUID()
    holder_id = fields.UUID()
    seeker_id = fields.UUID()
    broker_for_holder = fields.UUID(allow_none=True)
    broker_for_seeker = fields.UUID(allow_none=True)
    origin = fields.Str()
    origin_id = fields.UUID(allow_none=True)
    struck_on = fields.Date(allow_none=True)
    evidence_note = fields.Str(allow_none=True)
    state = fields.Str()
    turn = fields.Str(metadata={"description": "The side that speaks next while negotiating"})
    my_turn = fields.Function(
        lambda row: rules.is_awaited(reader()[0], row),
        metadata={"type": "boolean"},
    )
    due_at = Stamp(allow_none=True)
    current = fields.Nested(OfferOut, allow_none=True)
    opened_at = Stamp()
    moved_at = Stamp()
    reason = fields.Str(allow_none=True)
    reason_note = fields.Str(allow_none=True)
    moves = Moves(DEAL, rules.MAY)
