"""Receiving addresses through the API and the pages: whose they are, and what is never shown."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.core import react
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import now
from marketplace.core.deliveries import Delivery
from marketplace.core.unit import reading, unit
from marketplace.house import ON, REACTIONS
from marketplace.notices.states import KINDS as NOTICED
from marketplace.outreach import actions, public, queries
from marketplace.outreach.models import Endpoint, EndpointAttempt, EndpointSecret
from marketplace.outreach.words import KINDS
from tests.factories.identity import actor, colleague
from tests.factories.outreach import endpoint, key
from tests.factories.web import api, pages
from tests.servers.receiver import Receiver

URL = "https://hooks.example.org/market?token=hush"
GIVEN = {"name": "值班系统", "url": URL}
ROBOT = "https://open.feishu.cn/open-apis/bot/v2/hook/0123456789abcdef"


def test_an_administrator_enters_an_address_and_sees_its_secret_once(app: Flask) -> None:
    client = api(app, actor("enterprise"))
    made = client.post("/api/v1/endpoints", json=GIVEN)
    assert made.status_code == 201
    assert made.json["secret"].startswith("whsec_")
    found = client.get(f"/api/v1/endpoints/{made.json['endpoint']['id']}")
    assert found.json["url"] == "https://hooks.example.org/market"
    assert found.json["state"] == "active"
    assert "whsec_" not in found.text
    assert "hush" not in found.text + client.get("/api/v1/endpoints").text


def test_a_robot_s_address_is_its_key_and_is_masked(app: Flask) -> None:
    client = api(app, actor("enterprise"))
    given = {"name": "值班群", "url": ROBOT, "format": "feishu", "secret": "SECret"}
    made = client.post("/api/v1/endpoints", json=given)
    assert made.json["secret"] is None
    assert made.json["endpoint"]["url"] == "https://open.feishu.cn/…cdef"
    assert "SECret" not in client.get(f"/api/v1/endpoints/{made.json['endpoint']['id']}").text


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"url": "http://hooks.example.org/"}, "bad-endpoint-address"),
        ({"url": "https://127.1/"}, "bad-endpoint-address"),
        ({"url": "https://hooks.example.org:8443/"}, "bad-endpoint-address"),
        ({"url": "https://hooks.example.org/", "format": "wecom"}, "not-the-robots"),
        ({"url": ROBOT, "format": "dingtalk"}, "not-the-robots"),
        ({"url": "https://open.feishu.cn.evil.example/", "format": "feishu"}, "not-the-robots"),
    ],
)
def test_an_address_that_is_not_called_is_not_entered(
    app: Flask, given: dict[str, str], code: str
) -> None:
    got = api(app, actor("enterprise")).post("/api/v1/endpoints", json={**GIVEN, **given})
    assert (got.status_code, got.json["code"]) == (422, code)


def test_members_strangers_and_the_operator_neither_enter_nor_see_one(app: Flask) -> None:
    owner = actor("enterprise")
    made = endpoint(owner, URL)
    for other in (colleague(owner), actor("holder"), actor("operator")):
        client = api(app, other)
        assert client.get(f"/api/v1/endpoints/{key(made)}").status_code == 404
        assert client.get("/api/v1/endpoints").json["items"] == []
    refused = api(app, colleague(owner)).post("/api/v1/endpoints", json=GIVEN)
    assert refused.status_code == 403
    unverified = api(app, actor("enterprise", verified=False))
    assert unverified.post("/api/v1/endpoints", json=GIVEN).status_code == 403


def test_ten_addresses_are_enough(app: Flask) -> None:
    owner = actor("enterprise")
    for _ in range(10):
        endpoint(owner, URL)
    got = api(app, owner).post("/api/v1/endpoints", json=GIVEN)
    assert (got.status_code, got.json["code"]) == (409, "too-many-endpoints")


def test_changing_and_moving_ask_for_the_version_that_was_seen(app: Flask) -> None:
    owner = actor("enterprise")
    client, made = api(app, owner), endpoint(owner, URL)
    at = f"/api/v1/endpoints/{key(made)}"
    tag = client.get(at).headers["ETag"]
    assert client.patch(at, json={"name": "新名"}).status_code == 428
    changed = client.patch(at, json={"name": "新名"}, headers={"If-Match": tag})
    assert changed.json["name"] == "新名"
    assert client.post(f"{at}/moves/pause", headers={"If-Match": tag}).status_code == 412
    tag = changed.headers["ETag"]
    assert client.post(f"{at}/moves/disable", headers={"If-Match": tag}).status_code == 403
    paused = client.post(f"{at}/moves/pause", headers={"If-Match": tag})
    assert paused.json["state"] == "paused"
    assert client.post(f"{at}/tests").json["code"] == "endpoint-not-active"
    gone = client.post(f"{at}/moves/remove", headers={"If-Match": paused.headers["ETag"]})
    assert gone.status_code == 200
    assert client.get(at).status_code == 404
    with reading() as session:
        assert session.get_one(Endpoint, key(made)).url == ""
        assert not session.scalars(select(EndpointSecret)).all()


def test_a_new_secret_is_answered_once_and_a_robot_has_none_of_ours(app: Flask) -> None:
    owner = actor("enterprise")
    client, made = api(app, owner), endpoint(owner, URL)
    at = f"/api/v1/endpoints/{key(made)}"
    rotated = client.post(f"{at}/secrets", headers={"If-Match": client.get(at).headers["ETag"]})
    assert rotated.status_code == 201
    assert rotated.json["secret"] != made.secret
    stale = client.post(f"{at}/secrets", headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    robot = endpoint(owner, ROBOT, "feishu")
    at = f"/api/v1/endpoints/{key(robot)}"
    got = client.post(f"{at}/secrets", headers={"If-Match": client.get(at).headers["ETag"]})
    assert got.json["code"] == "no-secret-of-its-own"


def deliver() -> list[Delivery]:
    react.follow(ON)
    with reading() as session:
        rows = list(session.scalars(select(Delivery).order_by(Delivery.entry_seq)))
    for row in rows:
        react.deliver(row.id, REACTIONS, "tester", 5)
    with reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.entry_seq)))


@pytest.mark.enable_socket
def test_the_test_button_sends_through_the_worker_and_the_page_shows_it(
    app: Flask, receiver: Receiver
) -> None:
    owner = actor("enterprise")
    made = endpoint(owner, receiver.url)
    browser = pages(app, owner)
    assert browser.post(f"/endpoints/{key(made)}/tests").status_code == 303
    assert not receiver.came
    deliver()
    (came,) = receiver.came
    assert came.json["type"] == "endpoint.tested"
    assert came.json["data"]["url"] == f"https://market.example.org/endpoints/{key(made)}"
    shown = browser.get(f"/endpoints/{key(made)}").text
    assert "已接收" in shown
    assert api(app, owner).get(f"/api/v1/endpoints/{key(made)}/attempts").json["items"]


def test_pages_enter_change_rotate_and_remove(app: Flask) -> None:
    owner = actor("enterprise")
    browser = pages(app, owner)
    assert "登记接收地址" in browser.get("/endpoints").text
    assert browser.get("/endpoints/new").status_code == 200
    wrong = browser.post("/endpoints/new", data={**GIVEN, "url": "http://127.0.0.1/"})
    assert wrong.status_code == 422
    assert "无法向该地址推送" in wrong.text
    made = browser.post("/endpoints/new", data={**GIVEN, "kinds": ["match", "deal"]})
    assert made.status_code == 201
    assert made.text.count("whsec_") == 1
    assert made.headers["Cache-Control"] == "no-store"
    with reading() as session:
        (row,) = queries.endpoints(session, owner).items
    at = f"/endpoints/{row.id}"
    assert row.kinds == ["deal", "match"]
    changed = browser.post(at, data={"name": "新名", "version": row.version})
    assert changed.status_code == 303
    with reading() as session:
        row = queries.endpoint(session, owner, row.id)
    assert (row.name, row.url, row.kinds) == ("新名", URL, [])
    rotated = browser.post(f"{at}/secrets", data={"version": row.version})
    assert "whsec_" in rotated.text
    with reading() as session:
        row = queries.endpoint(session, owner, row.id)
    gone = browser.post(f"{at}/moves/remove", data={"version": row.version})
    assert gone.headers["Location"] == "/endpoints"
    assert browser.get(at).status_code == 404


def test_the_kinds_one_may_choose_are_notices_kinds_in_the_same_words() -> None:
    assert {name: NOTICED[name].words for name in KINDS} == KINDS  # type: ignore[index]
    assert set(NOTICED) - set(KINDS) == {"saved_search", "system"}


def ends(kind: str, *told: Actor) -> list[object]:
    with reading() as session:
        return list(public.ends(session, kind, {one.person for one in told if one.person}))


@pytest.mark.usefixtures("database")
def test_an_address_hears_only_what_every_one_of_its_organisation_is_told() -> None:
    owner, stranger = actor("enterprise"), actor("holder")
    made = endpoint(owner, URL)
    member = colleague(owner)
    assert ends("match", owner, member) == [key(made)]
    assert ends("match", owner, member, stranger) == [key(made)]
    assert ends("match", owner) == []
    assert ends("match", stranger) == []
    assert ends("match") == []


@pytest.mark.usefixtures("database")
def test_what_concerns_another_organisation_of_a_member_does_not_leave_by_this_one() -> None:
    owner = actor("enterprise")
    made = endpoint(owner, URL)
    member = colleague(owner)
    other = colleague(actor("holder"))
    assert ends("deal", member, other) == []
    assert ends("deal", member, owner, other) == [key(made)]


@pytest.mark.usefixtures("database")
def test_an_address_hears_the_kinds_it_wants_and_nothing_while_paused() -> None:
    owner = actor("enterprise")
    made = endpoint(owner, URL, kinds=("deal",))
    assert ends("match", owner) == []
    assert ends("deal", owner) == [key(made)]
    with unit() as session:
        actions.move(session, owner, key(made), "pause", made.version)
    assert ends("deal", owner) == []


@pytest.mark.enable_socket
def test_the_owners_are_told_that_an_address_was_switched_off(
    app: Flask, receiver: Receiver
) -> None:
    from marketplace.outreach import actions

    owner = actor("enterprise")
    member = colleague(owner)
    made = endpoint(owner, receiver.url)
    with unit() as session:
        actions.move(session, SYSTEM, key(made), "disable", None)
    assert {row.recipient for row in deliver()} == {str(owner.person)}
    assert "已停用" in api(app, owner).get("/api/v1/notices").text
    assert api(app, member).get("/api/v1/notices").json["items"] == []


def test_attempts_of_others_are_not_listed(app: Flask) -> None:
    made = endpoint(actor("enterprise"), URL)
    with unit() as session:
        session.add(
            EndpointAttempt(
                id=uuid4(), endpoint_id=key(made), message="m", fact="f", started_at=now()
            )
        )
    got = api(app, actor("holder")).get(f"/api/v1/endpoints/{key(made)}/attempts")
    assert got.status_code == 404
