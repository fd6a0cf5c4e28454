"""What is hidden or gone is in nothing that an index tells: not in a count, a score or a cursor.

The proof is a comparison: an index that holds more, but hides it, answers every question exactly
as one that never held it.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import Document, Found, Index, Layout, Lexicon, Query, Span, Wish
from search_index.lexicon import Concept

LAYOUT = Layout(facets=("field",), numbers=("day",))
LEXICON = Lexicon((Concept(("脱硫", "desulphurisation")),), {"title": "title", "field": "field"})
WORDS = (
    "烟气",
    "脱硫",
    "脱硝",
    "催化剂",
    "desulphurisation",
    "membrane",
    "membranes",
    "石膏",
    "so2",
)
FACETS = ("kind", "field")

documents = st.builds(
    lambda key, title, body, field, day, dust: Document(
        f"thing:{key}",
        "thing",
        " ".join(title),
        " ".join(body),
        facets={"field": (field,)},
        numbers={"day": day},
        measures={"dust": (Span(None, dust, "self_declared"),)},
    ),
    key=st.integers(0, 400),
    title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    body=st.lists(st.sampled_from(WORDS), max_size=9),
    field=st.sampled_from(("air", "water")),
    day=st.integers(0, 9),
    dust=st.floats(1, 60),
)
many = st.lists(documents, max_size=14, unique_by=lambda document: document.key)
words = st.lists(st.sampled_from((*WORDS, "tuoliu", "脱流", "membrnae")), min_size=1, max_size=3)
texts = words.map(" ".join) | st.sampled_from(
    ("", '"烟气 脱硫"', "membr*", "field:air", "烟气 OR so2", "脱硫 NOT so2", "title:石膏")
)
sorts = st.sampled_from(("relevance", "-day", "measure:dust", "-measure:dust"))


def query(text: str, sort: str, without: frozenset[str], after: str | None = None) -> Query:
    wish = Wish("dust", None, 30.0, kinds=("thing",))
    return Query(
        text, sort=sort, limit=2, after=after, facets=FACETS, without=without, helped=True,
        wishes=(wish,),
    )  # fmt: skip


def pages(index: Index, text: str, sort: str, without: frozenset[str]) -> list[Found]:
    found = [index.search(query(text, sort, without))]
    while after := found[-1].next:
        found.append(index.search(query(text, sort, without, after)))
    return found


def told(
    index: Index, text: str, sort: str, subject: Document, without: frozenset[str]
) -> tuple[object, ...]:
    """All that can be got out of an index."""
    likes = index.similar(subject, Query(limit=50, without=without))
    begun = [index.suggest(start, 20, without) for start in ("脱", "t", "tl", "mem", "d", text)]
    return pages(index, text, sort, without), likes, begun


@contextmanager
def held(put: Sequence[Document], *more: Callable[[Index], object]) -> Iterator[Index]:
    with tempfile.TemporaryDirectory(prefix="market-test-index-") as folder:
        index = Index(Path(folder) / "index", LAYOUT, LEXICON)
        index.apply(put, [], 1)
        for change in more:
            change(index)
        yield index
        index.close()


@settings(max_examples=20, deadline=None)
@given(public=many, secret=many, text=texts, sort=sorts, subject=documents)
def test_i_13_what_is_hidden_changes_nothing_that_is_told(
    public: list[Document], secret: list[Document], text: str, sort: str, subject: Document
) -> None:
    keys = {document.key for document in public}
    secret = [document for document in secret if document.key not in keys]
    hidden = frozenset(document.key for document in secret)
    with held(public) as plain, held(public, lambda index: index.apply(secret, [], 2)) as full:
        assert told(full, text, sort, subject, hidden) == told(
            plain, text, sort, subject, frozenset()
        )


@settings(max_examples=20, deadline=None)
@given(public=many, secret=many, text=texts, sort=sorts, subject=documents)
def test_i_13_what_was_dropped_changes_nothing_though_it_lies_in_the_files(
    public: list[Document], secret: list[Document], text: str, sort: str, subject: Document
) -> None:
    keys = {document.key for document in public}
    gone = [document.key for document in secret if document.key not in keys]
    both = [*public, *(document for document in secret if document.key not in keys)]
    with held(public) as plain, held(both, lambda index: index.apply([], gone, 2)) as full:
        assert told(full, text, sort, subject, frozenset()) == told(
            plain, text, sort, subject, frozenset()
        )


@pytest.mark.parametrize("hides", [True, False])
def test_a_cursor_does_not_say_that_a_hidden_document_has_a_word(hides: bool) -> None:
    """Frequencies travel in it: a word that only a hidden document has must not stand there."""
    public = [Document(f"thing:{n}", "thing", "烟气", "") for n in range(5)]
    secret = Document("thing:secret", "thing", "烟气 quaggafilter", "")
    hidden = frozenset({secret.key}) if hides else frozenset()
    drop = [] if hides else [secret.key]
    asked = Query("烟气 OR quaggafilter", limit=1, without=hidden, helped=True)
    with (
        held([*public, secret], lambda index: index.apply([], drop, 2)) as full,
        held(public) as plain,
    ):
        assert full.search(asked).next == plain.search(asked).next
