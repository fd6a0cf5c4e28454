"""A question as gates: what a document must say to be found by it.

This says over gates what `evaluate`, `bare` and `selecting` say over postings, for a question that
is not helped. Gates only open, so what must not be there is a gate of its own, a veto; where that
stands deeper in the question, it is left out, and the question is not sure: it must be asked of the
document itself when its gate opens.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search_index import facts
from search_index.analysis import Token, fold, pairs
from search_index.asked import understood
from search_index.gates import GUARDED, Gates
from search_index.grammar import Every, Named, Node, Phrase, Prefix, Some, Words
from search_index.lexicon import RELATED, Lexicon
from search_index.measures import Wish
from search_index.query import Query
from search_index.question import Question, question, spine
from search_index.schema import PAIR_FIELD, PAIR_FIELDS, WORD_FIELDS

VERSION = 1  # Raise it when the same question gives other gates than before.


@dataclass(frozen=True, slots=True)
class Part:
    """A gate and the name by which others may share it, empty where nobody does."""

    gate: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A document meets it if the gate opens and none of the vetoes does.

    Unless it is `sure`, it may also miss. With `begins` a document in which very many words begin
    alike may miss it, too.
    """

    gate: int
    vetoes: tuple[int, ...]
    sure: bool
    begins: bool


@dataclass(slots=True)
class Conditions:
    """Writes one question as gates."""

    gates: Gates
    lexicon: Lexicon
    sure: bool = True
    begun: bool = False

    def of(self, query: Query) -> Condition | None:
        """Give what a question asks of a document, None if none meets it; raises BadQuery."""
        parts, vetoes = [self._fact(facts.ALWAYS), *self._filters(query)], []
        if query.text.strip():
            lexicon = self.lexicon.plain if query.literal else self.lexicon
            tree = understood(query, lexicon).tree
            if isinstance(tree, Every):
                vetoes = self._vetoes(tree.others, lexicon.plain)
                tree = replace(tree, others=())
            words = _Words(self, lexicon).node(tree, WORD_FIELDS)
            if words is None:
                return None
            parts.append(words)
        gate = self.every(parts[1:] or parts).gate
        return Condition(gate, tuple(vetoes), self.sure, self.begun)

    def _vetoes(self, others: Iterable[Node], lexicon: Lexicon) -> list[int]:
        """Give the gates of what must not be there, as far as gates can say it."""
        made: list[int] = []
        for other in others:
            inner = Conditions(self.gates, lexicon)
            part = _Words(inner, lexicon).node(other, WORD_FIELDS)
            if part and inner.sure:
                made.append(part.gate)
            self.sure, self.begun = self.sure and inner.sure, self.begun or inner.begun
        return made

    def _filters(self, query: Query) -> Iterator[Part]:
        if query.kinds:
            yield self._values("kind", query.kinds)
        for name, values in query.filters.items():
            if values:
                yield self._values(name, values)
        for name, (low, high) in query.ranges.items():
            yield self._fact(f"{facts.RANGE}{name}{facts.SEP}{_end(low)}{facts.SEP}{_end(high)}")
        for wish in query.wishes:
            if wish.strict:
                yield from self._wish(wish)

    def _values(self, facet: str, values: Iterable[str]) -> Part:
        return self.some([self._fact(facts.value(facet, one)) for one in values])

    def _wish(self, wish: Wish) -> Iterator[Part]:
        said = (wish.name, _end(wish.low), _end(wish.high), "covers" if wish.covers else "")
        yield self._fact(f"{facts.WISH}{facts.SEP.join(said)}")
        if wish.kinds:
            yield self._values("kind", wish.kinds)

    def _fact(self, name: str) -> Part:
        return Part(self.gates.fact(name), name)

    def word(self, place: str, text: str) -> Part:
        """A term in a field."""
        return self._fact(facts.word(place, text))

    def begins(self, text: str) -> Part:
        """A word that begins so; too many of them are an error, which gates do not see."""
        self.begun = True
        return self._fact(facts.begins(text))

    def value(self, facet: str, codes: Iterable[str]) -> Part:
        """One of these values, folded."""
        return self.some([self._fact(facts.folded(facet, code)) for code in codes])

    def near(self, place: str, wanted: Sequence[Token]) -> Part:
        """Terms next to each other in a field."""
        texts = dict.fromkeys(token.text for token in wanted)
        waits = [self.word(place, text) for text in texts]
        if len(waits) == 1 and len(wanted) == 1:
            return waits[0]
        name = facts.near(place, wanted)
        return Part(self.gates.gate(len(waits), [w.gate for w in waits], GUARDED, name), name)

    def some(self, parts: Iterable[Part]) -> Part:
        """At least one of the parts."""
        several = {part.gate: part for part in parts}
        return next(iter(several.values())) if len(several) == 1 else self._gate(1, several)

    def every(self, parts: Iterable[Part]) -> Part:
        """All of the parts."""
        several = {part.gate: part for part in parts}
        if len(several) == 1:
            return next(iter(several.values()))
        return self._gate(len(several), several)

    def most(self, need: int, parts: Sequence[Part]) -> Part:
        """So many of the parts, which are different ones."""
        if need == 1:
            return self.some(parts)
        return Part(self.gates.gate(need, [part.gate for part in parts]))

    def _gate(self, need: int, several: dict[int, Part]) -> Part:
        name = ""
        if all(part.name for part in several.values()):
            said = "\n".join([str(need), *sorted(part.name for part in several.values())])
            name = facts.SHARED + hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
        return Part(self.gates.gate(need, list(several), name=name), name)


