"""A question read: its tree, the words in it, and words read as others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from search_index.analysis import fold
from search_index.grammar import Every, Named, Node, Phrase, Prefix, Some, Words, parse, texts
from search_index.lexicon import Lexicon
from search_index.query import Query
from search_index.question import question

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
            pieces = re.findall(r"[^\W_]+(?:[.\-/][^\W_]+)*", fold(pieces[0]))
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
    """Put other words in place of those that nobody uses."""
    used = {typed: word for typed, word in words.items() if typed != word}
    if not used:
        return asked
    tree = _replaced(asked.tree, used)
    assert isinstance(tree, Every | Some)  # noqa: S101 - For the type checker.
    return Asked(tree, used)


def _replaced(node: Node, words: Mapping[str, str]) -> Node:
    match node:
        case Words(text):
            return replace(node, text=_put(text, words))
        case Every(parts) | Some(parts):
            return replace(node, parts=tuple(_replaced(part, words) for part in parts))
        case Named() | Phrase() | Prefix():
            return node


def _put(text: str, words: Mapping[str, str]) -> str:
    folded = fold(text)
    for typed, word in words.items():
        # A Latin word is one between others; Chinese stands anywhere.
        edge = r"(?<![a-z0-9]){}(?![a-z0-9])" if typed.isascii() else "{}"
        folded = re.sub(edge.format(re.escape(typed)), lambda _, w=word: w, folded)  # type: ignore[misc]
    return folded
