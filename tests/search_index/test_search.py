import base64
import json
import threading
from collections import Counter

import pytest

from search_index import BadQuery, Document, Index, Layout, Query

LAYOUT = Layout(facets=("field", "region"), numbers=("year", "price"))

SINTER = Document(
    "sinter",
    "technology",
    "烧结烟气SO2超低排放改造技术",
    "适用于钢铁行业，排放低于35 mg/m³，已在两台机组运行",
    "脱硫;钢铁",
    {"field": ("air", "iron"), "region": ("山西",)},
    {"year": 2020},
)
DENOX = Document(
    "denox",
    "technology",
    "Catalysts for flue-gas denitrification",
    "A catalyst removing NOx from the flue gases of boilers; patent ZL202010123456.7",
    "",
    {"field": ("air",)},
    {"year": 2022},
)
WATER = Document("water", "demand", "污水處理廠節能改造", "膜生物反应器，中国科学院", "", {}, {})


@pytest.fixture
def market(index: Index) -> Index:
    index.apply([SINTER, DENOX, WATER], [], 1)
    return index


def keys(index: Index, text: str, **more: object) -> list[str]:
    return [hit.key for hit in index.search(Query(text, **more)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("烧结烟气 SO2 35mg/m3 改造", ["sinter"]),
        ("燒結煙氣", ["sinter"]),
        ("so₂", ["sinter"]),
        ("35 mg/m³", ["sinter"]),
        ("catalyst", ["denox"]),
        ("flue gas", ["denox"]),
        ('"flue gases"', ["denox"]),
        ('"gas flue"', []),
        ("202010123456.7", ["denox"]),
        ("ZL202010123456.7", ["denox"]),
        ("cataly*", ["denox"]),
        ("catalysts*", ["denox"]),
        ("remov*", ["denox"]),
        ("removing*", ["denox"]),
        ("理厂节", ["water"]),
        ('"水处理厂"', ["water"]),
        ('"烟气SO2"', ["sinter"]),
        ('"SO2烟气"', []),
        ('"排放低于35mg/m3"', ["sinter"]),
        ('"行业排放"', []),
        ("烟气 AND 污水", []),
        ("烟气 OR 污水", ["sinter", "water"]),
        ("改造 -烟气", ["water"]),
        ('改造 -"烟气SO2"', ["water"]),
        ("(烟气 OR catalyst) AND 钢铁", ["sinter"]),
        ("，。", []),
        ("，。 AND 烟气", ["sinter"]),
        ("烟气 -，", ["sinter"]),
        ("量子纠缠", []),
        ("“，” 烟气", ["sinter"]),
        ("， OR 。", []),
        ("， OR 烟气", ["sinter"]),
    ],
)
def test_a_search_finds_what_is_meant(market: Index, text: str, found: list[str]) -> None:
    assert sorted(keys(market, text)) == found


def test_a_title_counts_more_than_keywords_and_these_more_than_a_body(index: Index) -> None:
    put = [
        Document("body", "t", "净化 设备", "低温 脱硫", "环保 设备"),
        Document("title", "t", "低温 脱硫", "净化 设备", "环保 设备"),
        Document("keywords", "t", "净化 设备", "环保 设备", "低温 脱硫"),
    ]
    index.apply(put, [], 1)
    assert keys(index, "脱硫") == ["title", "keywords", "body"]


def test_documents_with_all_words_come_before_those_with_most(index: Index) -> None:
    put = [
        Document("some", "t", "钢铁 烧结 烟气 钢铁 烧结 烟气", "钢铁 烧结 烟气"),
        Document(
            "all", "t", "装置", "钢铁厂的设备：烧结机，含有烟气，适合改造，" + "其他内容" * 50
        ),
        Document("one", "t", "烟气", ""),
    ]
    index.apply(put, [], 1)
    found = index.search(Query("钢铁 烧结 烟气 改造"))
    assert [hit.key for hit in found.hits] == ["all", "some"]
    assert found.total == 2
    assert found.hits[0].score >= 1 > found.hits[1].score
    assert keys(index, "钢铁 烧结 烟气 改造", strict=True) == ["all"]


def test_a_facet_is_counted_without_its_own_filter(market: Index) -> None:
    found = market.search(Query(filters={"field": ("iron",)}, facets=("field", "kind", "region")))
    assert [hit.key for hit in found.hits] == ["sinter"]
    assert found.facets == {
        "field": {"air": 2, "iron": 1},
        "kind": {"technology": 1},
        "region": {"山西": 1},
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (Query(facets=("colour",)), "unknown_facet"),
        (Query(filters={"colour": ("red",)}), "unknown_facet"),
        (Query(ranges={"size": (1, 2)}), "unknown_number"),
        (Query(sort="size"), "unknown_sort"),
        (Query(limit=-1), "limit_out_of_range"),
        (Query(limit=10**6), "limit_out_of_range"),
        (Query(after="!"), "bad_cursor"),
        (Query(after="AAAA"), "bad_cursor"),
        (Query(after="5Li"), "bad_cursor"),
        (Query(after="W10"), "bad_cursor"),
        (Query(after="x" * 10**6), "bad_cursor"),
    ],
)
def test_an_impossible_question_is_refused_by_name(market: Index, query: Query, code: str) -> None:
    with pytest.raises(BadQuery) as refused:
        market.search(query)
    assert refused.value.code == code


