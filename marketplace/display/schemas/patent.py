"""What goes in and out of the doors of patent cards."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.display.actions.patent import CardIn
from marketplace.display.rules import patent as rules
from marketplace.display.states import PATENT
from marketplace.display.states.patent import KINDS, LEGAL
from marketplace.web.doors import PageIn
from marketplace.web.fields import Day, Moves, Stamp, Text, reader


class PatentIn(Schema):
    """A patent as a register or its holder names it; the number in any spelling people use."""

    title = Text(required=True, most=500)
    number = Text(most=80)
    office = fields.Str(validate=validate.Regexp(r"^[A-Z]{2}$"))
    publication = Text(most=80)
    patent_type = fields.Str(validate=validate.OneOf(KINDS))
    abstract = Text(most=10_000)
    applicants = fields.List(Text(most=200), validate=validate.Length(max=50))
    inventors = fields.List(Text(most=100), validate=validate.Length(max=50))
    ipc = fields.List(Text(most=40), validate=validate.Length(max=100))
    filed_on = Day()
    published_on = Day()
    granted_on = Day()
    legal_state = fields.Str(load_default="unknown", validate=validate.OneOf(LEGAL))
    legal_state_on = Day()
    legal_state_source = Text(most=200)
    contact = Text(most=300)
    source = Text(most=200)
    source_ref = Text(most=200)
    holder_id = fields.UUID()

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> CardIn:
        """As the action takes it."""
        lists = {name: tuple(data.get(name, ())) for name in ("applicants", "inventors", "ipc")}
        return CardIn(**data | lists)


class PatentChangeIn(PatentIn):
    """What changes about a card; what is not given stays."""

    title = Text(load_default="", most=500)


class PatentListIn(PageIn):
    """Which cards; `ipc` is a symbol, all below it is found; `words` of title or number."""

    state = fields.Str(validate=validate.OneOf([s.value for s in PATENT.states()]))
    holder = fields.UUID()
    field = fields.Str(validate=validate.Length(1, 40))
    ipc = fields.Str(validate=validate.Length(1, 40))
    legal_state = fields.Str(validate=validate.OneOf(LEGAL))
    words = fields.Str(validate=validate.Length(1, 100))


class PatentOut(Schema):
    """A patent card; its inventors only to its holder and the operator."""

    id = fields.UUID()
    version = fields.Int()
    state = fields.Str()
    office = fields.Str()
    number = fields.Str(allow_none=True)
    number_form = fields.Str(allow_none=True)
    publication = fields.Str(allow_none=True)
    patent_type = fields.Str()
    title = fields.Str()
    abstract = fields.Str(allow_none=True)
    applicants = fields.List(fields.Str())
    inventors = fields.Method("_inventors", metadata={"type": "array"})
    ipc = fields.List(fields.Str())
    green_field = fields.Str(allow_none=True)
    filed_on = Stamp()
    published_on = Stamp()
    granted_on = Stamp()
    legal_state = fields.Str()
    legal_state_on = Stamp()
    legal_state_source = fields.Str(allow_none=True)
    holder_id = fields.UUID(allow_none=True)
    contact = fields.Str(allow_none=True)
    source = fields.Str(allow_none=True)
    source_ref = fields.Str(allow_none=True)
    near_of = fields.UUID(allow_none=True)
    created_at = Stamp()
    moves = Moves(PATENT, rules.MAY)

    def _inventors(self, row: Any) -> list[str]:
        actor, _ = reader()
        return list(row.inventors) if rules.may_see_inventors(actor, row) else []
