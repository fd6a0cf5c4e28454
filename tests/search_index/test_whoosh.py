"""What is known to be wrong in the Whoosh we stand on, and that it does not reach us."""

import re
import tempfile
import tomllib
from pathlib import Path

import pytest
from whoosh import fields
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import FileIndex, LockError
from whoosh.query import NumericRange

from search_index import Document, Layout, Query
from search_index.alone import alone
from search_index.lexicon import Lexicon
from search_index.schema import schema

ROOT = Path(__file__).parents[2]
FORK, PINNED = "whoosh-reloaded", "2.7.5"


def found(numbers: range, low: int, high: int, **options: object) -> set[int]:
    index = RamStorage().create_index(fields.Schema(n=fields.NUMERIC(stored=True, **options)))
    writer = index.writer()
    for number in numbers:
        writer.add_document(n=number)
    writer.commit()
    with index.searcher() as searcher:
        hits = searcher.search(NumericRange("n", low, high), limit=None)
        return {hit["n"] for hit in hits}


def test_b1_whoosh_answers_ranges_of_unsigned_numbers_wrongly() -> None:
    """If this fails, the fork was mended: then our own rule below may be looked at again."""
    assert found(range(40), 1, 1, signed=False) != {1}


@pytest.mark.parametrize("options", [{"signed": True}, {"signed": False, "shift_step": 0}])
def test_b1_signed_numbers_and_numbers_without_steps_are_right(options: dict[str, object]) -> None:
    for low in range(0, 40, 3):
        for high in range(low, 40, 5):
            assert found(range(40), low, high, **options) == set(range(low, high + 1))


def test_b1_no_field_of_ours_is_an_unsigned_number_with_steps() -> None:
    ours = schema(Layout(facets=("a", "b"), numbers=("c", "d")))
    kinds = dict(ours.items())
    assert len(kinds) > 8
    wrong = {
        name
        for name, kind in kinds.items()
        if isinstance(kind, fields.NUMERIC) and not kind.signed and kind.shift_step
    }
    assert wrong == set()


def test_b2_whoosh_by_itself_copies_what_it_has_mapped() -> None:
    """What `mapped.py` is for, seen in the fork's own words: read where it lies or copied."""
    source = Path(fields.__file__).with_name("filedb") / "structfile.py"
    assert "BytesIO(buf)" in source.read_text()


def test_whooshs_own_lock_stays_taken_after_a_commit_that_failed(tmp_path: Path) -> None:
    """Why `writing.abandon` is; that ours is free then: `test_survival`, on a full disk."""
    index = FileIndex.create(FileStorage(str(tmp_path)), fields.Schema(a=fields.TEXT))
    writer = index.writer()
    writer.add_document(a="x")

    def full(*_: object) -> list[object]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        writer.commit(mergetype=full)
    with pytest.raises(LockError):
        index.writer()
    writer.cancel()
    index.writer().cancel()


def test_whooshs_index_in_memory_writes_into_a_folder_all_processes_share_and_ours_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two processes that put a segment together at once would delete each other's files."""
    asked: list[str] = []

    def folder() -> str:
        asked.append("a folder for all")
        return str(tmp_path)

    monkeypatch.setattr(tempfile, "gettempdir", folder)
    document = Document("technology:1", "technology", "烧结烟气脱硫", "")

    with alone([document], Layout(("field",), ()), Lexicon(())) as reader:
        assert [hit.key for hit in reader.search(Query("脱硫")).hits] == ["technology:1"]

    assert not asked
    found(range(3), 0, 3)
    assert asked


def test_the_fork_is_pinned_exactly_and_by_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"{FORK}=={PINNED}" in project["dependencies"]
    for name in ("requirements.txt", "requirements-test.txt"):
        pinned = re.findall(
            rf"^{FORK}==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{{64}})+)$",
            (ROOT / name).read_text(),
            re.MULTILINE,
        )
        assert [version for version, _ in pinned] == [PINNED], name
