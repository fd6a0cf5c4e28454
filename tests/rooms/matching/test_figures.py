"""Figures stand beside those that are asked in one unit, with what proves them."""

from datetime import date

from marketplace.core.measure import Claim
from marketplace.matching.rules.features import Effect
from marketplace.matching.rules.hard import conditions
from marketplace.matching.rules.weights import weights
from tests.factories.matching import TODAY, asked, effect, offered, target


def said(wanted: str, given: Effect) -> tuple[str, str]:
    """The line about a target of the same measurand, in both languages."""
    demand = asked(targets=(target(given.claim.measurand, wanted),))
    lines = conditions(demand, offered(effects=(given,)), TODAY, weights())
    words = next(f for f in lines if f.kind == "target").words
    return words.zh, words.en


def test_a_report_is_named_with_its_month() -> None:
    given = Effect(Claim.read("so2_out", "=28 mg/m³"), "confirmed", date(2026, 3, 9))
    assert said("≤35 mg/m³", given) == (
        "SO₂ 出口浓度 28 mg/m³，要求 ≤ 35 mg/m³ ✓（2026-03，已核验）",
        "SO₂ at the outlet 28 mg/m³, asked ≤ 35 mg/m³ ✓ (2026-03, confirmed)",
    )


def test_a_date_without_a_proof_is_not_told() -> None:
    given = Effect(Claim.read("so2_out", "=28 mg/m³"), "none", date(2026, 3, 9))
    assert "2026-03" not in said("≤35 mg/m³", given)[0]


def test_another_unit_is_told_in_the_one_that_is_asked_in() -> None:
    zh, en = said("≤0.035 g/m³", effect("so2_out", "=28 mg/m³"))
    assert "28 mg/m³（即 0.028 g/m³），要求 ≤ 0.035 g/m³ ✓" in zh
    assert "28 mg/m³ (that is 0.028 g/m³), asked ≤ 0.035 g/m³ ✓" in en


def test_a_conversion_that_does_not_end_is_not_shown() -> None:
    assert "即" not in said("≤1 a", effect("payback", "=7 月"))[0]


def test_a_size_is_told_as_so_much_of_so_much() -> None:
    zh, en = said("=60 万m³/h", effect("gas_throughput", "=400000 m³/h"))
    assert zh.startswith("烟气处理量 40 / 60 万m³/h ✗")
    assert en.startswith("Gas treated 40 of 60")


def test_a_range_of_sizes_is_told_in_full() -> None:
    zh, _ = said("=60 万m³/h", effect("gas_throughput", "50~100 万m³/h"))
    assert "50–100 万m³/h，要求 60 万m³/h ✓" in zh
