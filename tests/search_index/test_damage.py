"""Torn, full or made for something else: it says so, and a rebuild mends it."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3FieldWriter

from search_index import Damaged, Document, Index, Layout, Outdated, Query
from tests.search_index.harm import FILES, HARM
from tests.search_index.samples import LAYOUT, batch_of, document, files


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


@pytest.mark.parametrize("twice", [False, True])
def test_an_apply_that_fails_leaves_the_lock_free(
    index: Index, twice: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.apply([Document("a", "t", "烟气", "")], [], 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    close = W3FieldWriter.close

    def full_at_last(writer: W3FieldWriter) -> None:
        close(writer)
        full()

    with monkeypatch.context() as broken:
        broken.setattr("whoosh.writing.SegmentWriter._flush_segment", full)
        if twice:
            broken.setattr(W3FieldWriter, "close", full_at_last)
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


@pytest.mark.parametrize("held", [False, True], ids=["opened anew", "while it is open"])
@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("kind", FILES)
def test_a_harmed_file_is_damage_or_right_answers_and_never_a_wrong_one(
    folder: Path, kind: str, harm: str, held: bool
) -> None:
    index = Index(folder, LAYOUT)
    for n in range(1, 4):
        index.apply(batch_of(n), [], n)
    right = index.search(Query("烟气", facets=("kind",)))
    if not held:
        index.close()
    file = FILES[kind](folder)
    # Another file in its place, as a disk or a backup does it: what is mapped stays as it was.
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)
    HARM[harm](file)
    reader = index if held else Index(folder, LAYOUT)
    try:
        assert reader.search(Query("烟气", facets=("kind",))) == right
    except Damaged:
        pass  # The other right answer.
    else:
        assert held or kind == "pointer", "opened anew, every harm is seen"
    reader.rebuild(batch_of(9), 9)
    assert (reader.count(), reader.cursor()) == (3, 9)
    reader.apply(batch_of(10), [], 10)
    assert reader.count() == 6


def test_an_index_whose_folder_is_removed_under_it_is_made_anew(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    index.apply(batch_of(1), [], 1)
    assert index.count() == 3
    shutil.rmtree(folder)
    with pytest.raises(Damaged):
        index.count()
    with pytest.raises(Damaged):
        index.apply(batch_of(2), [], 2)
    index.rebuild(batch_of(3), 3)
    assert (index.count(), index.cursor()) == (3, 3)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_file_cut_short_while_it_is_mapped_kills_no_reader(folder: Path) -> None:
    index = Index(folder, LAYOUT)
    index.apply([document(f"k{n}") for n in range(500)], [], 1)
    assert index.search(Query("烟气")).total == 500
    (segment,) = files(folder, ".seg")
    os.truncate(segment, 100)
    with pytest.raises(Damaged):
        index.search(Query("烟气"))


@pytest.mark.parametrize(
    "name", ["../outside", "/etc", "index-x/../../outside", "building-1", "", "."]
)
def test_a_pointer_leads_nowhere_but_to_a_build(folder: Path, name: str) -> None:
    index = Index(folder, LAYOUT)
    pointer = json.loads((folder / "current").read_text())
    (folder / "current").write_text(json.dumps({**pointer, "build": name}))
    with pytest.raises(Damaged):
        index.count()


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
