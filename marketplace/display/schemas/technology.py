"""What goes in and out of the doors of technologies."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.display.actions.technology import Confirmation, Dossier
from marketplace.display.rules import technology as rules
from marketplace.display.rules.content import TAGS, content
from marketplace.display.states import REVISION, TECHNOLOGY
from marketplace.display.states.claim import COMPARATORS
from marketplace.display.states.technology import LICENCE_KINDS, PROOF_KINDS, ROUTES
from marketplace.web.doors import PageIn
from marketplace.web.fields import Coded, Day, Fen, Moves, Stamp, Text, reader

# A revision comes of a change, and replaces the live one by its own move.
MOVABLE = {n: r for n, r in rules.MAY.items() if n not in ("revise", "publish_revision")}


class ClaimIn(Schema):
    """A quantified claim: `quantity` as people write it (“≤35 mg/m³”), or its four parts."""

    measurand = fields.Str(required=True, validate=validate.Length(1, 60))
    quantity = Text(most=80)
    comparator = fields.Str(validate=validate.OneOf(COMPARATORS))
    low = fields.Decimal(allow_nan=False)
    high = fields.Decimal(allow_nan=False)
    unit = fields.Str(validate=validate.Length(max=40))
    condition = Text(most=300)
    baseline = Text(most=300)
    evidence_number = Text(most=80)
    evidence_sha256 = fields.Str(validate=validate.Regexp(r"^[0-9a-f]{64}$"))
    evidence_issuer = Text(most=200)
    evidence_date = Day()


class RestsOnIn(Schema):
    """A patent it rests on, and the proof that it is in force."""

    patent_id = fields.UUID(required=True)
    proof_kind = fields.Str(validate=validate.OneOf(PROOF_KINDS))
    proof_number = Text(most=80)
    proof_on = Day()


def _codes(most: int = 20) -> Any:
    return fields.List(
        fields.Str(validate=validate.Length(1, 40)), validate=validate.Length(max=most)
    )


class TechnologyIn(Schema):
    """Fields of a dossier; what is not given stays as it is. Money is in fen."""

    title = Text(most=200)
    summary = Text(most=300, allow_none=True)
    description = Text(allow_none=True)
    know_how = Text(most=5000, allow_none=True)
    patents = fields.List(fields.Nested(RestsOnIn), validate=validate.Length(max=50))
    effects = _codes()
    fields_ = fields.List(
        fields.Str(validate=validate.Length(1, 40)),
        validate=validate.Length(max=6),
        data_key="fields",
        attribute="fields",
    )
    stages = _codes()
    topics = _codes()
    catalogue = _codes()
    catalogue_confirmed = fields.Bool()
    industries = fields.List(Coded("gbt4754"), validate=validate.Length(max=20))
    processes = _codes()
    pollutants = _codes()
    licences = fields.List(fields.Str(validate=validate.OneOf(LICENCE_KINDS)))
    scale = Text(most=300, allow_none=True)
    references_count = fields.Int(validate=validate.Range(0, 100_000), allow_none=True)
    references_text = Text(most=5000, allow_none=True)
    investment_fen = Fen(allow_none=True)
    running_cost_fen = Fen(allow_none=True)
    trl_scale = fields.Str(validate=validate.OneOf(["a", "b"]), allow_none=True)
    trl_level = fields.Int(validate=validate.Range(1, 13), allow_none=True)
    trl_evidence = Text(most=2000, allow_none=True)
    trl_self_declared = fields.Bool()
    experimental_notice = Text(most=1000, allow_none=True)
    price_mode = fields.Str(validate=validate.Length(1, 40), allow_none=True)
    price_route = fields.Str(validate=validate.OneOf(ROUTES), allow_none=True)
    price_low_fen = Fen(allow_none=True)
    price_high_fen = Fen(allow_none=True)
    region = Coded("regions", allow_none=True)
    claims = fields.List(fields.Nested(ClaimIn), validate=validate.Length(max=30))
    unquantified = fields.Bool()
    non_confidential = fields.Bool()
    contact = Text(most=300, allow_none=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Dossier:
        """As the action takes it."""
        return Dossier(data)


class ReasonIn(Schema):
    """Why: a code of the list, and words to go with it."""

    reason = fields.Str(required=True, validate=validate.Length(1, 40))
    text = Text(most=2000)


class ConfirmationIn(Schema):
    """What a holder confirms to renew; all five have to be true."""

    price = fields.Bool(load_default=False)
    availability = fields.Bool(load_default=False)
    legal_state = fields.Bool(load_default=False)
    contact = fields.Bool(load_default=False)
    trl = fields.Bool(load_default=False)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Confirmation:
        """As the action takes it."""
        return Confirmation(**data)


class TechnologyListIn(PageIn):
    """Which technologies; `field` is a green field."""

    state = fields.Str(validate=validate.OneOf([s.value for s in TECHNOLOGY.states()]))
    holder = fields.UUID()
    field = fields.Str(validate=validate.Length(1, 40))


class OnOfferIn(TechnologyListIn):
    """Which of those on offer; `compare` are the ones ticked, `to` says to compare them now."""

    class Meta(TechnologyListIn.Meta):
        """The state is given: they are on offer."""

        exclude = ("state",)

    compare = fields.List(fields.UUID(), validate=validate.Length(max=50))
    to = fields.Str(validate=validate.Equal("comparison"))


class TechnologyClaimOut(Schema):
    """A quantified claim, with its bounds in the measurand's own unit too."""

    id = fields.UUID()
    measurand = fields.Str()
    comparator = fields.Str()
    low = fields.Decimal(as_string=True, allow_none=True)
    high = fields.Decimal(as_string=True, allow_none=True)
    unit = fields.Str()
    condition = fields.Str(allow_none=True)
    baseline = fields.Str(allow_none=True)
    canonical_low = fields.Decimal(as_string=True, allow_none=True)
    canonical_high = fields.Decimal(as_string=True, allow_none=True)
    canonical_unit = fields.Str(allow_none=True)
    evidence_state = fields.Str()
    evidence_number = fields.Str(allow_none=True)
    evidence_sha256 = fields.Str(allow_none=True)
    evidence_issuer = fields.Str(allow_none=True)
    evidence_date = Stamp()


