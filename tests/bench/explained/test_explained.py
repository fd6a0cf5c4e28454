"""The measurement itself: the same cases each time, and a reader that can be right and wrong."""

from marketplace.matching.rules.counts import general
from marketplace.matching.rules.features import DemandSide
from marketplace.matching.rules.score import Scored, score
from tests.bench.explained.__main__ import right
from tests.bench.explained.cases import CHOICES, Case, cases
from tests.bench.explained.reader import asks, picks
from tests.factories.matching import TODAY, asked, offered

TEXTS = ("烧结机头脱硝，烟温一百五十度", "沼气提纯进燃气管网", "钢渣做道路材料", "空压站电费太高")
DEMANDS = [asked(title=f"需求 {n}", text=text) for n, text in enumerate(TEXTS * 2)]


def pairs() -> list[tuple[DemandSide, Scored]]:
    return [(demand, score(demand, offered(), TODAY)) for demand in DEMANDS]


def test_a_case_shows_the_right_demand_and_three_others() -> None:
    made = cases(DEMANDS, pairs(), general(), 8)
    assert len(made) == 8
    assert {case.texts[case.right] for case in made} == {f"{d.title}。{d.text}" for d in DEMANDS}
    assert all(len(set(case.texts)) == CHOICES for case in made)


def test_the_same_seed_gives_the_same_cases_and_another_one_others() -> None:
    one, again, other = (cases(DEMANDS, pairs(), general(), 8, seed) for seed in (1, 1, 2))
    assert one == again != other


def test_the_reader_takes_what_is_asked_and_nothing_of_what_is_offered() -> None:
    assert asks("工艺与设施不同：水泥窑，需求为 焦化 ✗") == "工艺与设施  焦化 ✗"
    assert asks("价格 40 万元，预算 900 万元 ✓") == "价格  900 万元 ✓"
    assert asks("许可方式：无要求") == asks("文字：未知 ？") == ""
    assert asks("双方都提到：堆肥 ✓") == "双方都提到：堆肥 ✓"


def test_the_reader_picks_by_words_and_by_figures_and_is_wrong_where_nothing_is_shared() -> None:
    assert picks(Case(("双方都提到：沼气、提纯 ✓",), TEXTS, 1)) == 1
    figures = ("出口 35 mg/m³", "出口 50 mg/m³", "出口 60 mg/m³", "出口 80 mg/m³")
    assert picks(Case(("SO₂ 出口 28 mg/m³，要求 ≤ 60 mg/m³ ✓",), figures, 2)) == 2
    lost = Case(("专利分类：未知 ？",), TEXTS, 3)
    assert right([lost], [picks(lost)]) == "0 of 1 right (0%); wrong: [1]"
