"""Saved searches without reading them: exact, as of the snapshot, whatever happens to the copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event
from structlog.testing import capture_logs

from marketplace.core.actor import Actor
from marketplace.core.lexicon import lexicon
from marketplace.core.unit import reading, unit
from marketplace.matching import actions
from marketplace.matching.models import SavedSearch
from marketplace.matching.queries import percolation
from marketplace.matching.queries.askable import LAYOUT
from marketplace.matching.queries.percolation import Watch
from marketplace.matching.queries.sources import Key
from marketplace.matching.rules.saved_search import as_query
from search_index import Concept, Document, Index, Lexicon, Span
from tests.factories.identity import actor

pytestmark = pytest.mark.usefixtures("database")
FIGURE = "so2_out ≤0.035 g/m³"


@pytest.fixture
def who(database: Engine) -> Actor:
    return actor("enterprise")


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path / "watch")


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


def met(watch: Watch, documents: dict[Key, Document]) -> set[UUID]:
    with reading() as session:
        return {search for search, _, _ in watch.met(session, documents)}


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


def test_what_is_met_is_what_the_index_would_find(who: Actor, watch: Watch, tmp_path: Path) -> None:
    documents = thing(
        keywords="二氧化硫 钢铁",
        facets={"pollutant": ("so2",), "region": ("410000", "410300")},
        numbers={"trl": 7, "price_fen": 10**8, "published": 20_800},
        measures={"so2_out": (Span(None, 30.0, "external_report"),)},
    ) | thing("光伏组件回收", numbers={"trl": 4})
    queries: list[dict[str, Any]] = [
        {"q": "烟气 脱硫"},
        {"q": "desulfurization"},
        {"q": "desulfurization", "exact": True},
        {"q": '"半干法脱硫" -钢铁'},
        {"q": '"半干法脱硫" -水泥'},
        {"q": "烧结 SO2 35mg/m3"},
        {"q": "污染物:SO2 OR 光伏"},
        {"measure": [FIGURE]},
        {"measure": ["so2_out ≤20 mg/m³"]},
        {"q": "脱硫", "measure": [FIGURE, "so2_out ≤100 mg/m³"]},
        {"region": ["410000"]},
        {"region": ["410300", "110000"], "trl_min": 7, "trl_max": 8},
        {"trl_min": 8},
        {"price_max_fen": 10**8},
        {"q": "回收", "published_from": "2026-01-01"},
        {"q": "回收", "kind": ["technology", "demand"]},
        {"q": "回收", "kind": ["demand"]},
    ]
    kept = {save(who, **query): query for query in queries}
    index = Index(tmp_path / "index", LAYOUT, lexicon())
    index.apply(documents.values(), [], 1)
    right = {
        (search, hit.key)
        for search, query in kept.items()
        for hit in index.search(as_query(query, 10)).hits
    }
    index.close()
    with reading() as session:
        found = watch.met(session, documents)
    assert {(search, f"{kind}:{key}") for search, kind, key in found} == right
    assert len(found) == len(right)
    assert 8 < len(right) < 2 * len(queries)


def test_what_is_saved_changed_and_deleted_counts_at_once(who: Actor, watch: Watch) -> None:
    documents = thing()
    assert met(watch, documents) == set()
    first, second = save(who, q="脱硫"), save(who, q="半干法")
    assert met(watch, documents) == {first, second}
    change(who, first, notify=False)
    assert met(watch, documents) == {second}
    change(who, first, notify=True)
    delete(who, second)
    assert met(watch, documents) == {first}


def test_a_new_process_goes_on_from_the_copy_without_reading_all_rows(
    who: Actor, watch: Watch, database: Engine
) -> None:
    kept = [save(who, q=f"脱硫 {n}号") for n in range(20)]
    assert met(watch, thing("脱硫 3号")) >= {kept[3]}
    watch.save()
    delete(who, kept[3])
    late = save(who, q="半干法")
    with asked_of(database, "saved_search") as said:
        assert late in met(restarted := Watch(watch.folder), documents := thing())
    assert all(" IN (" in one for one in said)
    assert met(restarted, documents) == met(Watch(watch.folder / "elsewhere"), documents)
    assert kept[3] not in met(restarted, thing("3号"))


@pytest.mark.parametrize("harm", ["torn", "empty", "flipped"])
def test_a_torn_copy_is_made_anew(who: Actor, watch: Watch, harm: str) -> None:
    key = save(who, q="脱硫")
    met(watch, thing())
    watch.save()
    copy = watch.folder / percolation.FILE
    whole = copy.read_bytes()
    harms = {
        "torn": whole[: len(whole) // 2],
        "empty": b"",
        "flipped": whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:],
    }
    copy.write_bytes(harms[harm])
    with capture_logs() as logs:
        assert met(Watch(watch.folder), thing()) == {key}
    assert [one["event"] for one in logs] == ["saved_searches.read_anew"]


def test_a_copy_read_with_other_words_is_made_anew(
    who: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = save(who, q="zirconia")
    met(watch, thing())
    watch.save()
    more = Lexicon((*lexicon().concepts, Concept(("zirconia", "烟气"))), lexicon().fields)
    monkeypatch.setattr(percolation, "lexicon", lambda: more)
    assert met(Watch(watch.folder), thing()) == {key}


def test_a_copy_of_another_policy_or_database_is_not_used(
    who: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(who, q="脱硫")
    met(watch, thing())
    watch.save()
    watch.hash = "0" * 64
    assert len(met(watch, thing())) == 1
    other = Watch(watch.folder)
    monkeypatch.setattr(percolation, "fingerprint", lambda: "other")
    with reading() as session:
        assert not other._load(session)
    monkeypatch.undo()
    watch.seq, watch.hash = 10**6, "f" * 64
    watch.save()
    with reading() as session:
        assert not Watch(watch.folder)._load(session)


def test_a_copy_is_ours_alone_and_has_no_word_of_what_was_deleted(who: Actor, watch: Watch) -> None:
    save(who, q="脱硫")
    gone = save(who, q="zirconium")
    met(watch, thing())
    delete(who, gone)
    met(watch, thing())
    watch.save()
    copy = watch.folder / percolation.FILE
    assert copy.stat().st_mode & 0o077 == 0
    assert watch.folder.stat().st_mode & 0o077 == 0
    assert b"zirconium" not in copy.read_bytes()
    assert [one.name for one in watch.folder.iterdir()] == [percolation.FILE]


def test_without_a_place_for_the_copy_everything_goes_on(
    who: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(percolation, "UNSAVED", 0)
    watch.folder.parent.mkdir(exist_ok=True)
    watch.folder.write_text("not a folder")
    key = save(who, q="脱硫")
    with capture_logs() as logs:
        assert met(watch, thing()) == {key}
    assert "saved_searches.not_kept" in {one["event"] for one in logs}


def test_a_copy_is_kept_when_much_has_changed(
    who: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(percolation, "UNSAVED", 2)
    for n in range(2):
        save(who, q=f"脱硫 {n}")
    met(watch, thing())
    assert not watch.folder.exists()
    save(who, q="半干法")
    met(watch, thing())
    assert (watch.folder / percolation.FILE).exists()


def test_processes_that_share_a_folder_are_each_right(who: Actor, watch: Watch) -> None:
    other = Watch(watch.folder)
    first = save(who, q="脱硫")
    assert met(watch, thing()) == met(other, thing()) == {first}
    watch.save()
    second = save(who, q="半干法")
    assert met(other, thing()) == {first, second}
    other.save()
    delete(who, first)
    watch.save()
    assert (
        met(watch, thing()) == met(other, thing()) == met(Watch(watch.folder), thing()) == {second}
    )


def test_what_was_taken_in_by_half_is_read_again(
    who: Actor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = save(who, q="脱硫")
    assert met(watch, thing()) == {first}
    more = {save(who, q="半干法"), save(who, q="烧结")}
    put, rest = Watch._put, iter([True, False])

    def interrupted(self: Watch, *given: Any) -> None:
        if not next(rest, True):
            raise TimeoutError
        put(self, *given)

    monkeypatch.setattr(Watch, "_put", interrupted)
    with pytest.raises(TimeoutError):
        met(watch, thing())
    assert met(watch, thing()) == {first, *more}
