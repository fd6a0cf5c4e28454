"""Brokers in and out."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from marketplace.service.actions.broker import ApplyAsBroker, Certificate, ChangeBroker
from marketplace.service.models import Broker
from marketplace.service.queries.broker import BrokersAsked
from marketplace.service.rules import broker as rules
from marketplace.service.schemas.codes import Code, Codes
from marketplace.service.states import BROKER
from marketplace.service.words import LANGUAGES
from marketplace.web.doors import PageIn
from marketplace.web.fields import Day, Moves, Stamp, Text, reader
from marketplace.web.speech import say

CERTIFIED = ("grade", "certificate", "grade_until")
FACETS = {
    "green_fields": "field",
    "industries": "industry",
    "ipc": "ipc",
    "regions": "region",
    "languages": "language",
}


def facets(data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Take the lists that were given out of the data, by the names of facets."""
    return {FACETS[name]: tuple(data.pop(name)) for name in FACETS if name in data}


class CertificateIn(Schema):
    """What the grade certificate says."""

    grade = Code("broker_grades", required=True)
    certificate = Text(required=True, most=60)
    grade_until = Day(required=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Certificate:
        """As the action takes it."""
        return Certificate(**data)


class _ProfileIn(Schema):
    green_fields = Codes("green_fields")
    industries = Codes("gbt4754")
    ipc = Codes("ipc")
    regions = Codes("regions")
    languages = fields.List(fields.Str(validate=validate.OneOf(list(LANGUAGES))))
    introduction = Text(most=3000)
    accepts_new = fields.Bool()


class BrokerIn(_ProfileIn):
    """Who wants to be listed as a broker; `person` where an administrator applies for them."""

    grade = Code("broker_grades", required=True)
    certificate = Text(required=True, most=60)
    grade_until = Day(required=True)
    person = fields.UUID()

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ApplyAsBroker:
        """As the action takes it."""
        paper = Certificate(**{name: data.pop(name) for name in CERTIFIED})
        return ApplyAsBroker(paper, facets(data), **data)


class BrokerChangeIn(_ProfileIn):
    """New details; what is not given stays. The certificate's three facts come together."""

    grade = Code("broker_grades")
    certificate = Text(most=60)
    grade_until = Day()

    @validates_schema
    def all_of_it(self, data: dict[str, Any], **_: Any) -> None:
        """A certificate is entered whole."""
        if 0 < sum(name in data for name in CERTIFIED) < len(CERTIFIED):
            raise ValidationError(
                say("等级、证书编号和有效期须一并填写。", "The three facts of it go together."),
                "certificate",
            )

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ChangeBroker:
        """As the action takes it."""
        paper = None
        if "grade" in data:
            paper = Certificate(**{name: data.pop(name) for name in CERTIFIED})
        return ChangeBroker(paper, facets(data) or None, **data)


class BrokerFormIn(BrokerChangeIn):
    """The form shows every detail: what is left empty there is emptied."""

    green_fields = Codes("green_fields", load_default=list)
    industries = Codes("gbt4754", load_default=list)
    ipc = Codes("ipc", load_default=list)
    regions = Codes("regions", load_default=list)
    languages = fields.List(fields.Str(validate=validate.OneOf(list(LANGUAGES))), load_default=list)
    introduction = Text(most=3000, load_default="")


class ContactIn(Schema):
    """A contact the broker agrees to show to everybody."""

    contact = Text(required=True, most=200)
    agree = fields.Bool(required=True, validate=validate.Equal(True))


class WhyIn(Schema):
    """Why."""

    reason = Text(most=2000)


class BrokerListIn(PageIn):
    """Which brokers."""

    grade = Code("broker_grades")
    field = Code("green_fields")
    industry = Code("gbt4754")
    ipc = Code("ipc")
    region = Code("regions")
    language = fields.Str(validate=validate.OneOf(list(LANGUAGES)))
    accepting = fields.Bool()
    state = fields.Str(validate=validate.OneOf([s.value for s in BROKER.states()]))
    mine = fields.Bool()

    @post_load
    def asked(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the query takes it."""
        page: dict[str, Any] = {n: data.pop(n) for n in ("after", "limit") if n in data}
        return {"asked": BrokersAsked(**data), **page}


def inside(row: Broker) -> bool:
    """Whether the reader is of the firm, the operator or the bureau: they see the papers."""
    actor, _ = reader()
    own = actor.org is not None and actor.org == row.org_id
    return own or actor.is_operator or actor.is_supervisor


class BrokerOut(Schema):
    """A broker; the certificate's number only to the firm and those who supervise."""

    id = fields.UUID()
    version = fields.Int()
    name = fields.Str()
    org = fields.UUID(attribute="org_id")
    grade = fields.Str()
    grade_until = Stamp()
    certificate = fields.Function(
        lambda row: row.certificate if inside(row) else None, metadata={"type": "string"}
    )
    green_fields = fields.List(fields.Str())
    industries = fields.List(fields.Str())
    ipc = fields.List(fields.Str())
    regions = fields.List(fields.Str())
    languages = fields.List(fields.Str())
    introduction = fields.Str(allow_none=True)
    contact = fields.Str(allow_none=True)
    contact_since = Stamp(allow_none=True)
    accepts_new = fields.Bool()
    state = fields.Str()
    created_at = Stamp()
    moves = Moves(BROKER, rules.MAY)
