"""What oversight is asked and what it answers."""

from typing import Any
from uuid import UUID

from marshmallow import RAISE, Schema, fields, validate

from marketplace.oversight.queries.figures import Figure
from marketplace.web.doors import PageIn
from marketplace.web.fields import Stamp, reader

DAY = {"description": "As of the end of this day in China; today where it is left out."}


class AsOfIn(Schema):
    """The day a figure is asked for."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    on = fields.Date(metadata=DAY)


class RowsIn(PageIn):
    """The day, and which page of the rows."""

    on = fields.Date(metadata=DAY)


class JournalIn(Schema):
    """Whose timeline."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    kind = fields.Str(validate=validate.Length(1, 64))
    subject = fields.UUID()
    before = fields.Int(validate=validate.Range(min=1))


def _told(name: str) -> fields.Function:
    def tell(figure: Figure) -> str:
        language = reader()[1]
        phrase = getattr(figure.indicator, name)
        return str(phrase.to("en" if language == "en" else "zh"))

    return fields.Function(tell, metadata={"type": "string"})


class IndicatorOut(Schema):
    """A headline figure: `value` is a count, or fen where `unit` is fen."""

    code = fields.Str(attribute="indicator.code")
    label = _told("words")
    note = _told("note")
    value = fields.Int()
    unit = fields.Str(attribute="indicator.unit")
    on = fields.Date()
    tasks = fields.List(fields.Int(), attribute="indicator.tasks")
    rows = fields.Function(
        lambda f: f"/api/v1/indicators/{f.indicator.code}/rows?on={f.on}",
        metadata={"type": "string"},
    )


class IndicatorRowOut(Schema):
    """One thing behind a figure."""

    id = fields.UUID()
    title = fields.Str(allow_none=True)
    organisation = fields.Str()
    state = fields.Str(allow_none=True)
    since = Stamp()
    url = fields.Str()


def cut(rows: list[Any], after: str | None, limit: int) -> tuple[list[Any], str | None]:
    """A page of rows that stand in a fixed order; a row that is gone begins at the start."""
    ids = [row.id for row in rows]
    at = ids.index(key) + 1 if after and (key := _uuid(after)) in ids else 0
    page = rows[at : at + limit]
    return page, str(page[-1].id) if at + limit < len(rows) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
