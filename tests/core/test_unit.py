"""The unit of work: all or nothing, one commit, no fact without a rule."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, text, update

from marketplace.core import consent, db, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.errors import Refused, Stale, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Organisation
from marketplace.identity.queries import organisation
from tests.factories.identity import actor

SOMEBODY = Actor(uuid4(), None)


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def yes(_actor: Actor, _thing: object) -> bool:
    return True


def no(_actor: Actor, _thing: object) -> bool:
    return False


def test_what_raises_leaves_nothing(database: Engine) -> None:
    thing = Thing()

    def fail() -> None:
        with unit() as session:
            journal.record(session, SYSTEM, "thing.made", thing)
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        fail()
    with reading() as session:
        assert journal.about(session, "thing", thing.id) == []


def test_the_change_and_its_fact_are_one_transaction(database: Engine) -> None:
    somebody = actor("holder")
    with reading() as session:
        facts = [e.fact for e in journal.about(session, "organisation", somebody.org)]
        assert organisation(session, somebody, somebody.org).state == "verified"
    assert facts == ["organisation.registered", "organisation.verified"]


def test_units_do_not_nest(database: Engine) -> None:
    with unit(), pytest.raises(RuntimeError, match="nest"), unit():
        pass


def test_a_persons_fact_without_a_rule_cannot_be_committed(database: Engine) -> None:
    with pytest.raises(RuntimeError, match="without asking"), unit() as session:
        journal.record(session, SOMEBODY, "thing.made", Thing())


def test_a_rule_asked_in_the_unit_lets_the_fact_pass(database: Engine) -> None:
    thing = Thing()
    with unit() as session:
        consent.must(yes, SOMEBODY, thing)
        journal.record(session, SOMEBODY, "thing.made", thing)
    with reading() as session:
        assert len(journal.about(session, "thing", thing.id)) == 1


def test_a_refusal_names_the_rule_and_nobody_is_asked_to_sign_in(database: Engine) -> None:
    with pytest.raises(Refused) as refused:
        consent.must(no, SOMEBODY, Thing())
    assert refused.value.data == {"rule": "no"}
    with pytest.raises(Unauthenticated):
        consent.must(no, Actor(None, None), Thing())


def test_inv_g4_two_writers_of_one_version_one_wins(database: Engine) -> None:
    somebody = actor("holder")
    table = Organisation.__table__

    def write_late() -> None:
        with unit() as session:
            mine = session.get_one(Organisation, somebody.org)
            session.execute(update(table).values(version=table.c.version + 1))
            mine.about = "写在过期的版本上"

    with pytest.raises(Stale):
        write_late()


def test_reading_writes_nothing(engine: Engine) -> None:
    db.bind(engine)
    with reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
    if engine.dialect.name == "postgresql":
        with pytest.raises(Exception, match="read-only"), reading() as session:
            session.execute(text("DELETE FROM notice"))


def test_the_journal_refuses_what_has_no_one_spelling(database: Engine) -> None:
    with unit() as session, pytest.raises(TypeError):
        journal.record(session, SYSTEM, "thing.made", Thing(), price=1.5)


def test_the_orm_refuses_to_change_an_entry(database: Engine) -> None:
    thing = Thing()
    with unit() as session:
        journal.record(session, SYSTEM, "thing.made", thing)
    with pytest.raises(RuntimeError, match="append-only"), unit() as session:
        journal.about(session, "thing", thing.id)[0].fact = "thing.unmade"


def test_a_process_without_a_database_says_so() -> None:
    held = list(db._bound)
    db._bound.clear()
    try:
        with pytest.raises(RuntimeError, match="no database"):
            db.bound()
    finally:
        db._bound[:] = held