class RestsOnOut(Schema):
    """A patent it rests on, and the proof that it is in force."""

    patent_id = fields.UUID()
    number = fields.Str(attribute="patent.number", allow_none=True)
    title = fields.Str(attribute="patent.title")
    legal_state = fields.Str(attribute="patent.legal_state")
    proof_kind = fields.Str(allow_none=True)
    proof_number = fields.Str(allow_none=True)
    proof_on = Stamp()


PLAIN = Schema.from_dict(
    {
        name: fields.Function(lambda row, name=name: row.codes(name), metadata={"type": "array"})
        for name in TAGS
    },
    name="TechnologyCodes",
)


class TechnologyOut(PLAIN):  # type: ignore[misc, valid-type]  # Its fields come from the table of tags.
    """A technology, as its reader may see it."""

    id = fields.UUID()
    version = fields.Int()
    state = fields.Str()
    title = fields.Str()
    summary = fields.Str(allow_none=True)
    description = fields.Str(allow_none=True)
    know_how = fields.Str(allow_none=True)
    holder_id = fields.UUID()
    patents = fields.List(fields.Nested(RestsOnOut), attribute="rests_on")
    claims = fields.List(fields.Nested(TechnologyClaimOut))
    unquantified = fields.Bool()
    catalogue_confirmed = fields.Bool()
    scale = fields.Str(allow_none=True)
    references_count = fields.Int(allow_none=True)
    references_text = fields.Str(allow_none=True)
    investment_fen = fields.Int(allow_none=True)
    running_cost_fen = fields.Int(allow_none=True)
    trl_scale = fields.Str(allow_none=True)
    trl_level = fields.Int(allow_none=True)
    trl_evidence = fields.Str(allow_none=True)
    trl_self_declared = fields.Bool()
    experimental_notice = fields.Str(allow_none=True)
    price_mode = fields.Str(allow_none=True)
    price_route = fields.Str(allow_none=True)
    price_low_fen = fields.Int(allow_none=True)
    price_high_fen = fields.Int(allow_none=True)
    region = fields.Str(allow_none=True)
    non_confidential = fields.Bool()
    contact = fields.Method("_contact", allow_none=True, metadata={"type": "string"})
    reason = fields.Str(allow_none=True)
    reason_text = fields.Str(allow_none=True)
    created_at = Stamp()
    published_at = Stamp()
    expires_at = Stamp()
    moves = Moves(TECHNOLOGY, MOVABLE)

    def _contact(self, row: Any) -> str | None:
        """How to reach a person is for those who are signed in themselves."""
        actor, _ = reader()
        return row.contact if actor.is_somebody else None


class RevisionOut(Schema):
    """A proposed revision: what it would change, the live values beside the new ones."""

    id = fields.UUID()
    version = fields.Int()
    technology_id = fields.UUID()
    state = fields.Str()
    reason = fields.Str(allow_none=True)
    reason_text = fields.Str(allow_none=True)
    proposed = fields.Dict(attribute="content")
    live = fields.Method("_live", metadata={"type": "object"})
    created_at = Stamp()
    moves = Moves(REVISION, rules.MAY_REVISION)

    def _live(self, row: Any) -> dict[str, Any]:
        held = content(row.technology)
        return {name: held.get(name) for name in row.content}
