"""Referrals in and out."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.service.actions.referral import Refer
from marketplace.service.rules import referral as rules
from marketplace.service.states import REFERRAL
from marketplace.service.words import SUBJECTS
from marketplace.web.doors import PageIn
from marketplace.web.fields import Moves, Stamp, Text


class ReferralIn(Schema):
    """What is put before which broker."""

    broker_id = fields.UUID(required=True)
    subject_kind = fields.Str(required=True, validate=validate.OneOf(list(SUBJECTS)))
    subject_id = fields.UUID(required=True)
    title = Text(required=True, most=120)
    note = Text(most=2000)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Refer:
        """As the action takes it."""
        return Refer(**data)


class ReferralAskedIn(Schema):
    """The thing a page wants to refer, named in the address of the form."""

    subject_kind = fields.Str(validate=validate.OneOf(list(SUBJECTS)))
    subject_id = fields.UUID()
    title = Text(most=120)


class ReferralChangeIn(Schema):
    """A better explanation, while it waits."""

    note = Text(required=True, most=2000)


class ReferralAnswerIn(Schema):
    """What the broker says to it."""

    answer = Text(most=2000)


class ReferralListIn(PageIn):
    """Which referrals."""

    state = fields.Str(validate=validate.OneOf([s.value for s in REFERRAL.states()]))


class ReferralOut(Schema):
    """A referral, to its two ends."""

    id = fields.UUID()
    version = fields.Int()
    broker_id = fields.UUID()
    broker_org = fields.UUID()
    from_org = fields.UUID()
    subject_kind = fields.Str()
    subject_id = fields.UUID()
    title = fields.Str()
    note = fields.Str(allow_none=True)
    answer = fields.Str(allow_none=True)
    answer_by = Stamp()
    state = fields.Str()
    created_at = Stamp()
    moves = Moves(REFERRAL, rules.MAY)
