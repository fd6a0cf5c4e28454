"""The page narrows by trees, spans and ticks, all of it links and plain forms."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from flask import Flask

from tests.factories import demands, display
from tests.factories.identity import actor
from tests.factories.web import api, pages

Follow = Callable[[], int]
Market = dict[str, UUID]


@pytest.fixture
def market(searching: Follow) -> Market:
    """Two technologies that lie apart in every tree, and a demand with a budget."""
    operator = actor("operator")
    near, away = actor("holder"), actor("holder")
    patent = display.patent(near, ipc=("B01D 53/50", "B01D 46/02"))
    other = display.patent(away, ipc=("C02F 1/44",))
    there = {
        "near": display.published(
            near,
            operator,
            title="烧结烟气脱硫技术",
            know_how="配方",
            patents=display.full(patent.id)["patents"],
            industries=["311"],
            pollutants=["so2"],
            price_low_fen=30_000_000,
            price_high_fen=60_000_000,
            region="410305",
        ).id,
        "far": display.published(
            away,
            operator,
            know_how="膜配方",
            patents=display.full(other.id)["patents"],
            title="高盐废水处理技术",
            industries=["44"],
            pollutants=["salinity"],
            region="110105",
        ).id,
        "demand": demands.published(actor("enterprise"), operator).id,
    }
    searching()
    return there


def links(page: str) -> dict[str, str]:
    """What each link of the page says, and where it leads."""
    found = re.findall(r'<a [^>]*?href="(/search\?[^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words)).strip(): unescape(url)
        for url, words in found
    }


def query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def titles(page: str) -> set[str]:
    return {t for t in ("烧结烟气脱硫技术", "高盐废水处理技术") if f">{t}</a>" in page}


def test_a_tree_opens_level_by_level_and_a_child_takes_the_place_of_its_parent(
    app: Flask, market: Market
) -> None:
    browser = pages(app)
    page = browser.get("/search?kind=technology").text
    there = links(page)
    assert not [words for words in there if words.startswith(("B01", "C02", "黑色金属"))]
    section = next(url for words, url in there.items() if words.startswith("制造业"))
    opened = browser.get(section).text
    assert titles(opened) == {"烧结烟气脱硫技术"}
    division = next(url for words, url in links(opened).items() if words.startswith("黑色金属冶炼"))
    assert ("industry", "31") in query(division)
    assert ("industry", "C") not in query(division)
    group = browser.get(division).text
    assert titles(group) == {"烧结烟气脱硫技术"}
    back = next(url for words, url in links(group).items() if words.startswith("制造业"))
    assert [pair for pair in query(back) if pair[0] == "industry"] == [("industry", "C")]


def test_values_of_one_facet_are_alternatives_and_a_chip_takes_one_off(
    app: Flask, market: Market
) -> None:
    browser = pages(app)
    both = "/search?kind=technology&industry=31&industry=44"
    page = browser.get(both).text
    assert titles(page) == {"烧结烟气脱硫技术", "高盐废水处理技术"}
    off = next(
        url for words, url in links(page).items() if "取消此条件" in words and "31" not in url
    )
    assert len([pair for pair in query(off) if pair[0] == "industry"]) == 1
    assert len(titles(browser.get(off).text)) == 1


def test_the_classes_of_patents_go_down_to_main_groups(app: Flask, market: Market) -> None:
    page = pages(app).get("/search?kind=technology&ipc=B01D&lang=zh").text
    shown = [words for words in links(page) if words.startswith("B")]
    assert any(words.startswith("B 作业") for words in shown)
    assert [words[:10] for words in shown if re.match(r"B01D \d+/", words)] == [
        "B01D 46/00",
        "B01D 53/00",
    ]
    narrow = pages(app).get("/search", query_string={"ipc": "B01D 53/00", "kind": "technology"})
    assert titles(narrow.text) == {"烧结烟气脱硫技术"}


def test_the_api_tells_what_a_value_lies_in(app: Flask, market: Market) -> None:
    told = api(app).get("/api/v1/search?kind=technology&region=410000&lang=zh").json["facets"]
    region = {v["value"]: (v["parent"], v["count"], v["chosen"]) for v in told["region"]}
    assert region["410000"] == (None, 1, True)
    assert region["410300"] == ("410000", 1, False)
    assert region["110000"] == (None, 1, False)
    assert "110100" not in region
    assert {v["value"]: v["label"] for v in told["price_band"]} == {
        "100000-500000": "10 万元至 50 万元",
        "500000-1000000": "50 万元至 100 万元",
    }


def test_a_card_tells_both_ends_of_a_price(app: Flask, market: Market) -> None:
    browser = pages(app)
    assert "价格 30–60 万元" in browser.get("/search?kind=technology&lang=zh").text
    assert "price ¥300,000–¥600,000" in browser.get("/search?kind=technology&lang=en").text
    told = api(app).get("/api/v1/search?kind=technology&price_band=500000-1000000").json
    numbers = told["items"][0]["numbers"]
    assert (numbers["price_low_fen"], numbers["price_high_fen"]) == (30_000_000, 60_000_000)


def test_no_stated_price_is_a_value_of_its_own(app: Flask, market: Market) -> None:
    answer = api(app).get("/api/v1/search?kind=technology&price_band=unstated&lang=zh").json
    assert [item["id"] for item in answer["items"]] == [str(market["far"])]
    labels = {v["value"]: v["label"] for v in answer["facets"]["price_band"]}
    assert labels["unstated"] == "面议或未标价"


def test_demands_come_in_bands_of_their_budget(app: Flask, market: Market) -> None:
    answer = api(app).get("/api/v1/search?kind=demand").json
    assert sum(v["count"] for v in answer["facets"]["budget_band"]) >= 1
    assert "price_band" not in answer["facets"]


def test_money_is_filled_in_by_ten_thousand_yuan_and_stands_in_the_address_in_fen(
    app: Flask, market: Market
) -> None:
    browser = pages(app)
    gone = browser.get("/search?kind=technology&price_from=25.5&price_to=40&after=x")
    assert gone.status_code == 303
    assert dict(query(gone.location)) == {
        "kind": "technology",
        "price_min_fen": "25500000",
        "price_max_fen": "40000000",
    }
    page = browser.get(gone.location).text
    assert titles(page) == {"烧结烟气脱硫技术"}
    assert 'name="price_from" value="25.5"' in page
    assert "价格不低于 25.5 万元" in page
    emptied = browser.get("/search?kind=technology&price_from=&price_to=")
    assert dict(query(emptied.location)) == {"kind": "technology"}


@pytest.mark.parametrize("given", ["price_from=-1", "price_from=x", "budget_to=1e30", "to=nowhere"])
def test_what_no_form_of_ours_sends_is_refused(app: Flask, market: Market, given: str) -> None:
    assert pages(app).get(f"/search?{given}").status_code == 422


def test_spans_of_maturity_and_days_narrow(app: Flask, market: Market) -> None:
    browser = pages(app)
    for given, many in (
        ("trl_min=9", 0),
        ("trl_min=8&trl_max=8", 2),
        ("published_to=2020-01-01", 0),
    ):
        page = browser.get(f"/search?kind=technology&{given}").text
        assert len(titles(page)) == many
        name = given.split("=")[0]
        assert re.search(rf'<input type="(number|date)" name="{name}" value="[^"]+"', page)


def test_ticks_lead_from_the_results_to_the_comparison(app: Flask, market: Market) -> None:
    browser = pages(app)
    near, far = market["near"], market["far"]
    page = browser.get(f"/search?kind=technology&limit=1&compare={near}&compare={far}").text
    form = page[page.index('<form class="pickable"') :]
    assert form.count('type="checkbox" name="compare"') == 1
    assert form.count('type="hidden" name="compare"') == 1
    assert {str(near), str(far)} == set(re.findall(r'name="compare" value="([^"]+)"', form))
    assert re.search(r'<button type="submit" name="after" value="[^"]+">下一页', page)
    gone = browser.get(f"/search?q=技术&compare={near}&compare={far}&to=comparison")
    assert gone.location == f"/technologies/comparison?id={near}&id={far}"
    assert browser.get(gone.location).status_code == 200


def test_only_technologies_carry_ticks(app: Flask, market: Market) -> None:
    assert 'name="compare"' not in pages(app).get("/search?kind=demand").text
