"""What goes in and out of this room's doors."""

from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, fields, post_load, validate

from marketplace.outreach.actions import ChangeEndpoint, RegisterEndpoint
from marketplace.outreach.models import Endpoint
from marketplace.outreach.rules import endpoint as rules
from marketplace.outreach.states import ENDPOINT
from marketplace.outreach.words import FORMATS, KINDS, LANGUAGES
from marketplace.web.fields import Moves, Stamp, Text

LONGEST_NAME, LONGEST_URL, LONGEST_SECRET = 80, 2000, 200
KIND = validate.OneOf(list(KINDS))


class EndpointIn(Schema):
    """A receiving address. Leave `kinds` empty for all; `secret` is a robot's own."""

    name = Text(required=True, most=LONGEST_NAME)
    url = Text(required=True, most=LONGEST_URL)
    format = fields.Str(load_default="standard", validate=validate.OneOf(list(FORMATS)))
    kinds = fields.List(fields.Str(validate=KIND), load_default=list)
    language = fields.Str(load_default="zh", validate=validate.OneOf(list(LANGUAGES)))
    secret = Text(most=LONGEST_SECRET, load_only=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> RegisterEndpoint:
        """As the action takes it."""
        return RegisterEndpoint(**{**data, "kinds": tuple(data["kinds"])})


class EndpointChangeIn(Schema):
    """New details; what is left out stays as it is."""

    name = Text(most=LONGEST_NAME)
    url = Text(most=LONGEST_URL)
    kinds = fields.List(fields.Str(validate=KIND))
    language = fields.Str(validate=validate.OneOf(list(LANGUAGES)))
    secret = Text(most=LONGEST_SECRET, load_only=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ChangeEndpoint:
        """As the action takes it."""
        kinds = tuple(data["kinds"]) if "kinds" in data else None
        return ChangeEndpoint(**{**data, "kinds": kinds})


class EndpointForm(EndpointChangeIn):
    """The form of details: a box that is not ticked is one that is taken off."""

    kinds = fields.List(fields.Str(validate=KIND), load_default=list)


def masked(row: Endpoint) -> str:
    """The address without what is secret in it: a robot's address is its key."""
    parts = urlsplit(row.url)
    if row.format == "standard":
        return row.url.partition("?")[0]
    return f"{parts.scheme}://{parts.netloc}/…{row.url[-4:]}"


class EndpointOut(Schema):
    """A receiving address; `url` without what is secret in it."""

    id = fields.UUID()
    version = fields.Int()
    name = fields.Str()
    url = fields.Function(masked, metadata={"type": "string"})
    format = fields.Str()
    kinds = fields.List(fields.Str())
    language = fields.Str()
    state = fields.Str()
    failures = fields.Int(attribute="health.failures")
    failing_since = Stamp(attribute="health.failing_since", allow_none=True)
    last_success_at = Stamp(attribute="health.last_success_at", allow_none=True)
    last_failure_at = Stamp(attribute="health.last_failure_at", allow_none=True)
    created_at = Stamp()
    moves = Moves(ENDPOINT, rules.MAY)


class AttemptOut(Schema):
    """One try: when, the status, what came of it (null where its worker died)."""

    message = fields.Str()
    fact = fields.Str()
    started_at = Stamp()
    ended_at = Stamp(allow_none=True)
    status = fields.Int(allow_none=True)
    outcome = fields.Str(allow_none=True)


class EndpointMadeOut(Schema):
    """A receiving address, and its secret, which is answered this once (null for robots)."""

    endpoint = fields.Nested(EndpointOut)
    secret = fields.Str(allow_none=True)
