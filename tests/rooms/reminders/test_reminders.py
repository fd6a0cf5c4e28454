"""C19: what rests is reminded of, then a broker is called on, then the operator; each step once."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import house
from marketplace.core import clock, react
from marketplace.core.deliveries import Delivery
from marketplace.core.errors import Refused, Stale
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.desk.queries import desk
from marketplace.identity import public as identity
from marketplace.reminders import actions, queries
from marketplace.reminders.errors import NoSuchEscalation
from marketplace.reminders.states import EscalationState
from marketplace.trading.states import Side
from tests.factories import trading, web
from tests.factories.identity import actor
from tests.factories.reminders import at_work, escalated, escalations, later, reminded, told

pytestmark = pytest.mark.usefixtures("database")
DEAL = "deal"


def whose_turn(deal: UUID) -> UUID:
    with reading() as session:
        org = session.get_one(house.LIVES[DEAL].model, deal).desk_org
    assert org
    return org


def test_c19_talks_that_rest_are_reminded_of_then_a_broker_then_the_operator() -> None:
    deal = trading.opened()

    for days in (4, 5, 6, 10, 15, 16, 20, 30):
        reminded(later(days), DEAL)

    assert told(deal.id) == [
        "reminder.nudged",
        "reminder.nudged",
        "reminder.broker_suggested",
        "escalation.opened",
    ]


def test_of_steps_missed_while_the_market_was_off_only_the_last_is_taken() -> None:
    deal = trading.opened()

    reminded(later(12), DEAL)
    reminded(later(12), DEAL)

    assert told(deal.id) == ["reminder.nudged"]


def test_nobody_is_reminded_outside_working_hours_and_it_is_said_the_next_morning() -> None:
    deal = trading.opened()
    morning = later(5)

    reminded(morning - timedelta(hours=3), DEAL)
    assert told(deal.id) == []
    reminded(morning, DEAL)
    assert told(deal.id) == ["reminder.nudged"]


def test_a_move_begins_the_waiting_anew() -> None:
    deal = trading.opened()
    reminded(later(5), DEAL)
    with clock.held(later(6)):
        deal.offer(deal.holder, trading.TERMS)
    with clock.held(later(6) + timedelta(hours=1)), unit() as session:
        row = session.get_one(house.LIVES[DEAL].model, deal.id)
        house.LIVES[DEAL].flow.settle(row)

    reminded(later(7), DEAL)
    assert told(deal.id) == ["reminder.nudged"]
    reminded(later(11), DEAL)
    assert told(deal.id) == ["reminder.nudged", "reminder.nudged"]


def test_more_things_than_one_piece_are_all_reminded_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    deals = [trading.opened().id for _ in range(5)]

    reminded(later(5), DEAL)

    assert all(told(deal) == ["reminder.nudged"] for deal in deals)


def test_a_broker_with_a_mandate_of_whoever_s_turn_it_is_is_told() -> None:
    deal = trading.opened()
    turn = deal.holder if whose_turn(deal.id) == deal.holder.org else deal.seeker
    side = Side.HOLDER if turn is deal.holder else Side.SEEKER
    broker = actor("broker_firm")
    trading.mandate(broker, turn, side, deal.technology)

    reminded(later(15), DEAL)

    assert told(deal.id) == ["reminder.broker_told"]
    assert inbox_of(broker.person) == ["reminder.broker_told"]


def inbox_of(person: UUID | None) -> list[str]:
    """The facts of reminders that reach a person's inbox."""
    react.follow(house.ON)
    with reading() as session:
        rows = session.execute(
            select(Entry.fact)
            .join(Delivery, Delivery.entry_seq == Entry.seq)
            .where(Delivery.recipient == str(person), Delivery.channel == "inbox")
            .where(Entry.fact.like("reminder.%") | Entry.fact.like("escalation.%"))
            .order_by(Entry.seq)
        )
        return [fact for (fact,) in rows]


def test_the_people_whose_turn_it_is_hear_of_it_and_nobody_else() -> None:
    deal = trading.opened()
    reminded(later(5), DEAL)
    turn = whose_turn(deal.id)

    for side in (deal.holder, deal.seeker):
        assert inbox_of(side.person) == (["reminder.nudged"] if side.org == turn else [])


