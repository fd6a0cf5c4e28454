"""Licence requests at the doors."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.trading.actions.reason import Reason
from marketplace.trading.actions.request import ChangeRequest, NewRequest
from marketplace.trading.rules import request as rules
from marketplace.trading.rules.places import known
from marketplace.trading.schemas.fields import AnyField, Places, Yuan
from marketplace.trading.schemas.terms import MOST_PLACES, one_of
from marketplace.trading.states import REQUEST
from marketplace.trading.words import request as words
from marketplace.trading.words.terms import LICENCES
from marketplace.web.doors import PageIn
from marketplace.web.fields import Fen, Moves, Stamp, Text


class LicenceRequestChangeIn(Schema):
    """New words for a draft; all of them replace the old ones."""

    wanted = fields.Str(required=True, validate=one_of(LICENCES))
    territory: AnyField = fields.List(
        fields.Str(validate=known), load_default=["CN"], validate=validate.Length(1, MOST_PLACES)
    )
    field = Text(most=500)
    months = fields.Int(validate=validate.Range(1, 1200))
    budget_fen: AnyField = Fen()
    message = Text(most=5000)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Any:
        """As the action takes it."""
        return ChangeRequest(**data | {"territory": tuple(data["territory"])})


class LicenceRequestIn(LicenceRequestChangeIn):
    """Which licence is wanted of which technology; `seeker_id` from a broker with a mandate."""

    technology_id = fields.UUID(required=True)
    demand_id = fields.UUID()
    seeker_id = fields.UUID()

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Any:
        """As the action takes it."""
        return NewRequest(**data | {"territory": tuple(data["territory"])})


class LicenceRequestFormIn(LicenceRequestIn):
    """The same from a form."""

    territory: AnyField = Places(load_default=("CN",))
    budget_fen: AnyField = Yuan()


class LicenceRequestChangeFormIn(LicenceRequestChangeIn):
    """New words for a draft, from a form."""

    territory: AnyField = Places(load_default=("CN",))
    budget_fen: AnyField = Yuan()


class LicenceRequestListIn(PageIn):
    """Which requests: those that came `in` or went `out`, in a state, for a technology."""

    direction = fields.Str(validate=validate.OneOf(["in", "out"]))
    state = fields.Str(validate=one_of(words.STATES))
    technology = fields.UUID()


class OutcomeIn(Schema):
    """Why it ends: a code of the list that belongs to the move, and words."""

    reason = fields.Str(required=True, validate=validate.Length(1, 40))
    note = Text(most=2000)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Reason:
        """As the action takes it."""
        return Reason(data["reason"], data.get("note"))


class LicenceRequestOut(Schema):
    """A licence request, to those who take part in it."""

    id = fields.UUID()
    version = fields.Int()
    title = fields.Str()
    technology_id = fields.UUID()
    seeker_id = fields.UUID()
    holder_id = fields.UUID()
    broker_id = fields.UUID(allow_none=True)
    suggested_broker = fields.UUID(allow_none=True)
    demand_id = fields.UUID(allow_none=True)
    deal_id = fields.UUID(allow_none=True)
    state = fields.Str()
    wanted = fields.Str()
    territory = fields.List(fields.Str())
    field = fields.Str(allow_none=True)
    months = fields.Int(allow_none=True)
    budget_fen = fields.Int(allow_none=True)
    message = fields.Str(allow_none=True)
    created_at = Stamp()
    sent_at = Stamp(allow_none=True)
    respond_by = Stamp(allow_none=True)
    escalated_at = Stamp(allow_none=True)
    due_at = Stamp(allow_none=True)
    reason = fields.Str(allow_none=True)
    reason_note = fields.Str(allow_none=True)
    moves = Moves(REQUEST, rules.MAY)
