"""Writers killed and writers at once: what was committed is there."""

import errno
import multiprocessing
import os
import random
import resource
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from search_index import Busy, Document, Index, Query, Rebuilding
from tests.search_index.samples import LAYOUT, batch_of, document

FORK = multiprocessing.get_context("fork")  # A killed child need not load everything again.


def work_on(folder: Path, start: int, report: Connection) -> None:
    """Apply, merge and make anew, one after the other, until killed."""
    index = Index(folder, LAYOUT)
    for n in range(start, start + 10_000):
        if n % 9 == 0:
            report.send(("rebuild", n))
            index.rebuild(there_after(n), n)
        else:
            report.send(("apply", n))
            index.apply(batch_of(n), [f"{n - 5}-0"], n)
        report.send(("done", n))
        if n % 3 == 0:
            while index.merge():
                report.send(("done", n))


def there_after(n: int) -> list[Document]:
    gone = {f"{i - 5}-0" for i in range(1, n + 1)}
    return [d for i in range(1, n + 1) for d in batch_of(i) if d.key not in gone]


@pytest.mark.fault
@pytest.mark.parametrize("seed", [7, 8])
def test_nothing_committed_is_lost_when_the_writer_is_killed(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    done = 0
    for _ in range(25):
        here, there = FORK.Pipe(duplex=False)
        writer = FORK.Process(target=work_on, args=(folder, done + 1, there))
        writer.start()
        there.close()
        what = ""
        while what != "done":
            assert here.poll(60), "the writer gets on"
            what, reported = here.recv()
        time.sleep(chance.random() * 0.3)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        reported = _last(here, reported)
        index = Index(folder, LAYOUT)
        assert index.healthy()
        done = index.cursor()
        assert done in {reported, reported + 1}
        assert index.digests()[1] == {d.key: d.digest() for d in there_after(done)}
        assert index.search(Query("烟气", limit=0)).total == index.count()
        index.close()
    leftovers = [path.name for path in folder.iterdir() if path.is_dir()]
    assert len(leftovers) == 1
    assert done >= 25


def _last(reports: Connection, last: int) -> int:
    try:
        while True:
            what, n = reports.recv()
            last = n if what == "done" else last
    except EOFError:
        return last


def fill_up(folder: Path, bytes_left: int, report: Connection) -> None:
    """Write while files may not grow beyond a size: the system refuses as a full disk does."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    index = Index(folder, LAYOUT)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, hard))
    refused = []
    for work in (
        lambda: index.apply(batch_of(2), ["1-0"], 2),
        lambda: index.rebuild(batch_of(3), 3),
        index.merge,
    ):
        try:
            work()
        except OSError as error:
            refused.append(error.errno)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    state = (index.cursor(), index.count())
    index.apply(batch_of(4), [], 4)  # The lock is free again, in this process, too.
    report.send((refused, state, index.count()))


@pytest.mark.fault
@pytest.mark.parametrize("bytes_left", [0, 1, 50, 300, 1000, 2000, 4000])
def test_a_full_disk_loses_nothing_and_frees_the_lock(folder: Path, bytes_left: int) -> None:
    index = Index(folder, LAYOUT)
    for n in range(9):
        index.apply([document(f"{n % 3}-{n}")], [], 1)
    before = index.count()
    here, there = FORK.Pipe(duplex=False)
    child = FORK.Process(target=fill_up, args=(folder, bytes_left, there))
    child.start()
    refused, state, after = here.recv()
    child.join()
    assert child.exitcode == 0
    assert set(refused) == {errno.EFBIG}
    assert len(refused) == 3
    assert state == (1, before)
    assert after == before + 3
    again = Index(folder, LAYOUT)
    assert (again.cursor(), again.count()) == (4, after)
    while again.merge():
        pass
    assert again.count() == after
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


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
    builder = FORK.Process(
        target=lambda: Index(folder, LAYOUT).rebuild(endless(), 2, there.send, 9)
    )
    builder.start()
    there.close()
    assert here.poll(20)
    with pytest.raises(Busy):
        index.apply([], [], 3)
    told = index.rebuilding()
    assert told
    assert told.total == 9
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
    for n in range(6):
        index.rebuild((document(f"b{n}-{i}") for i in range(60 + n)), n)
    stop.set()
    thread.join()
    assert totals <= {50, 60, 61, 62, 63, 64, 65}
    assert reader.search(Query("烟气")).total == 65
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_a_rebuild_tells_how_far_it_is_and_how_long_it_will_take(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_index.progress.EVERY_S", 0.0)
    index, other = Index(folder, LAYOUT), Index(folder, LAYOUT)
    told: list[Rebuilding] = []
    elsewhere: list[Rebuilding | None] = []

    def tell(stand: Rebuilding) -> None:
        told.append(stand)
        elsewhere.append(other.rebuilding())

    index.rebuild((document(f"a{n}") for n in range(40)), 1, tell, 40)
    assert told == elsewhere
    assert [stand.done for stand in told[:41]] == list(range(41))
    assert told[0].left is None
    assert all(stand.left is not None and stand.left >= 0 for stand in told[1:])
    assert len(told) > 41, "also while the postings are written"
    assert index.rebuilding() is None
    with pytest.raises(ValueError, match="twice"):
        index.rebuild([document("x"), document("x")], 2)
    assert index.rebuilding() is None


def test_a_rebuild_that_fell_silent_is_none(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    told = folder / "rebuilding"
    told.write_text('{"done": 1, "total": 2, "seconds": 1.0, "left": 1.0}')
    assert index.rebuilding() == Rebuilding(1, 2, 1.0, 1.0)
    os.utime(told, (0, 0))
    assert index.rebuilding() is None
    told.write_text("{torn")
    assert index.rebuilding() is None


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


@pytest.mark.parametrize("before", [None, 0o755, 0o777])
def test_the_folder_is_ours_alone(folder: Path, before: int | None) -> None:
    if before is not None:
        folder.mkdir()
        folder.chmod(before)
    index = Index(folder, LAYOUT)
    index.apply(batch_of(1), [], 1)
    for place in (folder, *(path for path in folder.iterdir() if path.is_dir())):
        assert place.stat().st_mode & 0o777 == 0o700


def test_a_reader_sees_what_another_index_commits(index: Index, folder: Path) -> None:
    other = Index(folder, index._layout)
    assert other.count() == 0
    for n in range(1, 12):
        index.apply([Document(f"k{n}", "t", "烟气", "")], [f"k{n - 3}"], n)
        assert other.cursor() == n
        assert {hit.key for hit in other.search(Query("烟气")).hits} == {
            f"k{i}" for i in range(max(1, n - 2), n + 1)
        }
