"""The pages of demands, as a browser without JavaScript meets them."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.core.actor import Actor
from marketplace.core.unit import reading
from marketplace.display.queries import demand as queries
from tests.factories import demands as make
from tests.factories.identity import actor
from tests.factories.web import api, pages

People = dict[str, Actor]


@pytest.fixture
def people(database: object) -> People:
    return {
        "seeker": actor("enterprise", name="洛阳示例钢铁有限公司"),
        "operator": actor("operator"),
        "holder": actor("holder"),
        "broker": actor("broker_firm"),
    }


def post(client: FlaskClient, path: str, data: dict[str, Any]) -> TestResponse:
    """Send a form as a browser does: with the token of a page read before."""
    page = client.get("/demands/ask").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return client.post(path, data=data | {"csrf_token": token.group(1)})


def typed(page: str, name: str) -> str | None:
    """What stands in an input of a page; None where it is a box that is not ticked."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, name
    if 'type="checkbox"' in found[0] and " checked" not in found[0]:
        return None
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


FORM = {
    "title": "喷漆废气治理",
    "text": "两条喷漆线，风量 6 万立方米每小时，非甲烷总烃 120，要求降到 50 以下。",
    "target-0-measurand": "so2_out",
    "target-0-quantity": "≤35 mg/m³",
    "target-0-must_have": "true",
    "budget_high": "120 万",
    "place": "410305",
    "industry": "36",
    "contact": "0379-00000000",
    "pollutants": ["vocs", "odour"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_can_be_read_in_both_languages(
    app: Flask, people: People, language: str
) -> None:
    seeker, operator = people["seeker"], people["operator"]
    live = make.published(seeker, operator)
    sealed = make.published(seeker, operator, mode="sealed", disclosure="nda", title="保密需求")
    make.proposed(people["holder"], live.id, price_fen=1)
    waiting = make.submitted(seeker, title="待审")
    at = f"?lang={language}"
    for who in (None, *people.values()):
        client = pages(app, who)
        for path in (
            "/demands",
            "/demands/ask",
            f"/demands/{live.id}",
            f"/demands/{sealed.id}",
            f"/demands/{live.id}/proposals",
        ):
            answer = client.get(path + at)
            assert answer.status_code == 200, (path, answer.text)
        answer = client.get("/demands/mine" + at)
        assert answer.status_code == (200 if who else 401)
    for name in ("operator", "broker"):
        assert pages(app, people[name]).get("/demands/queue" + at).status_code == 200
    assert pages(app, people["holder"]).get("/demands/queue" + at).status_code == 403
    assert pages(app, seeker).get("/demands/new" + at).status_code == 200
    assert pages(app, seeker).get(f"/demands/{live.id}/edit" + at).status_code == 200
    assert pages(app, operator).get(f"/demands/{waiting.id}" + at).status_code == 200


def test_nothing_of_the_seeker_is_on_the_public_page(app: Flask, people: People) -> None:
    made = make.published(people["seeker"], people["operator"])
    text = pages(app).get(f"/demands/{made.id}").text
    assert [word in text for word in ("示例钢铁", "0379", "涧西区")] == [False, False, True]


def test_three_lines_by_nobody(app: Flask, people: People) -> None:
    given = {"text": "烟气超标怎么办", "contact": "13800000000", "place": "410305"}
    assert post(pages(app), "/demands/ask", data=given).status_code == 201
    assert post(pages(app), "/demands/ask", data={"text": "烟气"}).status_code == 422
    listed = pages(app, people["operator"]).get("/demands/queue").text
    assert all(word in listed for word in ("烟气超标怎么办", "13800000000"))
    assert "烟气超标怎么办" not in pages(app, people["broker"]).get("/demands/queue").text


def test_a_helper_is_told_why_a_question_without_a_firm_waits(app: Flask, people: People) -> None:
    given = {"text": "烟气超标怎么办", "contact": "13800000000", "place": "410305"}
    post(pages(app), "/demands/ask", data=given)
    client = pages(app, people["operator"])
    path = re.search(r'href="(/demands/[0-9a-f-]{36})"', client.get("/demands/queue").text)
    assert path
    assert "提问的单位尚未确定" in client.get(path[1]).text


def test_the_form_grows_keeps_what_was_typed_and_saves(app: Flask, people: People) -> None:
    client = pages(app, people["seeker"])
    more = post(client, "/demands/new", data=FORM | {"more": "1"})
    assert more.status_code == 200
    assert "target-5-quantity" in more.text
    assert typed(more.text, "target-0-quantity") == "≤35 mg/m³"
    wrong = post(client, "/demands/new", data=FORM | {"target-0-quantity": "35 kg"})
    assert wrong.status_code == 422
    assert typed(wrong.text, "target-0-quantity") == "35 kg"
    elsewhere = post(client, "/demands/new", data=FORM | {"industry": "铸钟业"})
    assert elsewhere.status_code == 422
    assert typed(elsewhere.text, "target-0-quantity") == "≤35 mg/m³"
    saved = post(client, "/demands/new", data=FORM)
    assert saved.status_code == 303, saved.text
    row = make.again(UUID(saved.location.rsplit("/", 1)[1]))
    assert (row.budget_high, len(row.targets), row.pollutants) == (
        120_000_000,
        1,
        ["vocs", "odour"],
    )
    page = client.get(f"/demands/{row.id}/edit").text
    assert "1,200,000" in page


def test_each_wrong_target_is_named_by_its_row(app: Flask, people: People) -> None:
    client = pages(app, people["seeker"])
    wrong = {
        "target-0-quantity": "abc",
        "target-1-measurand": "nox_out",
        "target-1-quantity": "20 kWh",
        "target-2-quantity": "98%",
    }
    page = post(client, "/demands/new", data=FORM | wrong).text
    said = dict(re.findall(r'<a href="#f-(target-\d-\w+)">([^<]+)</a>', page))
    assert list(said) == ["target-0-quantity", "target-1-quantity", "target-2-measurand"]
    assert said["target-0-quantity"].startswith("第 1 行指标（")
    assert "kWh" in said["target-1-quantity"]
    assert "请选择" in said["target-2-measurand"]


def test_a_draft_that_is_edited_keeps_its_targets(app: Flask, people: People) -> None:
    client = pages(app, people["seeker"])
    path = post(client, "/demands/new", data=FORM | {"target-0-must_have": ""}).location
    page = client.get(f"{path}/edit").text
    assert re.search(r'value="so2_out" selected', page)
    assert typed(page, "target-0-must_have") is None
    kept = {"target-0-quantity": typed(page, "target-0-quantity")}
    changed = FORM | {"target-0-must_have": "", "title": "喷漆废气", "version": "1"} | kept
    assert post(client, f"{path}/edit", data=changed).status_code == 303
    row = make.again(UUID(path.rsplit("/", 1)[1]))
    assert (row.title, len(row.targets)) == ("喷漆废气", 1)


def test_a_batch_without_a_reason_keeps_its_ticks_and_says_why_once(
    app: Flask, people: People
) -> None:
    rows = [make.submitted(people["seeker"], title=f"待审需求{n}") for n in "甲乙"]
    client = pages(app, people["operator"])
    items = [f"{row.id}:{row.version}" for row in rows]
    given = {"item": items, "move": "reject", "note": "请补充"}
    answer = post(client, "/demands/queue", data=given)
    assert answer.status_code == 422
    told = [item for item in items if re.search(rf'value="{item}" checked', answer.text)]
    assert told == items
    assert answer.text.count("请选择") == 1
    assert ">请补充</textarea>" in answer.text


def test_the_story_of_a_demand_on_pages(app: Flask, people: People) -> None:
    client, desk, holder = (pages(app, people[n]) for n in ("seeker", "operator", "holder"))
    where = post(client, "/demands/new", data=FORM).location
    key = UUID(where.rsplit("/", 1)[1])
    version = make.again(key).version
    assert post(client, f"{where}/moves/submit", data={"version": version}).status_code == 303
    item = f"{key}:{make.again(key).version}"
    assert post(desk, "/demands/queue", data={"item": item, "move": "publish"}).status_code == 303
    assert make.again(key).state == "open"
    offer = {"text": "沸石转轮加 RTO", "price_fen": "100 万"}
    assert post(holder, f"{where}/proposals", data=offer).status_code == 303
    assert "沸石转轮" in client.get(f"{where}/proposals").text
    revised = post(
        client, f"{where}/edit", data=FORM | {"title": "喷漆废气深度治理", "version": "1"}
    )
    assert revised.status_code == 303
    page = desk.get(where).text
    assert "喷漆废气深度治理" in page
    rewrite = re.search(r"/rewrites/([0-9a-f-]+)/moves/approve", page).group(0)
    version = re.search(rf'{rewrite}".*?name="version" value="(\d+)"', page, re.DOTALL).group(1)
    assert post(desk, where + rewrite, data={"version": version}).status_code == 303
    with reading() as session:
        assert (
            queries.shown(session, people["holder"], make.again(key).id).title == "喷漆废气深度治理"
        )


def test_the_json_door_tells_the_same(app: Flask, people: People) -> None:
    client, desk = api(app, people["seeker"]), api(app, people["operator"])
    body = {
        "title": "喷漆废气治理",
        "text": "非甲烷总烃要求降到 50 以下",
        "place": "410305",
        "contact": "0379-00000000",
        "targets": [{"measurand": "so2_out", "quantity": "≤35 mg/m³"}],
    }
    made = client.post("/api/v1/demands", json=body)
    assert made.status_code == 201, made.text
    assert made.json["warnings"]["advice"]
    path = f"/api/v1/demands/{made.json['id']}"
    assert client.post(f"{path}/moves/submit").status_code == 428
    sent = client.post(f"{path}/moves/submit", headers={"If-Match": made.headers["ETag"]})
    assert sent.status_code == 200, sent.text
    batch = {"move": "publish", "items": [{"id": made.json["id"], "version": sent.json["version"]}]}
    assert desk.post("/api/v1/demands/batch", json=batch).json["results"][0]["state"] == "open"
    seen = api(app).get(path).json
    assert (seen["tier"], seen["seeker"], seen["contact"]) == ("public", None, None)
    assert float(seen["targets"][0]["high"]) == 35
    changed = client.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'})
    assert changed.status_code in (409, 412)
    offer = api(app, people["holder"]).post(f"{path}/proposals", json={"text": "转轮加 RTO"})
    assert offer.status_code == 201, offer.text
    assert len(client.get(f"{path}/proposals").json["items"]) == 1
    asked = api(app).post(
        "/api/v1/demands/quick",
        json={"text": "锅炉氮氧化物", "contact": "a@example.org", "place": "410305"},
    )
    assert asked.status_code == 201, asked.text
    assert api(app).get(f"/api/v1/demands/{asked.json['id']}").status_code == 404
