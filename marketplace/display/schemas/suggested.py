"""What comes out of the doors of suggestions."""

from marshmallow import Schema, fields


class SuggestionOut(Schema):
    """A claim read out of a text: it is offered, and kept only when its writer puts it in.

    `sentence` holds the `words` that were read; `source` is the field the text stands in, or
    `patent` with the patent's number in `of`.
    """

    measurand = fields.Str(attribute="claim.measurand")
    comparator = fields.Str(attribute="claim.comparator")
    low = fields.Decimal(attribute="claim.low", as_string=True, allow_none=True)
    high = fields.Decimal(attribute="claim.high", as_string=True, allow_none=True)
    unit = fields.Str(attribute="claim.unit")
    source = fields.Str(attribute="source.field")
    of = fields.Str(attribute="source.of", allow_none=True)
    words = fields.Str()
    sentence = fields.Str()


class SuggestionsOut(Schema):
    """The claims read out of texts, in their order; `more` where they tell further ones."""

    items = fields.List(fields.Nested(SuggestionOut))
    more = fields.Bool()
