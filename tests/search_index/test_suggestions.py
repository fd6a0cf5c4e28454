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
        ("烟", ["烟气", "烟尘"]),
        ("煙", ["烟气", "烟尘"]),
        ("yanqi", ["烟气"]),
        ("YANQI", ["烟气"]),
        ("yan", ["烟气", "yangtze", "烟尘"]),
        ("yq", ["烟气"]),
        ("tl", ["脱硫"]),
        ("lvse", ["绿色"]),
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
