"""What goes in and out of this room's doors."""

from datetime import time
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from marketplace.notices.actions import ChooseNotices
from marketplace.notices.channels import routing
from marketplace.notices.models import Notice
from marketplace.notices.states import KINDS, Chosen, Quiet, left
from marketplace.web.doors import PageIn
from marketplace.web.fields import Stamp, reader


def _words(line: Notice) -> str:
    return line.en if reader()[1] == "en" else line.zh


class InboxIn(PageIn):
    """Which of one's notices."""

    unread = fields.Bool(load_default=False)
    kind = fields.Str(validate=validate.OneOf(list(KINDS)))


class NoticeOut(Schema):
    """One line of an inbox, in the reader's language; `worker` is the one that delivered it."""

    id = fields.UUID()
    kind = fields.Str()
    fact = fields.Str()
    subject_kind = fields.Str()
    subject_id = fields.UUID()
    words = fields.Function(_words, metadata={"type": "string"})
    url = fields.Str()
    worker = fields.Str()
    created_at = Stamp()
    read_at = Stamp(allow_none=True)


class UnreadOut(Schema):
    """How many notices wait to be read."""

    unread = fields.Int()


class Hour(fields.Field[time]):
    """A time of day in Asia/Shanghai, as HH:MM."""

    def _serialize(self, value: time | None, *_: Any, **__: Any) -> str | None:
        return value.strftime("%H:%M") if value else None

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> time:
        try:
            read = time.fromisoformat(value)
        except (ValueError, TypeError) as error:
            raise ValidationError("Not a valid time.") from error
        if read.tzinfo or read.second or read.microsecond:
            raise ValidationError("Not a valid time.")
        return read


def _of_kind(name: Any) -> type[Schema]:
    wishes = {
        channel: fields.Str(validate=validate.OneOf(list(left(name, channel, offered))))
        for channel, offered in routing.choices().items()
    }
    return Schema.from_dict(dict(wishes), name=f"Notice{name.title().replace('_', '')}")


def _hour(**more: Any) -> Hour:
    return Hour(metadata={"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}, **more)


# Every kind of notice, with what can be chosen for it on each channel.
Kinds: Any = Schema.from_dict(
    {name: fields.Nested(_of_kind(name)) for name in KINDS}, name="NoticeKinds"
)


class NoticeSettingsIn(Schema):
    """How one wants to be told: `now`, `digest` or `off`; what is left out stays as it is.

    Equal hours mean no quiet hours; `quiet_mail` lets them hold for mail too.
    """

    quiet_from = _hour(required=True)
    quiet_until = _hour(required=True)
    quiet_mail = fields.Bool(load_default=False)
    kinds = fields.Nested(Kinds, load_default=dict)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ChooseNotices:
        """As the action takes it."""
        wishes = {
            (kind, channel): wish
            for kind, several in data["kinds"].items()
            for channel, wish in several.items()
        }
        return ChooseNotices(
            wishes, Quiet(data["quiet_from"], data["quiet_until"]), data["quiet_mail"]
        )


def held(chosen: Chosen) -> dict[str, dict[str, str]]:
    """What holds for each kind on each channel, chosen or by default."""
    return {
        name: {
            channel: chosen.wish(name, channel, offered[0])
            for channel, offered in routing.choices().items()
        }
        for name in KINDS
    }


class NoticeSettingsOut(Schema):
    """How one is told, defaults included."""

    quiet_from = _hour(attribute="quiet.since")
    quiet_until = _hour(attribute="quiet.until")
    quiet_mail = fields.Bool()
    kinds = fields.Function(held, metadata={"type": "object"})
