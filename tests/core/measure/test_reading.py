from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.measure import (
    QuantityNotReadable,
    RangeReversed,
    UnitNotKnown,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "unit"),
    [
        ("≤35 mg/m³", "le", None, "35", "mg/m³"),
        ("<= 35mg/m3", "le", None, "35", "mg/m³"),
        ("不高于35毫克/立方米", "le", None, "35", "mg/m³"),
        ("5 mg/Nm3 以下", "le", None, "5", "mg/m³"),
        ("95% 以上", "ge", "95", None, "%"),
        ("９５％以上", "ge", "95", None, "%"),
        ("at least 90 %", "ge", "90", None, "%"),
        ("90% or more", "ge", "90", None, "%"),
        ("超过 90%", "gt", "90", None, "%"),
        ("＜0.1 ngTEQ/Nm³", "lt", None, "0.1", "ng/m³"),
        ("5 万吨/日", "eq", "5", "5", "万t/d"),
        ("为 3.5", "eq", "3.5", "3.5", ""),
        ("5万", "eq", "50000", "50000", ""),
        ("3 百kWh/t", "eq", "3", "3", "百kWh/t"),
        ("约 1.2×10⁴ m³/h", "about", "12000", "12000", "m³/h"),
        ("2e3 t/a", "eq", "2000", "2000", "t/a"),
        ("20 元/吨左右", "about", "20", "20", "元/t"),
        ("30~50℃", "between", "30", "50", "℃"),
        ("30% - 50%", "between", "30", "50", "%"),
        ("-10～40 ℃", "between", "-10", "40", "℃"),
        ("50±5 mg/L", "between", "45", "55", "mg/L"),
        ("介于 3 和 5 年之间", "between", "3", "5", "a"),
        ("between 1,000 and 2,000 kW", "between", "1000", "2000", "kW"),
        ("5万~10万吨/年", "between", "5", "10", "万t/a"),
    ],
)
def test_what_people_write_is_read(
    text: str, comparator: str, low: str | None, high: str | None, unit: str
) -> None:
    expected = tuple(None if n is None else Decimal(n) for n in (low, high))
    assert parse_quantity(text) == (comparator, *expected, unit)


@pytest.mark.parametrize(
    "text",
    ["", "达标", "≥90% 以下", "≥30~50 mg/L", "between 3 a", "30%-50 mg/L", "1e999999 t", "--5"],
)
def test_what_is_no_quantity_says_so(text: str) -> None:
    with pytest.raises((QuantityNotReadable, UnitNotKnown)):
        parse_quantity(text)


def test_a_reversed_range_and_an_unknown_unit_have_their_names() -> None:
    with pytest.raises(RangeReversed):
        parse_quantity("50-30 mg/L")
    with pytest.raises(UnitNotKnown):
        parse_quantity("5 furlongs")
    with pytest.raises(UnitNotKnown):
        parse_quantity("5 万furlongs")


@given(st.text(max_size=60))
def test_nothing_people_type_breaks_the_reader(text: str) -> None:
    with suppress(QuantityNotReadable, RangeReversed, UnitNotKnown):
        quantity = parse_quantity(text)
        assert quantity.low is not None or quantity.high is not None