def test_a_cursor_belongs_to_its_question(market: Index) -> None:
    page = market.search(Query("改造", limit=1))
    assert market.search(Query("改造", limit=1, after=page.next)).total == 2
    with pytest.raises(BadQuery, match="cursor_of_another_question"):
        market.search(Query("烟气", limit=1, after=page.next))


HOW = [{}, {}, 0]  # Cutoffs, readings and how few words had to do.


@pytest.mark.parametrize(
    "content",
    [
        ["{}", [0, 1, "k"], [[1, 2]], HOW],
        ["{}", [0, 1, "k"], [[1, 2, 3, 4, 5, 6], [1]], HOW],
        ["{}", [0, 1, "k"], [[1, 2, 3, 4, 5, -6], [1, 1, 1, 1, 1]], HOW],
        ["{}", [0, 1, "k"], [[1, 2, 3, 4, 5], [1, 1, 1, 1, 1]], HOW],
        ["{}", [0, 1, "k"], [["1"]], HOW],
        ["{}", [0, "1", "k"], [], HOW],
        ["{}", [0, 1], [], HOW],
        ["{}", [0, 1, "k"], []],
        [],
        None,
    ],
)
def test_a_forged_cursor_is_refused(market: Index, content: object) -> None:
    good = str(market.search(Query("改造", limit=1)).next)
    mark = json.loads(base64.urlsafe_b64decode(good + "=" * (-len(good) % 4)))[0]
    forged = base64.urlsafe_b64encode(json.dumps(content).replace("{}", mark).encode()).decode()
    with pytest.raises(BadQuery, match="bad_cursor"):
        market.search(Query("改造", limit=1, after=forged.rstrip("=")))


def test_kinds_ranges_and_keys_left_out_narrow_a_search(market: Index) -> None:
    assert market.search(Query("改造", limit=1, without=frozenset({"water"}))).total == 1
    assert market.search(Query("改造", ranges={"year": (2020, 2020)})).total == 1
    assert market.search(Query("改造", ranges={"year": (None, 2019)})).total == 0
    assert market.search(Query("改造", kinds=("demand",))).total == 1


def test_no_hits_can_be_asked_for_only_to_count(market: Index) -> None:
    found = market.search(Query("改造", limit=0, facets=("kind",)))
    assert (found.hits, found.total, found.next) == ((), 2, None)
    assert found.facets["kind"] == {"demand": 1, "technology": 1}


def test_suggestions_come_only_from_living_and_permitted_documents(market: Index) -> None:
    assert market.suggest("烧") == ["烧结", "烧结烟气"]
    assert market.suggest("煙") == ["烟气"]
    assert market.suggest("Ｃata") == ["catalysts"]
    assert market.suggest("烧", without=frozenset({"sinter"})) == []
    market.apply([], ["sinter"], 2)
    assert market.suggest("烧") == []
    assert market.suggest("") == market.suggest("cata", 0) == []


BOMBS = [
    " OR ".join(f"{letter}*" for letter in "abcdefghijklmnop"),
    "[a TO z]",
    "abcdefgh~9",
    "?*",
    "*",
    "*a*",
    "NOT " * 300 + "x",
    "NOT " * 63 + "x",
    "x " * 10_000,
    "(" * 2_000 + "x" + ")" * 2_000,
    "(" * 120 + "x" + ")" * 120,
    "hidden:secret",
    "烟气^1e308",
    "date:'last tuesday'",
    '"a b"~99999',
    "x" * 1_000_000,
    "\x00\x01\x02",
    "\ud800",
    "烟" * 256,
    " ".join("abcdefghijklmnopqrstuvwxyz" * 4),
    "1,000" * 51,
    "a.b-c/d_" * 32,
    "aaa*" * 60,
    '"' + "的" * 250 + '"',
]


@pytest.mark.timeout(5, func_only=True)
@pytest.mark.parametrize("bomb", BOMBS, ids=range(len(BOMBS)))
def test_a17_a_bomb_is_refused_or_searched_as_words_in_no_time(crowd: Index, bomb: str) -> None:
    try:
        crowd.search(Query(bomb, facets=("kind",)))
    except BadQuery as refused:
        assert refused.code  # noqa: PT017


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = Index(tmp_path_factory.mktemp("crowd"), LAYOUT)
    made = (
        Document(f"k{n}", "t", f"烟气{n:x} con{n:04x} 的的", f"aaa{n} common words {n * 7:x}")
        for n in range(600)
    )
    index.rebuild(made, 1)
    return index


def test_a_beginning_of_too_many_words_is_refused(crowd: Index) -> None:
    with pytest.raises(BadQuery, match="prefix_too_common"):
        crowd.search(Query("con*"))
    assert crowd.search(Query("con000*")).total == 16


def test_an_index_may_be_asked_by_several_threads(crowd: Index) -> None:
    answers: list[int] = []

    def ask() -> None:
        answers.extend(
            crowd.search(Query(text)).total for text in ["烟气", "common", "con0001"] * 5
        )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {600: 40, 1: 20}
