"""A figure of others, of what was before or of a standard is told apart from the writer's own."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core.measure import Attribution, Span, mentions


def told(text: str, *, asks: bool = False) -> list[str]:
    said = Attribution(text, asks=asks)
    return [said.of(mention.span) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("传统工艺SO2排放浓度为200mg/m³，本发明低于35mg/m³。", ["others", "own"]),
        ("传统工艺能耗高，SO2出口浓度为200mg/m³。SO2出口浓度为35mg/m³。", ["others", "own"]),
        ("现有脱硫装置出口SO2浓度为80mg/m³，改造后降至35mg/m³。", ["others", "own"]),
        ("将原有SO2排放浓度200mg/m³降至35mg/m³。", ["others", "own"]),
        ("与传统工艺相比，脱硫效率达98%。", ["own"]),
        ("比传统工艺脱硫效率高，脱硫效率98%。", ["own"]),
        ("为克服现有技术的不足，提供一种方法，脱硫效率98%。", ["own"]),
        ("现有技术存在能耗高的问题。脱硫效率98%。", ["own"]),
        ("GB 13271标准要求SO2不高于50mg/m³，本技术为20mg/m³。", ["others", "own"]),
        ("SO2出口浓度35mg/m³，优于国家标准（50mg/m³）。", ["own", "others"]),
        ("能耗20kWh/t（传统工艺为50kWh/t），脱硫效率98%。", ["own", "others", "own"]),
        ("脱硫效率85%（对比例1），脱硫效率98%（实施例1）。", ["others", "example"]),
        ("原料处理后，SO2排放35mg/m³。", ["own"]),
        (
            "对比例1：按实施例1的方法，不加催化剂。脱硫效率为85%。实施例2：脱硫效率为97%。",
            ["others", "example"],
        ),
        ("Conventional scrubbers remove 90 % of SO2, while ours removes 98 %.", ["others", "own"]),
        ("Compared with existing plants, SO2 at the outlet is below 35 mg/m3.", ["own"]),
        (
            "SO2 emission 200 mg/m3 for the existing process and 35 mg/m3 for this process.",
            ["others", "own"],
        ),
        ("The standard requires SO2 below 50 mg/m3. SO2 is 20 mg/m3.", ["others", "own"]),
        ("For example, SO2 at the outlet is 20 mg/m3.", ["own"]),
        (
            "Comparative example 1: removal was 85 %. Example 2: the rate was 98 %.",
            ["others", "example"],
        ),
    ],
)
def test_whose_a_figure_is_stands_in_the_words_around_it(text: str, whose: list[str]) -> None:
    assert told(text) == whose


def test_who_asks_wants_what_a_standard_requires() -> None:
    text = "国家标准要求SO2不高于50mg/m³。"
    assert (told(text), told(text, asks=True)) == (["others"], ["own"])


@settings(deadline=None)
@given(st.text(alphabet="传统工艺对比例1实施，。（）本发明与 98%\nexisting .", max_size=120))
def test_every_figure_is_somebodys(text: str) -> None:
    said = Attribution(text)
    assert {said.of(Span(at, at)) for at in range(len(text) + 1)} <= {"own", "example", "others"}


@pytest.mark.parametrize(
    "piece", ["现有", "现有，98%", "（现有", "for the existing ", " " * 9, "，而"]
)
def test_the_work_grows_with_the_text_alone(piece: str) -> None:
    def work(length: int) -> float:
        text = piece * (length // len(piece))
        began = perf_counter()
        said = Attribution(text)
        for at in range(0, length, 10):
            said.of(Span(at, at + 1))
        return perf_counter() - began

    work(1_000)  # What is read once is read now.
    assert work(40_000) < 30 * max(work(4_000), 0.02)
