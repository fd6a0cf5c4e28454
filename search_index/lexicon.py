"""What words mean beyond their letters: concepts with their synonyms, names of fields, values.

The index is told by its owner; it knows nothing of any trade itself. A concept's `same` mean the
same: any of them finds all. A question for one of `same` also finds the `narrower` (kinds of it)
and, with less weight, the `related` (what people say instead), and not back. A term in `needs` is
taken for this concept only where one of the words beside it stands in the question, too: SCR is a
way to clean flue gas beside NOx, and a thyristor elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search_index.analysis import HAN_RUN, Token, fold, tokens

SAME, NARROWER, RELATED = 0.9, 0.7, 0.5  # What a synonym's words weigh beside those typed.
LONGEST_TERM = 12  # Tokens that one term of a concept may have in a question.


@dataclass(frozen=True, slots=True)
class Concept:
    """Terms that belong together, in any language."""

    same: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stretch of a question that a concept names, and the terms that are looked for as well."""

    start: int
    end: int
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Concepts, the names by which a question may address a field, and what values are called.

    `fields` leads from what people type before a colon to "title", "keywords" or the name of a
    facet; `values(facet, typed)` gives the codes that something typed after it may mean.
    """

    concepts: Sequence[Concept] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Callable[[str, str], tuple[str, ...]] = lambda _, typed: (typed,)

    @cached_property
    def plain(self) -> "Lexicon":
        """The same fields and values without any concept: words mean what is typed."""
        return Lexicon((), self.fields, self.values)

    @cached_property
    def _named(self) -> Mapping[str, tuple[tuple[int, str], ...]]:
        """Concepts by the spelling of each term that names them."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, concept in enumerate(self.concepts):
            for term in concept.same:
                found.setdefault(spelling(fold(term)), []).append((number, term))
        return {key: tuple(named) for key, named in found.items()}

    @cached_property
    def latin(self) -> tuple[str, ...]:
        """Single Latin words among the terms, which may have been meant by a word nobody uses."""
        terms = {fold(term) for concept in self.concepts for term in concept.same}
        return tuple(sorted(term for term in terms if term.isascii() and term.isalpha()))

    def meanings(self, folded: str, found: Sequence[Token]) -> Iterator[Meaning]:
        """The concepts a folded question names, the longest names first, none overlapping."""
        if not self.concepts:
            return
        starts = sorted({token.start for token in found})
        ends = sorted({token.end for token in found})
        done = 0
        for start in starts:
            if start < done:
                continue
            reach = [end for end in ends if end > start][:LONGEST_TERM]
            for end in reversed(reach):
                others = self._others(spelling(folded[start:end]), folded)
                if others:
                    yield Meaning(start, end, others)
                    done = end
                    break

    def _others(self, key: str, folded: str) -> tuple[tuple[str, float], ...]:
        """Give the other terms of every concept that goes by this spelling here."""
        weights: dict[str, float] = {}
        for number, term in self._named.get(key, ()):
            concept = self.concepts[number]
            needs = concept.needs.get(term)
            if needs and not any(fold(word) in folded for word in needs):
                continue
            for weight, terms in (
                (SAME, concept.same),
                (NARROWER, concept.narrower),
                (RELATED, concept.related),
            ):
                for other in terms:
                    said = fold(other)
                    if spelling(said) != key and not _within(concept.needs, other, folded):
                        weights[said] = max(weight, weights.get(said, 0.0))
        return tuple(weights.items())


NOTHING = Lexicon()


def _within(needs: Mapping[str, tuple[str, ...]], term: str, folded: str) -> bool:
    """Whether a short term with two meanings is better not looked for.

    Looked for beside a question that does not give the context, it would find the other meaning.
    """
    return term in needs and not any(fold(word) in folded for word in needs[term])


def spelling(folded: str) -> str:
    """One spelling of a term: Latin words without their endings, joined by single blanks.

    A comma or another break stays one, so that no term is read out of two clauses.
    """
    if HAN_RUN.fullmatch(folded):
        return folded
    said: list[str] = []
    end: int | None = None
    for token in tokens(folded):
        if token.needed:
            if end is not None and token.position > end:
                said.append(",")
            said.append(token.text)
            end = max(end or 0, token.position + token.width)
    return " ".join(said)
