"""Very many questions kept, and which of them one document meets: a search turned round.

    percolator = Percolator(lexicon())
    percolator.put(key, Query("烟气 脱硫", filters={"region": ("410300",)}))
    percolator.meets(document, ask)     # the keys of the questions that find it

What it finds is what a search in an index with only this document finds. Questions that gates alone
cannot decide (see `conditions`) are handed back by `ask` and asked of the document itself.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np

from search_index import conditions, facts
from search_index.alone import alone
from search_index.analysis import VERSION, learned
from search_index.bounds import Ranges, Wanted
from search_index.conditions import Conditions
from search_index.document import Document, Layout
from search_index.errors import BadQuery, Damaged, Outdated
from search_index.facts import SEP, Facts
from search_index.gates import FINAL, Gates
from search_index.lexicon import Lexicon
from search_index.query import Query

KEY = 16  # Bytes of a key.
WASTE = 1000  # So many dropped questions are kept, or half as many as there are, before a sweep.
Ask = Callable[[Sequence[bytes]], Mapping[bytes, Query]]


@dataclass(slots=True)
class Percolator:
    """Questions by key, as gates. Not safe for several threads at once."""

    lexicon: Lexicon
    gates: Gates = field(default_factory=Gates)
    finals: dict[bytes, int] = field(default_factory=dict)
    keys: dict[int, bytes] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    begun: set[int] = field(default_factory=set)
    vetoes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    near: dict[int, str] = field(default_factory=dict)
    ranges: dict[str, Ranges] = field(default_factory=dict)
    wanted: dict[str, Wanted] = field(default_factory=dict)
    prefixed: bool = False
    _dropped: int = 0

    def __len__(self) -> int:
        return len(self.finals)

    def put(self, key: bytes, query: Query) -> None:
        """Keep a question under a key of 16 bytes, in place of another; raises BadQuery."""
        if len(key) != KEY:
            raise ValueError(f"a key has {KEY} bytes: {key!r}")
        self.drop(key)
        condition = Conditions(self.gates, self.lexicon).of(query)
        if condition is None:
            return  # Nothing but signs: nothing meets it.
        final = self.finals[key] = self.gates.gate(1, [condition.gate], FINAL)
        self.keys[final] = key
        if condition.vetoes:
            vetoes = (self.gates.gate(1, [veto], FINAL) for veto in condition.vetoes)
            self.vetoes[final] = tuple(vetoes)
        if not condition.sure:
            self.unsure.add(final)
        if condition.begins:
            self.begun.add(final)

    def drop(self, key: bytes) -> None:
        """Forget a question, at once."""
        final = self.finals.pop(key, None)
        if final is not None:
            del self.keys[final]
            self.vetoes.pop(final, None)
            self.unsure.discard(final)
            self.begun.discard(final)
            self._dropped += 1
            if self._dropped > max(WASTE, len(self.finals) // 2):
                self.sweep()

    def meets(self, document: Document, ask: Ask) -> list[bytes]:
        """Give the keys of the questions that find a document."""
        said = Facts(document)
        opened = self.candidates(said)
        doubtful = self.unsure
        if not self.begun.isdisjoint(opened) and said.crowded():
            doubtful = self.unsure | self.begun
        unsure = [self.keys[final] for final in opened if final in doubtful]
        sure = [self.keys[final] for final in opened if final not in doubtful]
        return sure + (self._asked(document, ask(unsure)) if unsure else [])

    def candidates(self, said: Facts) -> list[int]:
        """Give the gates of the questions that may find a document; but for unsure ones, do."""
        self._derive()
        names, near = self.gates.names, self.near
        known = {n for name in said.names() if (n := names.get(name)) is not None}
        if self.prefixed:
            known |= {n for name in said.beginnings() if (n := names.get(name)) is not None}
        for name, number in said.document.numbers.items():
            if name in self.ranges:
                known.update(self.ranges[name].holding(number))
        for name, spans in said.document.measures.items():
            if name in self.wanted:
                known = known.union(*(self.wanted[name].met(span) for span in spans))
        opened = set(self.gates.opened(known, lambda gate: said.holds(near[gate])))
        return [
            final
            for final in sorted(opened & self.keys.keys())
            if opened.isdisjoint(self.vetoes.get(final, ()))
        ]

    def sweep(self) -> None:
        """Let go of all that only dropped questions waited for, words included."""
        vetoes = (veto for several in self.vetoes.values() for veto in several)
        number = self.gates.swept([*self.keys, *vetoes]).tolist()
        self.finals = {key: number[final] for key, final in self.finals.items()}
        self.keys = {final: key for key, final in self.finals.items()}
        self.unsure = {number[final] for final in self.unsure}
        self.begun = {number[final] for final in self.begun}
        self.vetoes = {
            number[final]: tuple(number[veto] for veto in several)
            for final, several in self.vetoes.items()
        }
        self._forget()

    def pack(self, mark: str) -> bytes:
        """Make the bytes of a file, with a mark of the owner's and a checksum; sweeps before."""
        if self._dropped:
            self.sweep()
        vetoes = [(final, veto) for final, several in self.vetoes.items() for veto in several]
        packed = BytesIO()
        arrays: dict[str, Any] = dict(
            self.gates.arrays(),
            names=_bytes(json.dumps(list(self.gates.names.items()), ensure_ascii=False)),
            keys=np.frombuffer(b"".join(self.finals), np.uint8),
            finals=np.array(list(self.finals.values()), np.int32),
            unsure=np.array(sorted(self.unsure), np.int32),
            begun=np.array(sorted(self.begun), np.int32),
            vetoes=np.array(vetoes, np.int32).reshape(-1, 2),
        )
        np.savez(packed, allow_pickle=False, **arrays)
        head = json.dumps({"for": self.shape(), "mark": mark}).encode()
        body = head + b"\n" + packed.getvalue()
        return hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    @classmethod
    def unpack(cls, packed: bytes, lexicon: Lexicon) -> tuple["Percolator", str]:
        """Bring back what `pack` made, and its mark.

        Raises Damaged if it is not what was written, Outdated if words or gates are others now.
        """
        proof, _, body = packed.partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != proof:
            raise Damaged("the saved questions are not what was written")
        head, _, arrays = body.partition(b"\n")
        said, made = json.loads(head), cls(lexicon)
        if said["for"] != made.shape():
            raise Outdated("the saved questions were read with other words")
        with np.load(BytesIO(arrays), allow_pickle=False) as loaded:
            made._fill(loaded)
        return made, said["mark"]

    def shape(self) -> str:
        """Name all on which the gates of a question depend, in a few letters."""
        concepts = [
            (one.same, one.narrower, one.related, sorted(one.needs.items()))
            for one in self.lexicon.concepts
        ]
        told = [
            conditions.VERSION,
            VERSION,
            learned(),
            concepts,
            sorted(self.lexicon.fields.items()),
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def _asked(self, document: Document, queries: Mapping[bytes, Query]) -> list[bytes]:
        facets = {*document.facets, *(name for q in queries.values() for name in q.filters)}
        numbers = {*document.numbers, *(name for q in queries.values() for name in q.ranges)}
        facets |= set(self.lexicon.fields.values()) - {"title", "keywords", "body"}
        with alone([document], Layout(tuple(facets), tuple(numbers)), self.lexicon) as reader:
            return [key for key, query in queries.items() if _finds(reader.search, query)]

    def _fill(self, loaded: Mapping[str, Any]) -> None:
        self.gates = Gates.of(json.loads(loaded["names"].tobytes()), loaded)
        joined = loaded["keys"].tobytes()
        keys = [joined[n : n + KEY] for n in range(0, len(joined), KEY)]
        self.finals = dict(zip(keys, loaded["finals"].tolist(), strict=True))
        self.keys = {final: key for key, final in self.finals.items()}
        self.unsure, self.begun = set(loaded["unsure"].tolist()), set(loaded["begun"].tolist())
        for final, veto in loaded["vetoes"].tolist():
            self.vetoes[final] = (*self.vetoes.get(final, ()), veto)

    def _forget(self) -> None:
        self.near, self.ranges, self.wanted = {}, {}, {}
        self.prefixed, self._dropped = False, 0

    def _derive(self) -> None:
        """Read from names that came since what they say of neighbours, ranges and wishes."""
        for name, gate in self.gates.fresh:
            self._learn(name, gate)
        self.gates.fresh.clear()

    def _learn(self, name: str, gate: int) -> None:
        sign, said = name[0], name[1:].split(SEP)
        if sign == facts.NEAR:
            self.near[gate] = name
        elif sign == facts.BEGINS:
            self.prefixed = True
        elif sign == facts.RANGE:
            low, high = (int(end) if end else None for end in said[1:])
            self.ranges.setdefault(said[0], Ranges()).add(low, high, gate)
        elif sign == facts.WISH:
            least, most = (float(end) if end else None for end in said[1:3])
            covers = bool(said[3])
            self.wanted.setdefault(said[0], Wanted()).add(least, most, gate, covers=covers)


def _finds(search: Callable[[Query], Any], query: Query) -> bool:
    try:
        return bool(search(query).total)
    except BadQuery:
        return False  # A beginning that is too common in this document.


def _bytes(text: str) -> Any:
    return np.frombuffer(text.encode(), np.uint8)


def keep(queries: Iterable[tuple[bytes, Query]], lexicon: Lexicon) -> Percolator:
    """Read many questions; one that cannot be asked any more is left out."""
    made = Percolator(lexicon)
    for key, query in queries:
        try:
            made.put(key, query)
        except BadQuery:
            continue
    made.gates.settle()
    return made
