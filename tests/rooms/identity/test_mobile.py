"""A mobile number is proved by a code sent to it; guesses, floods and other people's numbers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from config.settings import settings
from marketplace.core import clock, react
from marketplace.core.actor import Actor
from marketplace.core.deliveries import Delivery
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.house import ON, REACTIONS
from marketplace.identity import actions, public
from marketplace.identity.errors import (
    LoginTaken,
    NoLogin,
    NoSuchNumber,
    TooManyCodes,
    WrongCode,
)
from marketplace.identity.models import Person
from tests.factories.identity import actor, colleague, person
from tests.factories.web import api, pages

NUMBER = "13900001234"
START = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def outbox(database: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path / "outbox"
    settings.cache_clear()


def ask(who: Actor, mobile: str = NUMBER) -> None:
    with unit() as session:
        actions.ask_code(session, who, mobile)


def sent(outbox: Path) -> list[dict[str, object]]:
    """The texts that the worker handed over, the oldest first."""
    react.follow(ON)
    with reading() as session:
        keys = list(session.scalars(select(Delivery.id).order_by(Delivery.entry_seq)))
    for key in keys:
        react.deliver(key, REACTIONS, "tester", 5)
    files = sorted(outbox.glob("*.sms.json"), key=lambda f: int(f.name.split(".")[0]))
    return [json.loads(file.read_text()) for file in files]


def code(outbox: Path) -> str:
    return str(sent(outbox)[-1]["parameters"]["code"])  # type: ignore[index]


def reached(who: Actor) -> str | None:
    with reading() as session:
        assert who.person
        return public.people(session, [who.person])[who.person].text_to


def test_the_code_that_was_sent_proves_the_number(outbox: Path) -> None:
    me = actor("enterprise")
    ask(me, "+86 139-0000 1234")
    assert reached(me) is None
    (text,) = sent(outbox)
    assert text["to"] == f"+86{NUMBER}"
    actions.confirm(me, code(outbox))
    assert reached(me) == f"+86{NUMBER}"


def test_neither_number_nor_code_is_in_the_journal(outbox: Path) -> None:
    me = actor("enterprise")
    ask(me)
    actions.confirm(me, code(outbox))
    with reading() as session:
        told = json.dumps([row.data for row in session.scalars(select(Entry))])
    assert NUMBER not in told
    assert code(outbox) not in told


def test_a_code_is_good_once_and_for_ten_minutes(outbox: Path) -> None:
    me = actor("enterprise")
    with clock.held(START) as hands:
        ask(me)
        right = code(outbox)
        hands.forward(timedelta(minutes=10, seconds=1))
        with pytest.raises(WrongCode):
            actions.confirm(me, right)
        ask(me)
        right = code(outbox)
        actions.confirm(me, right)
        with pytest.raises(WrongCode):
            actions.confirm(me, right)


def test_after_five_wrong_guesses_the_right_code_is_too_late(outbox: Path) -> None:
    me = actor("enterprise")
    ask(me)
    right = code(outbox)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(WrongCode):
            actions.confirm(me, wrong)
    with pytest.raises(WrongCode):
        actions.confirm(me, right)
    assert reached(me) is None


def test_somebody_else_s_code_proves_nothing(outbox: Path) -> None:
    me, other = actor("enterprise"), actor("holder")
    ask(me)
    with pytest.raises(WrongCode):
        actions.confirm(other, code(outbox))


def test_codes_are_a_minute_apart_and_five_a_day_for_a_person_and_for_a_number(
    outbox: Path,
) -> None:
    me = actor("enterprise")
    with clock.held(START) as hands:
        for _ in range(5):
            ask(me)
            with pytest.raises(TooManyCodes):
                ask(me)
            hands.forward(timedelta(seconds=61))
        with pytest.raises(TooManyCodes):
            ask(me, "13900005678")
        with pytest.raises(TooManyCodes):
            ask(actor("holder"))
        hands.forward(timedelta(days=1))
        ask(me)


def test_a_number_that_signs_somebody_else_in_stays_theirs(outbox: Path) -> None:
    me, other = actor("enterprise"), person()
    with unit() as session:
        session.get_one(Person, other.id).mobile = NUMBER
    ask(me)
    with pytest.raises(LoginTaken):
        actions.confirm(me, code(outbox))


@pytest.mark.parametrize("text", ["12345", "0379-6666666", "abc", "+86 12345678901"])
def test_what_is_no_mobile_number_gets_no_code(outbox: Path, text: str) -> None:
    with pytest.raises(NoSuchNumber):
        ask(actor("enterprise"), text)
    assert sent(outbox) == []


def test_a_number_taken_away_reaches_nobody_and_a_last_login_stays(outbox: Path) -> None:
    me = actor("enterprise")
    ask(me)
    actions.confirm(me, code(outbox))
    with unit() as session:
        actions.forget_mobile(session, me)
    assert reached(me) is None
    ask_again = actor("holder")
    with unit() as session:
        row = session.get_one(Person, ask_again.person)
        row.mobile, row.email = "13900009999", None
    with pytest.raises(NoLogin), unit() as session:
        actions.forget_mobile(session, ask_again)


def test_a_code_that_is_too_old_is_not_sent_any_more(outbox: Path) -> None:
    with clock.held(START) as hands:
        ask(actor("enterprise"))
        hands.forward(timedelta(minutes=11))
        assert sent(outbox) == []
    with reading() as session:
        assert session.scalars(select(Delivery.state)).all() == ["done"]


def test_the_pages_and_the_api_lead_through_it(app: Flask, outbox: Path) -> None:
    me = actor("enterprise")
    browser = pages(app, me)
    assert browser.post("/settings/mobile", data={"mobile": "123"}).status_code == 422
    assert browser.post("/settings/mobile", data={"mobile": NUMBER}).status_code == 303
    assert "输入验证码" in browser.get("/settings/mobile").text
    assert browser.post("/settings/mobile/code", data={"code": "x"}).status_code == 422
    right = code(outbox)
    assert browser.post("/settings/mobile/code", data={"code": right}).status_code == 303
    assert "已验证" in browser.get("/settings/mobile").text
    assert browser.post("/settings/mobile/forget").status_code == 303
    client = api(app, actor("holder"))
    asked = client.post("/api/v1/people/me/mobile", json={"mobile": "13700001111"})
    assert asked.status_code == 202
    proof = {"code": code(outbox)}
    assert client.post("/api/v1/people/me/mobile/code", json=proof).status_code == 204
    assert client.post("/api/v1/people/me/mobile/code", json=proof).status_code == 422
    assert client.delete("/api/v1/people/me/mobile").status_code == 204


def test_colleagues_see_a_number_only_in_part(app: Flask, outbox: Path) -> None:
    me = actor("enterprise")
    with unit() as session:
        row = session.get_one(Person, me.person)
        row.mobile, row.email = NUMBER, None
    shown = pages(app, colleague(me)).get(f"/organisations/{me.org}/people").text
    assert NUMBER not in shown
    assert "139****1234" in shown
