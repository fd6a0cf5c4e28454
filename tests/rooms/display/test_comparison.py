"""Technologies side by side: who may, in which unit, which is the best of a row, and the gaps."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook

from marketplace.core.actor import NOBODY
from marketplace.core.unit import reading, unit
from marketplace.display import public
from marketplace.display.errors.comparison import TwoToFive
from marketplace.display.errors.technology import NoSuchTechnology
from marketplace.display.queries.comparison import comparison
from marketplace.display.rules.comparison import MeasuredRow, Remark
from tests.factories import display
from tests.factories.identity import actor
from tests.factories.web import api, pages

Claims = list[dict[str, str]]


def claim(measurand: str, quantity: str, **more: str) -> dict[str, str]:
    return {"measurand": measurand, "quantity": quantity, **more}


def offered(*claims: dict[str, str], **more: Any) -> UUID:
    stated = {"claims": list(claims)} if claims else {"claims": [], "unquantified": True}
    return display.published(actor("holder"), **stated, **more).id


def compared(*each: Claims) -> list[MeasuredRow]:
    keys = [offered(*claims) for claims in each]
    with reading() as session:
        return list(comparison(session, NOBODY, keys).measured)


def best(row: MeasuredRow) -> list[list[bool]]:
    return [[one.best for one in cell] for cell in row.cells]


def address(*keys: UUID, form: str = "") -> str:
    return f"/technologies/comparison{form}?" + "&".join(f"id={key}" for key in keys)


@pytest.mark.parametrize("count", [0, 1, 6])
def test_two_to_five_or_a_refusal_by_name(app: Flask, count: int) -> None:
    keys = [uuid4() for _ in range(count)]
    with reading() as session, pytest.raises(TwoToFive):
        comparison(session, NOBODY, keys)
    answer = api(app).get(f"/api/v1{address(*keys)}")
    assert (answer.status_code, answer.json["code"]) == (422, "two-to-five-technologies")
    for form in ("", ".xlsx"):
        page = pages(app).get(address(*keys, form=form))
        assert page.status_code == 422
        assert "二至五项" in page.text


def test_the_same_one_twice_counts_once(database: object) -> None:
    key = offered()
    with reading() as session, pytest.raises(TwoToFive):
        comparison(session, NOBODY, [key, key])


def test_one_that_may_not_be_seen_is_missing_for_all_doors_and_shows_to_its_holder(
    app: Flask,
) -> None:
    holder = actor("holder")
    shown, hidden = offered(), display.draft(holder, title="绝密配方").id
    with reading() as session, pytest.raises(NoSuchTechnology):
        comparison(session, NOBODY, [shown, hidden])
    for client, path in (
        (api(app), f"/api/v1{address(shown, hidden)}"),
        (pages(app, actor("enterprise")), address(shown, hidden)),
        (pages(app), address(shown, hidden, form=".xlsx")),
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "绝密" not in answer.text
    assert "绝密配方" in pages(app, holder).get(address(shown, hidden)).text


def test_a_row_is_in_one_unit_and_the_lowest_outlet_is_the_best(database: object) -> None:
    (row,) = compared([claim("so2_out", "≤35 mg/m³")], [claim("so2_out", "≤0.02 g/m³")], [])
    assert row.unit == "mg/m³"
    assert [[one.claim.show("zh") for one in cell] for cell in row.cells] == [
        ["≤ 35 mg/m³"],
        ["≤ 20 mg/m³"],
        [],
    ]
    assert row.cells[1][0].written.show("zh") == "≤ 0.02 g/m³"
    assert (best(row), row.remark) == ([[False], [True], []], None)


def test_the_highest_removal_is_the_best_and_two_may_share_it(database: object) -> None:
    (row,) = compared(
        [claim("desulphurisation_rate", "≥98%")],
        [claim("desulphurisation_rate", "≥99%")],
        [claim("desulphurisation_rate", "99~99.5%")],
    )
    assert best(row) == [[False], [True], [True]]


@pytest.mark.parametrize(
    ("one", "other", "remark"),
    [
        (
            claim("so2_out", "≤35 mg/m³", condition="满负荷"),
            claim("so2_out", "≤20 mg/m³", condition="半负荷"),
            Remark.CIRCUMSTANCES,
        ),
        (claim("so2_out", "≤35 mg/m³"), claim("so2_out", "≥20 mg/m³"), Remark.CIRCUMSTANCES),
        (
            claim("energy_saving_rate", "≥20%"),
            claim("energy_saving_rate", "≥30%"),
            Remark.NO_BASELINE,
        ),
        (
            claim("energy_saving_rate", "≥20%", baseline="改造前"),
            claim("energy_saving_rate", "≥30%", baseline="行业平均"),
            Remark.CIRCUMSTANCES,
        ),
        (claim("so2_out", "≤35 mg/m³"), claim("so2_out", "35 mg/m³"), Remark.EQUAL),
        (
            claim("gas_throughput", "10 万m³/h"),
            claim("gas_throughput", "90 万m³/h"),
            Remark.SCALE,
        ),
    ],
)
def test_what_cannot_be_compared_is_said_and_not_marked(
    database: object, one: dict[str, str], other: dict[str, str], remark: Remark
) -> None:
    (row,) = compared([one], [other])
    assert best(row) == [[False], [False]]
    assert row.remark is remark


def test_the_same_condition_is_the_same_however_it_is_spelled(database: object) -> None:
    (row,) = compared(
        [claim("energy_saving_rate", "≥20%", baseline="改造前（2020 年）", condition="满负荷")],
        [claim("energy_saving_rate", "≥30%", baseline="改造前(2020年)", condition="满 负荷")],
    )
    assert (best(row), row.remark) == ([[False], [True]], None)


def test_several_values_of_one_are_compared_condition_by_condition(database: object) -> None:
    (row,) = compared(
        [
            claim("so2_out", "≤35 mg/m³", condition="满负荷"),
            claim("so2_out", "≤5 mg/m³", condition="半负荷"),
        ],
        [claim("so2_out", "≤50 mg/m³", condition="满负荷")],
    )
    assert (best(row), row.remark) == ([[True, False], [False]], Remark.SOME)


def test_one_alone_is_neither_best_nor_remarked(database: object) -> None:
    (row,) = compared([claim("so2_out", "≤35 mg/m³"), claim("so2_out", "≤3 mg/m³")], [])
    assert (best(row), row.remark) == ([[False, False], []], None)


@pytest.mark.parametrize(
    ("language", "gap", "top"), [("zh", "未说明", "较优"), ("en", "Not stated", "Best here")]
)
def test_the_page_shows_values_gaps_and_the_best(
    app: Flask, language: str, gap: str, top: str
) -> None:
    one = offered(claim("so2_out", "≤35 mg/m³"), title="甲法脱硫", price_low_fen=50_000_000)
    other = offered(claim("so2_out", "≤0.02 g/m³"), claim("cop", "4"), title="乙法脱硫")
    page = pages(app).get(f"{address(one, other)}&lang={language}").text
    for words in ("甲法脱硫", "乙法脱硫", "≤ 35 mg/m³", "≤ 20 mg/m³", "≤ 0.02 g/m³", gap, top):
        assert words in page
    assert page.count(f'class="gap">{gap}') > 2
    assert f"/search?kind=technology&amp;compare={one}" in page


def test_of_three_each_can_be_taken_off_and_of_five_none_added(app: Flask) -> None:
    keys = [offered() for _ in range(5)]
    three = pages(app).get(address(*keys[:3])).text
    assert address(*keys[1:3]).replace("&", "&amp;") in three
    five = pages(app).get(address(*keys)).text
    assert "/search?kind=technology&amp;compare" not in five
    assert "移除" not in pages(app).get(address(*keys[:2])).text


def test_the_api_tells_bounds_in_the_unit_of_the_row(app: Flask) -> None:
    one = offered(claim("so2_out", "≤35 mg/m³"), title="甲法")
    other = offered(claim("so2_out", "≤0.02 g/m³", condition=""), title="乙法")
    got = api(app).get(f"/api/v1{address(one, other)}&lang=en").json
    assert [each["technology"]["title"] for each in got["technologies"]] == ["甲法", "乙法"]
    assert all(each["holder"] for each in got["technologies"])
    (row,) = got["measured"]
    assert (row["measurand"], row["unit"], row["better"]) == ("so2_out", "mg/m³", "lower")
    assert [cell[0]["high"] for cell in row["cells"]] == ["35", "20"]
    assert [cell[0]["best"] for cell in row["cells"]] == [False, True]
    assert row["cells"][1][0]["written"] == "≤ 0.02 g/m³"
    assert row["remark"] is None


def test_in_the_workbook_numbers_are_numbers_and_formulas_are_text(app: Flask) -> None:
    one = offered(
        claim("so2_out", "≤35 mg/m³"),
        title="=cmd|甲法",
        price_low_fen=12_345_600,
        price_high_fen=20_000_000,
        references_count=0,
    )
    other = offered(claim("so2_out", "≤0.0205 g/m³", condition="+满负荷"), title="乙法")
    answer = pages(app).get(address(one, other, form=".xlsx"))
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    overview, figures = load_workbook(BytesIO(answer.data)).worksheets
    told = {row[0]: row[1:] for row in overview.iter_rows(values_only=True)}
    assert told["项目"] == ("'=cmd|甲法", "乙法")
    assert told["价格下限（元）"] == (123456, "未说明")
    assert told["应用案例（例）"] == (0, "未说明")
    assert told["技术就绪度（级）"] == (8, 8)
    assert "≤ 35 mg/m³" in told["SO₂ 出口浓度（mg/m³）"][0]
    (head, first, second) = figures.iter_rows(values_only=True)
    highs = [dict(zip(head, row, strict=True))["上限"] for row in (first, second)]
    assert highs == [35, 20.5]
    assert "'+满负荷" in second
    assert all(cell.data_type != "f" for sheet in (overview, figures) for r in sheet for cell in r)


def test_what_a_draft_leaves_open_is_a_gap_and_a_bare_number_has_no_unit(app: Flask) -> None:
    holder = actor("holder")
    bare = display.draft(holder, trl_level=None, claims=[claim("cop", "4.5")])
    other = display.draft(holder, trl_level=7, claims=[claim("cop", "5")])
    book = load_workbook(
        BytesIO(pages(app, holder).get(address(bare.id, other.id, form=".xlsx")).data)
    )
    told = {row[0]: row[1:] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert told["技术就绪度（级）"] == ("未说明", 7)
    assert told["能效比（COP）"][1].startswith("5；较优")


def test_one_under_deal_says_so(app: Flask) -> None:
    one, other = offered(title="甲法"), offered(title="乙法")
    with unit() as session:
        public.hold(session, one)
    page = pages(app).get(address(one, other)).text
    assert page.count("交易中") == 1


def test_ticks_lead_to_the_comparison_and_survive_a_page_turn(app: Flask) -> None:
    one, other = offered(title="甲法"), offered(title="乙法")
    browser = pages(app)
    page = browser.get(f"/technologies?limit=1&compare={one}").text
    shown = other if f"/technologies/{other}" in page else one
    assert f'value="{shown}"' in page
    assert f'name="compare" value="{one}"' in page
    assert "待对比" in page
    gone = browser.get(f"/technologies?limit=1&compare={one}&compare={other}&to=comparison")
    assert (gone.status_code, gone.location) == (303, address(one, other))
    assert browser.get(gone.location).status_code == 200
    assert f"compare={one}" in browser.get(f"/technologies/{one}").text


def test_what_may_not_be_seen_is_not_ticked(app: Flask) -> None:
    offered()
    hidden = display.draft(actor("holder"), title="绝密配方").id
    assert "绝密" not in pages(app).get(f"/technologies?compare={hidden}").text
