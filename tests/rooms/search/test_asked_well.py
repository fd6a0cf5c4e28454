"""What cannot be asked is refused with its own reason, and an answer counts in good English."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask

from marketplace.core.measure import measurands
from marketplace.search.pages.understood import tally
from marketplace.search.queries.figures import Figure
from tests.factories import display
from tests.factories.identity import actor
from tests.factories.web import api, pages

Follow = Callable[[], int]


def test_all_measurands_are_listed_with_their_units(app: Flask) -> None:
    items = api(app).get("/api/v1/measurands").json["items"]
    assert [item["code"] for item in items] == list(measurands())
    (so2,) = (item for item in items if item["code"] == "so2_out")
    assert so2["unit"] == so2["units"][0] == "mg/m³"
    assert "g/m³" in so2["units"]
    assert (so2["better"], so2["names"]["zh"]) == ("lower", "SO₂ 出口浓度")


def test_an_unknown_measurand_is_told_those_near_it(app: Flask, searching: Follow) -> None:
    asked = {"measure": "so2_outlet ≤35 mg/m³", "lang": "en"}
    answer = api(app).get("/api/v1/search", query_string=asked)
    assert answer.status_code == 422
    told = str(answer.json["errors"])
    assert "so2_out" in told.replace("so2_outlet", "")
    assert "/api/v1/measurands" in told
    far = api(app).get("/api/v1/search", query_string={"measure": "qqqq ≤35 mg/m³"})
    assert "相近" not in str(far.json["errors"])


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("trl_min=9", "trl_max=1"),
        ("price_min_fen=2", "price_max_fen=1"),
        ("published_from=2026-02-01", "published_to=2026-01-01"),
    ],
)
def test_a_range_upside_down_is_refused_at_its_lower_end(
    app: Flask, searching: Follow, low: str, high: str
) -> None:
    answer = api(app).get(f"/api/v1/search?{low}&{high}&lang=zh")
    assert answer.status_code == 422
    assert answer.json["errors"]["query"] == {low.split("=", maxsplit=1)[0]: ["下限高于上限。"]}
    assert pages(app).get(f"/search?{low}&{high}").status_code == 422
    same = low.split("=")[1]
    assert (
        api(app).get(f"/api/v1/search?{low}&{high.split('=', maxsplit=1)[0]}={same}").status_code
        == 200
    )


def test_a_page_goes_on_from_its_address_or_from_the_cursor_in_it(
    app: Flask, searching: Follow
) -> None:
    holder, operator = actor("holder"), actor("operator")
    for number in range(3):
        display.published(holder, operator, title=f"脱硫技术{number}", know_how=f"配方{number}")
    searching()
    for path in ("/api/v1/search?kind=technology&limit=1", "/api/v1/technologies?limit=1"):
        first = api(app).get(path).json
        whole, cursor = first["next"], first["next"].split("after=")[1]
        by_address = api(app).get(f"{path}&after={quote(whole, safe='')}").json
        by_cursor = api(app).get(f"{path}&after={cursor}").json
        assert by_address["items"] == by_cursor["items"] != first["items"]


def test_an_empty_parenthesis_and_a_long_question_have_their_own_words(
    app: Flask, searching: Follow
) -> None:
    def why(question: str) -> str:
        answer = api(app).get("/api/v1/search", query_string={"q": question, "lang": "zh"})
        assert answer.status_code == 400
        return str(answer.json["because"])

    assert why("脱硫 ()") == "括号里没有词语。"
    assert why("(") == "括号不成对。"
    assert "256" in why("脱" * 257)
    page = pages(app).get("/search", query_string={"q": "脱" * 257, "lang": "zh"})
    assert page.status_code == 400
    assert "最多 256 个字符" in page.text
    heading = page.text.split("<h1>")[1].split("</h1>")[0]
    assert len(heading) < 80
    assert "…" in heading
    assert 'name="q" maxlength' not in page.text, "a browser would cut without a word"


OPEN = (
    "0 technologies meet it, 0 of them with a report or confirmed; "
    "2 state a figure that does not promise it; 0 do not say"
)
ONE_OF_EACH = (
    "1 technology meets it, 1 of them with a report or confirmed; 1 does not; 1 does not say"
)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((1, 1, 0, 1, 1), ONE_OF_EACH),
        (
            (2, 0, 0, 0, 3),
            "2 technologies meet it, 0 of them with a report or confirmed; 3 do not say",
        ),
        (
            (0, 0, 2, 0, 0),
            OPEN,
        ),
    ],
)
def test_counts_of_a_figure_are_told_in_the_right_number(
    app: Flask, counts: tuple[int, int, int, int, int], told: str
) -> None:
    meets, proved, unsure, misses, unstated = counts
    figure = Figure(
        "cod_out", "COD at the outlet", "< 50 mg/L", strict=True, meets=meets, proved=proved,
        misses=misses, unsure=unsure, unstated=unstated, filter="", sort="measure:cod_out",
    )  # fmt: skip
    with app.test_request_context("/?lang=en"):
        app.preprocess_request()
        assert tally(figure) == told


def test_the_order_by_a_figure_keeps_the_case_of_its_name(app: Flask, searching: Follow) -> None:
    display.published(actor("holder"), actor("operator"), claims=[COD])
    searching()
    page = pages(app).get("/search", query_string={"q": "COD<50", "lang": "en"}).text
    assert "Best COD" in page
    assert "1 technology meets it" in page


COD = {"measurand": "cod_out", "quantity": "≤40 mg/L"}
