"""What the index looks like at one commit: postings, columns and nothing else of Whoosh.

Not safe for several threads at once: Whoosh's readers share the position in their files.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from whoosh.reading import IndexReader

from search_index.blocks import blocks
from search_index.budget import Budget, unlimited
from search_index.document import SEPARATOR
from search_index.measures import Span, unpack
from search_index.schema import CURSOR, MEASURES, facet, number

Cache = MutableMapping[tuple[str, str], list[Any]]
T = TypeVar("T")
EXACT = 64  # Up to so many documents with a word are counted one by one, more are told roughly.


@dataclass(slots=True)
class View:
    """One commit, read; documents are numbered from 0 as long as it lives.

    Segments never change but for their deletions, so their columns are kept in `cache` from one
    view to the next. Postings are paid from `budget`, which whoever asks may set anew. Documents in
    `hidden` are as if they had been deleted; see `without`.
    """

    reader: IndexReader
    cache: Cache
    budget: Budget = field(default_factory=unlimited)
    hidden: frozenset[int] = frozenset()
    _columns: dict[str, list[Any]] = field(default_factory=dict)

    def close(self) -> None:
        """Let go of the files."""
        self.reader.close()

    def without(self, keys: frozenset[str]) -> "View":
        """Give the same commit where documents with these keys are in nothing that is told of it.

        Not in hits and not in counts, nor in the figures a word is weighed by: those can be read
        off scores and cursors, and would say that a hidden document has a word.
        """
        return replace(self, hidden=self.numbered(keys)) if keys else self

    def forget_others(self) -> None:
        """Drop from the cache what belongs to segments this view does not have."""
        mine = {leaf.segment().segment_id() for leaf, _ in self._leaves()}
        for key in [key for key in self.cache if key[0] not in mine]:
            del self.cache[key]

    def size(self) -> int:
        """Count the documents, the deleted ones included."""
        return int(self.reader.doc_count_all())

    def living(self) -> Iterator[int]:
        """Give every document that is neither deleted nor hidden, the cursor excepted."""
        kinds, hidden = self.kinds(), self.hidden
        for leaf, base in self._leaves():
            numbers = (base + i for i in leaf.all_doc_ids())
            yield from (d for d in numbers if kinds[d] and d not in hidden)

    def count(self) -> int:
        """Count what is living."""
        living = self._once("living", lambda: sum(1 for d in self.kinds() if d) - len(self._dead()))
        return living - len(self.hidden - self._dead())

    def cursor(self) -> int:
        """Give the cursor of the last commit, 0 when there was none."""
        for leaf, _ in self._leaves():
            if ("key", CURSOR) in leaf:
                for document in leaf.postings("key", CURSOR).all_ids():
                    return int(leaf.stored_fields(document)["seq"])
        return 0

    def postings(self, place: str, term: str) -> dict[int, float]:
        """Tell how often a term stands in the given field of which document."""
        self.budget.spend(self.frequency(place, term))
        found: dict[int, float] = {}
        for matcher, base in self._matchers(place, term):
            for numbers, weights in blocks(matcher):
                found.update(zip([base + number for number in numbers], weights, strict=True))
        for document in self.hidden:
            found.pop(document, None)
        return found

    def having(self, place: str, term: str) -> Iterator[int]:
        """Give the documents with a term in a field, one after the other, read as far as needed."""
        for matcher, base in self._matchers(place, term):
            while matcher.is_active():
                if base + matcher.id() not in self.hidden:
                    yield base + matcher.id()
                matcher.next()

    def positions(self, place: str, term: str, among: set[int]) -> dict[int, list[int]]:
        """Tell where a term stands in the given field of these documents."""
        self.budget.spend(min(len(among), self.frequency(place, term)))
        found: dict[int, list[int]] = {}
        wanted = sorted(among)
        for matcher, base in self._matchers(place, term):
            for document in wanted[bisect_left(wanted, base) :]:
                if not matcher.is_active():
                    break
                matcher.skip_to(document - base)
                if matcher.is_active() and matcher.id() == document - base:
                    found[document] = matcher.value_as("positions")
        return found

    def frequency(self, place: str, term: str) -> int:
        """Count the documents with a term in a field; deleted ones may be among them."""
        return sum(int(leaf.doc_frequency(place, term)) for leaf, _ in self._leaves())

    def saying(self, place: str, term: str) -> int:
        """Count the living documents with a term in a field; many of them only to a thirty-second.

        So the figure never tells of a document that is gone or hidden: few are counted one by one,
        and one among many changes nothing.
        """
        count = self.frequency(place, term)
        if count > EXACT:
            return count >> (rest := count.bit_length() - 5) << rest
        return sum(1 for _ in self.having(place, term)) if self._dead() or self.hidden else count

    def beginning(self, place: str, prefix: str) -> Iterator[str]:
        """Give the terms of a field that begin so, sorted, each once; some may have no document."""
        if self.size():
            for term in self.reader.expand_prefix(place, prefix):
                yield term.decode()

    def total_length(self, place: str) -> int:
        """Count the terms of a field in all living documents, each as roughly as `lengths` does."""
        lengths, dead = self.lengths(place), self._dead()
        living = self._once(
            f"total {place}", lambda: sum(lengths) - sum(lengths[document] for document in dead)
        )
        return living - sum(lengths[document] for document in self.hidden - dead)

    def lengths(self, place: str) -> list[int]:
        """Give the (roughly stored) number of terms in a field for every document."""
        return self._column(f"length {place}", lambda leaf: _lengths(leaf, place))

    def keys(self) -> list[str]:
        """Give the key of every document."""
        return self._column("key", lambda leaf: [_text(v) for v in _values(leaf, "key")])

    def digests(self) -> list[int]:
        """Give the digest of every document."""
        return self._column("digest", lambda leaf: [int(v) for v in _values(leaf, "digest")])

    def digests_of(self, wanted: frozenset[str]) -> dict[str, int]:
        """Give the digests of the living documents with these keys."""
        keys, digests = self.keys(), self.digests()
        return {keys[d]: digests[d] for d in self.numbered(wanted) - self._dead()}

    def numbered(self, keys: frozenset[str]) -> frozenset[int]:
        """Give the numbers of the documents with these keys."""
        if not keys:
            return frozenset()
        return frozenset(d for d, key in enumerate(self.keys()) if key in keys)

    def kinds(self) -> list[tuple[str, ...]]:
        """Give the kind of every document as a facet with one value."""
        return self._facet("kind")

    def facet(self, name: str) -> list[tuple[str, ...]]:
        """Give the values of a facet for every document; "kind" is one."""
        return self._facet("kind" if name == "kind" else facet(name))

    def number(self, name: str) -> list[int]:
        """Give a number for every document, MISSING where there is none."""
        column = number(name)
        return self._column(column, lambda leaf: [int(v) for v in _values(leaf, column)])

    def measures(self) -> list[Mapping[str, tuple[Span, ...]]]:
        """Give what every document states in figures."""

        def read(leaf: Any) -> list[Mapping[str, tuple[Span, ...]]]:
            return [unpack(bytes(value)) for value in _values(leaf, MEASURES)]

        return self._column(MEASURES, read)

    def within(self, place: str, word: str, distance: int) -> Iterator[str]:
        """Give the terms of a field some letters away from a word; the first letter stays."""
        if self.size():
            yield from self.reader.terms_within(place, word, distance, prefix=1)

    def _dead(self) -> frozenset[int]:
        """Give the documents that were deleted and lie in the files until a merge; no cursor."""

        def read() -> frozenset[int]:
            kinds = self.kinds()
            leaves = self._leaves()
            gone = (base + i for leaf, base in leaves for i in leaf.segment().deleted_docs())
            return frozenset(document for document in gone if kinds[document])

        return self._once("dead", read)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Keep what depends on this commit alone, deletions included."""
        if name not in self._columns:
            self._columns[name] = [make()]
        return cast("T", self._columns[name][0])

    def _facet(self, column: str) -> list[tuple[str, ...]]:
        return self._column(column, lambda leaf: _tuples(leaf, column))

    def _column(self, name: str, read: Any) -> list[Any]:
        if name not in self._columns:
            whole: list[Any] = []
            for leaf, _ in self._leaves():
                key = (leaf.segment().segment_id(), name)
                if key not in self.cache:
                    self.cache[key] = read(leaf)
                whole += self.cache[key]
            self._columns[name] = whole
        return self._columns[name]

    def _leaves(self) -> list[tuple[Any, int]]:
        return [(leaf, base) for leaf, base in self.reader.leaf_readers() if leaf.doc_count_all()]

    def _matchers(self, place: str, term: str) -> Iterator[tuple[Any, int]]:
        for leaf, base in self._leaves():
            if (place, term) in leaf:
                yield leaf.postings(place, term), base


def _values(leaf: Any, column: str) -> Any:
    values = leaf.column_reader(column, translate=False)
    return (values[i] for i in range(leaf.doc_count_all()))


def _text(value: Any) -> str:
    return bytes(value).decode()


def _tuples(leaf: Any, column: str) -> list[tuple[str, ...]]:
    # Few values are shared by many documents: keep one object of each.
    seen: dict[bytes, tuple[str, ...]] = {}
    made = []
    for value in map(bytes, _values(leaf, column)):
        if value not in seen:
            seen[value] = tuple(value.decode().split(SEPARATOR)) if value else ()
        made.append(seen[value])
    return made


def _lengths(leaf: Any, place: str) -> list[int]:
    return [int(leaf.doc_field_length(i, place) or 0) for i in range(leaf.doc_count_all())]
