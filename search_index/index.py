"""The index: one writer at a time, any number of readers, one commit after the other."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from whoosh.index import EmptyIndexError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.writing import SegmentWriter

from search_index.document import Document, Layout
from search_index.errors import Damaged
from search_index.folder import Folder
from search_index.lexicon import NOTHING, Lexicon
from search_index.mapped import read_in_place
from search_index.query import Found, Hit, Query
from search_index.reader import PostingsReader, Reader
from search_index.schema import row
from search_index.view import View
from search_index.writing import TORN, writing

# What opening a torn file has been seen to raise, beyond what reading one does.
_UNREADABLE = (*TORN, OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


class Index:
    """A full-text index in a folder of its own; may be shared by threads and processes.

    Everything but the constructor raises Damaged when the files cannot be read: then `rebuild`.
    """

    def __init__(self, folder: Path, layout: Layout, lexicon: Lexicon = NOTHING) -> None:
        read_in_place()
        self._folder = Folder(folder, layout)
        self._layout = layout
        self._lexicon = lexicon
        self._one = threading.Lock()  # Whoosh's readers cannot be shared at the same moment.
        self._reader: Reader | None = None
        self._seen: tuple[str, int] | None = None
        self._columns: dict[tuple[str, str], list[Any]] = {}
        self._folder.prepare()

    def apply(self, put: Iterable[Document], drop: Sequence[str], cursor: int) -> None:
        """Put and drop documents and set the cursor, in one commit that is on the disk on return.

        A document replaces the one with its key; of two with one key the later is taken, and a key
        that is also dropped is gone. Raises Busy while another writer works; nothing has happened
        then, as after any other error.
        """
        documents = self._checked(put)
        gone = {*documents, *drop}
        for key in drop:
            documents.pop(key, None)
        with self._folder.writing():
            build = self._folder.current()
            with self._writing(build, cursor) as writer:
                for key in gone:
                    writer.delete_by_term("key", key)
                for document in documents.values():
                    writer.add_document(**row(document))
            self._folder.settle(build)

    def rebuild(
        self,
        documents: Iterable[Document],
        cursor: int,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Build the index anew beside the old one, which is read until the new one takes its place.

        A key that comes twice is a ValueError. `progress` is told the count. Raises Busy while
        another writer works; a build that fails or is killed leaves the old index as it was.
        """
        with (
            self._folder.writing(),
            self._folder.building() as building,
            self._writing(building, cursor) as writer,
        ):
            seen: set[str] = set()
            for document in documents:
                document.must_fit(self._layout)
                if document.key in seen:
                    raise ValueError(f"{document.key} comes twice")
                seen.add(document.key)
                writer.add_document(**row(document))
                if progress:
                    progress(len(seen))

    def search(self, query: Query) -> Found:
        """Answer a question from the last commit; raises BadQuery if it cannot be asked."""
        with self._reading() as reader:
            return reader.search(query)

    def similar(self, document: Document, query: Query) -> tuple[Hit, ...]:
        """Find what is like a document, the nearest first, among what a query's filters pass.

        The document need not be in the index; if it is, it is not found itself.
        """
        with self._reading() as reader:
            return reader.similar(document, query)

    def suggest(
        self, prefix: str, limit: int = 10, without: frozenset[str] = frozenset()
    ) -> list[str]:
        """Complete a word from titles and keywords, folded; documents in `without` say nothing."""
        with self._reading() as reader:
            return reader.suggest(prefix, limit, without)

    def count(self) -> int:
        """Count the documents."""
        return len(self._keys())

    def keys(self) -> Iterator[str]:
        """Give every key, in no order, as of the moment of the call."""
        return iter(self._keys())

    def cursor(self) -> int:
        """Give the cursor of the last commit, 0 if there was none."""
        with self._reading() as reader:
            return reader.cursor()

    def healthy(self) -> bool:
        """Promise that the files open and answer; raises Damaged if they do not."""
        with self._reading() as reader:
            reader.cursor()
            reader.search(Query(limit=1, facets=("kind", *self._layout.facets)))
        return True

    def close(self) -> None:
        """Let go of the files; the next question opens them again."""
        with self._one:
            self._forget()

    def _keys(self) -> list[str]:
        with self._reading() as reader:
            return reader.keys()

    def _checked(self, put: Iterable[Document]) -> dict[str, Document]:
        documents = {document.key: document for document in put}
        for document in documents.values():
            document.must_fit(self._layout)
        return documents

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        with self._one:
            reader = self._fresh()
            try:
                yield reader
            except (OSError, *TORN) as torn:
                self._forget()
                raise Damaged("a segment cannot be read") from torn

    @contextmanager
    def _writing(self, build: str, cursor: int) -> Iterator[SegmentWriter]:
        """Collect changes to a build that can be read as a whole, and commit them at the end."""
        with ExitStack() as stack:
            try:
                index = stack.enter_context(self._folder.opened(build))
                index.reader().close()
            except (*_UNREADABLE, WhooshIndexError) as torn:
                raise Damaged("the index cannot be opened") from torn
            yield stack.enter_context(writing(index, cursor))

    def _fresh(self) -> Reader:
        """Give a reader of the last commit, the one in hand if nothing was committed since."""
        tried = None
        while True:
            build = self._folder.current()
            now = (build, -1)
            try:
                with self._folder.opened(build) as index:
                    now = (build, index.latest_generation())
                    if self._reader and now == self._seen:
                        return self._reader
                    view = View(index.reader(), self._columns)
            except (OSError, EmptyIndexError) as gone:
                # A commit or a rebuild may have removed files between our looking and our opening:
                # then there is something newer to open.
                if now == tried:
                    raise Damaged("files of the index are missing") from gone
                tried = now
            except (*_UNREADABLE, WhooshIndexError) as torn:
                raise Damaged("the index cannot be opened") from torn
            else:
                self._forget()
                view.forget_others()
                self._reader, self._seen = PostingsReader(view, self._layout, self._lexicon), now
                return self._reader

    def _forget(self) -> None:
        if self._reader:
            self._reader.close()
        self._reader, self._seen = None, None
