from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.measure import BoundsDoNotFit, Claim, UnitDoesNotFit, satisfies


def so2(text: str) -> Claim:
    return Claim.read("so2_out", text)


@pytest.mark.parametrize(
    ("code", "offer", "target", "answer"),
    [
        ("so2_out", "≤35 mg/m³", "≤50 mg/m³", "yes"),
        ("so2_out", "≤0.035 g/m³", "35 mg/m³", "yes"),
        ("so2_out", "20 mg/m³", "35 mg/m³", "yes"),
        ("so2_out", "≤35 mg/m³", "<35 mg/m³", "unknown"),
        ("so2_out", "<35 mg/m³", "<35 mg/m³", "yes"),
        ("so2_out", "≤50 mg/m³", "≤35 mg/m³", "unknown"),
        ("so2_out", "50 mg/m³", "≤35 mg/m³", "no"),
        ("so2_out", ">35 mg/m³", "≤35 mg/m³", "no"),
        ("so2_out", "≥35 mg/m³", "≤35 mg/m³", "unknown"),
        ("so2_out", "30~50 mg/m³", "≤35 mg/m³", "unknown"),
        ("so2_out", "约 30 mg/m³", "≤35 mg/m³", "yes"),
        ("so2_out", "约 34 mg/m³", "≤35 mg/m³", "unknown"),
        ("so2_out", "20 mg/m³", "≥10 mg/m³", "yes"),
        ("desulphurisation_rate", "99% 以上", "≥95%", "yes"),
        ("desulphurisation_rate", "99%", "95%", "yes"),
        ("desulphurisation_rate", "90%", ">90%", "no"),
        ("desulphurisation_rate", "≥90%", "≥95%", "unknown"),
        ("desulphurisation_rate", ">95%", ">95%", "yes"),
        ("desulphurisation_rate", "≥95%", ">95%", "unknown"),
        ("desulphurisation_rate", "96%", "≤99%", "yes"),
        ("gas_throughput", "10~120 万m³/h", "500000 m³/h", "yes"),
        ("gas_throughput", "≤120 万m³/h", "50 万m³/h", "yes"),
        ("gas_throughput", "≥60 万m³/h", "50 万m³/h", "no"),
        ("gas_throughput", "10~40 万m³/h", "30~50 万m³/h", "unknown"),
    ],
)
def test_an_offer_meets_a_target_or_not_or_leaves_it_open(
    code: str, offer: str, target: str, answer: str
) -> None:
    assert satisfies(Claim.read(code, offer), Claim.read(code, target)) == answer


def test_other_measurands_and_other_baselines_are_not_compared() -> None:
    assert satisfies(so2("≤35 mg/m³"), Claim.read("nox_out", "≤50 mg/m³")) == "unknown"
    offer = Claim.read("energy_saving_rate", "≥30%", baseline="2015 年设备")
    same = Claim.read("energy_saving_rate", "≥20%", baseline="2015年设备")
    other = Claim.read("energy_saving_rate", "≥20%", baseline="行业平均")
    bare = Claim.read("energy_saving_rate", "≥20%")
    assert [satisfies(offer, t) for t in (same, other, bare)] == ["yes", "unknown", "yes"]


def test_a_claim_is_shown_in_both_languages() -> None:
    water = Claim.read("water_throughput", "约 5 万吨/日")
    assert (water.show("zh"), water.show("en")) == ("约 5 万t/d", "about 5 × 10⁴ t/d")
    assert so2("≤1,035 mg/Nm3").show("en") == "≤ 1,035 mg/m³"
    assert so2("30-50 mg/m3").show("zh") == "30–50 mg/m³"
    assert Claim.read("cop", "4.2").show("zh") == "4.2"
    assert Claim.read("cop", ">4").show("zh") == "> 4"


def test_a_claim_keeps_its_unit_in_one_spelling_and_refuses_another_kind() -> None:
    assert so2("≤35 mg/Nm3") == so2("≤35 毫克/立方米")
    with pytest.raises(UnitDoesNotFit):
        so2("≤35 元/吨")
    with pytest.raises(UnitDoesNotFit):
        so2("≤35")


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("le", "1", None),
        ("ge", None, "1"),
        ("eq", "1", "2"),
        ("about", "1", "2"),
        ("between", "2", "1"),
        ("between", None, "1"),
        ("near", "1", "1"),
        ("le", None, "NaN"),
        ("le", None, "Infinity"),
        ("le", None, "1e999999"),
        ("le", None, "1." + "3" * 40),
    ],
)
def test_bounds_that_do_not_go_with_the_comparison_are_refused(
    comparator: str, low: str | None, high: str | None
) -> None:
    bounds = [None if n is None else Decimal(n) for n in (low, high)]
    with pytest.raises(BoundsDoNotFit):
        Claim("so2_out", comparator, *bounds, "mg/m³")  # type: ignore[arg-type]


exact = st.integers(0, 1000).map(Decimal)


@given(exact, exact)
def test_exact_values_are_always_decided(offer: Decimal, target: Decimal) -> None:
    def claim(code: str, value: Decimal, unit: str) -> Claim:
        return Claim(code, "eq", value, value, unit)

    lower = satisfies(claim("so2_out", offer, "mg/m³"), claim("so2_out", target, "mg/m³"))
    higher = satisfies(claim("cop", offer, ""), claim("cop", target, ""))
    assert lower == ("yes" if offer <= target else "no")
    assert higher == ("yes" if offer >= target else "no")
