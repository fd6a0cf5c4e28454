"""What goes in and out of this room's doors."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.identity import rules
from marketplace.identity.actions import (
    ChangeOrganisation,
    ChangeSettings,
    RegisterOrganisation,
    RegisterPerson,
)
from marketplace.identity.states import KINDS, ORGANISATION, RESERVED
from marketplace.identity.words import ROLES, TRUST
from marketplace.web.doors import PageIn
from marketplace.web.fields import Coded, Moves, Stamp, Text, reader


class TokenIn(Schema):
    """An account and its password; `email` may also be given as `login` (e-mail or mobile)."""

    email = fields.Str(validate=validate.Length(1, 200))
    login = fields.Str(validate=validate.Length(1, 200))
    password = fields.Str(required=True, validate=validate.Length(1, 200))


class TokenOut(Schema):
    """A bearer token, shown this once."""

    token = fields.Str()
    expires_at = Stamp()


class PersonIn(Schema):
    """Who wants an account."""

    name = Text(required=True, most=80)
    email = fields.Email(validate=validate.Length(max=200))
    mobile = fields.Str(validate=validate.Regexp(r"^[+\d\s\-()]{6,24}$"))
    password = fields.Str(required=True, validate=validate.Length(8, 200), load_only=True)
    language = fields.Str(load_default="zh", validate=validate.OneOf(["zh", "en"]))

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> RegisterPerson:
        """As the action takes it."""
        return RegisterPerson(**data)


class PersonOut(Schema):
    """An account, to its owner."""

    id = fields.UUID()
    name = fields.Str()
    email = fields.Str(allow_none=True)
    mobile = fields.Str(allow_none=True)
    language = fields.Str()
    version = fields.Int()


class OrganisationIn(Schema):
    """What an organisation says of itself."""

    name = Text(required=True, most=120)
    kinds = fields.List(
        fields.Str(validate=validate.OneOf(KINDS)), required=True, validate=validate.Length(1, 4)
    )
    uscc = fields.Str(validate=validate.Length(max=40))
    region = Coded("regions")
    address = Text(most=200)
    website = fields.Url(schemes={"http", "https"}, validate=validate.Length(max=200))
    about = Text(most=2000)
    state_set_up = fields.Bool(load_default=False)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> RegisterOrganisation:
        """As the action takes it."""
        return RegisterOrganisation(**data | {"kinds": tuple(data["kinds"])})


class OrganisationChangeIn(Schema):
    """New details; what is not given stays."""

    region = Coded("regions")
    address = Text(most=200)
    website = fields.Url(schemes={"http", "https"}, validate=validate.Length(max=200))
    about = Text(most=2000)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ChangeOrganisation:
        """As the action takes it."""
        return ChangeOrganisation(**data)


class OrganisationListIn(PageIn):
    """Which organisations."""

    kind = fields.Str(validate=validate.OneOf(KINDS))
    state = fields.Str(validate=validate.OneOf([s.value for s in ORGANISATION.states()]))


class OrganisationOut(Schema):
    """An organisation, as its reader may see it."""

    id = fields.UUID()
    version = fields.Int()
    name = fields.Str()
    kinds = fields.Function(lambda row: sorted(row.kinds), metadata={"type": "array"})
    uscc = fields.Str(allow_none=True)
    region = fields.Str(allow_none=True)
    address = fields.Str(allow_none=True)
    website = fields.Str(allow_none=True)
    about = fields.Str(allow_none=True)
    state_set_up = fields.Bool()
    trust = fields.Method("_trust", metadata={"type": ["string", "null"]})
    state = fields.Str()
    created_at = Stamp()
    moves = Moves(ORGANISATION, rules.MAY)

    def _trust(self, row: Any) -> str | None:
        """Its own business, the operator's and the bureau's."""
        actor, _ = reader()
        return row.trust if rules.may_see_people(actor, row) else None


class SettingsIn(Schema):
    """One's own settings; an unchecked box is a no."""

    language = fields.Str(load_default="zh", validate=validate.OneOf(["zh", "en"]))
    profiling_opt_out = fields.Bool(load_default=False)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ChangeSettings:
        """As the action takes it."""
        return ChangeSettings(**data)


class MemberIn(Schema):
    """A registered person to take in."""

    login = fields.Str(required=True, validate=validate.Length(1, 200))
    role = fields.Str(load_default="member", validate=validate.OneOf(list(ROLES)))


class TrustIn(Schema):
    """How far what a holder publishes is trusted."""

    trust = fields.Str(required=True, validate=validate.OneOf(list(TRUST)))


class MemberOut(Schema):
    """A person in an organisation."""

    person_id = fields.UUID()
    organisation_id = fields.UUID()
    role = fields.Str()
    since = Stamp()


class MobileIn(Schema):
    """A mobile number, as one writes it; +86 may be left out."""

    mobile = fields.Str(required=True, validate=validate.Length(1, 30))


class MobileOut(Schema):
    """The number that a code is on its way to."""

    mobile = fields.Str()


class CodeIn(Schema):
    """What the text message said."""

    code = fields.Str(required=True, validate=validate.Length(1, 12))


class MeOut(Schema):
    """Who you are to the market."""

    person = fields.UUID(allow_none=True)
    org = fields.UUID(allow_none=True)
    kinds = fields.List(fields.Str())
    roles = fields.List(fields.Str())
    on_behalf_of = fields.UUID(allow_none=True)
    verified = fields.Bool()


SELF_SERVICE_KINDS = tuple(kind for kind in KINDS if kind not in RESERVED)
