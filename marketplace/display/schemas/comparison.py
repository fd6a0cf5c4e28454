"""What a comparison is asked and what it answers."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from marketplace.core.speech import Phrase
from marketplace.display.rules.comparison import LEAST, MOST, MeasuredRow, Stated
from marketplace.display.schemas.technology import TechnologyOut
from marketplace.display.words.comparison import REMARKS
from marketplace.web.fields import reader

_SOME = 50  # More than anybody compares: how many there must be is told by name, not by this.


class ComparisonIn(Schema):
    """Which technologies; repeat `id` for each."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    id = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=_SOME),
        metadata={"description": f"{LEAST} to {MOST} different technologies."},
    )


def _words(phrase: Phrase) -> str:
    return phrase.to("en" if reader()[1] == "en" else "zh")


def _remark(row: MeasuredRow) -> str | None:
    return _words(REMARKS[row.remark]) if row.remark else None


def _written(stated: Stated) -> str:
    return stated.written.show("en" if reader()[1] == "en" else "zh")


class ComparedOut(Schema):
    """One technology of the comparison, and who holds it."""

    technology = fields.Nested(TechnologyOut, attribute="row")
    holder = fields.Str()


class StatedOut(Schema):
    """One claim, its bounds in the unit of the row; `written` is how the holder wrote it."""

    comparator = fields.Str(attribute="claim.comparator")
    low = fields.Decimal(as_string=True, allow_none=True, attribute="claim.low")
    high = fields.Decimal(as_string=True, allow_none=True, attribute="claim.high")
    rounded = fields.Bool(metadata={"description": "Rounded to six figures to fit the unit"})
    written = fields.Function(_written, metadata={"type": "string"})
    condition = fields.Str(attribute="claim.condition")
    baseline = fields.Str(attribute="claim.baseline")
    evidence_state = fields.Str(attribute="row.evidence_state")
    evidence_number = fields.Str(attribute="row.evidence_number", allow_none=True)
    best = fields.Bool(metadata={"description": "The best of those that can be compared"})


class MeasuredRowOut(Schema):
    """One measurand, and for each technology the claims it makes about it; none is a gap."""

    measurand = fields.Str(attribute="measurand.code")
    name: Any = fields.Function(lambda row: _words(row.measurand.name), metadata={"type": "string"})
    unit = fields.Str()
    better = fields.Str(
        attribute="measurand.better", metadata={"description": "lower, higher, or covers (a scale)"}
    )
    remark = fields.Str(allow_none=True, metadata={"description": "Why a best is not marked"})
    remark_words = fields.Function(_remark, metadata={"type": "string"})
    cells = fields.List(fields.List(fields.Nested(StatedOut)))


class ComparisonOut(Schema):
    """Technologies in the order asked for; the cells of a row stand in the same order."""

    technologies = fields.List(fields.Nested(ComparedOut), attribute="offers")
    measured = fields.List(fields.Nested(MeasuredRowOut))
