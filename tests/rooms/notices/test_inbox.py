"""The inbox: counted cheaply, polled with an ETag, filtered by kind, read at once."""

from flask import Flask
from sqlalchemy import Engine, text

from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices.states import KindName
from tests.factories.identity import actor
from tests.factories.notices import happened, telling
from tests.factories.web import api, pages

URL = "/api/v1/notices/unread"


def told(who: Actor, kind: KindName = "deal", title: str = "甲") -> None:
    with reading() as session:
        row = session.get_one(Person, who.person)
    happened(telling(row, kind=kind), title=title, what="申请")


def test_the_count_is_answered_anew_only_when_it_has_changed(app: Flask) -> None:
    who = actor("holder")
    client = api(app, who)
    first = client.get(URL)
    assert (first.json, first.headers["ETag"]) == ({"unread": 0}, '"0"')
    tag = {"If-None-Match": first.headers["ETag"]}
    same = client.get(URL, headers=tag)
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", '"0"')
    told(who)
    fresh = client.get(URL, headers=tag)
    assert (fresh.status_code, fresh.json) == (200, {"unread": 1})
    assert client.post("/api/v1/notices/moves/read").json == {"unread": 0}
    assert client.get(URL, headers={"If-None-Match": fresh.headers["ETag"]}).json == {"unread": 0}


def test_another_s_notices_are_not_counted(app: Flask) -> None:
    who, other = actor("holder"), actor("holder")
    told(who)
    assert api(app, other).get(URL).json == {"unread": 0}
    assert api(app).get(URL).status_code == 401


def test_counting_reads_an_index_of_unread_lines_alone(database: Engine) -> None:
    asked = "SELECT count(*) FROM notice WHERE recipient = 'x' AND read_at IS NULL"
    if database.dialect.name == "sqlite":
        with unit() as session:
            plan = " ".join(
                str(row) for row in session.execute(text(f"EXPLAIN QUERY PLAN {asked}"))
            )
        assert "ix_notice_unread" in plan
        return
    with unit() as session:
        found = session.scalar(
            text("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_notice_unread'")
        )
    assert "WHERE (read_at IS NULL)" in str(found)


def test_an_inbox_is_filtered_by_kind_here_and_over_the_api(app: Flask) -> None:
    who = actor("holder")
    told(who, "match", "匹配一")
    told(who, "deal", "交易一")
    items = api(app, who).get("/api/v1/notices?kind=match").json["items"]
    assert [(item["kind"], "匹配一" in item["words"]) for item in items] == [("match", True)]
    assert api(app, who).get("/api/v1/notices?kind=weather").status_code == 422
    client = pages(app, who)
    page = client.get("/inbox?kind=deal").text
    assert "交易一" in page
    assert "匹配一" not in page
    assert "没有符合条件的消息" in client.get("/inbox?kind=mandate").text
    client.post("/inbox/read")
    assert "没有符合条件的消息" in client.get("/inbox?unread=true").text


def test_the_header_shows_the_count_without_any_script(app: Flask) -> None:
    who = actor("holder")
    client = pages(app, who)
    assert 'data-unread="/api/v1/notices/unread" data-count="0"' in client.get("/inbox").text
    told(who)
    page = client.get("/inbox").text
    assert 'data-count="1"' in page
    assert '<span class="unread-count">1</span>' in page
