"""What goes in and out of this room's doors."""

from typing import Any

from marshmallow import Schema, fields, validate

from marketplace.reminders.models import Escalation
from marketplace.reminders.rules import MAY
from marketplace.reminders.states import ESCALATION
from marketplace.web.doors import PageIn
from marketplace.web.fields import Stamp, Text, open_moves, reader


class EscalationListIn(PageIn):
    """Which escalations."""

    state = fields.Str(validate=validate.OneOf([s.value for s in ESCALATION.states()]))


class CloseIn(Schema):
    """What was done about it."""

    note = Text(required=True, most=2000)


def _ask(row: Escalation) -> str:
    return row.ask_en if reader()[1] == "en" else row.ask_zh


def _moves(row: Escalation) -> list[dict[str, Any]]:
    actor, language = reader()
    return [
        {"name": m.name, "words": m.words.to("en" if language == "en" else "zh")}
        for m in open_moves(ESCALATION, MAY, actor, row)
    ]


class EscalationOut(Schema):
    """Something that rests although everybody was reminded; `org_id` is whose turn it is."""

    id = fields.UUID()
    version = fields.Int()
    state = fields.Str()
    noun = fields.Str()
    subject_id = fields.UUID()
    title = fields.Str()
    url = fields.Str()
    ask = fields.Function(_ask, metadata={"type": "string"})
    org_id = fields.UUID()
    since = Stamp()
    note = fields.Str(allow_none=True)
    created_at = Stamp()
    moves = fields.Function(_moves, metadata={"type": "array", "items": {"type": "object"}})
