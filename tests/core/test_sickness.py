"""A worker is sick when sound work fails in it, and only then; its rows are given back."""

from collections.abc import Callable, Iterable
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from marketplace.core import deliveries, journal, react
from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import MAX_ERRORS, MAX_FORGIVEN, Delivery, Permanent, Reaction
from marketplace.core.journal import Entry
from marketplace.core.sickness import WINDOW, Outcome, Watch
from marketplace.core.unit import reading, unit


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def watched(*given: tuple[str, str, bool]) -> Watch:
    """A watch that saw these: (reaction, channel, failed), over and over until it is full."""
    watch = Watch()
    for number in range(WINDOW):
        reaction, channel, failed = given[number % len(given)]
        outside = channel != "inbox"
        watch.note(Outcome(uuid4(), reaction, channel, outside=outside, failed=failed))
    return watch


def test_a_worker_in_which_all_fails_is_sick() -> None:
    assert watched(("a", "inbox", True), ("a", "mail", True)).sick


def test_a_mail_server_that_is_away_makes_no_worker_sick() -> None:
    away = (("a", "mail", True), ("a", "sms", True), ("a", "webhook", True))
    assert not watched(*away, ("a", "inbox", False)).sick
    assert not watched(*away).sick


def test_one_reaction_with_a_fault_in_it_makes_no_worker_sick() -> None:
    assert not watched(("a", "inbox", True)).sick


def test_half_of_its_last_twenty_is_not_yet_more_than_half() -> None:
    assert not watched(("a", "inbox", True), ("b", "inbox", False)).sick
    assert watched(("a", "inbox", True), ("b", "inbox", True), ("c", "inbox", False)).sick


def test_nineteen_failures_are_too_few_to_tell() -> None:
    watch = Watch()
    for number in range(WINDOW - 1):
        watch.note(Outcome(uuid4(), f"r{number % 2}", "inbox", outside=False, failed=True))
    assert not watch.sick


def test_once_sick_it_stays_so() -> None:
    watch = watched(("a", "inbox", True), ("b", "inbox", True))
    for _ in range(WINDOW):
        watch.note(Outcome(uuid4(), "a", "inbox", outside=False, failed=False))
    assert watch.sick


def happened(times: int) -> None:
    with unit() as session:
        for _ in range(times):
            journal.record(session, SYSTEM, "thing.made", Thing())


def rows() -> list[Delivery]:
    with reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.entry_seq)))


def reaction(name: str, error: Exception | None = None, channel: str = "inbox") -> Reaction:
    def work(_session: Session, _entry: Entry, _row: Delivery) -> None:
        if error:
            raise error

    def out(session: Session, entry: Entry, row: Delivery) -> Callable[[], None]:
        return lambda: work(session, entry, row)

    def plan(_session: Session, _entry: Entry) -> Iterable[tuple[str, str]]:
        return [("x", channel)]

    if channel == "inbox":
        return Reaction(name, plan, inside={channel: work})
    return Reaction(name, plan, outside={channel: out})


def work(known: Iterable[Reaction], watch: Watch | None = None) -> None:
    by_name = {one.name: one for one in known}
    for row in rows():
        with unit() as session:
            session.get_one(Delivery, row.id).not_before = None
        react.deliver(row.id, by_name, "tester", 5, watch=watch)


def test_a_sick_worker_burns_no_row_and_takes_no_more(database: Engine) -> None:
    broken = [reaction("a", RuntimeError("clock")), reaction("b", RuntimeError("clock"))]
    happened(15)
    react.follow({"thing.made": broken})
    watch = Watch()
    work(broken, watch)
    assert watch.sick
    failed = watch.failed()
    assert len(failed) == WINDOW
    assert sum(row.errors for row in rows()) == WINDOW, "the other ten were not taken any more"
    with unit() as session:
        assert deliveries.forgive(session, failed) == WINDOW
    assert [(row.state, row.errors) for row in rows()] == [("ready", 0)] * 30
    work([reaction("a"), reaction("b")], Watch())
    assert {row.state for row in rows()} == {"done"}


def test_a_row_that_a_sick_worker_killed_lives_again_and_no_more_than_twice(
    database: Engine,
) -> None:
    broken = reaction("a", RuntimeError("always"))
    happened(1)
    react.follow({"thing.made": [broken]})
    for _ in range(MAX_FORGIVEN):
        while rows()[0].state == "ready":
            work([broken])
        with unit() as session:
            assert deliveries.forgive(session, [rows()[0].id]) == 1
        assert (rows()[0].state, rows()[0].errors) == ("ready", MAX_ERRORS - 1)
    work([broken])
    with unit() as session:
        assert deliveries.forgive(session, [rows()[0].id]) == 0
    assert rows()[0].state == "dead"


def test_what_failed_for_good_is_not_held_against_the_worker(database: Engine) -> None:
    refused = [reaction("a", Permanent("no such address")), reaction("b", Permanent("gone"))]
    happened(12)
    react.follow({"thing.made": refused})
    watch = Watch()
    work(refused, watch)
    assert not watch.sick
    assert {row.state for row in rows()} == {"dead"}


@pytest.mark.parametrize(("channel", "lives"), [("inbox", 4), ("mail", 20)])
def test_running_out_of_memory_is_a_death_inside_and_an_error_of_the_world_outside(
    database: Engine, channel: str, lives: int
) -> None:
    hungry = reaction("a", MemoryError(), channel)
    happened(1)
    react.follow({"thing.made": [hungry]})
    times = 0
    while rows()[0].state == "ready":
        work([hungry])
        times += 1
    assert times == lives
    assert (rows()[0].deaths, rows()[0].errors) == ((4, 0) if channel == "inbox" else (0, 20))


def test_what_is_dropped_is_kept_and_neither_retried_nor_delivered(database: Engine) -> None:
    refused = reaction("a", Permanent("no"))
    happened(1)
    react.follow({"thing.made": [refused]})
    work([refused])
    with unit() as session:
        key = rows()[0].id
        assert deliveries.drop(session, key)
        assert not deliveries.drop(session, key)
        assert not deliveries.retry(session, key)
    work([reaction("a")])
    assert rows()[0].state == "dropped"
