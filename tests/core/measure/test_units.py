import pytest
from pint import DimensionalityError

from marketplace.core import shipped
from marketplace.core.measure import UnitNotKnown, parse_unit
from marketplace.core.measure.units import atoms, conversion


@pytest.mark.parametrize(
    ("typed", "code", "english"),
    [
        ("mg/m3", "mg/m³", "mg/m³"),
        ("mg/Nm³", "mg/m³", "mg/m³"),
        ("MG/NM3", "mg/m³", "mg/m³"),
        ("毫克/立方米", "mg/m³", "mg/m³"),
        ("毫克每立方米", "mg/m³", "mg/m³"),
        ("mg per m^3", "mg/m³", "mg/m³"),
        ("㎎／㎥", "mg/m³", "mg/m³"),
        ("μg/L", "µg/L", "µg/L"),
        ("万m³/h", "万m³/h", "10⁴ m³/h"),
        ("万立方米/小时", "万m³/h", "10⁴ m³/h"),
        ("t/d", "t/d", "t/d"),
        ("吨/天", "t/d", "t/d"),
        ("万吨/年", "万t/a", "10⁴ t/a"),
        ("kW·h", "kWh", "kWh"),
        ("kw.h/t", "kWh/t", "kWh/t"),
        ("度/吨水", "kWh/m³", "kWh/m³"),
        ("千克标准煤/吨", "kgce/t", "kgce/t"),
        ("元/吨", "元/t", "CNY/t"),
        ("亿元", "亿元", "10⁸ CNY"),
        ("℃", "℃", "℃"),
        ("°C", "℃", "℃"),
        ("％", "%", "%"),
        ("dB(A)", "dB(A)", "dB(A)"),
        ("mg/(L·d)", "mg/L/d", "mg/L/d"),
        ("元/(m³/d)", "元·d/m³", "CNY·d/m³"),
        ("", "", ""),
    ],
)
def test_units_people_type_have_one_spelling(typed: str, code: str, english: str) -> None:
    unit = parse_unit(typed)
    assert (unit.code, unit.to("en")) == (code, english)
    assert parse_unit(unit.code) == unit


@pytest.mark.parametrize("typed", ["furlong", "mg/", "/m3", "万", "m5", "mg//L", "千万万m"])
def test_what_is_no_unit_says_so(typed: str) -> None:
    with pytest.raises(UnitNotKnown):
        parse_unit(typed)


def test_every_atom_is_known_to_pint_and_no_name_means_two() -> None:
    seen: dict[str, str] = {}
    for row in shipped.toml("measurands.toml")["atoms"]:
        for name in (row["symbol"], *row["names"]):
            unit = parse_unit(name)
            assert unit.code == row["symbol"]
            assert conversion(unit, unit) == (1, 0)
            assert seen.setdefault(name.casefold(), row["symbol"]) == row["symbol"], name
    assert {a.symbol for a in atoms().values()} == set(seen.values())


def test_units_of_another_kind_do_not_convert() -> None:
    with pytest.raises(DimensionalityError):
        conversion(parse_unit("mg/m³"), parse_unit("元"))
