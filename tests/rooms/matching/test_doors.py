"""What the doors of matching let through, and to whom; seeing in rules and queries is the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.errors import MoveNotPossible, Refused, Stale
from marketplace.core.unit import reading, unit
from marketplace.matching import actions
from marketplace.matching.errors import MatchReasonNeeded, NoSuchMatch, TooManySavedSearches
from marketplace.matching.models import Match, SavedSearch
from marketplace.matching.queries import match as queries
from marketplace.matching.queries import saved_search as searches
from marketplace.matching.rules import match as rules
from marketplace.matching.rules import saved_search as search_rules
from marketplace.matching.states import MatchState
from marketplace.matching.words import PARAMETERS
from marketplace.search.schemas import RANGES
from marketplace.search.words import FACETS
from tests.factories.identity import actor
from tests.factories.matching import demand, followed, matches, technology
from tests.factories.web import api, pages

QUERY = {"q": "烟气 脱硫", "pollutant": ["so2"], "trl_min": 6, "published_from": "2026-01-01"}


@pytest.fixture
def people(database: Engine) -> dict[str, Actor]:
    return {
        "holder": actor("holder"),
        "seeker": actor("enterprise", name="嵩县示例钢铁公司"),
        "operator": actor("operator"),
        "stranger": actor("enterprise"),
    }


@pytest.fixture
def match(people: dict[str, Actor]) -> Match:
    demand(people["seeker"], people["operator"])
    technology(people["holder"], people["operator"])
    followed()
    [made] = matches()
    return made


def test_each_side_sees_its_matches_and_nobody_else_does(
    app: Flask, people: dict[str, Actor], match: Match
) -> None:
    for who, side in (("holder", "holder"), ("seeker", "seeker"), ("operator", None)):
        answer = api(app, people[who]).get("/api/v1/matches")
        [item] = answer.json["items"]
        assert (item["id"], item["side"]) == (str(match.id), side)
        assert "嵩县示例钢铁公司" not in answer.text
    assert api(app, people["stranger"]).get("/api/v1/matches").json["items"] == []
    assert api(app, people["stranger"]).get(f"/api/v1/matches/{match.id}").status_code == 404
    assert api(app).get("/api/v1/matches").status_code == 401
    assert api(app).get(f"/api/v1/matches/{match.id}").status_code == 404


def test_a_match_comes_with_its_explanation_in_the_readers_language(
    app: Flask, people: dict[str, Actor], match: Match
) -> None:
    client = api(app, people["seeker"])
    zh = client.get(f"/api/v1/matches/{match.id}").json
    en = client.get(f"/api/v1/matches/{match.id}?lang=en").json
    assert zh["features"][0]["words"] == "SO₂ 出口浓度 ≤ 28 mg/m³，要求 ≤ 35 mg/m³ ✓（自行声明）"
    assert en["features"][0]["words"].startswith("SO₂ at the outlet ≤ 28 mg/m³")
    assert [m["name"] for m in zh["moves"]] == ["dismiss", "take_up"]
    assert 0.6 <= zh["score"] <= 1


def test_matches_are_listed_by_demand_technology_and_state(
    app: Flask, people: dict[str, Actor], match: Match
) -> None:
    client = api(app, people["holder"])

    def count(**asked: object) -> int:
        return len(client.get("/api/v1/matches", query_string=asked).json["items"])

    assert count(demand=match.demand_id) == count(technology=match.technology_id) == 1
    assert count(state="suggested") == 1
    assert count(demand=uuid4()) == count(state="stale") == 0
    assert client.get("/api/v1/matches?bogus=1").status_code == 422


def test_saying_no_takes_a_version_and_a_reason_that_the_other_side_never_sees(
    app: Flask, people: dict[str, Actor], match: Match
) -> None:
    client, path = api(app, people["seeker"]), f"/api/v1/matches/{match.id}/moves/dismiss"
    given = {"reason": "other", "note": "我们已与别家签约"}
    assert client.post(path, json=given).status_code == 428
    assert client.post(path, json=given, headers={"If-Match": '"99"'}).status_code == 412
    now = {"If-Match": f'"{match.version}"'}
    assert client.post(path, json={"reason": "other"}, headers=now).status_code == 422
    said = client.post(path, json=given, headers=now)
    assert (said.status_code, said.json["state"]) == (200, "dismissed")
    assert (said.json["reason"], said.json["moves"]) == ("other", [])
    seen = api(app, people["holder"]).get(f"/api/v1/matches/{match.id}")
    assert (seen.json["state"], seen.json["reason"]) == ("dismissed", None)
    assert "别家" not in seen.text
    assert api(app, people["operator"]).get(f"/api/v1/matches/{match.id}").json["reason"] == "other"


def test_only_the_two_sides_answer_and_only_the_house_makes_stale(
    people: dict[str, Actor], match: Match
) -> None:
    with unit() as session, pytest.raises(NoSuchMatch):
        actions.take_up(session, people["stranger"], match.id, match.version)
    with unit() as session, pytest.raises(Refused):
        actions.take_up(session, people["operator"], match.id, match.version)
    with unit() as session, pytest.raises(Refused):
        actions.move(session, people["seeker"], match.id, "grow_stale", match.version)
    with unit() as session, pytest.raises(Stale):
        actions.take_up(session, people["seeker"], match.id, match.version + 1)
    with unit() as session, pytest.raises(MatchReasonNeeded):
        actions.dismiss(session, people["seeker"], match.id, match.version, "because")
    with unit() as session:
        actions.take_up(session, people["holder"], match.id, match.version)
    [taken] = matches()
    with unit() as session, pytest.raises(MoveNotPossible):
        actions.take_up(session, people["seeker"], match.id, taken.version)


def test_a_side_that_is_withdrawn_shows_neither_its_title_nor_the_reasons(
    app: Flask, people: dict[str, Actor], match: Match
) -> None:
    from marketplace.display.actions import demand as demand_actions
    from tests.factories.demands import again

    with unit() as session:
        row = again(match.demand_id)
        demand_actions.withdraw(session, people["seeker"], row.id, row.version)
    followed()
    seen = api(app, people["holder"]).get(f"/api/v1/matches/{match.id}").json
    assert (seen["state"], seen["demand"], seen["features"]) == ("stale", None, [])
    page = pages(app, people["holder"]).get(f"/matches/{match.id}")
    assert "已不再公开" in page.text
    assert "烧结烟气脱硫改造" not in page.text


def test_pages_explain_and_move(app: Flask, people: dict[str, Actor], match: Match) -> None:
    browser = pages(app, people["holder"])
    assert "烧结烟气循环流化床半干法脱硫技术" in browser.get("/matches").text
    page = browser.get(f"/matches/{match.id}").text
    assert "SO₂ 出口浓度 ≤ 28 mg/m³" in page
    assert "不使用任何个人画像" in page
    assert "嵩县示例钢铁公司" not in page
    move = f"/matches/{match.id}/moves"
    assert browser.post(f"{move}/dismiss", data={"version": match.version}).status_code == 422
    done = browser.post(f"{move}/take_up", data={"version": match.version})
    assert (done.status_code, done.location) == (303, f"/matches/{match.id}")
    assert [m.state for m in matches()] == [MatchState.TAKEN_UP]
    assert pages(app).get("/matches").status_code == 401


def test_a_page_dismisses_with_a_reason(app: Flask, people: dict[str, Actor], match: Match) -> None:
    given = {"version": match.version, "reason": "wrong_scale", "note": "气量不够"}
    path = f"/matches/{match.id}/moves/dismiss"
    assert pages(app, people["seeker"]).post(path, data=given).status_code == 303
    assert "气量不够" in pages(app, people["seeker"]).get(f"/matches/{match.id}").text
    assert "气量不够" not in pages(app, people["holder"]).get(f"/matches/{match.id}").text


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_a_list_takes_as_many_queries_for_many_matches_as_for_one(
    database: Engine, people: dict[str, Actor], match: Match
) -> None:
    def queries_of_a_page() -> int:
        with counted(database) as said, reading() as session:
            queries.matches(session, people["holder"], limit=50)
        return len(said)

    one = queries_of_a_page()
    for _ in range(4):
        demand(people["seeker"], people["operator"])
    followed()
    assert len(matches()) == 5
    assert queries_of_a_page() == one


def test_a_search_is_saved_listed_changed_run_and_deleted(app: Flask, database: Engine) -> None:
    client = api(app, actor("enterprise"))
    made = client.post("/api/v1/saved-searches", json={"name": "脱硫", "query": QUERY})
    assert made.status_code == 201
    assert made.json["query"] == QUERY
    assert made.json["url"].startswith("/api/v1/search?pollutant=so2&published_from=2026-01-01&q=")
    path, now = f"/api/v1/saved-searches/{made.json['id']}", {"If-Match": made.headers["ETag"]}
    assert [s["name"] for s in client.get("/api/v1/saved-searches").json["items"]] == ["脱硫"]
    changed = client.patch(path, json={"name": "二氧化硫", "notify": False}, headers=now)
    assert (changed.json["name"], changed.json["notify"]) == ("二氧化硫", False)
    assert client.patch(path, json={"name": "x"}, headers=now).status_code == 412
    assert client.post(f"{path}/run").json["last_seen"] > made.json["last_seen"]
    again = {"If-Match": client.get(path).headers["ETag"]}
    assert client.delete(path, headers=again).status_code == 200
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [{}, {"kind": ["technology"]}, {"q": '"无伴引号'}, {"bogus": "1"}, {"published_from": "soon"}],
)
def test_a_search_that_asks_nothing_or_cannot_be_asked_is_refused(
    app: Flask, database: Engine, query: dict[str, Any]
) -> None:
    client = api(app, actor("enterprise"))
    answer = client.post("/api/v1/saved-searches", json={"name": "x", "query": query})
    assert answer.status_code == 422


def test_nobody_sees_or_changes_what_another_saved(app: Flask, people: dict[str, Actor]) -> None:
    client = api(app, people["seeker"])
    made = client.post("/api/v1/saved-searches", json={"name": "x", "query": {"q": "脱硫"}}).json
    path, now = f"/api/v1/saved-searches/{made['id']}", {"If-Match": '"1"'}
    for who in ("operator", "stranger"):
        other = api(app, people[who])
        assert other.get(path).status_code == 404
        assert other.delete(path, headers=now).status_code == 404
        assert other.patch(path, json={"name": "y"}, headers=now).status_code == 404
        assert other.post(f"{path}/run").status_code == 404


def test_one_person_saves_so_many_and_no_more(
    people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_rules, "MOST_EACH", 1)
    with unit() as session:
        actions.save(session, people["seeker"], actions.SaveSearch("a", {"q": "脱硫"}))
    with unit() as session, pytest.raises(TooManySavedSearches):
        actions.save(session, people["seeker"], actions.SaveSearch("b", {"q": "脱硝"}))


def test_a_page_of_results_hands_its_search_over_as_a_form(app: Flask, database: Engine) -> None:
    browser = pages(app, actor("enterprise"))
    given = {"name": "烧结脱硫", "q": "烧结 脱硫", "pollutant": ["so2", "nox"], "notify": "true"}
    assert browser.post("/saved-searches", data=given).status_code == 303
    page = browser.get("/saved-searches").text
    assert "烧结脱硫" in page
    assert "污染物与介质：二氧化硫, 氮氧化物" in page
    with reading() as session:
        [row] = session.scalars(select(SavedSearch))
    assert row.query == {"q": "烧结 脱硫", "pollutant": ["so2", "nox"]}
    assert row.notify
    went = browser.post(f"/saved-searches/{row.id}/run")
    assert went.location.startswith("/search?pollutant=so2&pollutant=nox&q=")
    empty = browser.post("/saved-searches", data={"name": "空"})
    assert empty.status_code == 422
    assert "请填写搜索词" in empty.text
    assert browser.post("/saved-searches", data={}).status_code == 422
    with reading() as session:
        version = session.get_one(SavedSearch, row.id).version
    gone = browser.post(f"/saved-searches/{row.id}/delete", data={"version": version})
    assert gone.status_code == 303
    assert "烧结脱硫" not in browser.get("/saved-searches").text
    assert pages(app).post("/saved-searches", data=given).status_code == 401


ORGS = st.sampled_from([None, "holder", "seeker", "other"])
KINDS = st.sets(st.sampled_from(["holder", "enterprise", "operator", "supervisor"]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(org=ORGS, kinds=KINDS, system=st.booleans())
def test_twins_matches_are_seen_in_rules_as_in_queries(
    people: dict[str, Actor], match: Match, org: str | None, kinds: set[str], system: bool
) -> None:
    orgs = {"holder": match.holder_id, "seeker": match.seeker_id, "other": uuid4(), None: None}
    roles = frozenset({"system"}) if system else frozenset[str]()
    who = Actor(uuid4(), orgs[org], frozenset(kinds), roles)
    with reading() as session:
        seen = set(session.scalars(queries.visible(who).with_only_columns(Match.id)))
    assert (match.id in seen) == rules.may_see(who, match)


def test_twins_saved_searches_are_seen_in_rules_as_in_queries(people: dict[str, Actor]) -> None:
    with unit() as session:
        made = actions.save(session, people["seeker"], actions.SaveSearch("a", {"q": "脱硫"}))
    for who in (*people.values(), NOBODY, SYSTEM):
        with reading() as session:
            seen = set(session.scalars(searches.visible(who).with_only_columns(SavedSearch.id)))
        assert (made.id in seen) == search_rules.may_see(who, made)


def test_what_can_be_saved_is_what_can_be_searched_and_has_words() -> None:
    known = search_rules.OTHERS | search_rules.FACETS | search_rules.RANGES.keys()
    assert set(PARAMETERS) == known == {"q", "kind", "exact", "measure", *FACETS, *RANGES}
    told = dict(search_rules.described({"price_max_fen": 100_000_000, "kind": ["demand"]}, "en"))
    assert told == {PARAMETERS["price_max_fen"]: "¥1 million", PARAMETERS["kind"]: "Demands"}
    banded = search_rules.described({"price_band": ["0-100000", "unstated"]}, "zh")
    assert banded == [(PARAMETERS["price_band"], "不足 10 万元, 未标明金额")]
