"""How a document lies in Whoosh: terms to be found by, columns to be filtered and sorted by."""

from collections.abc import Callable, Iterator
from typing import Any

from whoosh import columns, fields
from whoosh.analysis import Token as WhooshToken

from search_index.analysis import Token, fold, pairs, tokens
from search_index.document import SEPARATOR, SMALLEST, Document, Layout
from search_index.measures import pack
from search_index.sound import sounds

CURSOR = "\x00cursor"  # The key of the one document that is none: it has no kind.
MISSING = SMALLEST - 1  # Stands in a number's column where the document has no such number.
WORD_FIELDS = ("title", "keywords", "body")
PAIR_FIELD = "pairs"
LEAD_FIELD = "lead"  # Bigrams of how the body begins, for ranking; of all of it they cost too much.
PAIR_FIELDS = (PAIR_FIELD, LEAD_FIELD)
LEAD = 300
SAID_FIELD = "said"
MEASURES = "measures"


class _Analyser:
    """Hands our tokens to Whoosh, which calls it for every text of a field."""

    cut: Callable[[str], Iterator[Token]]

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        """Give the terms of a text and their positions."""
        carrier = WhooshToken(positions=True, boosts=True)
        carrier.boost, carrier.stopped = 1.0, False
        for token in type(self).cut(fold(value)):
            carrier.text, carrier.pos = token.text, token.position
            yield carrier


class WordAnalyser(_Analyser):
    """Words, for text fields."""

    cut = staticmethod(tokens)


class PairAnalyser(_Analyser):
    """Bigrams, for the title and the keywords."""

    cut = staticmethod(pairs)


def schema(layout: Layout) -> fields.Schema:
    """Give the fields of an index: words by place, bigrams, words as they were said, columns."""
    made: dict[str, Any] = {name: fields.TEXT(analyzer=WordAnalyser()) for name in WORD_FIELDS}
    made[PAIR_FIELD] = fields.TEXT(analyzer=PairAnalyser())
    made[LEAD_FIELD] = fields.TEXT(analyzer=PairAnalyser())
    made[SAID_FIELD] = fields.ID()
    made[MEASURES] = fields.COLUMN(columns.VarBytesColumn())
    made["key"] = fields.ID(unique=True, sortable=columns.VarBytesColumn())
    made["kind"] = fields.COLUMN(columns.VarBytesColumn())
    made["seq"] = fields.STORED()
    made["digest"] = fields.COLUMN(columns.NumericColumn("q"))
    for name in layout.facets:
        made[facet(name)] = fields.COLUMN(columns.VarBytesColumn())
    for name in layout.numbers:
        made[number(name)] = fields.COLUMN(columns.NumericColumn("q", default=MISSING))
    return fields.Schema(**made)


def facet(name: str) -> str:
    """Name the column of a facet."""
    return f"facet_{name}"


def number(name: str) -> str:
    """Name the column of a number."""
    return f"number_{name}"


def row(document: Document) -> dict[str, Any]:
    """Turn a document into what Whoosh's writer takes."""
    made: dict[str, Any] = {
        "key": document.key,
        "kind": document.kind.encode(),
        "digest": document.digest(),
        **texts(document),
        SAID_FIELD: said(document),
    }
    if document.measures:
        made[MEASURES] = pack(document.measures)
    for name, values in document.facets.items():
        made[facet(name)] = SEPARATOR.join(dict.fromkeys(values)).encode()
    for name, value in document.numbers.items():
        made[number(name)] = value
    return made


def texts(document: Document) -> dict[str, str]:
    """Give what lies in each field of words and of bigrams."""
    return {
        "title": document.title,
        "keywords": document.keywords,
        "body": document.body,
        # A bigram, like a phrase, must not reach from the title into the keywords.
        PAIR_FIELD: f"{document.title}\n。\n{document.keywords}",
        LEAD_FIELD: document.body[:LEAD],
    }


def said(document: Document) -> list[str]:
    """List what may be suggested, and the full form of every word that lost its ending."""
    shown = {
        token.said or token.text
        for text in (document.title, document.keywords)
        for token in tokens(fold(text))
        if token.end - token.start > 1 and not token.text.isdigit()
    }
    spoken = {term for word in shown for term in sounds(word)}
    bodied = {token.said for token in tokens(fold(document.body)) if token.said}
    return sorted(shown | bodied | spoken)
