"""Everybody chooses per kind and channel; what is one's own duty cannot be switched off."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from marketplace.core.actor import Actor
from marketplace.core.errors import Stale
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices import actions, queries
from marketplace.notices.states import KINDS, KindName, policy
from tests.factories.identity import actor, person
from tests.factories.notices import asked, chosen, happened, letters, planned, telling
from tests.factories.web import api, pages

URL = "/api/v1/notices/settings"
HOURS = {"quiet_from": "22:00", "quiet_until": "07:00"}


@pytest.mark.parametrize("kind", KINDS)
def test_by_default_everything_is_told_here_and_by_mail_at_once(
    database: Engine, kind: KindName
) -> None:
    somebody = person()
    asked(telling(somebody, kind=kind), title="甲", what="申请")
    assert planned() == {(str(somebody.id), "inbox"), (str(somebody.id), "mail")}


def test_each_person_is_told_as_they_wish_for_that_kind(database: Engine) -> None:
    now, later, never, other = (person() for _ in range(4))
    chosen(later, {("match", "mail"): "digest"})
    chosen(never, {("match", "mail"): "off", ("match", "inbox"): "off"})
    chosen(other, {("deal", "mail"): "off"})
    asked(telling(now, later, never, other, kind="match"), title="甲", what="申请")
    assert planned() == {
        (str(now.id), "inbox"),
        (str(now.id), "mail"),
        (str(later.id), "inbox"),
        (str(later.id), "digest"),
        (str(other.id), "inbox"),
        (str(other.id), "mail"),
    }


@pytest.mark.parametrize("kind", ["deal", "review", "mandate", "reminder", "system"])
def test_a_duty_stays_in_the_inbox_even_where_off_was_kept(
    database: Engine, kind: KindName
) -> None:
    somebody = person()
    chosen(somebody, {(kind, "inbox"): "off"})
    asked(telling(somebody, kind=kind), title="甲", what="申请")
    assert (str(somebody.id), "inbox") in planned()


def test_a_letter_on_its_way_is_not_sent_to_who_has_switched_it_off_since(outbox: Path) -> None:
    somebody = person()
    reaction = telling(somebody, kind="match")
    asked(reaction, title="甲", what="申请")
    chosen(somebody, {("match", "mail"): "off"})
    happened(reaction, title="乙", what="申请")
    assert letters(outbox) == []


def test_the_api_tells_all_kinds_and_takes_a_change_of_what_was_seen(app: Flask) -> None:
    client = api(app, actor("holder"))
    first = client.get(URL)
    assert first.headers["ETag"] == '"0"'
    assert set(first.json["kinds"]) == set(KINDS)
    assert first.json["kinds"]["match"] == {"inbox": "now", "mail": "now"}
    assert {name: first.json[name] for name in HOURS} == HOURS
    wanted = {**HOURS, "quiet_until": "08:15", "kinds": {"match": {"mail": "digest"}}}
    assert client.put(URL, json=wanted).status_code == 428
    put = client.put(URL, json=wanted, headers={"If-Match": '"0"'})
    assert put.status_code == 200, put.json
    assert put.json["kinds"]["match"] == {"inbox": "now", "mail": "digest"}
    again = client.get(URL)
    assert (again.json, again.headers["ETag"]) == (put.json, put.headers["ETag"])
    assert again.json["quiet_until"] == "08:15"
    assert client.put(URL, json=wanted, headers={"If-Match": '"0"'}).status_code == 412
    more = {**HOURS, "kinds": {"deal": {"mail": "off"}}}
    second = client.put(URL, json=more, headers={"If-Match": again.headers["ETag"]})
    assert second.headers["ETag"] != again.headers["ETag"]
    assert second.json["kinds"]["match"]["mail"] == "digest"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kinds": {"deal": {"inbox": "off"}}},
        {"kinds": {"system": {"mail": "off"}}},
        {"kinds": {"system": {"mail": "digest"}}},
        {"kinds": {"match": {"inbox": "digest"}}},
        {"kinds": {"match": {"pigeon": "now"}}},
        {"kinds": {"weather": {"mail": "off"}}},
        {"quiet_from": "25:00"},
        {"quiet_from": "22:00:30"},
        {"quiet_until": 7},
        {"quiet_until": "07:00+08:00"},
    ],
)
def test_what_cannot_be_chosen_is_refused(app: Flask, wrong: dict[str, object]) -> None:
    client = api(app, actor("holder"))
    answer = client.put(URL, json={**HOURS, **wrong}, headers={"If-Match": '"0"'})
    assert answer.status_code == 422
    assert client.get(URL).headers["ETag"] == '"0"'


def test_of_two_who_choose_at_once_the_second_is_told(database: Engine) -> None:
    somebody = person()
    chosen(somebody, {("match", "mail"): "off"})
    command = actions.ChooseNotices({("match", "mail"): "now"}, policy()[0], quiet_mail=False)
    with pytest.raises(Stale), unit() as session:
        actions.choose(session, Actor(somebody.id, None), command, 0)
    with reading() as session:
        assert queries.chosen_by(session, somebody.id).wish("match", "mail") == "off"


def test_the_page_is_a_table_that_keeps_what_was_chosen(app: Flask) -> None:
    client = pages(app, actor("holder"))
    page = client.get("/settings/notices?lang=en").text
    assert (
        page.count("<select") == len(KINDS) * 2 - 6
    )  # Five duties stay in the inbox, one also in the mail.
    for kind in KINDS.values():
        assert kind.words.en in page
    form = {**HOURS, "quiet_mail": "true", "match-mail": "digest", "version": "0"}
    assert client.post("/settings/notices", data=form).status_code == 303
    kept = client.get("/settings/notices?lang=en").text
    assert '<option value="digest" selected>' in kept
    assert "How you are told was saved" in kept
    assert client.post("/settings/notices", data=form).status_code == 412


def test_a_wrong_hour_is_shown_at_its_field(app: Flask) -> None:
    client = pages(app, actor("holder"))
    form = {"quiet_from": "late", "quiet_until": "07:00", "version": "0"}
    answer = client.post("/settings/notices", data=form)
    assert answer.status_code == 422
    assert "f-quiet_from-error" in answer.text


def test_who_has_no_address_sees_that_none_is_known(app: Flask) -> None:
    who = actor("holder")
    with unit() as session:
        row = session.get_one(Person, who.person)
        row.email, row.mobile = None, "13800000000"
    page = pages(app, who).get("/settings/notices?lang=en").text
    assert "(none given)" in page
