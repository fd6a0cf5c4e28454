"""Where little has enough of the words, fewer have to do; what a failed question is told."""

import base64
import json

import pytest

from search_index import BadQuery, Document, Index, Query, Word
from search_index.reader import BEST, FEW
from tests.search_index.conftest import Filled
from tests.search_index.samples import keys, titled

QUESTION = "钢铁 烧结 烟气 脱硫 除尘 余热"


def test_fewer_words_suffice_only_where_little_is_found_and_help_is_asked_for(
    filled: Filled,
) -> None:
    index = filled(*titled(half="钢铁 烧结 烟气", two="钢铁 除尘", one="余热", none="污水"))
    assert keys(index, QUESTION) == ["half"]
    found = index.search(Query(QUESTION, helped=True))
    assert found.hits[0].key == "half"
    assert {hit.key for hit in found.hits} == {"half", "two", "one"}
    assert found.relaxed


def test_nothing_is_called_relaxed_where_fewer_words_find_no_more(filled: Filled) -> None:
    index = filled(*titled(a="钢铁 烧结", b="污水"))
    for text in ("钢铁", "钢铁 烧结", "量子", '"钢铁 烧结"'):
        assert not index.search(Query(text, helped=True)).relaxed


def test_many_that_have_enough_keep_the_rest_away(filled: Filled) -> None:
    put = [Document(f"k{n}", "t", "钢铁 烧结", "") for n in range(FEW[0])]
    found = filled(*put, *titled(one="钢铁")).search(Query("钢铁 烧结 烟气", helped=True, limit=50))
    assert (found.total, found.relaxed) == (FEW[0], False)


def test_hidden_documents_do_not_keep_the_rest_away(filled: Filled) -> None:
    put = [Document(f"k{n}", "t", "钢铁 烧结", "") for n in range(FEW[0])]
    index = filled(*put, *titled(one="钢铁"))
    hidden = frozenset(document.key for document in put)
    found = index.search(Query("钢铁 烧结 烟气", helped=True, without=hidden))
    assert ([hit.key for hit in found.hits], found.relaxed) == (["one"], True)


def test_of_what_has_a_single_word_only_the_best_are_found(filled: Filled) -> None:
    put = [Document(f"k{n:03}", "t", "钢铁 " + "其他 " * (2 * n), "") for n in range(150)]
    found = filled(*put).search(Query(QUESTION, helped=True, limit=200))
    assert (found.total, found.relaxed) == (BEST, True)
    assert {hit.key for hit in found.hits} == {document.key for document in put[:BEST]}


def test_what_is_as_good_as_the_last_of_the_best_is_found_with_it(filled: Filled) -> None:
    put = [Document(f"k{n:03}", "t", "钢铁", "") for n in range(BEST + 20)]
    found = filled(*put).search(Query(QUESTION, helped=True, limit=200))
    assert (found.total, found.relaxed) == (BEST + 20, True)


def test_what_has_every_word_is_never_left_out(filled: Filled) -> None:
    much = "其他内容 " * 3000 + "钢铁，烧结，烟气"
    put = [Document(f"k{n:03}", "t", "钢铁", "") for n in range(BEST + 20)]
    found = filled(*put, Document("all", "t", "", much)).search(
        Query("钢铁 烧结 烟气", helped=True, limit=200)
    )
    assert found.hits[0].key == "all"
    assert found.hits[0].score >= 1


def told(index: Index, text: str, **more: object) -> list[tuple[str, int]]:
    found = index.search(Query(text, helped=True, **more))  # type: ignore[arg-type]
    assert found.total == 0
    return [(word.text, word.documents) for word in found.words]


PUT = [
    Document("a", "t", "钢铁烧结", "", facets={"field": ("air",)}),
    Document("b", "t", "烟气 AND so2", "", facets={"field": ("air",)}),
    Document("c", "t", "烟气", "", facets={"field": ("water",)}),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("钢铁 AND 烟气", [("钢铁", 1), ("烟气", 2)]),
        ("量子 纠缠", [("量子", 0), ("纠缠", 0)]),
        ("如何量子纠缠", [("量子", 0), ("纠缠", 0)]),
        ('量子 "烟气"-纠缠', [("量子", 0), ("-纠缠", 0)]),
        ("量子*", [("量子", 0)]),
        ("“量子”", []),
        ("烟气 -烟气", [("烟气", 2)]),
        ("q r s t u v w x y z", [(letter, 0) for letter in "qrstuvwx"]),
    ],
)
def test_a_question_that_found_nothing_is_told_what_each_word_would_find(
    filled: Filled, text: str, words: list[tuple[str, int]]
) -> None:
    assert told(filled(*PUT), text) == words


def test_words_are_told_under_the_same_filters_and_without_the_hidden(filled: Filled) -> None:
    index = filled(*PUT)
    strict = {"filters": {"field": ("air",)}, "strict": True}
    assert told(index, "钢铁 烟气", **strict) == [("钢铁", 1), ("烟气", 1)]
    hidden = frozenset({"b"})
    assert told(index, "钢铁 烟气", **strict, without=hidden) == [("钢铁", 1), ("烟气", 0)]
    assert index.search(Query("钢铁", helped=True)).words == ()


def forged(index: Index, query: Query, part: int, value: object) -> str:
    good = str(index.search(query).next)
    content = json.loads(base64.urlsafe_b64decode(good + "=" * (-len(good) % 4)))
    content[part] = value
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (2, [[10**400, 0, 0, 0, 0, 0], [1]]),
        (2, [[10**30, 1, 1, 1, 1, 1], [1] * 6]),
        (3, [{}, {"烟气": "x" * 3000}, 0]),
        (3, [{}, {}, "much"]),
        (3, [{}, [], 0]),
        (1, [10**400, 0, "k"]),
    ],
)
def test_a_cursor_forged_to_hurt_is_refused(filled: Filled, part: int, value: object) -> None:
    index = filled(*PUT)
    query = Query("烟气", helped=True, limit=1)
    with pytest.raises(BadQuery, match="bad_cursor"):
        index.search(Query("烟气", helped=True, limit=1, after=forged(index, query, part, value)))


def test_a_word_is_told_by_its_text_and_its_documents() -> None:
    assert Word("烟气", 2) == Word(text="烟气", documents=2)
