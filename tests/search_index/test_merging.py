"""Merging goes on beside the commits: few segments, deletions purged, and nobody waits."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from search_index import Busy, Document, Index, Query
from search_index.merging import MANY, MOST, chosen
from tests.search_index.samples import LAYOUT, batch_of, document


def settle(index: Index, meanwhile: Callable[[], object] = tuple) -> int:
    """Merge as the follower does when it is idle; returns how often there was something to do."""
    done = 0
    while index.merge(meanwhile):
        done += 1
    return done


def crowd(index: Index, count: int) -> None:
    for n in range(count):
        index.apply([document(f"k{n}", n)], [], n + 1)


def test_segments_stay_few_under_500_single_commits(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    chance, expected, most, merges = random.Random(3), {}, 0, 0
    for n in range(500):
        key = f"k{chance.randrange(120)}"
        drop = [f"k{chance.randrange(120)}"] if n % 3 == 0 else []
        index.apply([document(key, n)], drop, n + 1)
        expected[key] = document(key, n).digest()
        for gone in drop:
            expected.pop(gone, None)
        merges += settle(index)
        most = max(most, len(index.segments()))
    assert most <= MOST
    assert merges < 500 / 4, "a merge is not the price of a commit"
    assert index.digests() == (500, expected)
    assert index.search(Query("烟气")).total == len(expected)
    held = sum(living + deleted for living, deleted in index.segments())
    assert held <= 2 * len(expected) + MANY, "what was deleted does not pile up"


def test_a_commit_merges_nothing_itself(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    crowd(index, 3 * MOST)
    assert len(index.segments()) == 3 * MOST
    assert settle(index)
    assert len(index.segments()) <= MOST
    assert index.count() == 3 * MOST


def test_what_was_deleted_is_purged_from_the_files(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    index.rebuild((document(f"k{n}", n) for n in range(4 * MANY)), 1)
    index.apply([Document("secret", "t", "withdrawnword", "")], [], 2)
    index.apply([], ["secret", *(f"k{n}" for n in range(2 * MANY))], 3)
    assert settle(index) == 1
    index.close()
    assert sum(deleted for _, deleted in index.segments()) < MANY
    assert index.count() == 2 * MANY
    assert not any(b"withdrawnword" in path.read_bytes() for path in folder.rglob("*.seg"))


def test_commits_during_a_merge_are_kept_and_what_they_delete_is_gone(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    for n in range(MOST + 2):
        index.apply([document(f"k{n}-{i}", n) for i in range(120)], [], n + 1)
    during: list[int] = []

    def meanwhile() -> None:
        n = len(during)
        during.append(n)
        index.apply([document(f"k0-{n}", 1000 + n), document(f"new{n}", n)], [f"k1-{n}"], 100 + n)

    assert settle(index, meanwhile)
    assert len(during) > 2
    expected = {f"k{n}-{i}" for n in range(MOST + 2) for i in range(120)}
    expected |= {f"new{n}" for n in during}
    expected -= {f"k1-{n}" for n in during}
    cursor, digests = index.digests()
    assert cursor == 99 + len(during)
    assert digests.keys() == expected
    for n in during:
        assert digests[f"k0-{n}"] == document(f"k0-{n}", 1000 + n).digest()
    assert index.search(Query("烟气", limit=1000)).total == len(expected)


def test_a_commit_does_not_wait_for_a_merge(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    for n in range(MOST + 1):
        index.apply([document(f"k{n}-{i}", n) for i in range(200)], [], n + 1)
    waited: list[float] = []

    def meanwhile() -> None:
        began = time.perf_counter()
        index.apply([document("urgent", len(waited))], [], 100)
        waited.append(time.perf_counter() - began)

    began = time.perf_counter()
    assert index.merge(meanwhile)
    assert max(waited) < (time.perf_counter() - began) / 2


def test_all_deleted_segments_leave_nothing(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    crowd(index, MOST + 3)

    def meanwhile() -> None:
        index.apply([], [f"k{n}" for n in range(MOST + 3)], 99)

    index.apply([], [f"k{n}" for n in range(MOST + 3)], 98)
    settle(index, meanwhile)
    assert (index.count(), index.cursor()) == (0, 98)
    assert len(index.segments()) == 1


def test_a_merge_of_an_index_that_was_made_anew_meanwhile_changes_nothing(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    for n in range(MOST + 1):
        index.apply([document(f"k{n}-{i}", n) for i in range(60)], [], n + 1)
    done: list[int] = []

    def meanwhile() -> None:
        if not done:
            done.append(1)
            index.rebuild(batch_of(7), 50)

    assert index.merge(meanwhile)
    assert done
    assert (index.count(), index.cursor()) == (3, 50)
    assert not list(folder.glob("merging-*"))


def test_one_merges_at_a_time_and_another_start_leaves_it_alone(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    for n in range(MOST + 1):
        index.apply([document(f"k{n}-{i}", n) for i in range(60)], [], n + 1)
    seen: list[bool] = []

    def meanwhile() -> None:
        if not seen:
            other = Index(folder, LAYOUT)
            with pytest.raises(Busy):
                other.merge()
            seen.append(bool(list(folder.glob("merging-*"))))

    assert index.merge(meanwhile)
    assert seen == [True]
    assert index.count() == 60 * (MOST + 1)


def segment(living: int, deleted: int = 0) -> SimpleNamespace:
    return SimpleNamespace(
        doc_count=lambda: living,
        deleted_count=lambda: deleted,
        doc_count_all=lambda: living + deleted,
    )


def sizes(*living: int) -> list[int]:
    return [s.doc_count() for s in chosen([segment(n) for n in living])]


def test_the_small_are_merged_and_the_large_seldom() -> None:
    assert sizes(*[1] * MOST) == []
    assert sizes(130_000, 1, 1, 1, 1, 1, 1) == [1] * 6
    assert sizes(130_000, 40_000, 9_000, 2_000, 500, 90, 30) == [30, 90]
    assert sizes(100, 90, 80, 70, 60, 50, 40) == [40, 50, 60, 70, 80, 90, 100]


def test_every_document_is_written_again_a_logarithmic_number_of_times() -> None:
    held, written = [], 0
    for _ in range(20_000):
        held.append(1)
        if taken := chosen([segment(n) for n in held]):
            merged = [s.doc_count() for s in taken]
            for n in merged:
                held.remove(n)
            held.append(sum(merged))
            written += sum(merged)
        assert len(held) <= MOST
    assert written / 20_000 < 20
