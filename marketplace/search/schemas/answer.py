"""What search answers."""

from marshmallow import Schema, fields


class FactOut(Schema):
    """One fact about a thing that was found: the facet, its code and its name."""

    facet = fields.Str()
    code = fields.Str()
    label = fields.Str()


class ItemOut(Schema):
    """One thing that was found; `title_parts` and `snippet` mark what was asked for."""

    id = fields.UUID()
    kind = fields.Str()
    title = fields.Str()
    url = fields.Str()
    title_parts = fields.List(fields.Tuple((fields.Str(), fields.Bool())))
    snippet = fields.List(fields.Tuple((fields.Str(), fields.Bool())))
    facts = fields.List(fields.Nested(FactOut))
    numbers = fields.Dict(keys=fields.Str(), values=fields.Int())


class FigureOut(Schema):
    """A figure that was asked for, and what the technologies found say to it.

    `meets` counts those that meet it, `proved` those of them with a report or a confirmation,
    `misses` those that state a worse one, `unsure` those whose figure promises neither, `unstated`
    those that state none. Figures read out of the
    text lift what meets them; `strict` ones, of `measure`, are filters.
    """

    measurand = fields.Str()
    label = fields.Str()
    said = fields.Str()
    strict = fields.Bool()
    meets = fields.Int()
    proved = fields.Int()
    misses = fields.Int()
    unsure = fields.Int()
    unstated = fields.Int()
    filter = fields.Str()
    sort = fields.Str()


class WordOut(Schema):
    """A word of a question that found nothing, and how much it would find alone."""

    text = fields.Str()
    documents = fields.Int()


class ValueOut(Schema):
    """One value of a facet, its name in the reader's language and how many things have it.

    Where values lie in others, `parent` is the one it lies in. Of such a tree the roots are told,
    the chosen values with all they lie in, and what lies directly in these: choose one to see more.
    """

    value = fields.Str()
    parent = fields.Str(allow_none=True)
    label = fields.Str()
    count = fields.Int()
    chosen = fields.Bool()


class SearchOut(Schema):
    """A page of things found, how many there are in all, counts by facet, and what was understood.

    `read_as` leads from words that nobody uses to those they were taken for; `relaxed` says that
    too little had enough of the words; `words` help where nothing was found. `exact=true` stops
    both.
    """

    items = fields.List(fields.Nested(ItemOut))
    total = fields.Int()
    facets = fields.Dict(keys=fields.Str(), values=fields.List(fields.Nested(ValueOut)))
    figures = fields.List(fields.Nested(FigureOut))
    read_as = fields.Dict(keys=fields.Str(), values=fields.Str())
    relaxed = fields.Bool()
    words = fields.List(fields.Nested(WordOut))
    next = fields.Str(allow_none=True)


class SimilarOut(Schema):
    """Things of the same kind that are like one, the nearest first."""

    items = fields.List(fields.Nested(ItemOut))


class SuggestOut(Schema):
    """Words that begin like this, the most frequent first."""

    items = fields.List(fields.Str())


class NamesOut(Schema):
    """What it is called."""

    zh = fields.Str()
    en = fields.Str()


class MeasurandOut(Schema):
    """What can be measured; `unit` is the one it is compared in, `units` are all that fit.

    `better` is `lower`, `higher`, or `covers` where a range has to hold what is asked.
    """

    code = fields.Str()
    names = fields.Nested(NamesOut, attribute="name")
    unit = fields.Str(attribute="unit.code")
    units = fields.Function(
        lambda measured: [unit.code for unit in measured.units],
        metadata={"type": "array", "items": {"type": "string"}},
    )
    better = fields.Str()
    synonyms = fields.List(fields.Str())


class MeasurandsOut(Schema):
    """All measurands, in one page."""

    items = fields.List(fields.Nested(MeasurandOut))
