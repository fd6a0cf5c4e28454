"""Saved searches over their doors: figures kept, said and handed on."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from marketplace.core.actor import Actor
from marketplace.core.unit import reading
from marketplace.matching.models import SavedSearch
from tests.factories.identity import actor
from tests.factories.web import api, pages

pytestmark = pytest.mark.usefixtures("database")
FIGURE = "so2_out ≤0.035 g/m³"


@pytest.fixture
def who(database: Engine) -> Actor:
    return actor("enterprise")


def test_figures_are_saved_shown_in_words_and_lead_back_to_the_search(
    app: Flask, who: Actor
) -> None:
    client = api(app, who)
    query = {"q": "烧结", "measure": [FIGURE], "exact": True}
    made = client.post("/api/v1/saved-searches", json={"name": "达标", "query": query})
    assert made.status_code == 201
    assert made.json["query"] == query
    assert "exact=true" in made.json["url"]
    assert client.get(made.json["url"]).status_code == 200
    page = pages(app, who).get("/saved-searches").text
    assert "指标：SO₂ 出口浓度" in page
    assert "搜索方式：按原词，不含同义词" in page
    english = pages(app, who).get("/saved-searches?lang=en").text
    assert "Figures: SO₂ at the outlet" in english


@pytest.mark.parametrize("figure", ["so2_out", "bogus ≤35 mg/m³", "so2_out ≤35 元", "", "x" * 121])
def test_a_figure_that_cannot_be_asked_for_is_refused(app: Flask, who: Actor, figure: str) -> None:
    query = {"measure": [figure]}
    answer = api(app, who).post("/api/v1/saved-searches", json={"name": "x", "query": query})
    assert answer.status_code == 422


def test_only_asking_for_exact_words_asks_nothing(app: Flask, who: Actor) -> None:
    answer = api(app, who).post(
        "/api/v1/saved-searches", json={"name": "x", "query": {"exact": True}}
    )
    assert answer.status_code == 422


def test_the_page_of_results_saves_its_search_with_its_figures(app: Flask, who: Actor) -> None:
    browser = pages(app, who)
    address = "/search?q=%E8%84%B1%E7%A1%AB&measure=so2_out+%E2%89%A435+mg%2Fm%C2%B3&sort=newest"
    shown = browser.get(address).text.partition('action="/saved-searches"')[2]
    hidden = dict(
        re.findall(r'<input type="hidden" name="(q|measure|sort)" value="([^"]*)">', shown)
    )
    assert hidden == {"q": "脱硫", "measure": "so2_out ≤35 mg/m³"}
    answer = browser.post("/saved-searches", data={**hidden, "name": "达标", "notify": "true"})
    assert answer.status_code == 303
    with reading() as session:
        [row] = session.scalars(select(SavedSearch))
    assert row.query == {"q": "脱硫", "measure": ["so2_out ≤35 mg/m³"]}
    assert "/saved-searches" not in pages(app).get(address).text
    typed = {"name": "只有词", "q": "脱硝", "measure": ""}
    assert browser.post("/saved-searches", data=typed).status_code == 303
