"""Who is told of a new thing: as of the snapshot, and reading nobody else's search."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, select

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.display import actions as display
from marketplace.display.models import Technology
from marketplace.matching import actions, follow
from marketplace.matching.models import SavedSearch
from marketplace.matching.queries.sources import Key, Sources
from search_index import Document
from tests.factories.identity import actor
from tests.factories.matching import followed, technology

pytestmark = pytest.mark.usefixtures("database")
FIGURE = "so2_out ≤0.035 g/m³"


@pytest.fixture
def who(database: Engine) -> Actor:
    return actor("enterprise")


def save(who: Actor, **query: Any) -> UUID:
    with unit() as session:
        return actions.save(session, who, actions.SaveSearch("我的搜索", query)).id


def change(who: Actor, key: UUID, *, notify: bool) -> None:
    with unit() as session:
        seen = session.get_one(SavedSearch, key).version
        actions.change(session, who, key, actions.ChangeSearch(notify=notify), seen)


def delete(who: Actor, key: UUID) -> None:
    with unit() as session:
        actions.delete(session, who, key, session.get_one(SavedSearch, key).version)


def thing(title: str = "烧结烟气半干法脱硫", **more: Any) -> dict[Key, Document]:
    key = uuid4()
    return {("technology", key): Document(f"technology:{key}", "technology", title, "", **more)}


def told() -> list[UUID]:
    with reading() as session:
        facts = select(journal.Entry.subject_id).where(journal.Entry.fact == "saved_search.met")
        return list(session.scalars(facts))


@contextmanager
def asked_of(engine: Engine, table: str) -> Iterator[list[str]]:
    """The statements about a table while something runs."""
    said: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if f"FROM {table} " in f"{statement} ".replace("\n", " "):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", heard)
    yield said
    event.remove(engine, "before_cursor_execute", heard)


def test_publishing_reads_only_the_searches_that_are_met(who: Actor, database: Engine) -> None:
    operator, holder = actor("operator"), actor("holder")
    hit = save(who, q="半干法脱硫")
    for n in range(30):
        save(who, q=f"完全不同{n}")
    followed(titled(technology(holder, operator).id))
    assert told() == [hit]
    sources = titled(technology(holder, operator).id)
    with asked_of(database, "saved_search") as said:
        followed(sources)
    assert told() == [hit, hit]
    assert len(said) == 1
    assert " IN (" in said[0]


def titled(key: UUID, title: str = "烧结烟气半干法脱硫") -> Sources:
    document = Document(f"technology:{key}", "technology", title, "")
    return Sources(
        documents=lambda _session, keys: {
            f"{kind}:{one}": document for kind, one in keys if one == key
        }
    )


def test_a_search_saved_before_the_snapshot_is_told_and_one_saved_after_it_is_not(
    who: Actor,
) -> None:
    made = technology(actor("holder"), actor("operator"))
    before = save(who, q="脱硫")
    with reading() as session:
        stretch = follow._read(session, titled(made.id))
    after = save(who, q="半干法")
    assert stretch
    assert follow._write(stretch)
    followed(titled(made.id))
    assert told() == [before]
    followed(titled(technology(actor("holder"), actor("operator")).id))
    assert sorted(told(), key=str) == sorted([before, before, after], key=str)


def test_a_search_deleted_or_silenced_meanwhile_is_not_told(who: Actor) -> None:
    made = technology(actor("holder"), actor("operator"))
    gone, silent, kept = save(who, q="脱硫"), save(who, q="半干法"), save(who, q="烧结")
    with reading() as session:
        stretch = follow._read(session, titled(made.id))
    delete(who, gone)
    change(who, silent, notify=False)
    assert stretch
    assert follow._write(stretch)
    assert told() == [kept]


def test_what_is_not_public_meets_nothing(who: Actor) -> None:
    save(who, q="脱硫")
    made = technology(actor("holder"), operator := actor("operator"))
    with unit() as session:
        seen = session.get_one(Technology, made.id).version
        display.technology.move(session, operator, made.id, "suspend", seen, "legal_state")
    followed(titled(made.id))
    assert told() == []
