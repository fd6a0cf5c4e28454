"""Killed, torn, crowded: what was committed is there, and what cannot be read says so."""

import json
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from search_index import Busy, Damaged, Document, Index, Layout, Outdated, Query

LAYOUT = Layout(facets=("field",), numbers=("batch",))
FORK = multiprocessing.get_context("fork")  # A killed child need not load everything again.


def document(key: str, batch: int = 0) -> Document:
    return Document(key, "t", f"烟气治理 {batch}", "x " * 20, "", {}, {"batch": batch})


def batch_of(n: int) -> list[Document]:
    return [document(f"{n}-{i}", n) for i in range(3)]


def write_on(folder: Path, start: int, report: Connection) -> None:
    index = Index(folder, LAYOUT)
    for n in range(start, start + 10_000):
        index.apply(batch_of(n), [f"{n - 5}-0"], n)
        report.send(n)


def files(folder: Path, ending: str) -> list[Path]:
    build = folder / json.loads((folder / "current").read_text())["build"]
    return sorted(build.glob(f"*{ending}"))


@pytest.mark.fault
def test_nothing_committed_is_lost_when_the_writer_is_killed(folder: Path) -> None:
    chance = random.Random(7)
    done = 0
    for _ in range(25):
        here, there = FORK.Pipe(duplex=False)
        writer = FORK.Process(target=write_on, args=(folder, done + 1, there))
        writer.start()
        there.close()
        assert here.poll(20), "the writer has written something"
        time.sleep(chance.random() * 0.06)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        reported = _last(here)
        index = Index(folder, LAYOUT)
        assert index.healthy()
        done = index.cursor()
        assert done in {reported, reported + 1}
        expected = {d.key for n in range(1, done + 1) for d in batch_of(n)}
        expected -= {f"{n - 5}-0" for n in range(1, done + 1)}
        assert set(index.keys()) == expected
        index.close()
    leftovers = [path.name for path in folder.iterdir() if path.is_dir()]
    assert len(leftovers) == 1


def _last(reports: Connection) -> int:
    last = 0
    try:
        while True:
            last = reports.recv()
    except EOFError:
        return last


