"""Nobody floods the operator with questions: counted by address and by contact, per hour."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.actor import NOBODY, Actor
from marketplace.core.policy import figure
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import Question
from marketplace.display.actions.demand.limit import MOST
from marketplace.display.errors.demand import TooManyQuestions
from marketplace.display.models import QuestionTrace
from tests.factories.identity import actor
from tests.factories.web import pages

HOW = {"text": "循环水结垢怎么办", "contact": "13800000000", "place": "涧西区"}


def ask(who: Actor, contact: str = "13800000000", sender: str | None = None) -> None:
    with unit() as session:
        actions.ask(session, who, Question("循环水结垢怎么办", contact, "410305", sender=sender))


def limit() -> int:
    return figure(MOST, clock.today()).whole


def test_one_contact_is_counted_however_it_is_spaced_and_the_hour_passes(database: object) -> None:
    for _ in range(limit()):
        ask(NOBODY, "138 0000 0000")
    with pytest.raises(TooManyQuestions):
        ask(NOBODY, "13800000000")
    ask(NOBODY, "13900000000")
    with clock.held(clock.now() + timedelta(hours=1, seconds=1)):
        ask(NOBODY, "13800000000")


def test_one_address_is_counted_whatever_contact_it_gives(database: object) -> None:
    for number in range(limit()):
        ask(NOBODY, f"{number}", sender="a")
    with pytest.raises(TooManyQuestions):
        ask(NOBODY, "another", sender="a")
    ask(NOBODY, "another", sender="b")


def test_who_has_an_account_is_not_counted(database: object) -> None:
    firm = actor("enterprise")
    for _ in range(limit() + 1):
        ask(firm)


def test_the_page_says_so_and_keeps_what_was_typed_and_no_address_is_kept(app: Flask) -> None:
    page = pages(app)
    for _ in range(limit()):
        assert page.post("/demands/ask", data=HOW).status_code == 201
    refused = page.post("/demands/ask", data=HOW)
    assert refused.status_code == 422
    assert "一小时内提问过多" in refused.text
    assert "循环水结垢怎么办" in refused.text
    with reading() as session:
        kept = session.scalars(select(QuestionTrace)).all()
    assert all("127.0.0.1" not in str(row.sender) for row in kept)


def test_traces_are_forgotten_after_a_day(database: object) -> None:
    ask(NOBODY, sender="a")
    with clock.held(clock.now() + timedelta(days=1, seconds=1)):
        ask(NOBODY, "13900000000", sender="b")
        with reading() as session:
            assert session.scalars(select(QuestionTrace.sender)).all() == ["b"]
