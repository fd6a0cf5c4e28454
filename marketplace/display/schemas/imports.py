"""What goes in and out of the doors of imports."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.display.actions.imports import Matching
from marketplace.display.rules import imports as rules
from marketplace.display.rules.import_fields import TARGETS
from marketplace.display.states.imports import IMPORT, OUTCOMES
from marketplace.display.words.imports import STYLES
from marketplace.web.doors import PageIn
from marketplace.web.fields import Moves, Stamp, Text, reader

LONGEST_NAME = 200
# A form cannot send an empty choice: it would be lost, and with it the place of the others.
LEFT_OUT = "-"


class UploadIn(Schema):
    """What the file is called by its sender."""

    name = Text(required=True, most=LONGEST_NAME)


class MatchingIn(Schema):
    """The field of each column in the order of `header`; "" or "-" leaves a column out."""

    target = fields.Str(load_default="patent", validate=validate.OneOf(list(TARGETS)))
    columns = fields.List(
        fields.Str(validate=validate.Length(max=40)),
        required=True,
        validate=validate.Length(1, 500),
    )
    source = Text(most=LONGEST_NAME)
    as_of = fields.Date()
    holder = Text(most=LONGEST_NAME)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> Matching:
        """As the action takes it."""
        names = tuple("" if name == LEFT_OUT else name for name in data.pop("columns"))
        return Matching(fields=names, **data)


class ImportListIn(PageIn):
    """Which imports."""

    state = fields.Str(validate=validate.OneOf([s.value for s in IMPORT.states()]))


class RowsIn(Schema):
    """Which rows of an import's report."""

    outcome = fields.Str(validate=validate.OneOf(OUTCOMES))
    after = fields.Int(load_default=-1)
    limit = fields.Int(load_default=50, validate=validate.Range(1, 500))


class ImportOut(Schema):
    """A file, its matching, and how far the work on it is."""

    id = fields.UUID()
    version = fields.Int()
    name = fields.Str(attribute="title")
    sha256 = fields.Str()
    size = fields.Int()
    format = fields.Str()
    encoding = fields.Str(allow_none=True)
    header = fields.List(fields.Str())
    profile = fields.Str(allow_none=True)
    target = fields.Str()
    columns = fields.List(fields.Str(), attribute="fields")
    source = fields.Str(allow_none=True)
    as_of = fields.Date(allow_none=True)
    holder_id = fields.UUID(attribute="for_id", allow_none=True)
    state = fields.Str()
    done = fields.Int(attribute="work.done")
    total = fields.Int(attribute="work.total", allow_none=True)
    counts = fields.Dict(attribute="work.counts")
    trial = fields.Dict(attribute="checked")
    dates = fields.Method("_dates", metadata={"type": "array"})
    failure = fields.Dict()
    created_at = Stamp()
    moves = Moves(IMPORT, rules.MAY)

    def _dates(self, row: Any) -> list[dict[str, Any]]:
        """How the days of each column were read, and the cell that shows it."""
        return styles(row, reader()[1])


class RowOut(Schema):
    """What became of one row."""

    row = fields.Int(attribute="number")
    outcome = fields.Str()
    title = fields.Str()
    subject_id = fields.UUID(allow_none=True)
    near = fields.Bool()
    near_of = fields.UUID(allow_none=True)
    problems = fields.List(fields.Dict())
    changes = fields.Dict()


def styles(row: Any, language: str) -> list[dict[str, Any]]:
    """Each column whose cells told the order of day and month, with the cell that did."""
    return [
        {
            "column": row.header[int(at)],
            "style": STYLES[found["style"]].to("en" if language == "en" else "zh"),
            "row": int(found["row"]),
            "value": found["text"],
        }
        for at, found in sorted(row.date_styles.items())
        if at != "read"
    ]
