from decimal import Decimal
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core import shipped
from marketplace.core.measure import (
    Claim,
    Comparator,
    Measurand,
    Quantity,
    Span,
    asked,
    measurands,
    mentions,
)
from marketplace.core.measure.mentions.lexicon import ways
from marketplace.core.measure.mentions.numerals import han
from tests.core.measure.phrases import LISTS, UNSEEN, Phrase, phrases, wrong

ALL = list(measurands().values())
# The first of all texts builds the lexicon, so that no example has a deadline.
# What people put together in every order, so that spans have something to stumble over.
PIECES = """
    SO2 NOx COD 氨氮 脱硫效率 去除率 出口 进水 烟气 废水 日处理 每年 由 降至 ≤ 不高于 以上 左右
    35 1,000 1.2×10⁴ 三十万 百分之九十五 -5 2023 ~ - ± 、 ， 。 / ( ) mg/m³ ㎎／Ｌ % ％ 万吨 t/d
    年 月 ℃ K 元/吨水 kWh 度 万 and to between 10^ Ｓ ﬁ ⁴ 第 一
"""
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=40).map("".join),
)


def test_at_least_ninety_eight_of_a_hundred_phrases_are_read_right() -> None:
    read: list[Phrase] = [p for name in LISTS for p in phrases(name)]
    missed = [p.text for name in LISTS for p in wrong(name)]
    assert len(read) >= 400
    assert len(missed) <= len(read) * 0.02, missed


def test_what_the_reader_never_learned_from_is_read_nearly_as_well() -> None:
    read, missed = phrases(UNSEEN), wrong(UNSEEN)
    assert len(read) >= 50
    assert len(missed) <= len(read) * 0.05, [p.text for p in missed]


def test_forty_phrases_and_more_have_numbers_and_no_quantity() -> None:
    empty = [p for p in phrases("phrases") if not p.right]
    assert len(empty) >= 40


def test_phrases_are_written_once() -> None:
    told = [p.text for name in (*LISTS, UNSEEN) for p in phrases(name)]
    assert len(set(told)) == len(told)


def test_every_word_list_belongs_to_a_measurand_that_uses_it() -> None:
    table = shipped.toml("reading.toml")
    assert set(table["measurands"]) <= set(measurands())
    used = {s for way in ways().values() for s in way.subjects}
    assert {way.aspect for way in ways().values()} - {""} <= set(table["aspects"])
    for way in ways().values():
        assert way.needs not in ("aspect", "both") or way.aspect, way.measurand.code
        assert way.needs not in ("subject", "both") or way.subjects, way.measurand.code
    assert {"energy", "water_use", "cost"} <= used


def test_the_words_that_decided_are_told() -> None:
    text = "要求出口ＮＯx浓度低于５０ ㎎/m³。"
    (found,) = mentions(text)
    assert found.span.of(text) == "低于５０ ㎎/m³"
    assert found.quantity == Quantity("lt", None, Decimal(50), "mg/m³")
    assert [w.of(text) for w in found.words] == ["出口", "ＮＯx"]


def test_a_sentence_without_a_pollutant_goes_on_with_the_last_one() -> None:
    text = "入口二氧化硫 900 mg/m³，现出口 60 mg/m³。希望出口低于 35 mg/m³，入口可达 1400 mg/m³。"
    assert [m.measurand for m in mentions(text)] == [None, "so2_out", "so2_out", None]
    text = "氮氧化物 300 mg/m³。要求出口不高于 50 mg/m³，氨逃逸可控。"
    assert [m.measurand for m in mentions(text)] == ["nox_out", "nox_out"]
    assert [m.measurand for m in mentions("出口稳定低于 35 mg/m³")] == [None]


def test_traditional_characters_are_read_where_they_stand() -> None:
    text = "煙氣脫硫效率達到百分之九十八以上，日處理 5 萬噸污水"
    rate, scale = mentions(text)
    assert (rate.measurand, scale.measurand) == ("desulphurisation_rate", "water_throughput")
    assert scale.span.of(text) == "5 萬噸"
    assert scale.quantity.unit == "万t/d"


def test_half_a_character_does_no_harm() -> None:
    assert [m.measurand for m in mentions("\ud800 COP 4.2 \udfff")] == ["cop"]


def test_a_unit_without_a_word_keeps_those_it_may_be() -> None:
    (found,) = mentions("200 m3/h")
    assert found.measurand is None
    assert set(found.candidates) == {"gas_throughput", "water_throughput"}


@settings(deadline=None)
@given(texts)
def test_spans_are_inside_the_text_in_order_and_none_over_another(text: str) -> None:
    found = mentions(text)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert all(0 <= w.start < w.end <= len(text) for w in mention.words)
        low, high = mention.quantity.low, mention.quantity.high
        assert low is not None or high is not None
        claim = mention.claim()
        assert (claim is None) == (mention.measurand is None)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@settings(deadline=None)
