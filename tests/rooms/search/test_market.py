"""One search over the rooms as they are: by API and by page, in both languages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from marketplace.core import db
from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.display import actions
from marketplace.search import follow
from marketplace.search.queries.news import TABLES
from marketplace.search.words import FACETS
from tests.factories import demands, display, service
from tests.factories.identity import actor
from tests.factories.web import api, pages

Follow = Callable[[], int]


@pytest.fixture
def market(searching: Follow) -> dict[str, Any]:
    """A market with a little of everything, and one draft that nobody may find."""
    operator, holder, seeker = actor("operator"), actor("holder"), actor("enterprise")
    there = {
        "operator": operator,
        "holder": holder,
        "technology": display.published(holder, operator, title="烧结烟气脱硫技术"),
        "demand": demands.published(seeker, operator),
        "broker": service.broker(),
        "agency": service.agency(),
        "draft": display.draft(holder, title="绝密烟气配方"),
    }
    searching()
    return there


def test_inv_g8_of_all_rooms_what_is_public_is_found_and_no_more(market: dict[str, Any]) -> None:
    verdict = follow.verify()
    assert verdict.agrees, verdict
    assert verdict.held == 4


def test_the_api_answers_hits_facets_and_counts(app: Flask, market: dict[str, Any]) -> None:
    answer = api(app).get("/api/v1/search?q=脱硫&kind=technology&lang=zh").json
    first = answer["items"][0]
    assert first["title"] == "烧结烟气脱硫技术"
    assert first["url"] == f"/technologies/{market['technology'].id}"
    assert ["烟气脱硫", True] in first["title_parts"]  # 烟气脱硫 is a synonym, and the longest.
    assert {"TRL 8", "洛阳市"} <= {fact["label"] for fact in first["facts"]}
    assert answer["total"] == len(answer["items"])
    fields = {value["value"]: value for value in answer["facets"]["field"]}
    assert fields["energy_saving_env"]["label"] == "节能环保"


def test_facets_narrow_and_ranges_bound(app: Flask, market: dict[str, Any]) -> None:
    client = api(app)

    def titles(query: str) -> int:
        got = client.get(f"/api/v1/search?{query}")
        assert got.status_code == 200, got.text
        return int(got.json["total"])

    assert titles("kind=technology") == titles("kind=technology&trl=8&trl_min=8&trl_max=8") == 1
    assert titles("kind=technology&trl_min=9") == 0
    assert titles("kind=technology&region=410000&region=110000") == 1
    assert titles("kind=technology&published_from=2020-01-01&published_to=2999-01-01") == 1
    assert titles("kind=technology&published_to=2020-01-01") == 0
    assert titles("kind=broker&kind=agency") == 2


@pytest.mark.parametrize(
    "query", ["colour=red", "kind=nothing", "sort=size", "trl_min=x", "limit=0", "published_from=1"]
)
def test_what_cannot_be_asked_is_refused(app: Flask, searching: Follow, query: str) -> None:
    assert api(app).get(f"/api/v1/search?{query}").status_code == 422


@pytest.mark.parametrize(("language", "word"), [("zh", "引号"), ("en", "quotation")])
def test_a_bad_question_says_why(app: Flask, searching: Follow, language: str, word: str) -> None:
    answer = api(app).get(f'/api/v1/search?q="烟气&lang={language}')
    assert answer.status_code == 400
    assert answer.json["code"] == "bad-question"
    assert word in answer.json["because"]
    page = pages(app).get(f'/search?q="烟气&lang={language}')
    assert page.status_code == 400
    assert word in page.text


def test_a_made_up_page_address_is_refused(app: Flask, searching: Follow) -> None:
    assert api(app).get("/api/v1/search?after=nonsense").status_code == 400


def test_what_is_withdrawn_is_gone_for_all_before_the_index_hears(
    app: Flask, market: dict[str, Any]
) -> None:
    row, operator = market["technology"], market["operator"]
    display.move(operator, row.id, "suspend", reason="takedown_notice")
    for who in (None, market["holder"], operator):
        answer = api(app, who).get("/api/v1/search?q=脱硫&kind=technology").json
        assert (answer["items"], answer["total"]) == ([], 0)
    assert "烧结烟气脱硫技术" not in pages(app).get("/").text


@pytest.mark.parametrize("path", ["/search?q=绝密", "/api/v1/search?q=绝密烟气", "/"])
def test_a_draft_is_nowhere(app: Flask, market: dict[str, Any], path: str) -> None:
    for who in (None, market["operator"], market["holder"]):
        client = api(app, who) if path.startswith("/api") else pages(app, who)
        assert "绝密烟气配方" not in client.get(path).text


def test_words_are_completed_from_what_is_public(app: Flask, market: dict[str, Any]) -> None:
    client = api(app)
    assert client.get("/api/v1/search/suggestions?prefix=脱").json["items"]
    assert not client.get("/api/v1/search/suggestions?prefix=绝密").json["items"]
    assert client.get("/api/v1/search/suggestions").status_code == 422


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_narrows_by_links_that_work(
    app: Flask, market: dict[str, Any], language: str
) -> None:
    browser = pages(app)
    page = browser.get(f"/search?q=烟气&lang={language}").text
    links = re.findall(r'href="(/search\?[^"]+)"', page)
    assert len(links) > 8
    for link in links[:20]:
        assert browser.get(link.replace("&amp;", "&")).status_code == 200


def test_nothing_found_leads_on(app: Flask, market: dict[str, Any]) -> None:
    page = pages(app).get("/search?q=量子 麒麟").text
    assert "去掉“量子”" in page
    assert "去掉“麒麟”" in page
    assert "/demands/new?text=" in page


def test_the_home_page_counts_what_is_public(app: Flask, market: dict[str, Any]) -> None:
    page = pages(app).get("/").text
    assert "五项功能" in page
    assert "烧结烟气脱硫技术" in page


def test_every_facet_has_names_of_codes_or_the_codes_themselves() -> None:
    assert all(words.zh and words.en for words in FACETS.values())


def crowd(holder: Actor, count: int) -> None:
    cards = [display.card() for _ in range(count)]
    with unit() as session:
        actions.patent.take_in_cards(session, holder, cards)


def test_documents_of_a_crowd_are_built_in_few_queries(searching: Follow) -> None:
    operator = actor("operator")
    crowd(operator, 30)
    with reading() as session:
        keys = [
            ("patent", row.id)
            for row in session.scalars(TABLES.findables["patent"].visible(operator))
        ]
        asked: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
            asked.append(statement)

        event.listen(db.bound(), "before_cursor_execute", note)
        built = TABLES.documents(session, keys)
        event.remove(db.bound(), "before_cursor_execute", note)
    assert len(built) == len(keys) >= 30
    assert len(asked) <= 3