@pytest.mark.fault
def test_a_killed_rebuild_leaves_the_old_index_and_no_waste(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    index.apply(batch_of(1), [], 1)

    def endless() -> Iterator[Document]:
        n = 0
        while True:
            yield document(f"new{n}")
            n += 1

    here, there = FORK.Pipe(duplex=False)
    builder = FORK.Process(target=lambda: Index(folder, LAYOUT).rebuild(endless(), 2, there.send))
    builder.start()
    there.close()
    assert here.poll(20)
    with pytest.raises(Busy):
        index.apply([], [], 3)
    os.kill(builder.pid or 0, signal.SIGKILL)
    builder.join()
    assert any(path.name.startswith("building-") for path in folder.iterdir())
    again = Index(folder, LAYOUT)
    assert not any(path.name.startswith("building-") for path in folder.iterdir())
    assert (again.cursor(), again.count()) == (1, 3)
    assert index.count() == 3


def test_readers_read_on_while_the_index_is_built_anew(folder: Path) -> None:
    index, reader = Index(folder, LAYOUT), Index(folder, LAYOUT)
    index.rebuild((document(f"a{n}") for n in range(50)), 1)
    totals: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            totals.add(reader.search(Query("烟气")).total)

    thread = threading.Thread(target=read)
    thread.start()
    progress: list[int] = []
    for n in range(6):
        index.rebuild((document(f"b{n}-{i}") for i in range(60 + n)), n, progress.append)
    stop.set()
    thread.join()
    assert totals <= {50, 60, 61, 62, 63, 64, 65}
    assert reader.search(Query("烟气")).total == 65
    assert progress[-1] == 65
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_a_rebuild_that_fails_changes_nothing(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    index.apply(batch_of(1), [], 1)

    def failing() -> Iterator[Document]:
        yield document("new")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        index.rebuild(failing(), 2)
    with pytest.raises(ValueError, match="twice"):
        index.rebuild(batch_of(3) + batch_of(3), 2)
    assert (index.cursor(), index.count()) == (1, 3)
    index.apply(batch_of(2), [], 2)
    assert index.count() == 6
    assert not any(path.name.startswith("building-") for path in folder.iterdir())


def write_some(folder: Path, name: str) -> None:
    index = Index(folder, LAYOUT)
    for n in range(12):
        while True:
            try:
                index.apply([document(f"{name}{n}")], [], n)
                break
            except Busy:
                time.sleep(0.002)


def test_two_writers_at_once_are_told_and_lose_nothing(folder: Path) -> None:
    writers = [FORK.Process(target=write_some, args=(folder, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert set(Index(folder, LAYOUT).keys()) == {f"{name}{n}" for name in "ab" for n in range(12)}


def test_a_second_writer_is_busy_and_changes_nothing(index: Index, folder: Path) -> None:
    other = Index(folder, index._layout)

    def meanwhile() -> Iterator[Document]:
        with pytest.raises(Busy):
            other.apply([Document("x", "t", "", "")], [], 9)
        yield Document("y", "t", "", "")

    index.rebuild(meanwhile(), 1)
    assert list(index.keys()) == ["y"]
    other.apply([Document("x", "t", "", "")], [], 2)
    assert index.cursor() == 2


@pytest.mark.parametrize("twice", [False, True])
def test_an_apply_that_fails_leaves_the_lock_free(
    index: Index, twice: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.apply([Document("a", "t", "烟气", "")], [], 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("whoosh.writing.SegmentWriter._flush_segment", full)
        if twice:
            broken.setattr("whoosh.writing.SegmentWriter._close_segment", full)
        with pytest.raises(OSError, match="No space"):
            index.apply([Document("b", "t", "烟气", "")], ["a"], 2)
    assert (list(index.keys()), index.cursor()) == (["a"], 1)
    index.apply([Document("c", "t", "烟气", "")], [], 2)
    assert index.count() == 2


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.99])
@pytest.mark.parametrize("ending", [".seg", ".toc"])
def test_a_torn_file_is_damage_and_a_rebuild_mends_it(
    folder: Path, ending: str, share: float
) -> None:
    Index(folder, LAYOUT).apply(batch_of(1), [], 1)
    (torn,) = files(folder, ending)
    os.truncate(torn, int(torn.stat().st_size * share))
    index = Index(folder, LAYOUT)
    for asked in (index.healthy, index.count, lambda: index.search(Query("烟气"))):
        with pytest.raises(Damaged):
            asked()
    with pytest.raises(Damaged):
        index.apply(batch_of(2), [], 2)
    index.rebuild(batch_of(3), 3)
    assert index.healthy()
    assert (index.count(), index.cursor()) == (3, 3)


def test_what_a_killed_writer_left_is_swept_up_at_the_next_start(folder: Path) -> None:
    Index(folder, LAYOUT).apply(batch_of(1), [], 1)
    (contents,) = files(folder, ".toc")
    (contents.parent / "abc.tmp").mkdir()
    (contents.parent / f"{contents.name}.1700000000.5").touch()
    (folder / "building-abc").mkdir()
    assert Index(folder, LAYOUT).count() == 3
    assert [path.name for path in folder.iterdir() if path.is_dir()] == [contents.parent.name]
    assert not files(folder, ".tmp")
    assert [path.name for path in contents.parent.glob("*.toc*")] == [contents.name]


def test_missing_files_and_a_torn_pointer_are_damage_too(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    index.apply(batch_of(1), [], 1)
    index.close()
    (segment,) = files(folder, ".seg")
    segment.unlink()
    with pytest.raises(Damaged):
        index.count()
    (folder / "current").write_text('{"build": ')
    with pytest.raises(Damaged):
        Index(folder, LAYOUT).count()
    index.rebuild([], 5)
    assert (index.count(), index.cursor()) == (0, 5)


def test_an_unreadable_posting_is_damage_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index(folder, LAYOUT)
    index.apply(batch_of(1), [], 1)

    def torn(*_: object, **__: object) -> None:
        raise EOFError

    with monkeypatch.context() as broken:
        broken.setattr("whoosh.reading.SegmentReader.postings", torn)
        with pytest.raises(Damaged):
            index.search(Query("烟气"))
        with pytest.raises(Damaged):
            index.apply(batch_of(1), [], 2)
    assert index.search(Query("烟气")).total == 3


def test_a_commit_is_on_the_disk_before_it_can_be_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(folder, LAYOUT)
    calls: list[str] = []
    sync, rename = os.fsync, os.rename

    def synced(handle: int) -> None:
        calls.append(Path(f"/proc/self/fd/{handle}").readlink().suffix)
        sync(handle)

    def renamed(*names: str) -> None:
        calls.append("rename")
        rename(*names)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr("os.rename", renamed)
    index.apply(batch_of(1), [], 1)
    assert calls.count("rename") == 1
    assert ".seg" in calls[: calls.index("rename")]
    assert calls[-1] == ""


def test_another_layout_asks_for_a_rebuild(folder: Path) -> None:
    Index(folder, LAYOUT).apply(batch_of(1), [], 1)
    wider = Index(folder, Layout(("field", "region"), ("batch",)))
    with pytest.raises(Outdated):
        wider.count()
    with pytest.raises(Outdated):
        wider.apply([], [], 2)
    wider.rebuild(batch_of(1), 1)
    assert wider.count() == 3


def test_a_document_outside_the_layout_is_refused_before_anything_is_written(index: Index) -> None:
    with pytest.raises(ValueError, match="colour"):
        index.apply([Document("a", "t", "", "", facets={"colour": ("red",)})], [], 1)
    assert index.cursor() == 0


def test_the_folder_is_ours_alone(index: Index, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_reader_sees_what_another_index_commits(index: Index, folder: Path) -> None:
    other = Index(folder, index._layout)
    assert other.count() == 0
    for n in range(1, 12):
        index.apply([Document(f"k{n}", "t", "烟气", "")], [f"k{n - 3}"], n)
        assert other.cursor() == n
        assert {hit.key for hit in other.search(Query("烟气")).hits} == {
            f"k{i}" for i in range(max(1, n - 2), n + 1)
        }
