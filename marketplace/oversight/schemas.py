"""What oversight is asked and what it answers."""

from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import RAISE, Schema, fields, validate

from marketplace.core import clock
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.oversight.queries.figures import Figure
from marketplace.oversight.queries.funnel import Question
from marketplace.oversight.words import DIRECTIONS, FUNNEL, SPANS
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


class FunnelIn(Schema):
    """Things of one kind published from `since` to `until`, and the day as of which to count."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    since = fields.Date(metadata={"description": "The first day; of this quarter if left out."})
    until = fields.Date(metadata={"description": "The last day; the same as `on` if left out."})
    on = fields.Date(metadata=DAY)
    direction = fields.Str(load_default="demand", validate=validate.OneOf(list(DIRECTIONS)))
    field = fields.Str(validate=validate.OneOf([term.code for term in vocabulary("green_fields")]))


def question(asked: dict[str, Any]) -> Question:
    """What was asked, with this quarter and today where it was left open."""
    on = asked.get("on") or clock.today()
    quarter = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    since, until = asked.get("since") or quarter, asked.get("until") or on
    return Question(since, until, on, asked["direction"], asked.get("field"))


def _spoken(phrase: Phrase) -> str:
    return phrase.to("en" if reader()[1] == "en" else "zh")


class StepOut(Schema):
    """One step: `of_all` is the share of what was published, `of_before` of the step before."""

    code = fields.Str()
    label = fields.Function(lambda s: _spoken(FUNNEL[s.code][0]), metadata={"type": "string"})
    note = fields.Function(lambda s: _spoken(FUNNEL[s.code][1]), metadata={"type": "string"})
    count = fields.Int()
    of_all = fields.Float(allow_none=True)
    of_before = fields.Float(allow_none=True)


class SpanOut(Schema):
    """Days between two steps, of the `count` things that reached both."""

    code = fields.Str()
    label = fields.Function(lambda s: _spoken(SPANS[s.code]), metadata={"type": "string"})
    count = fields.Int()
    median_days = fields.Float(allow_none=True)
    p90_days = fields.Float(allow_none=True)


class FunnelOut(Schema):
    """How far things came from publishing to agreement."""

    since = fields.Date(attribute="question.since")
    until = fields.Date(attribute="question.until")
    on = fields.Date(attribute="question.on")
    direction = fields.Str(attribute="question.direction")
    field = fields.Str(attribute="question.field", allow_none=True)
    steps = fields.List(fields.Nested(StepOut))
    spans = fields.List(fields.Nested(SpanOut))


class HealthOut(Schema):
    """How one channel delivered in the last 24 hours, and what waits; times in seconds."""

    channel = fields.Str()
    ready = fields.Int()
    held = fields.Int()
    oldest_ready_s = fields.Float(allow_none=True)
    done = fields.Int()
    p50_s = fields.Float(allow_none=True)
    p95_s = fields.Float(allow_none=True)
    dead = fields.Int()
    errors = fields.Int()
    deaths = fields.Int()


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
