"""A question read: its tree, the words in it, and words read as others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from search_index.analysis import fold
from search_index.errors import BadQuery
from search_index.grammar import (
    MOST_LETTERS,
    Every,
    Named,
    Node,
    Phrase,
    Prefix,
    Some,
    Words,
    parse,
    texts,
)
from search_index.lexicon import Lexicon
from search_index.query import Query
from search_index.question import parts, question
from search_index.schema import WORD_FIELDS

MOST_WORDS = 8  # How many words a question that found nothing is told about.


@dataclass(frozen=True, slots=True)
class Asked:
    """The tree of a question, and what words in it were read as."""

    tree: Every | Some
    read_as: dict[str, str] = field(default_factory=dict)

    def texts(self) -> Iterator[str]:
        """The stretches of bare words."""
        yield from (node.text for node in texts(self.tree) if isinstance(node, Words))

    def words(self) -> list[str]:
        """The words a reader would call so: pieces between blanks, of one piece its parts."""
        pieces = [piece for text in self.texts() for piece in text.split()]
        if len(pieces) == 1:
            pieces = list(parts(pieces[0]))
        return list(dict.fromkeys(pieces))[:MOST_WORDS]

    def also(self, lexicon: Lexicon) -> tuple[str, ...]:
        """The other terms that were looked for, in the order of the question."""
        found: dict[str, None] = dict.fromkeys(self.read_as.values())
        for text in self.texts():
            found |= dict.fromkeys(question(text, lexicon).others)
        return tuple(found)


def understood(query: Query, lexicon: Lexicon) -> Asked:
    """Read a question; raises BadQuery for what cannot be searched."""
    return Asked(parse(query.text, strict=query.strict, fields=lexicon.fields))


def read_as(asked: Asked, words: Mapping[str, str]) -> Asked:
    """Put other words in place of those that nobody uses.

    Raises BadQuery where that makes a question much longer than one can be typed: only a forged
    cursor says so.
    """
    used = {typed: word for typed, word in words.items() if typed != word}
    if not used:
        return asked
    tree = _replaced(asked.tree, used)
    assert isinstance(tree, Every | Some)  # noqa: S101 - For the type checker.
    if sum(len(node.text) for node in texts(tree)) > 2 * MOST_LETTERS:
        raise BadQuery("bad_cursor")
    return Asked(tree, used)


def _replaced(node: Node, words: Mapping[str, str]) -> Node:
    match node:
        case Words(text):
            return replace(node, text=_put(text, words))
        case Every(parts) | Some(parts):
            return replace(node, parts=tuple(_replaced(part, words) for part in parts))
        case Named(name, Words() as inner) if name in WORD_FIELDS:
            return replace(node, inner=replace(inner, text=_put(inner.text, words)))
        case Named() | Phrase() | Prefix():
            return node


def _put(text: str, words: Mapping[str, str]) -> str:
    """Put all at once, the longest first, so that none is put into another."""
    longest = sorted(words, key=lambda typed: (-len(typed), typed))
    return re.sub("|".join(map(_standing, longest)), lambda at: words[at.group()], fold(text))


def _standing(typed: str) -> str:
    """A Latin word is one between others; Chinese stands anywhere."""
    edge = r"(?<![a-z0-9]){}(?![a-z0-9])" if typed.isascii() else "{}"
    return edge.format(re.escape(typed))