@given(texts)
def test_a_question_is_parted_without_loss(text: str) -> None:
    question = asked(text)
    found = mentions(text)
    assert len(question.wanted) + len(question.untied) == len(found)
    at, kept = 0, []
    for mention in found:
        kept.append(text[at : mention.span.start])
        at = mention.span.end
    assert question.rest.split() == " ".join((*kept, text[at:])).split()


@pytest.mark.parametrize(
    ("text", "claims", "rest"),
    [
        ("烧结烟气 SO2 35mg/m3 改造", ["so2_out ≤ 35 mg/m³"], "烧结烟气 SO2 改造"),
        ("脱硝 95% 催化剂", ["denitrification_rate ≥ 95 %"], "脱硝 催化剂"),
        ("日处理 5 万吨 污水", ["water_throughput 5 万t/d"], "日处理 污水"),
        ("COD<50 印染", ["cod_out < 50 mg/L"], "COD 印染"),
        ("除尘效率 98~99%", ["dust_removal_rate 98–99 %"], "除尘效率"),
        ("投资约 300 万元", ["investment 约 300 万元"], "投资"),
        ("95% 以上 光伏", [], "光伏"),
        ("污泥 干化", [], "污泥 干化"),
    ],
)
def test_a_question_asks_in_the_direction_that_is_good(
    text: str, claims: list[str], rest: str
) -> None:
    question = asked(text)
    assert [f"{w.claim.measurand} {w.claim.show('zh')}" for w in question.wanted] == claims
    assert question.rest == rest


def test_what_cannot_be_placed_is_told_apart() -> None:
    question = asked("95% 以上 光伏")
    assert [m.quantity for m in question.untied] == [Quantity("ge", Decimal(95), None, "%")]
    assert question.untied[0].span == Span(0, 6)


numbers = st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims of every measurand, in every comparison."""
    measured: Measurand = draw(st.sampled_from(ALL))
    unit = draw(st.sampled_from(measured.units)).code
    said: Comparator = draw(st.sampled_from(["eq", "le", "ge", "lt", "gt", "about", "between"]))
    first, second = draw(numbers), draw(numbers)
    low, high = (first, first) if said in ("eq", "about") else sorted((first, second))
    if said == "between" and low == high:
        said = "eq"
    return Claim(
        measured.code,
        said,
        None if said in ("le", "lt") else low,
        None if said in ("ge", "gt") else high,
        unit,
    )


@settings(deadline=None)
@given(claims())
def test_a_claim_as_shown_is_read_back(claim: Claim) -> None:
    measured = measurands()[claim.measurand]
    found = mentions(f"{measured.name.zh} {claim.show('zh')}")
    assert [m.claim() for m in found] == [claim]


@settings(deadline=None)
@given(claims())
def test_a_claim_as_shown_in_english_is_read_back_with_its_value(claim: Claim) -> None:
    measured = measurands()[claim.measurand]
    text = f"{measured.name.en} {claim.show('en')}"
    (found,) = (m for m in mentions(text) if m.measurand == claim.measurand)
    for bound in ("low", "high"):
        given_value, read = getattr(claim, bound), getattr(found.quantity, bound)
        assert (given_value is None) == (read is None)
        if given_value is not None:
            same = measured.exact(given_value, claim.unit)
            assert measured.exact(read, found.quantity.unit) == same


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三十", 30),
        ("一千二", 1200),
        ("一千零二", 1002),
        ("三万五", 35000),
        ("十二万三千", 123000),
        ("二点五", "2.5"),
        ("一点五亿", 150000000),
        ("二〇二三", 2023),
    ],
)
def test_numerals_in_words_have_their_value(words: str, value: int | str) -> None:
    assert han(words) == Decimal(value)


HOSTILE = [
    "1" * 4096,
    "1,111" * 800,
    "1-" * 2048,
    "1、" * 2048,
    "≤" * 4096,
    "COD<5" * 800,
    "10^" * 1300,
    "一" * 4096,
    "百分之百" * 1000,
    "1 " * 2048,
    "1mg/m3 " * 580,
    "SO2、NOx " * 300 + "1、2、" * 600 + "mg/m3",
    "不高于" * 1300 + "5mg/L",
    "由" * 4000 + "5%",
    "ﷺ" * 4096,
    "去除率" * 1300 + "9%",
    "1/(" * 1300,
    "1 t per " * 500,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_a_hostile_question_costs_no_more_than_its_length(text: str) -> None:
    mentions("1 t/d")
    started = process_time()
    asked(text[:4096])
    assert process_time() - started < 1
