from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from marketplace.core import policy
from marketplace.core.legal_days import ONE_DAY
from marketplace.core.policy import NoFigure, PolicyFileWrong, figure, read_book

TODAY = date(2026, 11, 23)

TABLE = """
home = "CN-4103"
["x.days"]
zh = "某期限"
en = "Some time"
unit = "{unit}"
resolve = "{resolve}"
"""
ROW = """
[["x.days".figures]]
value = {value}
jurisdiction = "{where}"
valid_from = {begin}
{end}
source = "{source}"
confidence = "ours"
note_zh = "注"
note_en = "note"
"""


def book(*rows: str, unit: str = "days", resolve: str = "nearest") -> policy.PolicyBook:
    return read_book(TABLE.format(unit=unit, resolve=resolve) + "".join(rows))


def row(
    value: str = "1",
    where: str = "CN",
    begin: str = "2020-01-01",
    end: str = "",
    source: str = "law",
) -> str:
    end = f"valid_to = {end}" if end else ""
    return ROW.format(value=value, where=where, begin=begin, end=end, source=source)


@pytest.mark.parametrize(("resolve", "value"), [("nearest", 2), ("max", 3), ("min", 1)])
def test_the_jurisdictions_of_a_figure_resolve_as_the_file_says(resolve: str, value: int) -> None:
    rows = [row("3"), row("1", "CN-41"), row("2", "CN-4103"), row("9", "CN-3301")]
    assert book(*rows, resolve=resolve).figure("x.days", TODAY).value == value


def test_another_place_has_its_own_figures_and_none_of_a_neighbour() -> None:
    figures = book(row("3"), row("1", "CN-41"), row("2", "CN-4103"))
    assert figures.figure("x.days", TODAY, "CN-3301").value == 3
    assert figures.figure("x.days", TODAY, "CN-4101").value == 1
    assert figures.figure("x.days", TODAY, "CN-410305").value == 2


def test_a_figure_is_that_of_the_day_the_fact_happened() -> None:
    figures = book(row("1", end="2023-12-31"), row("2", begin="2024-01-01"))
    assert figures.figure("x.days", date(2023, 12, 31)).value == 1
    assert figures.figure("x.days", date(2024, 1, 1)).value == 2
    assert [f.value for f in figures.all_figures(TODAY)] == [2]
    with pytest.raises(NoFigure):
        figures.figure("x.days", date(2019, 12, 31))
    with pytest.raises(NoFigure):
        figures.figure("y.days", TODAY)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row(end="2023-12-30"), row(begin="2024-01-01")], "gap"),
        ([row(end="2024-01-01"), row(begin="2024-01-01")], "overlaps"),
        ([row(), row(begin="2024-01-01")], "overlaps"),
        ([row(source="")], "source"),
        ([row(end="2019-12-31")], "before it begins"),
    ],
)
def test_a_file_that_breaks_its_rules_is_refused(rows: list[str], reason: str) -> None:
    with pytest.raises(PolicyFileWrong, match=reason):
        book(*rows)


def test_an_unknown_unit_or_rule_is_refused() -> None:
    with pytest.raises(PolicyFileWrong, match="unit"):
        book(row(), unit="moons")
    with pytest.raises(PolicyFileWrong, match="resolve"):
        book(row(), resolve="loudest")


def test_a_value_is_exact() -> None:
    half = book(row("12.5"), unit="percent").figure("x.days", TODAY)
    assert half.value == Decimal("12.5")
    assert half.fraction == Fraction(1, 8)
    with pytest.raises(PolicyFileWrong, match="whole"):
        _ = half.whole
    assert book(row("7")).figure("x.days", TODAY).whole == 7


def test_r_inc_the_inventors_share_in_luoyang_is_the_provinces_seventy_percent() -> None:
    assert figure("income.transfer_floor_percent", TODAY).fraction == Fraction(7, 10)
    assert figure("income.transfer_floor_percent", TODAY, "CN-33").value == 50
    assert figure("income.transfer_floor_percent", date(2019, 6, 1)).value == 50


def test_the_registrars_time_is_the_nearest_rule() -> None:
    assert figure("registration.decision_days", TODAY).whole == 15
    assert figure("registration.decision_days", TODAY, "CN-33").whole == 30


def test_every_shipped_figure_has_names_source_and_a_sound_place() -> None:
    shipped = [f for rows in policy.shipped_book().figures.values() for f in rows]
    assert len({f.id for f in shipped}) > 25
    for found in shipped:
        assert all((*found.name, *found.note, found.source)), found.id
        assert found.jurisdiction in ("CN", "CN-41", "CN-4103"), found.id
        assert found.unit == "percent" or found.whole >= 0, found.id
        assert found.id.endswith(("level", found.unit)), found.id


def test_every_shipped_figure_is_in_force_today_without_gap() -> None:
    for id_, rows in policy.shipped_book().figures.items():
        day = min(f.valid_from for f in rows)
        assert figure(id_, TODAY, "CN-4103").in_force(TODAY), id_
        for found in rows:
            if found.valid_to:
                assert figure(id_, found.valid_to + ONE_DAY), id_
            assert found.valid_from >= day
    assert {f.id for f in policy.all_figures(TODAY)} == set(policy.shipped_book().figures)
