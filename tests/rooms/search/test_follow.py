"""The index learns what the journal says, loses nothing, and never knows more than is public."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from marketplace.core.deliveries import Cursor
from marketplace.core.unit import reading, unit
from marketplace.identity.actions import move
from marketplace.search import follow
from marketplace.search.queries.index import LAYOUT
from marketplace.search.queries.news import Key, Tables
from search_index import Index, Layout
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.search import TABLES


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index", LAYOUT)
    yield made
    made.close()


def step(organisation: UUID | None, name: str) -> None:
    assert organisation
    with unit() as session:
        move(session, SYSTEM_OPERATOR, organisation, name, None)


def test_inv_g8_the_index_holds_what_is_public(database: object, index: Index) -> None:
    shown, hidden = actor("holder"), actor("holder", verified=False)
    follow.follow(index, TABLES)
    assert list(index.keys()) == [f"organisation:{shown.org}"]
    assert follow.verify(index, TABLES).agrees

    step(shown.org, "restrict")
    step(hidden.org, "verify")
    assert follow.verify(index, TABLES).agrees  # It has not heard yet: that is lag, no fault.
    follow.follow(index, TABLES)
    assert list(index.keys()) == [f"organisation:{hidden.org}"]


def test_following_twice_changes_nothing(database: object, index: Index) -> None:
    actor("holder")
    assert follow.follow(index, TABLES) == 1
    before = (index.cursor(), sorted(index.keys()))
    assert follow.follow(index, TABLES) == 0
    assert (index.cursor(), sorted(index.keys())) == before


def test_the_cursor_is_reported_to_the_relay(database: object, index: Index) -> None:
    actor("holder")
    follow.follow(index, TABLES)
    with reading() as session:
        seq = session.scalar(select(Cursor.seq).where(Cursor.name == "index"))
    assert seq == index.cursor() > 0


def test_a_crowd_is_taken_in_parts_and_in_few_queries(
    database: object, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One entry of the journal may touch thousands of documents, as an import does."""
    crowd = [actor("holder") for _ in range(7)]
    monkeypatch.setattr(follow, "DOCUMENTS", 2)

    def everybody(_session: object, _key: UUID) -> Iterator[Key]:
        yield from (("organisation", one.org) for one in crowd if one.org)

    tables = Tables(TABLES.findables, {"organisation": [everybody]})
    assert follow.follow(index, tables) == 7
    assert index.count() == 7
    assert follow.verify(index, tables).agrees


def test_an_old_index_that_was_put_back_catches_up(
    database: object, index: Index, tmp_path: Path
) -> None:
    first = actor("holder")
    follow.follow(index, TABLES)
    index.close()
    kept = tmp_path / "kept"
    (tmp_path / "index").rename(kept)

    again = Index(tmp_path / "index", LAYOUT)
    step(first.org, "restrict")
    second = actor("holder")
    follow.follow(again, TABLES)
    again.close()

    old = Index(kept, LAYOUT)
    assert list(old.keys()) == [f"organisation:{first.org}"]
    follow.follow(old, TABLES)
    assert list(old.keys()) == [f"organisation:{second.org}"]
    old.close()


def test_an_index_that_knows_more_than_the_journal_is_made_anew(
    database: object, index: Index
) -> None:
    index.apply([], [], 10_000)
    shown = actor("holder")
    follow.follow(index, TABLES)
    assert list(index.keys()) == [f"organisation:{shown.org}"]
    assert index.cursor() < 10_000


def test_a_damaged_index_is_made_anew(database: object, tmp_path: Path) -> None:
    shown = actor("holder")
    index = Index(tmp_path / "index", LAYOUT)
    follow.follow(index, TABLES)
    index.close()
    for toc in (tmp_path / "index").glob("index-*/*.toc"):
        toc.write_bytes(b"torn")
    follow.follow(index, TABLES)
    assert list(index.keys()) == [f"organisation:{shown.org}"]
    index.close()


def test_an_index_for_another_layout_is_made_anew(database: object, tmp_path: Path) -> None:
    shown = actor("holder")
    other = Index(tmp_path / "index", replace(LAYOUT, facets=("colour",)))
    other.apply([], [], 0)
    other.close()
    index = Index(tmp_path / "index", Layout(LAYOUT.facets, LAYOUT.numbers))
    follow.follow(index, TABLES)
    assert list(index.keys()) == [f"organisation:{shown.org}"]
    index.close()


def test_a_rebuild_tells_how_far_it_is(database: object, index: Index) -> None:
    for _ in range(3):
        actor("holder")
    told: list[int] = []
    assert follow.rebuild(told.append, index=index, tables=TABLES) == 3
    assert told == [1, 2, 3]
    assert follow.size(TABLES) == 3


def test_what_the_index_has_too_much_is_named(database: object, index: Index) -> None:
    shown = actor("holder")
    follow.follow(index, TABLES)
    index.apply([], [f"organisation:{shown.org}"], index.cursor())
    verdict = follow.verify(index, TABLES)
    assert verdict.missing == (f"organisation:{shown.org}",)
    assert not verdict.agrees
