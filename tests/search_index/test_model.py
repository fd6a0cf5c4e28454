"""The index against a model that is too simple to be wrong."""

import math
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from search_index import Document, Index, Layout, Query, bigrams, words
from search_index.lexicon import NOTHING
from search_index.question import question

LAYOUT = Layout(facets=("field", "region"), numbers=("year",))
KEYS = st.sampled_from([f"k{n}" for n in range(12)])
WORDS = ["烟气", "脱硫", "膜", "污水處理", "SO2", "catalysts", "filter", "35mg/m3", "科学院", "的"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
TITLES = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
VALUES = st.lists(st.sampled_from(["空气", "water", "soil"]), max_size=3).map(tuple)
YEARS = st.integers(-3, 3) | st.sampled_from([-(2**63) + 1, 2**63 - 1])

DOCUMENTS = st.builds(
    Document,
    key=KEYS,
    kind=st.sampled_from(["technology", "demand"]),
    title=TITLES,
    body=TEXTS,
    keywords=TEXTS,
    facets=st.fixed_dictionaries({}, optional={"field": VALUES, "region": VALUES}),
    numbers=st.fixed_dictionaries({}, optional={"year": YEARS}),
)
QUERIES = st.builds(
    Query,
    text=st.sampled_from(["", " "]) | TEXTS,
    kinds=st.sampled_from([(), ("technology",), ("demand", "technology"), ("none",)]),
    filters=st.fixed_dictionaries({}, optional={"field": VALUES, "region": VALUES}),
    ranges=st.fixed_dictionaries(
        {}, optional={"year": st.tuples(st.none() | YEARS, st.none() | YEARS)}
    ),
    sort=st.sampled_from(["relevance", "year", "-year"]),
    limit=st.just(50),
    facets=st.sampled_from([(), ("kind", "field", "region"), ("field",)]),
    without=st.frozensets(KEYS, max_size=3),
    strict=st.booleans(),
)


def says(document: Document, query: Query) -> bool:
    if not query.text.strip():
        return True
    asked = question(query.text, NOTHING)
    wanted, pairs = set(asked.units), set(bigrams(query.text))
    said = {*words(document.title), *words(document.keywords), *words(document.body)}
    paired = {*bigrams(document.title), *bigrams(document.keywords)}
    if query.strict or not wanted:
        return bool(wanted) and (wanted <= said or pairs <= paired)
    enough = len(pairs) if len(pairs) < 3 else math.ceil(len(pairs) * 0.6)
    near = max(len(pairs & paired), len(pairs & {*bigrams(document.body[:300])}))
    return len(wanted & said) >= (len(wanted) + 1) // 2 or near >= enough


def passes(document: Document, query: Query, but: str = "") -> bool:
    if query.kinds and but != "kind" and document.kind not in query.kinds:
        return False
    for name, values in query.filters.items():
        if values and name != but and not set(values) & set(document.facets.get(name, ())):
            return False
    for name, (low, high) in query.ranges.items():
        number = document.numbers.get(name)
        if number is None or not (low is None or low <= number):
            return False
        if not (high is None or number <= high):
            return False
    return document.key not in query.without


def counts(documents: list[Document], query: Query, facet: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for document in documents:
        if says(document, query) and passes(document, query, but=facet):
            values = (document.kind,) if facet == "kind" else document.facets.get(facet, ())
            counted.update(set(values))
    return counted


class IndexMachine(RuleBasedStateMachine):
    """Puts, drops, rebuilds and asks; the model is a dict."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.index = Index(Path(self.place.name), LAYOUT)
        self.model: dict[str, Document] = {}
        self.seq = 0

    def teardown(self) -> None:
        self.index.close()
        self.place.cleanup()

    @rule(put=st.lists(DOCUMENTS, max_size=6), drop=st.lists(KEYS, max_size=3))
    def apply(self, put: list[Document], drop: list[str]) -> None:
        self.seq += 1
        self.index.apply(put, drop, self.seq)
        self.model.update({document.key: document for document in put})
        for key in drop:
            self.model.pop(key, None)

    @rule()
    def rebuild(self) -> None:
        self.seq += 1
        self.index.rebuild(self.model.values(), self.seq)

    @rule()
    def reopen(self) -> None:
        self.index.close()
        self.index = Index(Path(self.place.name), LAYOUT)

    @precondition(lambda self: self.model)
    @rule(queries=st.lists(QUERIES, min_size=4, max_size=8))
    def search(self, queries: list[Query]) -> None:
        for query in queries:
            self.ask(query)

    def ask(self, query: Query) -> None:
        found = self.index.search(query)
        expected = [d for d in self.model.values() if says(d, query) and passes(d, query)]
        assert {hit.key for hit in found.hits} == {document.key for document in expected}
        assert found.total == len(found.hits) == len(expected)
        for facet in query.facets:
            assert found.facets[facet] == counts([*self.model.values()], query, facet)
        if query.sort != "relevance":
            sign = -1 if query.sort == "-year" else 1
            order = [self.model[hit.key].numbers.get("year") for hit in found.hits]
            known = [sign * year for year in order if year is not None]
            assert order[len(known) :] == [None] * (len(order) - len(known))
            assert known == sorted(known)
        elif query.text.strip():
            assert [h.score for h in found.hits] == sorted(h.score for h in found.hits)[::-1]

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        assert sorted(self.index.keys()) == sorted(self.model)
        assert self.index.count() == len(self.model)
        assert self.index.cursor() == self.seq


IndexMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestIndexAgainstModel = IndexMachine.TestCase


@settings(max_examples=10, deadline=None)
@given(
    old=st.lists(DOCUMENTS, min_size=8, max_size=20, unique_by=lambda d: d.key),
    new=st.lists(DOCUMENTS, max_size=8, unique_by=lambda d: d.key),
    sort=st.sampled_from(["relevance", "year", "-year"]),
    text=TEXTS,
)
def test_pages_neither_repeat_nor_skip_while_documents_are_added(
    old: list[Document], new: list[Document], sort: str, text: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        index = Index(Path(place), LAYOUT)
        index.apply(old, [], 1)
        before = [h.key for h in index.search(Query(text, sort=sort, limit=50)).hits]
        seen: list[str] = []
        after = None
        for n in range(100):
            found = index.search(Query(text, sort=sort, limit=2, after=after))
            seen += [hit.key for hit in found.hits]
            after = found.next
            if after is None:
                break
            if n < len(new):
                added = new[n]
                index.apply([_renamed(added, f"new{n}")], [], n + 2)
        index.close()
    assert len(seen) == len(set(seen))
    assert [key for key in seen if not key.startswith("new")] == before


def _renamed(d: Document, key: str) -> Document:
    return Document(key, d.kind, d.title, d.body, d.keywords, d.facets, d.numbers)


def test_the_kind_is_no_facet_of_a_layout() -> None:
    with pytest.raises(ValueError, match="kind"):
        Layout(facets=("kind",))


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ""},
        {"key": "\x00cursor"},
        {"key": "k" * 256},
        {"kind": ""},
        {"facets": {"field": "air"}},
        {"facets": {"field": ("",)}},
        {"facets": {"field": ("a\x1fb",)}},
        {"numbers": {"year": 2**63}},
        {"numbers": {"year": -(2**63)}},
    ],
)
def test_a_document_that_could_not_be_found_again_is_refused(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {"key": "k", "kind": "t", "title": "", "body": ""}
    with pytest.raises(ValueError, match=r"key|kind|field|year"):
        Document(**(right | wrong))  # type: ignore[arg-type]
