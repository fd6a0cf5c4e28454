"""The index: one writer at a time, any number of readers, one commit after the other."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

from whoosh.index import EmptyIndexError, FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.writing import SegmentWriter

from search_index import budget, merging, progress
from search_index.document import Document, Layout
from search_index.errors import Busy, Damaged
from search_index.folder import Commit, Folder
from search_index.lexicon import NOTHING, Lexicon
from search_index.mapped import read_in_place
from search_index.progress import Rebuilding, Teller
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
        self._view: View | None = None
        self._seen: tuple[str, int] | None = None
        self._files: tuple[Path, ...] = ()
        self._columns: dict[tuple[str, str], list[Any]] = {}
        self._folder.prepare()

    def apply(
        self,
        put: Iterable[Document],
        drop: Sequence[str],
        cursor: int,
        *,
        seen: int | None = None,
    ) -> None:
        """Put and drop documents and set the cursor, in one commit that is on the disk on return.

        A document replaces the one with its key; of two with one key the later is taken, and a key
        that is also dropped is gone. Raises Busy while another writer works, or when the cursor is
        not the one `seen` any more; nothing has happened then, as after any other error.
        """
        documents = self._checked(put)
        gone = {*documents, *drop}
        for key in drop:
            documents.pop(key, None)
        with self._folder.writing():
            build = self._folder.current()
            if seen is not None and self.cursor() != seen:
                raise Busy("another writer was quicker")
            with self._writing(build, cursor) as writer:
                for key in gone:
                    writer.delete_by_term("key", key)
                for document in documents.values():
                    writer.add_document(**row(document))

    def rebuild(
        self,
        documents: Iterable[Document],
        cursor: int,
        tell: Callable[[Rebuilding], object] = id,
        total: int = 0,
    ) -> None:
        """Build the index anew beside the old one, which is read until the new one takes its place.

        A key that comes twice is a ValueError. `tell` is told every second how far it is, and
        how long it will take if it knows the `total`. Raises Busy while another writer works; a
        build that fails or is killed leaves the old index as it was.
        """
        with self._folder.writing(), ExitStack() as stack:
            teller = Teller(self._folder.told, total, tell)
            stack.callback(teller.end)
            building = stack.enter_context(self._folder.building())
            writer = stack.enter_context(self._writing(building, cursor))
            postings = writer.pool.iter_postings
            writer.pool.iter_postings = lambda: teller.postings(postings())
            seen: set[str] = set()
            for document in teller.documents(documents):
                document.must_fit(self._layout)
                if document.key in seen:
                    raise ValueError(f"{document.key} comes twice")
                seen.add(document.key)
                writer.add_document(**row(document))

    def rebuilding(self) -> Rebuilding | None:
        """Say how far a rebuild is, of this process or another; None when there is none."""
        return progress.read(self._folder.told)

    def merge(self, meanwhile: Callable[[], object] = tuple) -> bool:
        """Merge some segments into one if there are many, or purge one of much that was deleted.

        Commits by `apply` add a segment each and never wait for this: `meanwhile` is called every
        few hundredths of a second and may itself apply. Says whether there was something to do;
        call it again until there is not. Raises Busy while another writes or merges.
        """
        with self._folder.merging() as place:
            with self._folder.writing():
                build = self._folder.current()
                with self._opening(build) as commit:
                    chosen = merging.chosen(commit.contents.segments)
                    read = merging.readers(commit, chosen)
            if not chosen:
                return False
            try:
                merged = merging.merge(read, commit.contents.schema, place, meanwhile)
            except TORN as torn:
                raise Damaged("a segment cannot be read") from torn
            with self._folder.writing(wait=True):
                if self._folder.current() != build:
                    return True  # Made anew meanwhile: what was merged is of the past.
                with self._opening(build) as commit:
                    self._adopt(commit, merged, place)
        return True

    def segments(self) -> list[tuple[int, int]]:
        """Give the living and the deleted documents of every segment, the cursors included."""
        with self._opening(self._folder.current()) as commit:
            return [(s.doc_count(), s.deleted_count()) for s in commit.contents.segments]

    def search(self, query: Query) -> Found:
        """Answer a question from the last commit; raises BadQuery if it cannot be asked.

        A question that would read very much of the index cannot: "too_broad".
        """
        with self._reading() as reader:
            view = cast("View", self._view)
            view.budget = budget.of_a_question(view.size())
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

    def digests(self) -> tuple[int, dict[str, int]]:
        """Give the cursor and, as of the same commit, the digest of every document by its key."""
        with self._reading() as reader:
            view = cast("View", self._view)  # Whoever reads has opened.
            keys, digests = view.keys(), view.digests()
            return reader.cursor(), {keys[d]: digests[d] for d in view.living()}

    def digests_of(self, keys: Collection[str]) -> dict[str, int]:
        """Give the digests of those of these documents that are in it."""
        if not keys:
            return {}
        with self._reading():
            view = cast("View", self._view)
            return view.digests_of(frozenset(keys))

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
            self._folder.sums.keep(set())

    def _keys(self) -> list[str]:
        with self._reading() as reader:
            return reader.keys()

    def _checked(self, put: Iterable[Document]) -> dict[str, Document]:
        documents = {document.key: document for document in put}
        for document in documents.values():
            document.must_fit(self._layout)
        return documents

    def _adopt(self, commit: Commit, merged: merging.Merged, place: Path) -> None:
        storage = commit.index.storage
        if merged.segment:
            name = merged.segment.make_filename(merged.segment.COMPOUND_EXT)
            (place / name).rename(storage.place / name)
        merging.adopt(commit, merged, storage)

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        with self._one:
            reader = self._fresh()
            cast("View", self._view).budget = budget.unlimited()
            try:
                yield reader
            except (OSError, *TORN) as torn:
                self._forget()
                raise Damaged("a segment cannot be read") from torn

    @contextmanager
    def _opening(self, build: str) -> Iterator[Commit]:
        """Open a commit to write from it; whatever opening it raises is Damaged."""
        with ExitStack() as stack:
            try:
                commit = stack.enter_context(self._folder.opened(build))
            except (*_UNREADABLE, WhooshIndexError) as torn:
                raise Damaged("the index cannot be opened") from torn
            yield commit

    @contextmanager
    def _writing(self, build: str, cursor: int) -> Iterator[SegmentWriter]:
        """Collect changes to a build that was proved as a whole, and commit them at the end."""
        with self._opening(build) as commit, writing(commit.index, cursor) as writer:
            yield writer

    def _fresh(self) -> Reader:
        """Give a reader of the last commit, the one in hand if nothing was committed since."""
        tried = None
        while True:
            build = self._folder.current()
            now = (build, -1)
            try:
                now = (build, self._folder.generation(build))
                if self._reader and now == self._seen:
                    for file in self._files:  # Under a map that is cut short a process dies.
                        self._folder.sums.prove(file)
                    return self._reader
                return self._open(build)
            except Damaged:
                self._forget()
                raise
            except (OSError, EmptyIndexError) as gone:
                # A commit or a rebuild may have removed files between our looking and our opening:
                # then there is something newer to open.
                if now == tried:
                    self._forget()
                    raise Damaged("files of the index are missing") from gone
                tried = now
            except (*_UNREADABLE, WhooshIndexError) as torn:
                self._forget()
                raise Damaged("the index cannot be opened") from torn

    def _open(self, build: str) -> Reader:
        """Open the last commit of a build in the place of what is open."""
        with self._folder.opened(build) as commit:
            contents = commit.contents
            read = FileIndex._reader  # noqa: SLF001 - `FileIndex.reader` would read another commit than was proved.
            view = View(
                read(commit.index.storage, contents.schema, contents.segments, commit.generation),
                self._columns,
            )
        self._forget()
        view.forget_others()
        self._folder.sums.keep(set(commit.files))
        self._view, self._files = view, commit.files
        self._reader = PostingsReader(view, self._layout, self._lexicon)
        self._seen = (build, commit.generation)
        return self._reader

    def _forget(self) -> None:
        if self._reader:
            self._reader.close()
        self._reader, self._view, self._seen, self._files = None, None, None, ()
