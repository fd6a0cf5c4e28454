"""Merges segments beside the commits: whoever writes meanwhile does not wait for it.

Whoosh merges inside a commit, so that now and then a listing waits for thousands of others to be
written again. Here a commit only adds. The segments it leaves are merged into one in a folder of
its own, in small pieces between which the caller may do what is urgent, also commit. At the end one
short commit puts the new segment in their place, less what was deleted from them meanwhile.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, cast

from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader

from search_index.folder import Commit
from search_index.storage import NAME, Storage
from search_index.writing import MEMORY, abandon

MOST = 6
# A segment is written again for its deletions alone when it has many and they are a large share.
MANY, SHARE = 64, 0.25
PIECE_S = 0.05
_LOOK_EVERY = 64
Meanwhile = Callable[[], object]


def chosen(segments: Sequence[Any]) -> list[Any]:
    """Choose the segments to be merged now; none while all is well.

    The smallest are taken, and larger ones only while they are no larger than twice what is taken
    already: so every document is written again a logarithmic number of times, and a large segment
    seldom.
    """
    if len(segments) <= MOST:
        return [s for s in segments if _wasteful(s)][:1]
    by_size = sorted(segments, key=lambda s: int(s.doc_count()))
    least = len(segments) - MOST + 1
    taken = by_size[:least]
    living = sum(s.doc_count() for s in taken)
    for segment in by_size[least:]:
        if segment.doc_count() > 2 * living:
            break
        taken.append(segment)
        living += segment.doc_count()
    return taken


def _wasteful(segment: Any) -> bool:
    deleted = segment.deleted_count()
    return bool(deleted >= MANY and deleted >= SHARE * segment.doc_count_all())


@dataclass(frozen=True, slots=True)
class Source:
    """A segment that was merged: what was deleted then, and where its documents are now."""

    name: str
    deleted: frozenset[int]
    became: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """A segment in the place of others; None where all they had was deleted."""

    segment: Any | None
    sources: tuple[Source, ...]


def readers(commit: Commit, segments: Iterable[Any]) -> list[Any]:
    """Open segments of a commit; what is open can be read on when its file is removed."""
    schema = commit.contents.schema
    return [SegmentReader(commit.index.storage, schema, segment) for segment in segments]


def merge(read: Iterable[Any], schema: Any, new: Path, meanwhile: Meanwhile) -> Merged:
    """Write opened segments into one in a folder of its own, and close them."""
    FileIndex.create(Storage(new), schema)
    writer = FileIndex(Storage(new), schema=schema).writer(limitmb=MEMORY)
    beat = _Beat(meanwhile)
    try:
        sources = tuple(_take(writer, reader, beat) for reader in read)
        if not writer.doc_count():
            abandon(writer)
            return Merged(None, sources)
        postings = writer.pool.iter_postings
        writer.pool.iter_postings = lambda: beat.between(postings())
        segment = writer._finalize_segment()  # noqa: SLF001 - All of a commit but its making visible.
        writer._finish()  # noqa: SLF001 - As above.
    except BaseException:
        abandon(writer)
        raise
    return Merged(segment, sources)


def _take(writer: Any, reader: Any, beat: "_Beat") -> Source:
    """Add a segment's living documents to a writer, as `SegmentWriter.add_reader` does."""
    segment, base = reader.segment(), writer.docnum
    deleted = frozenset(segment.deleted_docs())
    documents, postings = reader.iter_docs, reader.iter_postings
    reader.iter_docs = lambda: beat.between(documents())
    reader.iter_postings = lambda: beat.between(postings())
    became = writer.write_per_doc(set(writer.schema.names()), reader)
    writer.add_postings_to_pool(reader, base, became)
    reader.close()
    if became is None:  # Nothing was deleted: they follow one another.
        became = {number: base + number for number in range(segment.doc_count_all())}
    return Source(segment.segment_id(), deleted, became)


def adopt(commit: Commit, merged: Merged, storage: Storage) -> bool:
    """Commit the new segment, whose file is in the folder already, in the place of the others.

    What was deleted from them meanwhile is deleted from it. A source that is gone has lost all its
    documents. Says whether anything was there to be replaced.
    """
    there = {segment.segment_id(): segment for segment in commit.contents.segments}
    if not any(source.name in there for source in merged.sources):
        return False
    for source in merged.sources:
        now = there.pop(source.name, None)
        gone = source.became.keys() if now is None else set(now.deleted_docs()) - source.deleted
        for number in gone:
            # Where there is no segment nothing became anything, and nothing is new here.
            cast("Any", merged.segment).delete_document(source.became[number])
    segments = [*there.values(), *([merged.segment] if merged.segment else [])]
    generation = commit.generation + 1
    TOC(commit.contents.schema, segments, generation).write(storage, NAME)
    clean_files(storage, NAME, generation, segments)
    return True


class _Beat:
    """Lets something happen between pieces of long work."""

    def __init__(self, meanwhile: Meanwhile) -> None:
        self._meanwhile = meanwhile
        self._last = time.monotonic()

    def between(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give the items one by one, and the caller its turn every few hundredths of a second."""
        for number, item in zip(count(), items):
            yield item
            if number % _LOOK_EVERY == 0 and time.monotonic() - self._last >= PIECE_S:
                self._meanwhile()
                self._last = time.monotonic()
