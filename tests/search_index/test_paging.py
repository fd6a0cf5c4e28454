"""Pages under every order, with help and without, while documents are added."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import Concept, Document, Index, Lexicon, Query, Span, Wish
from search_index.reader import BEST
from tests.search_index.conftest import LAYOUT, Filled

LEXICON = Lexicon((Concept(("脱硫", "FGD")),), {"title": "title"})
WORDS = ["烟气", "脱硫", "FGD", "除尘", "catalyst", "余热"]
ENDS = st.none() | st.integers(0, 4)
SPANS = st.lists(st.builds(Span, ENDS, ENDS), max_size=2).map(tuple)
DOCUMENTS = st.builds(
    Document,
    key=st.sampled_from([f"k{n}" for n in range(20)]),
    kind=st.just("t"),
    title=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    body=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    measures=st.fixed_dictionaries({}, optional={"so2": SPANS}),
)
QUERIES = st.builds(
    Query,
    text=st.sampled_from(
        [
            "",
            "烟气",
            "烟气 脱硫 除尘 余热",
            "托硫 烟气",
            "catalist",
            "title:烟气 OR FGD",
            "烟气 AND 脱硫",
        ]
    ),
    sort=st.sampled_from(["relevance", "measure:so2", "-measure:so2"]),
    helped=st.booleans(),
    limit=st.integers(1, 4),
    wishes=st.sampled_from([(), (Wish("so2", None, 2),), (Wish("so2", 1, None, strict=True),)]),
)


def pages(index: Index, query: Query, new: list[Document]) -> Iterator[list[str]]:
    """The keys of each page, with one more document put after each."""
    after: str | None = None
    for n in range(1000):
        found = index.search(
            Query(query.text, sort=query.sort, helped=query.helped, limit=query.limit,
                  wishes=query.wishes, after=after)
        )  # fmt: skip
        yield [hit.key for hit in found.hits]
        after = found.next
        if after is None:
            return
        if n < len(new):
            one = new[n]
            added = Document(f"new{n}", "t", one.title, one.body, measures=one.measures)
            index.apply([added], [], n + 2)
    raise AssertionError("pages without end")


@settings(max_examples=25, deadline=None)
@given(
    old=st.lists(DOCUMENTS, min_size=6, max_size=20, unique_by=lambda d: d.key),
    new=st.lists(DOCUMENTS, max_size=3),
    query=QUERIES,
)
def test_no_page_repeats_or_passes_over_what_was_there(
    old: list[Document], new: list[Document], query: Query
) -> None:
    with tempfile.TemporaryDirectory() as place:
        index = Index(Path(place), LAYOUT, LEXICON)
        index.apply(old, [], 1)
        whole = Query(
            query.text, sort=query.sort, helped=query.helped, limit=100, wishes=query.wishes
        )
        before = [hit.key for hit in index.search(whole).hits]
        seen = [key for page in pages(index, query, new) for key in page]
        index.close()
    assert len(seen) == len(set(seen))
    assert [key for key in seen if not key.startswith("new")] == before


def test_the_best_of_a_relaxed_question_stay_the_best_on_every_page(filled: Filled) -> None:
    put = [Document(f"k{n:03}", "t", "烟气 " + "别的 " * (2 * n), "") for n in range(140)]
    index = filled(*put)
    query = Query("烟气 钢铁 余热 catalyst", helped=True, limit=20)
    before = [h.key for h in index.search(Query(query.text, helped=True, limit=200)).hits]
    new = [Document("x", "t", "烟气 钢铁", ""), Document("y", "t", "烟气 " + "别的 " * 60, "")]
    seen = [key for page in pages(index, query, new) for key in page]
    assert before == [document.key for document in put[:BEST]]
    assert [key for key in seen if not key.startswith("new")] == before
