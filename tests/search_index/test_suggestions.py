"""Words completed while they are typed."""

import pytest

from search_index import Document, Index
from search_index.suggest import LOOKED_AT
from tests.search_index.conftest import Filled
from tests.search_index.samples import titled


@pytest.fixture
def index(filled: Filled) -> Index:
    put = titled(a="烟气脱硫", b="烟气脱硝", c="烟尘", d="catalysts for yangtze", e="绿色建筑")
    return filled(*put, Document("f", "t", "", "only in the bodies", "钢铁"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("烟", ["烟气", "烟尘", "烟气脱硝", "烟气脱硫"]),
        ("煙", ["烟气", "烟尘", "烟气脱硝", "烟气脱硫"]),
        ("yanqi", ["烟气", "烟气脱硝", "烟气脱硫"]),
        ("YANQI", ["烟气", "烟气脱硝", "烟气脱硫"]),
        ("yan", ["烟气", "yangtze", "烟尘", "烟气脱硝", "烟气脱硫"]),
        ("yq", ["烟气", "烟气脱硝", "烟气脱硫"]),
        ("tl", ["脱硫"]),
        ("lvse", ["绿色", "绿色建筑"]),
        ("gangtie", ["钢铁"]),
        (" cata ", ["catalysts"]),
        ("catalysts", ["catalysts"]),
        ("bod", ["bodies"]),
        ("y", ["yangtze"]),
        ("烟气脱硫塔", []),
        ("", []),
        ("\x02", []),
        ("\x02yanqi", []),
        ("\x03", []),
    ],
)
def test_a_word_is_completed_by_letters_characters_pinyin_or_initials(
    index: Index, typed: str, words: list[str]
) -> None:
    assert index.suggest(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("治理烟", ["治理烟气", "治理烟尘", "治理烟气脱硝", "治理烟气脱硫"]),
        ("治理煙塵", ["治理烟尘"]),
        ("烟气脱", ["烟气脱硝", "烟气脱硫"]),  # A word begins with all of it: no tail is taken.
        ("治理yan", []),
        ("治理量", []),
    ],
)
def test_where_no_word_begins_with_all_of_it_the_tail_is_completed(
    index: Index, typed: str, words: list[str]
) -> None:
    assert index.suggest(typed) == words


def test_a_tail_is_not_completed_by_what_is_hidden(filled: Filled) -> None:
    index = filled(*titled(a="烧结", b="烟气"))
    assert index.suggest("烧结烟") == ["烧结烟气"]
    assert index.suggest("烧结烟", without=frozenset({"b"})) == []
    assert index.suggest("烧结烟", 0) == []


def test_the_most_frequent_come_first_and_no_more_than_asked_for(index: Index) -> None:
    assert index.suggest("yan", 1) == ["烟气"]
    assert index.suggest("yan", 0) == []


@pytest.mark.parametrize("typed", ["烟", "yan", "yc"])
def test_what_is_hidden_or_deleted_is_not_suggested(index: Index, typed: str) -> None:
    assert "烟尘" in index.suggest(typed)
    assert "烟尘" not in index.suggest(typed, without=frozenset({"c"}))
    index.apply([], ["c"], 2)
    assert "烟尘" not in index.suggest(typed)


def test_only_so_many_words_are_looked_at(filled: Filled) -> None:
    many = " ".join(f"w{n:05}x" for n in range(LOOKED_AT + 50))
    index = filled(Document("a", "t", many, ""))
    assert len(index.suggest("w", 5000)) == LOOKED_AT
