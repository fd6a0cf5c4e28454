"""A few documents asked by themselves, in memory: by the very evaluator of an index."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from whoosh.filedb.filestore import RamStorage

from search_index.document import Document, Layout
from search_index.lexicon import Lexicon
from search_index.reader import PostingsReader, Reader
from search_index.schema import row, schema
from search_index.view import View


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh has no types.
    """In memory, also for a moment: Whoosh's own writes into a folder that all processes share."""

    def temp_storage(self, name: str | None = None) -> Any:  # noqa: ARG002 - Whoosh names it.
        """Where a segment is put together."""
        return RamStorage()


@contextmanager
def alone(documents: Iterable[Document], layout: Layout, lexicon: Lexicon) -> Iterator[Reader]:
    """Give a reader of nothing but these; what matches depends on each and the question alone."""
    index = _Memory().create_index(schema(layout))
    writer = index.writer()
    for document in documents:
        document.must_fit(layout)
        writer.add_document(**row(document))
    writer.commit()
    reader = PostingsReader(View(index.reader(), {}), layout, lexicon)
    try:
        yield reader
    finally:
        reader.close()
