"""Facts become deliveries: none is lost, and no reaction stops the others."""

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from marketplace.core import deliveries, journal, react
from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Delivery, Permanent, Reaction
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


class Moody:
    """A reaction that cannot say whom to reach until it is in the mood."""

    def __init__(self) -> None:
        self.mood = False
        self.told: list[str] = []

    def plan(self, _session: Session, _entry: Entry) -> Iterable[tuple[str, str]]:
        if not self.mood:
            raise LookupError("whom?")
        return [("anna", "note"), ("anna", "note"), ("bao", "note")]

    def note(self, _session: Session, _entry: Entry, row: Delivery) -> None:
        self.told.append(row.recipient)


def happens() -> None:
    with unit() as session:
        journal.record(session, SYSTEM, "thing.made", Thing())


def rows() -> list[Delivery]:
    with reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.reaction)))


def work(reactions: dict[str, Reaction]) -> None:
    for row in rows():
        if row.state == "ready":
            react.deliver(row.id, reactions, "tester", 5)


def test_a_reaction_that_cannot_plan_stops_nobody_and_is_tried_again(database: Engine) -> None:
    moody, calm = Moody(), Moody()
    calm.mood = True
    on = {
        "thing.made": [
            Reaction("a.moody", moody.plan, inside={"note": moody.note}),
            Reaction("b.calm", calm.plan, inside={"note": calm.note}),
        ]
    }
    reactions = {r.name: r for several in on.values() for r in several}
    happens()
    assert react.follow(on) == 1
    work(reactions)
    assert sorted(calm.told) == ["anna", "bao"]
    (stuck,) = [row for row in rows() if row.channel == deliveries.PLAN]
    assert (stuck.state, stuck.errors) == ("ready", 1)
    assert "whom?" in (stuck.last_error or "")
    moody.mood = True
    with unit() as session:
        session.get_one(Delivery, stuck.id).not_before = None
    work(reactions)
    work(reactions)
    assert sorted(moody.told) == ["anna", "bao"]
    assert {row.state for row in rows()} == {"done"}


def test_what_was_followed_is_not_followed_again(database: Engine) -> None:
    happens()
    assert react.follow({}) == 1
    assert react.follow({}) == 0


def test_a_permanent_failure_is_parked_at_once_and_can_be_given_another_life(
    database: Engine,
) -> None:
    def never(_session: Session, _entry: Entry, _row: Delivery) -> None:
        raise Permanent("no such address")

    reaction = Reaction("never", lambda _s, _e: [("x", "note")], inside={"note": never})
    happens()
    react.follow({"thing.made": [reaction]})
    work({"never": reaction})
    (row,) = rows()
    assert row.state == "dead"
    with unit() as session:
        assert deliveries.retry(session, row.id)
        assert not deliveries.retry(session, row.id)


def test_a_delivery_of_a_reaction_nobody_knows_is_parked(database: Engine) -> None:
    reaction = Reaction("gone", lambda _s, _e: [("x", "note")])
    happens()
    react.follow({"thing.made": [reaction]})
    work({})
    assert rows()[0].state == "dead"
