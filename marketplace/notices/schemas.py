"""What goes in and out of this room's doors."""

from marshmallow import Schema, fields

from marketplace.notices.models import Notice
from marketplace.web.doors import PageIn
from marketplace.web.fields import Stamp, reader


def _words(line: Notice) -> str:
    return line.en if reader()[1] == "en" else line.zh


class InboxIn(PageIn):
    """Which of one's notices."""

    unread = fields.Bool(load_default=False)


class NoticeOut(Schema):
    """One line of an inbox, in the reader's language; `worker` is the one that delivered it."""

    id = fields.UUID()
    fact = fields.Str()
    subject_kind = fields.Str()
    subject_id = fields.UUID()
    words = fields.Function(_words, metadata={"type": "string"})
    url = fields.Str()
    worker = fields.Str()
    created_at = Stamp()
    read_at = Stamp(allow_none=True)
