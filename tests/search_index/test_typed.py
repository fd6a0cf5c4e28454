"""Questions as people type them: numbers of patents, words around the meant, a single word."""

import pytest

from search_index import Document, Index, Query
from search_index.lexicon import NOTHING
from search_index.question import question
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


def ranked(index: Index, text: str) -> list[str]:
    return [hit.key for hit in index.search(Query(text)).hits]


def test_of_equals_the_one_that_is_brought_in_as_a_kind_of_the_thing_comes_first(
    index: Index,
) -> None:
    bodies = {
        "special": "公开了一种转动式书架，书架有轴",
        "thing": "在此公开了一种书架，该书架有轴",
        "beside": "在此公开了这个书架，该书架有轴",
    }
    index.apply([Document(key, "t", "", body) for key, body in bodies.items()], [], 1)
    for text in ("书架", "一种书架", "一种 书架"):
        assert ranked(index, text)[0] == "thing"


def test_a_latin_word_is_brought_in_as_a_kind_of_the_thing_like_a_chinese_one(index: Index) -> None:
    bodies = {"a": "公开了这些 OLED，其有板和轴", "b": "公开了一种 OLED，其有板和轴"}
    index.apply([Document(key, "t", "", body) for key, body in bodies.items()], [], 1)
    assert ranked(index, "OLED") == ["b", "a"]


def test_a_thing_in_one_of_the_forms_asked_for_is_all_that_was_asked_for(index: Index) -> None:
    bodies = {
        "scattered": "介质有毒的锅炉。把数据存储在装置里，信号弱时传输也慢，没有更好的方法",
        "method": "公开了一种信号传输方法，信号传输后加热",
        "boiler": "余热锅炉",
        "pump": "水泵",
    }
    index.apply([Document(key, "t", "", body) for key, body in bodies.items()], [], 1)
    assert ranked(index, "信号传输方法、装置及存储介质")[0] == "method"
    assert keys(index, "信号传输方法、装置及存储介质", strict=True) == ["scattered"]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("烟气脱硫方法、装置及系统", ("烟气", "脱硫", "方法")),
        ("烟气脱硫塔及其制备方法和应用", ("烟气", "脱硫", "塔")),
        ("烟气脱硫和脱硝", ("烟气", "脱硫", "脱硝")),
        ("高温饱和蒸汽装置", ("高温", "饱和", "蒸汽", "装置")),
        ("脱硫装置和高盐有机废水的生化处理方法", None),
        ("方法", ("方法",)),
    ],
)
def test_only_forms_joined_at_the_end_are_no_part_of_the_thing(
    text: str, thing: tuple[str, ...] | None
) -> None:
    asked = question(text, NOTHING)
    assert asked.thing == (asked.units if thing is None else thing)
