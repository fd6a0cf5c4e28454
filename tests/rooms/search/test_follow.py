"""The index learns what the journal says, loses nothing, and never knows more than is public."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.deliveries import Cursor
from marketplace.core.unit import reading, unit
from marketplace.identity.actions import move
from marketplace.search import follow
from marketplace.search.follow import following, rebuilding, verifying
from marketplace.search.follow.pace import LONGEST, SHORTEST, Pace
from marketplace.search.queries import state
from marketplace.search.queries.index import LAYOUT
from marketplace.search.queries.news import Key, Tables
from search_index import Busy, Document, Index, Layout, Rebuilding
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.search import ORGANISATIONS, TABLES, document


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
    monkeypatch.setattr(following, "DOCUMENTS", 2)

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


def test_a_rebuild_tells_how_far_it_is(
    database: object, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        actor("holder")
    monkeypatch.setattr("search_index.progress.EVERY_S", 0.0)
    told: list[Rebuilding] = []
    assert follow.rebuild(told.append, index=index, tables=TABLES) == 3
    assert [(one.done, one.total) for one in told[:4]] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert follow.size(TABLES) == 3


def test_a_rebuild_of_the_follower_itself_tells_the_log_and_the_readiness(
    database: object, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [actor("holder") for _ in range(3)]
    follow.follow(index, TABLES)
    monkeypatch.setattr("search_index.progress.EVERY_S", 0.0)
    monkeypatch.setattr(rebuilding, "TELL_S", 0.0)
    monkeypatch.setattr(rebuilding, "log", structlog.get_logger())  # The old one may be bound.
    seen: list[Any] = []

    def watched(session: Session, key: UUID) -> Document | None:
        seen.append(state.state(index))
        return document(session, key)

    tables = Tables({"organisation": replace(ORGANISATIONS, document=watched)}, {})
    index.close()
    _build(index).joinpath("_MAIN_1.toc").unlink(missing_ok=True)
    for toc in _build(index).glob("*.toc"):
        toc.unlink()
    with structlog.testing.capture_logs() as said:
        assert follow.follow(index, tables) == len(shown)
    assert seen[-1]["rebuilding"] | {"seconds": 0, "left": 0} == {
        "done": 2, "total": 3, "seconds": 0, "left": 0,
    }  # fmt: skip
    assert not seen[-1]["ready"], "there is nothing to be searched meanwhile"
    assert {"event": "index.rebuild", "log_level": "info", "done": 2, "of": 3} in [
        {name: told[name] for name in told if name != "seconds_left"} for told in said
    ]
    assert state.state(index) == {"ready": True, "cursor": index.cursor(), "rebuilding": None}


def _build(index: Index) -> Path:
    return index._folder.path / index._folder.current()


def test_what_the_index_has_too_much_is_named(database: object, index: Index) -> None:
    shown = actor("holder")
    follow.follow(index, TABLES)
    index.apply([], [f"organisation:{shown.org}"], index.cursor())
    verdict = follow.verify(index, TABLES)
    assert verdict.missing == (f"organisation:{shown.org}",)
    assert not verdict.agrees


def test_inv_g8_what_differs_is_found_and_mended(database: object, index: Index) -> None:
    shown = [actor("holder", name=f"研究院{n}") for n in range(4)]
    follow.follow(index, TABLES)
    right = index.digests()
    names = [f"organisation:{one.org}" for one in shown]
    lost = replace(_document(shown[1].org), title="改名以前")
    strange = replace(lost, key=f"organisation:{uuid4()}")
    index.apply([lost, strange], [names[0]], index.cursor())
    told: list[int] = []
    verdict = follow.verify(index, TABLES, told.append)
    assert told == [1, 2, 3, 4]
    assert (verdict.missing, verdict.surplus, verdict.stale) == (
        (names[0],), (strange.key,), (names[1],)
    )  # fmt: skip
    assert follow.repair(verdict, index, TABLES) == 3
    assert follow.verify(index, TABLES).agrees
    assert index.digests() == right
    assert follow.repair(follow.verify(index, TABLES), index, TABLES) == 0


def test_a_repair_never_puts_back_what_is_older_than_the_followers_commit(
    database: object, index: Index
) -> None:
    shown = actor("holder")
    follow.follow(index, TABLES)
    index.apply([], [f"organisation:{shown.org}"], index.cursor())
    verdict = follow.verify(index, TABLES)
    done: list[int] = []

    def late(session: Session, key: UUID) -> Document | None:
        made = document(session, key)
        if not done:  # After the row was read, and before the index is written.
            done.append(1)
            assert made
            newer = replace(made, title="后来的名称")
            index.apply([newer], [], index.cursor() + 1)
        return made

    tables = Tables({"organisation": replace(ORGANISATIONS, document=late)}, {})
    cursor = index.cursor()
    follow.repair(verdict, index, tables)
    assert index.cursor() == cursor + 1
    assert index.digests()[1] == {f"organisation:{shown.org}": _document(shown.org).digest()}


def test_a_second_follower_never_moves_the_cursor_back(database: object, index: Index) -> None:
    first = actor("holder")
    done: list[int] = []

    def slow(session: Session, key: UUID) -> Document | None:
        if not done:
            done.append(1)
            follow.follow(index, TABLES)
        return document(session, key)

    tables = Tables({"organisation": replace(ORGANISATIONS, document=slow)}, {})
    follow.follow(index, tables)
    with reading() as session:
        assert index.cursor() == journal.head(session)
    assert list(index.keys()) == [f"organisation:{first.org}"]


def test_a_mend_waits_for_a_writer_and_says_so_when_it_does_not_end(
    database: object, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = actor("holder")
    monkeypatch.setattr(verifying, "WAIT_S", 0.0)
    verdict = follow.Verdict(0, missing=(f"organisation:{shown.org}",))
    with index._folder.writing(), pytest.raises(Busy):
        follow.repair(verdict, index, TABLES)
    follow.repair(verdict, index, TABLES)
    assert index.count() == 1


def _document(key: UUID | None) -> Document:
    assert key
    with reading() as session:
        made = document(session, key)
    assert made
    return made


def test_under_load_changes_are_gathered_for_up_to_a_second_and_alone_they_are_not() -> None:
    pace, now, commits = Pace(), 1000.0, []
    for n in range(1000):  # A hundred changes a second for ten seconds.
        now = round(1000.0 + n / 100, 2)
        if not pace.hold(now):
            pace.committed(now)
            commits.append(now)
    gaps = [b - a for a, b in pairwise(commits)]
    assert commits[0] == 1000.0, "the first does not wait"
    growing = [SHORTEST, 2 * SHORTEST, 4 * SHORTEST, 8 * SHORTEST]
    assert gaps[:4] == pytest.approx(growing, abs=0.011)
    assert gaps[4:] == pytest.approx([LONGEST] * len(gaps[4:]), abs=0.011)
    assert pace.hold(now + 3) == 0, "after a rest the next does not wait either"
    pace.committed(now + 3)
    assert pace.hold(now + 3) == pytest.approx(SHORTEST)


def test_a_crowd_of_changes_makes_few_commits(database: object, index: Index) -> None:
    """A change each hundredth of a second while the follower runs as the worker runs it."""
    follow.follow(index, TABLES)
    before = index._folder.generation(index._folder.current())
    pace, count = Pace(), 0
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        for _ in range(3):
            actor("holder")
            count += 1
        follow.follow(index, TABLES, pace)
    follow.follow(index, TABLES)
    commits = index._folder.generation(index._folder.current()) - before
    assert commits <= 8, f"{count} changes"
    assert follow.verify(index, TABLES).agrees
    assert len(index.segments()) <= 6


def test_a_listing_that_comes_during_a_merge_does_not_wait_for_its_end(
    database: object, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = [Document(f"organisation:{uuid4()}", "organisation", "烟" * 40, "") for _ in range(900)]
    index.apply([], [], 0)
    for n in range(9):
        index.apply(crowd[n * 100 : n * 100 + 100], [], 0)
    came: list[UUID | None] = []
    between = following._Follower._meanwhile

    def listing(follower: following._Follower) -> None:
        if not came:
            came.append(actor("holder").org)
        between(follower)
        assert f"organisation:{came[0]}" in set(index.keys()), "while the merge goes on"

    monkeypatch.setattr(following._Follower, "_meanwhile", listing)
    follow.follow(index, TABLES)
    assert came
    assert len(index.segments()) <= 6
    assert f"organisation:{came[0]}" in set(index.keys())
