"""The forms by which proposals are made and chosen: money as people write it."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.display.actions.demand import Award, AwardAll, Offer, Shortlist
from marketplace.display.schemas.demand_form import Amount
from marketplace.web.fields import Text


class OfferFormIn(Schema):
    """A proposal; the price as people write it."""

    technology_id = fields.UUID(load_default=None)
    text = Text(most=8000, load_default=None)
    price_fen = Amount(load_default=None)
    note = Text(most=2000, load_default=None)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Offer:
        """As the action takes it."""
        return Offer(**data)


class ShortlistFormIn(Schema):
    """The ticked proposals, and why."""

    proposals = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 100))
    reason = Text(required=True, most=2000)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Shortlist:
        """As the action takes it."""
        return Shortlist(tuple(data["proposals"]), data["reason"])


class AwardFormIn(Schema):
    """The ticked winners with one reason; an amount is given where one wins at another price."""

    proposals = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 100))
    reason = Text(required=True, most=2000)
    amount_fen = Amount(load_default=None)
    others_reason = Text(most=2000, load_default=None)
    ceiling_change = Text(most=2000, load_default=None)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> AwardAll:
        """As the action takes it."""
        amount = data["amount_fen"] if len(data["proposals"]) == 1 else None
        awards = tuple(Award(key, data["reason"], amount) for key in data["proposals"])
        return AwardAll(awards, data["others_reason"], data["ceiling_change"])
