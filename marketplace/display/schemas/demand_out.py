"""What comes out of the doors of demands, their proposals and rewrites."""

from marshmallow import Schema, fields

from marketplace.core.speech import Language
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.rules import proposal as proposal_rules
from marketplace.display.rules import rewrite as rewrite_rules
from marketplace.display.states.demand import DEMAND
from marketplace.display.states.proposal import PROPOSAL
from marketplace.display.states.rewrite import REWRITE
from marketplace.web.fields import Fen, Moves, Stamp, reader


class TargetOut(Schema):
    """A target; numbers as decimal text."""

    measurand = fields.Str()
    comparator = fields.Str()
    low = fields.Decimal(as_string=True, allow_none=True)
    high = fields.Decimal(as_string=True, allow_none=True)
    unit = fields.Str()
    condition = fields.Str(allow_none=True)
    baseline = fields.Str(allow_none=True)
    must_have = fields.Bool()


def _moves(card: DemandCard) -> list[dict[str, str]]:
    language: Language = "en" if reader()[1] == "en" else "zh"
    return [
        {"name": name, "words": DEMAND.named(name)[0].words.to(language)} for name in card.moves
    ]


class AlikeOut(Schema):
    """A demand that asks nearly the same."""

    id = fields.UUID()
    title = fields.Str()
    state = fields.Str()


class DemandOut(Schema):
    """A demand as its reader may see it; `withheld` names what is kept from them."""

    id = fields.UUID()
    version = fields.Int()
    state = fields.Str()
    tier = fields.Str()
    withheld = fields.List(fields.Str())
    incomplete = fields.Bool()
    title = fields.Str()
    text = fields.Str(allow_none=True)
    targets = fields.List(fields.Nested(TargetOut))
    budget_low = Fen(allow_none=True)
    budget_high = Fen(allow_none=True)
    budget_source = fields.Str(allow_none=True)
    procurement_route = fields.Str(allow_none=True)
    deadline = fields.Date(allow_none=True)
    closes_at = Stamp()
    industry = fields.Str(allow_none=True)
    place = fields.Str(allow_none=True)
    processes = fields.List(fields.Str())
    pollutants = fields.List(fields.Str())
    green_fields = fields.List(fields.Str())
    trl = fields.Int(allow_none=True)
    licences = fields.List(fields.Str())
    scale = fields.Str(allow_none=True)
    contact = fields.Str(allow_none=True)
    mode = fields.Str()
    multi_award = fields.Bool()
    disclosure = fields.Str()
    seeker_id = fields.UUID(allow_none=True)
    seeker = fields.Str(allow_none=True)
    reason_code = fields.Str(allow_none=True)
    reason_note = fields.Str(allow_none=True)
    proposal_count = fields.Int(allow_none=True)
    created_at = Stamp()
    published_at = Stamp()
    moves = fields.Function(
        _moves, metadata={"type": "array", "items": {"type": "object"}}, dump_only=True
    )


class DemandWarningsOut(Schema):
    """What its writer should know before others see it; nothing of this blocks."""

    similar = fields.List(fields.Nested(AlikeOut))
    names_itself = fields.List(fields.Str())
    missing = fields.List(fields.Str())
    advice = fields.List(fields.Str())


class DemandWarnedOut(DemandOut):
    """A demand just written, with warnings for its writer."""

    warnings = fields.Nested(DemandWarningsOut)


class ProposalOut(Schema):
    """A proposal, to who may read it."""

    id = fields.UUID()
    version = fields.Int()
    demand_id = fields.UUID()
    org_id = fields.UUID()
    technology_id = fields.UUID(allow_none=True)
    text = fields.Str(allow_none=True)
    price_fen = Fen(allow_none=True)
    note = fields.Str(allow_none=True)
    state = fields.Str()
    outcome = fields.Str(allow_none=True)
    reason = fields.Str(allow_none=True)
    award_fen = Fen(allow_none=True)
    ceiling_change = fields.Str(allow_none=True)
    created_at = Stamp()
    moves = Moves(PROPOSAL, proposal_rules.MAY)


class ProposalsOut(Schema):
    """The proposals to a demand that you may read."""

    items = fields.List(fields.Nested(ProposalOut))


class RewriteOut(Schema):
    """A rewrite: the values it would change, as JSON."""

    id = fields.UUID()
    version = fields.Int()
    demand_id = fields.UUID()
    org_id = fields.UUID()
    content = fields.Dict()
    note = fields.Str(allow_none=True)
    reason = fields.Str(allow_none=True)
    state = fields.Str()
    created_at = Stamp()
    moves = Moves(REWRITE, rewrite_rules.MAY)


class RewritesOut(Schema):
    """The rewrites of a demand that you may see."""

    items = fields.List(fields.Nested(RewriteOut))


class DisclosureOut(Schema):
    """What an organisation asked to know, was granted, promised."""

    org_id = fields.UUID()
    note = fields.Str(allow_none=True)
    asked_at = Stamp()
    granted_at = Stamp()
    revoked_at = Stamp()
    nda_accepted_at = Stamp()


class DisclosuresOut(Schema):
    """All disclosures, to the seeker; one's own, to others."""

    items = fields.List(fields.Nested(DisclosureOut))


class DemandResultOut(Schema):
    """What became of an item of a batch."""

    id = fields.UUID()
    state = fields.Str(allow_none=True)
    version = fields.Int(allow_none=True)
    code = fields.Function(
        lambda row: row.problem.code if row.problem else None, metadata={"type": "string"}
    )


class DemandBatchOut(Schema):
    """What became of all of them."""

    results = fields.List(fields.Nested(DemandResultOut))