def test_what_is_escalated_lies_on_the_operators_desk_until_it_is_dealt_with() -> None:
    operator, deal = actor("operator"), trading.opened()
    row = escalated(deal)

    with reading() as session:
        lines = [line for group in desk(session, operator) for line in group.lines]
    assert row.id in {line.id for line in lines}
    with unit() as session:
        done = actions.close(session, operator, row.id, row.version, "已电话联系，约定下周报价")

    assert done.state is EscalationState.CLOSED
    assert inbox_of(operator.person)[-1] == "escalation.opened"


def test_what_moves_on_by_itself_is_settled() -> None:
    deal = trading.opened()
    row = escalated(deal)
    moment = later(21)
    with clock.held(moment):
        deal.offer(deal.holder, trading.TERMS)
        with unit() as session:
            house.LIVES[DEAL].flow.settle(session.get_one(house.LIVES[DEAL].model, deal.id))

    reminded(moment + timedelta(hours=12), DEAL)

    assert escalations(deal.id)[0].state is EscalationState.SETTLED
    assert row.state is EscalationState.OPEN


def test_only_the_operator_deals_with_an_escalation_and_only_as_it_was_seen() -> None:
    deal, operator, supervisor = trading.opened(), actor("operator"), actor("supervisor")
    row = escalated(deal)

    with pytest.raises(NoSuchEscalation), unit() as session:
        actions.close(session, deal.holder, row.id, row.version, "没有了")
    with pytest.raises(Refused), unit() as session:
        actions.close(session, supervisor, row.id, row.version, "没有了")
    with pytest.raises(Stale), unit() as session:
        actions.close(session, operator, row.id, row.version + 1, "没有了")


def test_what_lies_with_the_operator_is_a_nudge_however_long_it_rests() -> None:
    key = actor("holder", verified=False).org
    assert key

    reminded(later(2), "organisation")
    reminded(later(30), "organisation")

    assert told(key) == ["reminder.nudged", "reminder.nudged"]
    assert escalations(key) == []


def test_the_operator_reads_who_waits_and_which_brokers_could_help(app: Flask) -> None:
    operator, deal = actor("operator"), trading.opened()
    row = escalated(deal)
    trading.mandate(actor("broker_firm"), actor("holder"), Side.HOLDER, None)
    client = web.pages(app, operator)

    with reading() as session:
        firm = identity.name_of(session, row.org_id)
    page = client.get(f"/escalations/{row.id}").text
    assert firm in page
    assert "已转运营方" in page
    assert f"subject_id={deal.id}" in page
    assert row.title in client.get("/escalations").text
    sent = client.post(
        f"/escalations/{row.id}/moves/close",
        data={"version": str(row.version), "note": "已联系双方"},
    )
    assert sent.status_code == 303
    assert "已联系双方" in client.get(f"/escalations/{row.id}?lang=en").text


def test_the_sides_of_a_deal_see_that_they_were_reminded(app: Flask) -> None:
    deal = trading.opened()
    reminded(later(5), DEAL)

    assert "已提醒" in web.pages(app, deal.seeker).get(f"/deals/{deal.id}").text


def test_a_program_closes_an_escalation_with_the_version_it_saw(app: Flask) -> None:
    row = escalated()
    client = web.api(app, actor("operator"))

    seen = client.get(f"/api/v1/escalations/{row.id}")
    assert seen.json
    assert [move["name"] for move in seen.json["moves"]] == ["close"]
    closed = client.post(
        f"/api/v1/escalations/{row.id}/moves/close",
        json={"note": "已处理"},
        headers={"If-Match": seen.headers["ETag"]},
    )
    assert closed.status_code == 200
    listed = client.get("/api/v1/escalations?state=closed").json
    assert listed
    assert str(row.id) in {one["id"] for one in listed["items"]}


def test_a_morning_is_a_morning_in_china() -> None:
    assert clock.to_people(at_work(clock.today())).hour == 10
