"""What the desk is told of deliveries is what the rows say."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Engine

from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.core.db import database_now
from marketplace.core.deliveries import Delivery
from marketplace.core.delivery_health import Health, health
from marketplace.core.unit import reading, unit


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def fact() -> datetime:
    """Something happened; returns the database's time."""
    with unit() as session:
        journal.record(session, SYSTEM, "thing.made", Thing())
        return database_now(session)


def rows(*given: Delivery) -> None:
    with unit() as session:
        session.add_all(given)


def delivery(channel: str, state: str, planned: datetime, **more: object) -> Delivery:
    return Delivery(
        entry_seq=1, reaction="r", recipient=str(uuid4()), channel=channel, state=state,
        planned_at=planned, **more,
    )  # fmt: skip


def by_channel(since: datetime) -> dict[str, Health]:
    with reading() as session:
        return {one.channel: one for one in health(session, since)}


def test_a_market_without_deliveries_has_no_channels(database: Engine) -> None:
    assert by_channel(fact()) == {}


def test_each_channel_tells_what_waits_since_when_what_is_held_and_what_is_dead(
    database: Engine,
) -> None:
    at = fact()
    rows(
        delivery("mail", "ready", at - timedelta(seconds=90), errors=2, deaths=1),
        delivery("mail", "ready", at - timedelta(seconds=30)),
        delivery("mail", "ready", at, not_before=at + timedelta(hours=8), errors=1),
        delivery("mail", "dead", at, errors=12),
        delivery("inbox", "ready", at - timedelta(seconds=5)),
    )
    found = by_channel(at)
    mail = found["mail"]
    assert (mail.ready, mail.held, mail.dead, mail.errors, mail.deaths) == (2, 1, 1, 15, 1)
    assert 90 <= (mail.oldest_ready_s or 0) < 100
    assert (mail.done, mail.p50_s, mail.p95_s) == (0, None, None)
    assert (found["inbox"].ready, found["inbox"].dead) == (1, 0)


def test_latency_is_from_planned_to_done_of_what_was_done_since(database: Engine) -> None:
    at = fact()
    old = at - timedelta(days=2)
    rows(
        *(
            delivery("inbox", "done", at - timedelta(seconds=number), done_at=at)
            for number in range(1, 101)
        ),
        delivery("inbox", "done", old, done_at=old + timedelta(hours=5)),
    )
    (found,) = by_channel(at - timedelta(days=1)).values()
    assert (found.done, found.ready, found.oldest_ready_s) == (100, 0, None)
    assert found.p50_s == 51.0
    assert found.p95_s == 96.0


def test_a_worker_whose_clock_is_behind_delivers_in_no_negative_time(database: Engine) -> None:
    at = fact()
    rows(delivery("inbox", "done", at + timedelta(seconds=3), done_at=at))
    assert by_channel(at)["inbox"].p50_s == 0.0
