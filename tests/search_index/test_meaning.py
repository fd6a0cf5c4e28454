"""Questions with a lexicon and fields against a model, and whatever is typed against the index."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_index import BadQuery, Concept, Document, Index, Lexicon, Marker, Query, words
from tests.search_index.bombs import BOMBS
from tests.search_index.conftest import LAYOUT

SOLAR = Concept(("光伏", "PV", "solar cell"), narrower=("钙钛矿",))
DENOX = Concept(("脱硝", "denox"), related=("催化剂",))
ACADEMY = Concept(("科学院", "academy"))
LEXICON = Lexicon(
    (SOLAR, DENOX, ACADEMY),
    {"title": "title", "标题": "title", "text": "body", "field": "field"},
    lambda _, typed: {"大气": ("air",)}.get(typed, (typed,)),
)
# A question's word, and the words and runs of words of which a document needs one.
MEANT: dict[str, list[list[str]]] = {
    "光伏": [["光伏"], ["pv"], ["solar", "cell"], ["钙钛矿"]],
    "PV": [["光伏"], ["pv"], ["solar", "cell"], ["钙钛矿"]],
    "脱硝": [["脱硝"], ["denox"]],  # The related is no name of it.
    "denox": [["脱硝"], ["denox"]],
    "academy": [["academi"], ["科学", "学院"]],
    "钙钛矿": [["钙钛矿"]],
    "烟气": [["烟气"]],
}
SAID = ["光伏", "PV", "solar", "cell", "solar cell", "钙钛矿", "脱硝", "denox", "催化剂", "科学院",
        "科学", "学院", "academy", "烟气"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SAID), max_size=5).map(" ".join)
DOCUMENTS = st.builds(
    Document, key=st.sampled_from([f"k{n}" for n in range(9)]), kind=st.just("t"), title=TEXTS,
    body=TEXTS, facets=st.sampled_from([{}, {"field": ("air",)}, {"field": ("water", "air")}]),
)  # fmt: skip
CORPORA = st.lists(DOCUMENTS, max_size=9, unique_by=lambda d: d.key)
ASKED = st.lists(st.sampled_from(sorted(MEANT)), min_size=1, max_size=4, unique=True)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def has(text: str, run: list[str]) -> bool:
    """Whether words stand in a text in a row, as its author wrote them."""
    said = words(text)
    if run == ["科学", "学院"]:
        return "科学院" in text
    return any(said[n : n + len(run)] == run for n in range(len(said)))


def says(document: Document, word: str) -> bool:
    """Whether a document has any name of what a word means."""
    texts = (document.title, document.body)
    return any(has(text, run) for run in MEANT[word] for text in texts)


def found(put: list[Document], queries: list[Query]) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as place:
        index = Index(Path(place), LAYOUT, LEXICON)
        index.apply(put, [], 1)
        for query in queries:
            yield [hit.key for hit in index.search(query).hits]
        index.close()


@FEW
@given(CORPORA, ASKED)
def test_with_synonyms_a_document_has_a_word_when_it_has_any_name_of_it(
    put: list[Document], asked: list[str]
) -> None:
    text = " ".join(asked)
    strict, alone, some = found(put, [Query(text, strict=True), Query(asked[0]), Query(text)])
    count = {d.key: sum(says(d, word) for word in asked) for d in put}
    assert set(strict) == {key for key, n in count.items() if n == len(asked)}
    assert set(alone) == {d.key for d in put if says(d, asked[0])}
    # Bigrams may find more than these.
    assert set(some) >= {key for key, n in count.items() if n >= (len(asked) + 1) // 2}
    assert set(some[: len(strict)]) == set(strict)


@FEW
@given(CORPORA, st.sampled_from(sorted(MEANT)), st.sampled_from(sorted(MEANT)))
def test_fields_mean_what_they_say_as_it_is_typed(
    put: list[Document], one: str, other: str
) -> None:
    title = {d.key for d in put if has(d.title, words(one))}
    body = {d.key for d in put if has(d.body, words(other))}
    air = {d.key for d in put if "air" in d.facets.get("field", ())}
    asked = {
        f"title:{one}": title,
        f"标题：{one} text:{other}": title & body,
        f"title:{one} OR text:{other}": title | body,
        f"title:{one} -text:{other}": title - body,
        f"field:大气 title:{one}": air & title,
        f"field:air OR title:{one}": air | title,
        "field:大气": air,
        f"title:{one} -field:air": title - air,
    }
    answers = found(put, [Query(text) for text in asked])
    assert [set(keys) for keys in answers] == list(asked.values())


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index(tmp_path_factory.mktemp("meaning"), LAYOUT, LEXICON)
    index.apply(
        [
            Document(f"k{n}", "t", f"{SAID[n % 14]} {SAID[n % 5]}", "烟气 SO₂ 35mg/m3", "钢铁",
                     {"field": ("air",)})
            for n in range(60)
        ],
        [], 1,
    )  # fmt: skip
    yield index
    index.close()


_PIECES = ["光伏", "solar", "cell", "PV", "烟气", "so2", '"', "(", ")", "AND", "OR", "NOT", "-",
           "*",
           "title:", "field:", "field:air", "标题：x", "secret:x", "abc*", "“", "”", "tuoliu",
           "总硝",
           "，", "35mg/m3", "C02F 3/12", "的"]  # fmt: skip
ANYTHING = (
    st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join)
    | st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)
    | st.text(max_size=80)
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=ANYTHING, helped=st.booleans(), strict=st.booleans())
def test_whatever_is_typed_is_answered_or_refused_by_name(
    crowd: Index, text: str, helped: bool, strict: bool
) -> None:
    query = Query(text, helped=helped, strict=strict, limit=5, facets=("field",))
    try:
        page = crowd.search(query)
    except BadQuery as refused:
        assert refused.code not in {"", "bad_cursor"}  # noqa: PT017
        return
    assert len(page.hits) == min(page.total, 5)
    assert not (page.total and page.words)
    if page.next:
        crowd.search(Query(text, helped=helped, strict=strict, limit=5, after=page.next))
    Marker(text, page.also, LEXICON).snippet("光伏 solar cell，烟气 SO₂")
    crowd.suggest(text)


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_17_no_bomb_breaks_what_helps(crowd: Index, name: str) -> None:
    for text in (BOMBS[name], BOMBS[name][:256]):
        Marker(text[:1000]).snippet(text[:5000])
        crowd.suggest(text[:256])
        try:
            assert crowd.search(Query(text, helped=True)).total >= 0
        except BadQuery as refused:
            assert refused.code not in {"", "bad_cursor"}  # noqa: PT017
