"""How alike texts are: rare words decide, the same from either side, as a probability."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from sqlalchemy import Engine

from config.settings import settings
from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.display import actions
from marketplace.display import public as display
from marketplace.display.models import Technology
from marketplace.matching.queries import wording as kept
from marketplace.matching.rules.counts import Counts, count, general, with_general
from marketplace.matching.rules.features import fingerprint
from marketplace.matching.rules.score import score
from marketplace.matching.rules.sections import wanted
from marketplace.matching.rules.spelling import both_ways, letters, pairs
from marketplace.matching.rules.weights import weights
from marketplace.matching.rules.wording import alike, probability
from tests.factories.identity import actor
from tests.factories.matching import TODAY, asked, offered, technology

BY = weights().text
TITLES = [
    "水泥窑协同处置污泥技术", "电镀废水重金属去除", "秸秆还田机械", "餐厨垃圾厌氧消化装置",
    "光伏组件回收技术", "锅炉烟气余热回收装置", "印染废水脱色处理技术", "土壤重金属钝化材料",
]  # fmt: skip
TEXT = st.text("水泥窑处置污泥烟气脱硫技术研究装置 abcSO2，。\n：", max_size=60)


def near(demand: str, technology: str, counts: Counts | None = None, text: str = "") -> float:
    return alike((demand, ""), (technology, text), counts or general(), BY)


@how(deadline=None)
@given(demand=TEXT, text=TEXT, technology=TEXT, more=TEXT)
def test_likeness_lies_between_0_and_1_and_is_the_same_each_time(
    demand: str, text: str, technology: str, more: str
) -> None:
    value = alike((demand, text), (technology, more), general(), BY)
    again = alike((demand, text), (technology, more), with_general(count([])), BY)
    assert 0 <= value <= 1 + 1e-9
    assert again == pytest.approx(value)


@how(deadline=None)
@given(a=TEXT, b=TEXT)
def test_two_titles_are_as_alike_whichever_of_them_asks(a: str, b: str) -> None:
    assert near(a, b) == pytest.approx(near(b, a))


def test_a_title_is_most_alike_to_itself() -> None:
    for title in TITLES:
        scores = {other: near(title, other) for other in TITLES}
        assert max(scores, key=lambda other: scores[other]) == title
        assert scores[title] == pytest.approx(1)


def test_what_few_titles_say_counts_more_than_what_many_say() -> None:
    counts = with_general(count(TITLES * 40))
    thing = near("污泥协同处置", "污泥干化", counts)
    filler = near("污泥协同处置技术", "光伏回收技术", counts)
    assert thing > 2 * filler


def test_a_word_common_in_this_market_weighs_less_than_where_it_is_rare() -> None:
    sludge = with_general(count([f"污泥{title}" for title in TITLES] * 60))
    other = with_general(count([title.replace("污泥", "废料") for title in TITLES] * 60))
    assert near("污泥脱水", "污泥干化", sludge) < near("污泥脱水", "污泥干化", other)


@how(deadline=None)
@given(a=st.floats(0, 1), b=st.floats(0, 1), own=st.integers(0, 100_000))
def test_a_greater_likeness_is_never_a_smaller_probability(a: float, b: float, own: int) -> None:
    counts = Counts(own + 1, {}, {}, "", own)
    low, high = sorted((a, b))
    assert 0 < probability(low, counts, BY) <= probability(high, counts, BY) < 1


def test_where_the_markets_own_words_are_known_a_likeness_means_more() -> None:
    small, large = Counts(1, {}, {}, "", 0), Counts(1, {}, {}, "", 20_000)
    assert probability(BY.even_general, small, BY) == pytest.approx(0.5)
    assert probability(BY.even_general, large, BY) > 0.6


def test_a_technologys_text_helps_and_weighs_less_than_its_title() -> None:
    silent = near("高盐废水零排放", "膜法浓缩装置")
    in_text = near("高盐废水零排放", "膜法浓缩装置", text="用于高盐废水的零排放")
    in_title = near("高盐废水零排放", "高盐废水零排放膜法浓缩装置")
    assert silent < in_text < in_title


def test_english_and_chinese_meet_by_the_concepts_of_the_field() -> None:
    assert "脱硫" in both_ways("Flue gas desulphurisation for sintering")
    related = near("Flue gas desulphurisation", "烧结烟气脱硫技术")
    assert related > 3 * near("Flue gas desulphurisation", "秸秆还田机械")
    assert near("烧结烟气脱硫技术", "Flue gas desulphurisation") == pytest.approx(related)


def test_a_chinese_text_with_a_few_latin_words_stays_as_it_is() -> None:
    assert both_ways("烟气 SCR 脱硝") == "烟气 SCR 脱硝"


def test_numbers_and_filling_words_are_not_compared() -> None:
    assert "35" not in pairs("排放 35 mg 以下")
    assert "the" not in pairs("the kiln")
    assert letters("CBN单晶") == ["单", "晶", "cbn"]


def test_what_a_firm_says_of_itself_is_not_what_it_wants() -> None:
    text = (
        "需求内容：\n寻找一种适合大型石灰窑的布料装置，布料均匀，运行可靠，便于维护，可长期连续使用。\n"
        "现有工作基础：\n公司成立于某年，厂房三栋。\n预期目标：\n不均匀度低于百分之五。"
    )
    assert "厂房" not in wanted(text)
    assert "布料装置" in wanted(text)
    assert "不均匀度" in wanted(text)


def test_a_text_of_nothing_but_such_sections_is_read_whole() -> None:
    text = "企业概况：\n公司生产水泥，希望降低能耗。"
    assert wanted(text) == text


def test_shipped_counts_are_there_for_a_market_without_texts() -> None:
    assert general().own == 0
    assert general().rarity(general().letters, "的") < general().rarity(general().letters, "硫")
    assert general().rarity(general().pairs, "研究") < general().rarity(general().pairs, "脱硫")


def test_a_fingerprint_names_the_counts() -> None:
    demand, technology = asked(), offered()
    marks = {fingerprint(demand, technology, 1, name) for name in ("", "a", "b")}
    assert len(marks) == 3
    assert count(TITLES).name != count(TITLES[1:]).name
    assert count(TITLES).name == count(reversed(TITLES)).name


def test_where_nothing_but_words_is_known_the_score_is_their_probability() -> None:
    demand = asked(
        industry=None, place=None, processes=(), pollutants=(), fields=(), trl=None, licences=(),
        targets=(), budget_fen=None, deadline=None,
    )  # fmt: skip
    found = score(demand, offered(), TODAY)
    text = next(f for f in found.features if f.name == "text")
    assert found.score == pytest.approx(text.value, abs=1e-4)


# A market whose words are counted from the first title on.
EARLY = replace(BY, fewest_titles=1)


@pytest.fixture
def people(database: Engine) -> dict[str, Actor]:
    return {"holder": actor("holder", name="洛阳示例研究院"), "operator": actor("operator")}


@pytest.fixture
def file(people: dict[str, Actor]) -> Path:
    """Where a market with one technology keeps its counts."""
    technology(people["holder"], people["operator"])
    path = settings().data / kept.FILE
    path.unlink(missing_ok=True)
    return path


def now() -> Counts:
    with reading() as session:
        return kept.current(session, EARLY)


def test_a_small_market_goes_by_the_shipped_counts(file: Path) -> None:
    with reading() as session:
        assert kept.current(session) is general()
    assert not file.exists()


def test_counts_are_made_once_kept_and_read_again_as_they_were(file: Path) -> None:
    made = now()
    written = file.stat().st_mtime_ns
    again = now()
    assert made.own == 1
    assert (again.name, again.letters, again.pairs) == (made.name, made.letters, made.pairs)
    assert now() is again
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"own": 1, "letters": 3, "pairs": {}}'])
def test_counts_may_be_damaged_or_deleted_and_are_made_anew(file: Path, damage: str) -> None:
    name = now().name
    file.write_text(damage, encoding="utf-8")
    assert now().name == name
    assert json.loads(file.read_text(encoding="utf-8"))["own"] == 1
    file.unlink()
    assert now().name == name


def test_counts_are_made_anew_when_the_market_has_grown(
    file: Path, people: dict[str, Actor]
) -> None:
    before = now()
    technology(people["holder"], people["operator"], title="含铬废水电化学还原")
    after = now()
    assert (before.own, after.own) == (1, 2)
    assert before.name != after.name


def test_only_titles_of_what_is_public_are_counted(file: Path, people: dict[str, Actor]) -> None:
    made = technology(people["holder"], people["operator"], title="含铬废水电化学还原")
    with reading() as session:
        assert "含铬废水电化学还原" in display.titles(session)
        assert display.how_many_titles(session) == len(display.titles(session)) == 2
    with unit() as session:
        row = session.get_one(Technology, made.id)
        actions.technology.move(session, people["holder"], made.id, "withdraw", row.version)
    with reading() as session:
        assert "含铬废水电化学还原" not in display.titles(session)
        assert display.how_many_titles(session) == len(display.titles(session)) == 1
