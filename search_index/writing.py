"""The write side of Whoosh: everything in one commit, or nothing."""

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from search_index.errors import Damaged
from search_index.schema import CURSOR

MEMORY = 128  # Megabytes of postings before Whoosh writes them aside.
# What Whoosh lets through when a file ends too soon or holds something else.
TORN = (EOFError, struct.error, pickle.PickleError, zlib.error)


@contextmanager
def writing(index: FileIndex, cursor: int) -> Iterator[SegmentWriter]:
    """Collect changes and commit them with the cursor; on any error nothing has happened."""
    writer = index.writer(limitmb=MEMORY)  # Its own lock is free: the folder's is taken first.
    try:
        yield writer
        writer.delete_by_term("key", CURSOR)
        writer.add_document(key=CURSOR, seq=cursor)
        writer.commit(mergetype=_living)
    except TORN as torn:
        abandon(writer)
        raise Damaged("a segment cannot be read") from torn
    except BaseException:
        abandon(writer)
        raise


def abandon(writer: Any) -> None:
    """Give the lock back even when closing the half-written files fails as writing them did."""
    try:
        writer.cancel()
    except (OSError, ValueError, AttributeError, *TORN):
        # The error that made the writer give up is raised by the caller and says more.
        writer.writelock.release()


def _living(_writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Merge nothing here, whoever waits for this commit shall not wait for that; see `merging`."""
    return [segment for segment in segments if segment.doc_count()]