@dataclass(frozen=True, slots=True)
class _Words:
    """The tree of a question in gates, as `Evaluator` walks it."""

    gates: Conditions
    lexicon: Lexicon

    def node(self, node: Node, places: Sequence[str]) -> Part | None:
        """None where there is no word in it, only signs."""
        match node:
            case Words(text, strict):
                return self._words(text, places, strict=strict)
            case Phrase(text):
                return self._phrase(text, places)
            case Prefix(text):
                return self.gates.begins(text)
            case Named(name, inner):
                return self._named(name, inner)
            case Every(parts, others):
                self.gates.sure = self.gates.sure and not others
                having = self._having(parts, places)
                return self.gates.every(having) if having else None
            case Some(parts):
                having = self._having(parts, places)
                return self.gates.some(having) if having else None

    def _having(self, parts: Iterable[Node], places: Sequence[str]) -> list[Part]:
        return [one for part in parts if (one := self.node(part, places)) is not None]

    def _words(self, text: str, places: Sequence[str], *, strict: bool) -> Part | None:
        asked = question(text, self.lexicon)
        if not asked.units:
            return None
        units = [self._unit(unit, asked, places) for unit in asked.units]
        worded = self.gates.most(len(units) if strict else asked.enough(0), units)
        cut = asked.pair_texts()
        if places != WORD_FIELDS or not cut:
            return worded
        enough = len(cut) if strict else asked.enough_pairs()
        fields = (PAIR_FIELD,) if strict else PAIR_FIELDS
        paired = [
            self.gates.most(enough, [self.gates.word(place, pair) for pair in cut])
            for place in fields
        ]
        return self.gates.some([worded, *paired])

    def _unit(self, unit: str, asked: Question, places: Sequence[str]) -> Part:
        """A word, or what may stand for it."""
        ways = self._anywhere(unit, places)
        for span in asked.spans:
            if unit in span.units:
                for other in span.others:
                    if other.weight > RELATED:
                        ways += self._adjacent(other.tokens, places)
        return self.gates.some(ways)

    def _anywhere(self, text: str, places: Sequence[str]) -> list[Part]:
        if places == WORD_FIELDS:
            return [self.gates.word(facts.ANYWHERE, text)]
        return [self.gates.word(place, text) for place in places]

    def _adjacent(self, wanted: Sequence[Token], places: Sequence[str]) -> list[Part]:
        if len(wanted) == 1:
            return self._anywhere(wanted[0].text, places)
        return [self.gates.near(place, wanted) for place in places]

    def _phrase(self, text: str, places: Sequence[str]) -> Part | None:
        wanted = spine(text)
        if not wanted:
            return None
        ways = self._adjacent(wanted, places)
        cut = [token for token in pairs(fold(text)) if token.needed]
        if places == WORD_FIELDS:
            ways.append(self.gates.near(PAIR_FIELD, cut))
        return self.gates.some(ways)

    def _named(self, name: str, inner: Words | Phrase) -> Part | None:
        if name in WORD_FIELDS:
            return replace(self, lexicon=self.lexicon.plain).node(inner, (name,))
        codes = {fold(code) for code in self.lexicon.values(name, inner.text)}
        return self.gates.value(name, sorted(codes))


def _end(number: float | None) -> str:
    return "" if number is None else repr(number)
