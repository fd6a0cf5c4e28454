from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.measure import (
    Measurand,
    MeasurandNotKnown,
    UnitDoesNotFit,
    by_kind,
    find_measurand,
    kinds,
    measurand,
    measurands,
    to_canonical,
)
from marketplace.core.measure.units import conversion
from marketplace.core.vocabulary import vocabulary

numbers = st.decimals(-(10**9), 10**9, places=6)
ALL = list(measurands().values())


@pytest.mark.parametrize("measured", ALL, ids=lambda m: m.code)
def test_every_measurands_units_measure_it(measured: Measurand) -> None:
    assert all(measured.name)
    assert measured.better in ("lower", "higher", "covers")
    assert len({u.code for u in measured.units}) == len(measured.units)
    assert measured.exact(Decimal(1), measured.unit.code) == 1
    for unit in measured.units:
        assert measured.exact(Decimal(2), unit.code) > measured.exact(Decimal(1), unit.code)
    assert measured.pollutant is None or vocabulary("pollutants").known(measured.pollutant)


def test_no_name_leads_to_two_measurands() -> None:
    for measured in ALL:
        for name in (measured.code, *measured.name, *measured.synonyms):
            assert find_measurand(name) == measured, name
    assert find_measurand("月光") is None


@pytest.mark.parametrize(
    ("code", "value", "unit", "canonical"),
    [
        ("so2_out", "35", "mg/Nm3", "35"),
        ("so2_out", "0.035", "g/m³", "35"),
        ("gas_throughput", "120", "万m³/h", "1200000"),
        ("gas_throughput", "1", "m³/s", "3600"),
        ("water_throughput", "5", "万吨/日", "50000"),
        ("water_throughput", "10", "t/h", "240"),
        ("energy_per_mass", "1", "tce/t", "8141"),
        ("running_cost_water", "1.2", "元/吨", "1.2"),
        ("water_per_mass", "3", "t/t", "3"),
        ("investment", "1.5", "亿元", "15000"),
        ("investment_per_water", "2000", "元/(吨/天)", "2000"),
        ("operating_temperature", "300", "K", "26.85"),
        ("payback", "18", "个月", "1.5"),
        ("dioxins_out", "0.1", "ng-TEQ/Nm³", "0.1"),
        ("cop", "4.2", "", "4.2"),
    ],
)
def test_values_convert_to_the_canonical_unit(
    code: str, value: str, unit: str, canonical: str
) -> None:
    assert to_canonical(Decimal(value), unit, measurand(code)) == Decimal(canonical)


def test_a_third_is_kept_to_twenty_four_digits() -> None:
    area = measurand("area_treated")
    assert area.exact(Decimal(1), "亩") == Fraction(2000, 3)
    assert str(to_canonical(Decimal(1), "亩", area)) == "666.666666666666666666667"


def test_a_nonsense_unit_is_refused_with_those_that_fit() -> None:
    with pytest.raises(UnitDoesNotFit) as caught:
        to_canonical(Decimal(35), "元/吨", measurand("so2_out"))
    assert caught.value.data["allowed"] == "mg/m³、g/m³、µg/m³"
    assert "SO₂ 出口浓度" in caught.value.phrase.zh
    with pytest.raises(UnitDoesNotFit):
        to_canonical(Decimal(35), "", measurand("so2_out"))


def test_an_unknown_measurand_is_refused() -> None:
    with pytest.raises(MeasurandNotKnown):
        measurand("beauty")


@given(st.sampled_from(ALL), st.data(), numbers)
def test_conversion_there_and_back_is_exact(
    measured: Measurand, data: st.DataObject, value: Decimal
) -> None:
    unit = data.draw(st.sampled_from(measured.units))
    there = measured.exact(value, unit.code)
    slope, offset = (
        (measured.exact(Decimal(1), unit.code) - measured.exact(Decimal(0), unit.code)),
        (measured.exact(Decimal(0), unit.code)),
    )
    assert (there - offset) / slope == Fraction(value)
    if not measured.water:
        back, shift = conversion(measured.unit, unit)
        assert there * back + shift == Fraction(value)


@given(st.sampled_from(ALL), st.data(), numbers, numbers)
def test_conversion_keeps_the_order(
    measured: Measurand, data: st.DataObject, a: Decimal, b: Decimal
) -> None:
    unit = data.draw(st.sampled_from(measured.units)).code
    assert (a < b) == (measured.exact(a, unit) < measured.exact(b, unit))


def test_every_measurand_stands_under_one_kind_and_no_kind_is_empty() -> None:
    grouped = by_kind()

    assert list(grouped) == list(kinds())
    assert all(grouped.values())
    assert sorted(m.code for rows in grouped.values() for m in rows) == sorted(m.code for m in ALL)
