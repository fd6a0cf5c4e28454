"""Questions as people type them: numbers of patents, words around the meant, a single word."""

import pytest

from search_index import Document, Index, Query
from tests.search_index.samples import keys


@pytest.mark.parametrize(
    "typed",
    [
        "201819900617.4",
        "2018 1 9900617.4",
        "2018199006174",
        "201819900617",
        "ZL201819900617.4",
        "CN2018199006174",
        "２０１８１９９００６１７．４",
        "ZL 2018 1 9900617.4",
    ],
)
@pytest.mark.parametrize("written", ["201819900617.4", "ZL201819900617.4", "2018 1 9900617.4"])
def test_an_application_number_is_found_however_it_is_typed(
    index: Index, typed: str, written: str
) -> None:
    put = [
        Document("it", "patent", "", f"专利 {written}。"),
        Document("next", "patent", "", "专利 201819900618.4 2018 1 9900618.4"),
    ]
    index.apply(put, [], 1)
    assert keys(index, typed) == ["it"]


def test_words_around_the_meant_add_to_a_score_and_are_never_needed(index: Index) -> None:
    index.apply(
        [
            Document("with", "t", "一种烟气的除尘装置", ""),
            Document("without", "t", "烟气除尘机械装置", ""),
            Document("filling", "t", "一种杯子的盖子", ""),
        ],
        [],
        1,
    )
    assert keys(index, "一种烟气的除尘", strict=True) == ["with", "without"]
    assert "filling" not in keys(index, "一种烟气的除尘")
    assert keys(index, "的") == keys(index, "一种") == ["filling", "with"]


def test_of_equals_the_one_that_begins_with_a_word_of_one_bigram_comes_first(index: Index) -> None:
    titles = {"a": "钢铁余热烟气除尘", "b": "烟气余热钢铁除尘"}
    index.apply([Document(key, "t", title, "") for key, title in titles.items()], [], 1)
    for text, order in (("烟气", ["b", "a"]), ("钢铁", ["a", "b"])):
        assert [hit.key for hit in index.search(Query(text)).hits] == order


def test_of_equals_the_one_that_ends_a_clause_with_the_word_names_it_in_full(index: Index) -> None:
    index.apply(
        [Document("a", "t", "余热烟气，钢铁", ""), Document("b", "t", "余热烟气钢铁", "")], [], 1
    )
    assert [hit.key for hit in index.search(Query("烟气")).hits] == ["a", "b"]
