"""What the desk answers."""

from marshmallow import Schema, fields

from marketplace.core.speech import Phrase
from marketplace.web.fields import Stamp, reader


def _said(name: str) -> fields.Function:
    def say(thing: object) -> str:
        phrase: Phrase = getattr(thing, name)
        return phrase.to("en" if reader()[1] == "en" else "zh")

    return fields.Function(say, metadata={"type": "string"})


class LineOut(Schema):
    """One thing that needs you: what is asked, and until when."""

    id = fields.UUID()
    title = fields.Str()
    url = fields.Str()
    ask = _said("ask")
    state = _said("state")
    since = Stamp()
    due = Stamp()
    overdue = fields.Bool()
    until = _said("until")


class GroupOut(Schema):
    """The things of one life cycle; `count` may be more than the items shown."""

    noun = fields.Str()
    label = _said("words")
    count = fields.Int()
    items = fields.List(fields.Nested(LineOut), attribute="lines")


class DeskOut(Schema):
    """What needs you today."""

    total = fields.Int()
    groups = fields.List(fields.Nested(GroupOut))
