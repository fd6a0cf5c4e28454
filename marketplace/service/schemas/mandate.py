"""Mandates, consents and introductions in and out."""

import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, pre_load, validate

from marketplace.core.money import parse_yuan
from marketplace.core.unreadable import Unreadable
from marketplace.service.actions.introduction import Introduce
from marketplace.service.actions.mandate import DraftMandate, Terms
from marketplace.service.rules import mandate as rules
from marketplace.service.states import INTRODUCTION, MANDATE
from marketplace.service.words import BASES, COSTS, FEES, PAYERS, SIDES, SUBJECTS
from marketplace.web.doors import PageIn
from marketplace.web.fields import Day, Fen, Moves, Stamp, Text

WHOLE = 1000
LONGEST_TAIL = 60


class FeeTierIn(Schema):
    """A tier of a fee: of the part up to a sum (null: the rest), so many thousandths."""

    up_to_fen = Fen(required=True, allow_none=True)
    permille = fields.Int(required=True, validate=validate.Range(0, WHOLE))


class MandateTermsIn(Schema):
    """What a mandate says; without a subject it covers all of the client's objects."""

    title = Text(required=True, most=120)
    side = fields.Str(required=True, validate=validate.OneOf(list(SIDES)))
    subject_kind = fields.Str(validate=validate.OneOf(list(SUBJECTS)))
    subject_id = fields.UUID()
    scope = Text(required=True, most=3000)
    exclusive = fields.Bool(load_default=False)
    valid_from = Day(required=True)
    valid_until = Day(required=True)
    tail_months = fields.Int(load_default=0, validate=validate.Range(0, LONGEST_TAIL))
    fee_kind = fields.Str(required=True, validate=validate.OneOf(list(FEES)))
    fee_fen = Fen()
    fee_permille = fields.Int(validate=validate.Range(0, WHOLE))
    fee_tiers = fields.List(
        fields.Nested(FeeTierIn), load_default=list, validate=validate.Length(max=12)
    )
    fee_base = fields.Str(load_default="received", validate=validate.OneOf(list(BASES)))
    payer = fields.Str(load_default="both", validate=validate.OneOf(list(PAYERS)))
    cost_rule = fields.Str(load_default="broker", validate=validate.OneOf(list(COSTS)))

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Any:
        """As the action takes it."""
        return terms(data)


def terms(data: dict[str, Any]) -> Terms:
    """The terms from loaded data."""
    return Terms(**data | {"fee_tiers": tuple(data["fee_tiers"])})


class MandateIn(MandateTermsIn):
    """A new mandate; the drafter is the broker's firm or the client."""

    broker_id = fields.UUID(required=True)
    client_org = fields.UUID(required=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Any:
        """As the action takes it."""
        ends = {name: data.pop(name) for name in ("broker_id", "client_org")}
        return DraftMandate(terms=terms(data), **ends)


LINE = re.compile(r"\s*(?P<sum>\S+?)\s*[:：]\s*(?P<permille>\d+)\s*")


def fen(name: str, text: str) -> int:
    """The fen of a sum in yuan as people type it."""
    try:
        return parse_yuan(text)
    except Unreadable as error:
        raise ValidationError(str(error), name) from error


def tiers(text: str) -> list[dict[str, Any]]:
    """The tiers of lines like `100万: 30`; the last begins with `*`."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        read = LINE.fullmatch(line)
        if read is None:
            raise ValidationError(f"“{line.strip()}”", "tiers")
        up_to = None if read["sum"] == "*" else fen("tiers", read["sum"])
        found.append({"up_to_fen": up_to, "permille": int(read["permille"])})
    return found


class MandateFormIn(MandateIn):
    """The form takes sums in yuan and tiers as lines."""

    class Meta:
        """Unknown inputs are refused."""

        unknown = RAISE

    @pre_load
    def of_the_form(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """From what people type to what the API takes."""
        given = dict(data)
        if "fee_yuan" in given:
            given["fee_fen"] = fen("fee_yuan", given.pop("fee_yuan"))
        if "tiers" in given:
            given["fee_tiers"] = tiers(given.pop("tiers"))
        return given


class MandateListIn(PageIn):
    """Which mandates."""

    state = fields.Str(validate=validate.OneOf([s.value for s in MANDATE.states()]))
    side = fields.Str(validate=validate.OneOf(list(SIDES)))


class MandateSubjectIn(Schema):
    """An object by kind and id."""

    subject_kind = fields.Str(required=True, validate=validate.OneOf(list(SUBJECTS)))
    subject_id = fields.UUID(required=True)

    @post_load
    def subject(self, data: dict[str, Any], **_: Any) -> rules.Subject:
        """As the action takes it."""
        return (data["subject_kind"], data["subject_id"])


class DualConsentOut(Schema):
    """A consent to dual agency over one object: asked, given."""

    subject_kind = fields.Str()
    subject_id = fields.UUID()
    disclosed_at = Stamp(allow_none=True)
    given_at = Stamp(allow_none=True)


class MandateOut(Schema):
    """A mandate, to its parties."""

    id = fields.UUID()
    version = fields.Int()
    broker_id = fields.UUID()
    broker_org = fields.UUID()
    client_org = fields.UUID()
    drafted_by = fields.UUID()
    title = fields.Str()
    side = fields.Str()
    subject_kind = fields.Str(allow_none=True)
    subject_id = fields.UUID(allow_none=True)
    scope = fields.Str()
    exclusive = fields.Bool()
    valid_from = Stamp()
    valid_until = Stamp()
    tail_months = fields.Int()
    tail_until = Stamp(allow_none=True)
    fee_kind = fields.Str()
    fee_fen = fields.Int(allow_none=True)
    fee_permille = fields.Int(allow_none=True)
    fee_tiers = fields.List(fields.Dict())
    fee_base = fields.Str()
    payer = fields.Str()
    cost_rule = fields.Str()
    signed_client_at = Stamp(allow_none=True)
    signed_broker_at = Stamp(allow_none=True)
    consents = fields.List(fields.Nested(DualConsentOut))
    state = fields.Str()
    due_at = Stamp(allow_none=True)
    created_at = Stamp()
    moves = Moves(MANDATE, rules.MAY)


class IntroductionIn(MandateSubjectIn):
    """Whom the broker introduced, and over which object."""

    counterparty = fields.UUID(required=True)
    title = Text(required=True, most=120)
    note = Text(most=2000)

    @post_load
    def subject(self, data: dict[str, Any], **_: Any) -> Any:
        """As the action takes it."""
        return Introduce(**data)


class IntroductionOut(Schema):
    """An introduction, to the three it concerns."""

    id = fields.UUID()
    version = fields.Int()
    mandate_id = fields.UUID()
    broker_org = fields.UUID()
    client_org = fields.UUID()
    counterparty_org = fields.UUID()
    title = fields.Str()
    subject_kind = fields.Str()
    subject_id = fields.UUID()
    note = fields.Str(allow_none=True)
    state = fields.Str()
    created_at = Stamp()
    answered_at = Stamp(allow_none=True)
    moves = Moves(INTRODUCTION, rules.MAY_INTRODUCTION)
