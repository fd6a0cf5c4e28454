"""Words in one field, and values of facets, by the names that people give them."""

import pytest

from search_index import BadQuery, Document, Lexicon, Marker, Query
from search_index.grammar import Every, Named, Phrase, Words, parse, texts
from tests.search_index.conftest import Filled
from tests.search_index.samples import keys

FIELDS = {"title": "title", "标题": "title", "text": "body", "tags": "keywords", "领域": "field"}
CODES = {"大气": ("AIR", "dust"), "air": ("AIR",)}


def codes(facet: str, typed: str) -> tuple[str, ...]:
    assert facet == "field"
    return CODES.get(typed.lower(), (typed,))


LEXICON = Lexicon(fields=FIELDS, values=codes)
PUT = [
    Document("a", "t", "烟气脱硫", "用于污水", "钢铁", {"field": ("air", "iron")}),
    Document("b", "t", "污水处理", "产生烟气", "", {"field": ("dust",)}),
    Document("c", "t", "title words: AND", "", "", {}),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title:烟气", ["a"]),
        ("标题：烟气", ["a"]),
        ("TITLE:烟气", ["a"]),
        ("text:烟气", ["b"]),
        ("tags:钢铁", ["a"]),
        ('title:"烟气脱硫"', ["a"]),
        ('title:"脱硫烟气"', []),
        ("title:烟气污水", []),
        ("烟气 -title:烟气", ["b"]),
        ("title:烟气 OR title:污水", ["a", "b"]),
        ("领域:大气", ["a", "b"]),
        ("领域:AIR", ["a"]),
        ("领域:iron", ["a"]),
        ("领域:none", []),
        ('领域:"大气" 处理', ["b"]),
        ("烟气 -领域:大气", []),
        ("title:AND", ["c"]),
    ],
)
def test_a_field_narrows_to_where_it_says(filled: Filled, text: str, found: list[str]) -> None:
    assert keys(filled(*PUT, lexicon=LEXICON), text) == found


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("secret:烟气", "unknown_field", 0),
        ("烟气 tilte:x", "unknown_field", 3),
        ("title:", "missing_value", 0),
        ("title:(a OR b)", "missing_value", 0),
        ("烟气 title: 污水", "missing_value", 3),
    ],
)
def test_a_field_that_is_none_or_says_nothing_is_refused(
    text: str, code: str, position: int
) -> None:
    with pytest.raises(BadQuery) as refused:
        parse(text, fields=FIELDS)
    assert (refused.value.code, refused.value.position) == (code, position)


@pytest.mark.parametrize(
    "text", ["C:N", "10:1", "http://a.example", "https://a.example/x", "比例:高", "abc:x", "kg:m3"]
)
def test_a_colon_of_the_text_makes_no_field(text: str) -> None:
    assert parse(text, fields=FIELDS) == Every((Words(text),))


def test_a_field_takes_every_word_or_a_phrase() -> None:
    assert parse("标题:a.b", fields=FIELDS) == Every((Named("title", Words("a.b", strict=True)),))
    assert parse('title:"a b"', fields=FIELDS) == Every((Named("title", Phrase("a b")),))
    assert parse("-title:a b", fields=FIELDS) == Every(
        (Words("b"),), (Named("title", Words("a", strict=True)),)
    )


def test_only_what_is_sought_in_texts_is_a_text() -> None:
    tree = parse('a title:b 领域:c -d "e" (f OR g)', fields=FIELDS)
    assert [node.text for node in texts(tree)] == ["a", "b", "e", "f", "g"]


def test_the_value_of_a_facet_is_neither_marked_nor_read_nor_told_as_a_word(
    filled: Filled,
) -> None:
    index = filled(*PUT, Document("d", "t", "irons", ""), lexicon=LEXICON)
    found = index.search(Query("领域:irens 量子", helped=True))
    assert (found.read_as, found.also, [word.text for word in found.words]) == ({}, (), ["量子"])
    marker = Marker("领域:iron title:烟气", lexicon=LEXICON)
    assert marker.snippet("iron 烟气") == [("iron ", False), ("烟气", True)]


def test_a_word_in_a_field_is_read_as_another_where_nobody_has_it(filled: Filled) -> None:
    index = filled(*PUT, Document("d", "t", "catalyst", ""), lexicon=LEXICON)
    found = index.search(Query("title:catalist", helped=True))
    assert (found.read_as, [hit.key for hit in found.hits]) == ({"catalist": "catalyst"}, ["d"])


def test_values_are_told_apart_by_the_facet(filled: Filled) -> None:
    found = filled(*PUT, lexicon=LEXICON).search(Query("领域:大气", facets=("field",)))
    assert found.facets["field"] == {"air": 1, "dust": 1, "iron": 1}
    assert all(hit.score == 1 for hit in found.hits)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title:AND AND 量子", [("AND", 1), ("量子", 0)]),
        ("title:量子*", [("量子", 0)]),
        ("title:量子 -c", [("量子", 0)]),
    ],
)
def test_a_word_in_a_field_that_found_nothing_is_told_whatever_it_looks_like(
    filled: Filled, text: str, words: list[tuple[str, int]]
) -> None:
    found = filled(*PUT, lexicon=LEXICON).search(Query(text, helped=True))
    assert [(word.text, word.documents) for word in found.words] == words
