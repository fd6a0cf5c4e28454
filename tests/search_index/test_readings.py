"""Words that nobody uses, read as those that are meant."""

import pytest

from search_index import Concept, Document, Index, Lexicon, Query
from search_index.asked import Asked, read_as
from search_index.errors import BadQuery
from search_index.grammar import Every, Phrase, Some, Words, parse
from tests.search_index.conftest import Filled
from tests.search_index.samples import titled

LEXICON = Lexicon((Concept(("脱硝", "denitrification")), Concept(("洗涤", "scrubber"))))


def read(index: Index, text: str, **more: object) -> dict[str, str]:
    return dict(index.search(Query(text, helped=True, **more)).read_as)  # type: ignore[arg-type]


@pytest.fixture
def index(filled: Filled) -> Index:
    put = titled(
        a="烧结烟气脱硫", b="脱硫废水", c="冷凝回收", d="重金属治理", e="desulfurization catalyst",
        f="wheat straw", g="scrubbing of gases",
    )  # fmt: skip
    return filled(*put, Document("z", "t", "", "沼气 biogas"), lexicon=LEXICON)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("catalist", {"catalist": "catalyst"}),
        ("catalysst", {"catalysst": "catalyst"}),
        ("desulfurisation", {"desulfurisation": "desulfurization"}),
        ("desulphurization", {"desulphurization": "desulfurization"}),
        ("catelist", {"catelist": "catalyst"}),
        ("tuoliu", {"tuoliu": "脱硫"}),
        ("tuoliu 废水", {"tuoliu": "脱硫"}),
        ("托硫", {"托硫": "脱硫"}),
        ("烧结烟气托硫", {"托硫": "脱硫"}),
        ("能凝", {"能凝": "冷凝"}),
        ("denitrifikation", {"denitrifikation": "denitrification"}),
        ("托硫 catalist", {"托硫": "脱硫", "catalist": "catalyst"}),
    ],
)
def test_a_word_nobody_uses_is_read_as_the_nearest(
    index: Index, text: str, words: dict[str, str]
) -> None:
    assert read(index, text) == words


@pytest.mark.parametrize(
    "text",
    ["catalyst", "catalysts", "脱硫", "烟气", "biogas", "沼气", "what", "how about", "请问怎么办",
     "scrubber", "denitrification", "脱硝", "cat", "qqqqqq", "so2x", "量子纠缠", "总金属", "",
     "，。"],
)  # fmt: skip
def test_a_word_that_is_used_known_or_near_nothing_is_left_alone(index: Index, text: str) -> None:
    assert read(index, text) == {}


def test_who_does_not_ask_for_help_gets_none(index: Index) -> None:
    found = index.search(Query("catalist"))
    assert (found.read_as, found.total, found.words) == ({}, 0, ())


def test_the_most_frequent_of_the_nearest_is_meant(filled: Filled) -> None:
    index = filled(*titled(a="filters", b="filler", c="filler bed", d="filler ring"))
    assert read(index, "fillex") == {"fillex": "filler"}


@pytest.mark.parametrize(("text", "key"), [("catalist", "e"), ("托硫", "c"), ("tuoliu", "c")])
def test_hidden_and_deleted_documents_offer_no_word(filled: Filled, text: str, key: str) -> None:
    put = titled(e="catalyst", c="脱硫")
    index = filled(*put, *titled(other="除尘"))
    assert read(index, text) != {}
    assert read(index, text, without=frozenset({key})) == {}
    index.apply([], [key], 2)
    assert read(index, text) == {}


def test_hidden_and_deleted_documents_make_no_word_known(filled: Filled) -> None:
    index = filled(*titled(secret="catalist 托硫", open="catalyst 脱硫"))
    words = {"catalist": "catalyst", "托硫": "脱硫"}
    assert read(index, "catalist 托硫") == {}
    assert read(index, "catalist 托硫", without=frozenset({"secret"})) == words
    index.apply([], ["secret"], 2)
    assert read(index, "catalist 托硫") == words


def test_an_answer_says_what_it_read_and_finds_it(index: Index) -> None:
    found = index.search(Query("烧结烟气托硫", helped=True))
    assert found.hits[0].key == "a"
    assert found.hits[0].score >= 1
    assert found.also == ("脱硫",)


def test_words_are_put_in_place_all_at_once_and_latin_ones_only_whole() -> None:
    tree = parse('ab abc 甲乙丙 (ab OR x) "ab" -ab')
    put = read_as(Asked(tree), {"ab": "abc", "abc": "ab", "甲乙": "丙", "丙": "甲"})
    assert put.tree == Every(
        (
            Words("abc ab 丙甲"),
            Some((Every((Words("abc"),)), Every((Words("x"),)))),
            Phrase("ab"),
        ),
        (Words("ab", strict=True),),
    )


def test_a_word_read_as_itself_is_not_told() -> None:
    asked = Asked(parse("烟气"))
    assert read_as(asked, {"烟气": "烟气"}) is asked


def test_a_forged_reading_cannot_make_a_question_long() -> None:
    with pytest.raises(BadQuery, match="bad_cursor"):
        read_as(Asked(parse("a " * 100)), {"a": "x" * 100})
