"""What goes in and out of the operator's batch review."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.display.actions import Item
from marketplace.web.fields import Stamp, Text, reader


class ItemIn(Schema):
    """One thing, in the version its reader saw."""

    kind = fields.Str(load_default="technology", validate=validate.Length(1, 40))
    id = fields.UUID(required=True)
    version = fields.Int(required=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Item:
        """As the action takes it."""
        return Item(**data)


class ReviewIn(Schema):
    """One move for several things, each judged on its own."""

    items = fields.List(fields.Nested(ItemIn), required=True, validate=validate.Length(1, 500))
    move = fields.Str(required=True, validate=validate.Length(1, 40))
    reason = fields.Str(validate=validate.Length(1, 40))
    text = Text(most=2000)


class RenewalsIn(Schema):
    """Several technologies to renew, and what is confirmed for all of them."""

    items = fields.List(fields.Nested(ItemIn), required=True, validate=validate.Length(1, 500))
    price = fields.Bool(load_default=False)
    availability = fields.Bool(load_default=False)
    legal_state = fields.Bool(load_default=False)
    contact = fields.Bool(load_default=False)
    trl = fields.Bool(load_default=False)


class VerdictOut(Schema):
    """What became of one thing: its new state, or why not."""

    kind = fields.Str()
    id = fields.UUID()
    state = fields.Str(allow_none=True)
    code = fields.Function(lambda v: v.problem.code if v.problem else None)
    title = fields.Method("_title")
    fields_ = fields.Function(
        lambda v: v.problem.data.get("fields", []) if v.problem else [],
        data_key="fields",
        metadata={"type": "array"},
    )

    def _title(self, verdict: Any) -> str | None:
        _, language = reader()
        if verdict.problem is None:
            return None
        return str(verdict.problem.phrase().to("en" if language == "en" else "zh"))


class VerdictsOut(Schema):
    """The outcomes, in the order asked."""

    verdicts = fields.List(fields.Nested(VerdictOut))


class WaitingOut(Schema):
    """One thing that waits for the operator."""

    kind = fields.Str()
    id = fields.UUID()
    version = fields.Int()
    title = fields.Str()
    state = fields.Str()
    holder_id = fields.UUID()
    since = Stamp(attribute="moved_at")
    due_at = Stamp()


class QueueOut(Schema):
    """What waits for the operator, the longest waiting first."""

    items = fields.List(fields.Nested(WaitingOut))
