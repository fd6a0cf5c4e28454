"""Agencies in and out."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.core.clock import today
from marketplace.service.actions.agency import AddAccreditation, AddScope, AgencyDetails
from marketplace.service.models import Accreditation, Agency
from marketplace.service.queries.agency import AgenciesAsked
from marketplace.service.rules import agency as rules
from marketplace.service.schemas.codes import Code, Codes
from marketplace.service.states import AGENCY
from marketplace.service.words import ACCREDITATIONS, SERVICES
from marketplace.web.doors import PageIn
from marketplace.web.fields import Day, Moves, Stamp, Text, reader

LONGEST_TURNAROUND = 730
FACETS = {"services": "service", "scopes": "scope"}


class AgencyIn(Schema):
    """What an agency says of itself; on change, what is not given stays."""

    services = fields.List(fields.Str(validate=validate.OneOf(list(SERVICES))))
    scopes = Codes("agency_scopes")
    region = Code("regions")
    introduction = Text(most=3000)
    price_note = Text(most=1000)
    turnaround_days = fields.Int(validate=validate.Range(1, LONGEST_TURNAROUND))
    contact = Text(most=200)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> AgencyDetails:
        """As the action takes it."""
        facets = {FACETS[name]: tuple(data.pop(name)) for name in FACETS if name in data}
        return AgencyDetails(facets=facets or None, **data)


class AgencyFormIn(AgencyIn):
    """The form shows every detail: what is left empty there is emptied."""

    services = fields.List(fields.Str(validate=validate.OneOf(list(SERVICES))), load_default=list)
    scopes = Codes("agency_scopes", load_default=list)
    introduction = Text(most=3000, load_default="")
    price_note = Text(most=1000, load_default="")
    contact = Text(most=200, load_default="")


class AccreditationIn(Schema):
    """A certificate as it is on paper; the number in any spelling."""

    kind = fields.Str(required=True, validate=validate.OneOf(list(ACCREDITATIONS)))
    number = fields.Str(required=True, validate=validate.Length(1, 60))
    valid_from = Day(required=True)
    valid_until = Day(required=True)
    scope_text = Text(most=2000)
    evidence = Text(most=500)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> AddAccreditation:
        """As the action takes it."""
        return AddAccreditation(**data)


class AgencyScopeIn(Schema):
    """An item the agency works on."""

    service = fields.Str(required=True, validate=validate.OneOf(list(SERVICES)))
    item = Text(required=True, most=200)
    method = Text(most=200)
    field = Code("green_fields")
    accreditation_id = fields.UUID()

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> AddScope:
        """As the action takes it."""
        return AddScope(**data)


class AgencyListIn(PageIn):
    """Which agencies; `accredited` asks for a certificate that is valid today."""

    service = fields.Str(validate=validate.OneOf(list(SERVICES)))
    scope = Code("agency_scopes")
    field = Code("green_fields")
    region = Code("regions")
    accredited = fields.Bool()
    state = fields.Str(validate=validate.OneOf([s.value for s in AGENCY.states()]))
    mine = fields.Bool()

    @post_load
    def asked(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the query takes it."""
        page: dict[str, Any] = {n: data.pop(n) for n in ("after", "limit") if n in data}
        return {"asked": AgenciesAsked(**data), **page}


class AccreditationOut(Schema):
    """A certificate, and whether it is checked and valid today."""

    id = fields.UUID()
    kind = fields.Str()
    number = fields.Str()
    decoded = fields.Dict()
    valid_from = Stamp()
    valid_until = Stamp()
    scope_text = fields.Str(allow_none=True)
    checked = fields.Function(lambda row: row.checked_at is not None, metadata={"type": "boolean"})
    valid_today = fields.Function(
        lambda row: rules.holds(row, today()), metadata={"type": "boolean"}
    )
    evidence = fields.Method("proof", metadata={"type": "string"})

    def proof(self, row: Accreditation) -> str | None:
        """Where the paper is kept: for those who check it."""
        actor, _ = reader()
        return row.evidence if actor.is_operator or actor.is_supervisor else None


class AgencyScopeOut(Schema):
    """An item of scope."""

    id = fields.UUID()
    service = fields.Str()
    item = fields.Str()
    method = fields.Str(allow_none=True)
    field = fields.Str(allow_none=True)
    accreditation_id = fields.UUID(allow_none=True)


def accredited_today(row: Agency) -> dict[str, bool]:
    """For each service it offers, whether a certificate for it is valid today."""
    return {service: rules.accredited(row, today(), service) for service in row.services}


class AgencyOut(Schema):
    """An agency; `accredited` says for each service whether it is accredited today."""

    id = fields.UUID()
    version = fields.Int()
    name = fields.Str()
    org = fields.UUID(attribute="org_id")
    region = fields.Str(allow_none=True)
    services = fields.List(fields.Str())
    scopes = fields.List(fields.Str())
    green_fields = fields.List(fields.Str())
    introduction = fields.Str(allow_none=True)
    price_note = fields.Str(allow_none=True)
    turnaround_days = fields.Int(allow_none=True)
    contact = fields.Str(allow_none=True)
    accredited = fields.Function(accredited_today, metadata={"type": "object"})
    accreditations = fields.List(fields.Nested(AccreditationOut))
    scope = fields.List(fields.Nested(AgencyScopeOut))
    state = fields.Str()
    created_at = Stamp()
    moves = Moves(AGENCY, rules.MAY)
