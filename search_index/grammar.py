"""The language of questions: small, and cheap whatever is typed.

    烟气 脱硫            words: documents with all of them first, then those with most
    "flue gas"           a phrase; everything marked by quotes, star or parentheses must be there
    cataly*              a beginning of three letters or more
    a AND b, a OR b      AND binds closer; its sides must be there in full
    NOT a, -a            without
    (a OR b) c           up to three levels deep
    title:脱硫 ipc:C02F   a word in one field, or the value of a facet; only fields named to us

Anything else is plain text: there are no other wildcards, no ranges, no weights. A field that does
not exist is refused by name, so that nobody takes an answer for another than they asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from search_index.analysis import fold
from search_index.errors import BadQuery
from search_index.schema import WORD_FIELDS

MOST_LETTERS = 256
MOST_CLAUSES = 16
DEEPEST = 3
SHORTEST_PREFIX = 3
SHORTEST_FIELD = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Bare words: at least half of them, or every one where strict."""

    text: str
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word that begins like this."""

    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """Words or a phrase in one field, or the value of a facet."""

    name: str
    inner: Words | Phrase


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts and none of the others."""

    parts: tuple["Node", ...]
    others: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the parts."""

    parts: tuple["Node", ...]


Node = Words | Phrase | Prefix | Named | Every | Some

_LEXEME = re.compile(
    r"(?P<phrase>[\"＂“”「](?P<inside>[^\"＂“”「」]*)[\"＂“”」])|(?P<quote>[\"＂“”「」])"
    r"|(?P<open>[(（])|(?P<close>[)）])|(?P<word>[^\s\"＂“”「」()（）]+)"
)
_MINUS = "-\uff0d"
# A field is a word before a colon that touches what follows; 2:1, http:// and C:N are none.
_FIELD = re.compile(r"([^\W\d]{2,})[:：](?!/)(.*)", re.DOTALL)
_STARRED = re.compile(r"([a-z0-9][a-z0-9.\-/]*)\*+")


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str
    position: int


def parse(
    text: str, *, strict: bool = False, fields: Mapping[str, str] | None = None
) -> "Every | Some":
    """Read a question; raises BadQuery with a code and a position for what cannot be searched.

    `fields` leads from the names that may stand before a colon to the fields they stand for.
    """
    # Some letters grow when they are folded, up to eighteen for one.
    if len(text) > MOST_LETTERS or len(fold(text)) > 2 * MOST_LETTERS:
        raise BadQuery("too_long", MOST_LETTERS)
    reader = _Reader(_lexemes(text), len(text), fields or {}, strict=strict)
    return reader.whole()


def _lexemes(text: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    for match in _LEXEME.finditer(text):
        kind, content = str(match.lastgroup), match.group()
        at = match.start()
        if match.group("phrase"):
            found.append(_Lexeme("phrase", match.group("inside"), at))
        elif kind == "quote":
            raise BadQuery("unbalanced_quote", at)
        elif kind != "word":
            found.append(_Lexeme(kind, content, at))
        elif content in {"AND", "OR", "NOT"}:
            found.append(_Lexeme(content, content, at))
        else:
            found.extend(_word(text, content, at))
    return found


def _word(text: str, content: str, at: int) -> list[_Lexeme]:
    """Read a word and the minus before it, which denies only what it touches: not in "a - b"."""
    rest = content.lstrip(_MINUS)
    opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "(（"
    if rest == content or not opens:
        return [_Lexeme("word", content, at)]
    if rest:
        return [_Lexeme("NOT", "-", at), _Lexeme("word", rest, at + len(content) - len(rest))]
    after = text[at + len(content) : at + len(content) + 1]
    return [_Lexeme("NOT", "-", at)] if after and not after.isspace() else []


class _Reader:
    """Reads lexemes by recursive descent; the depth is bounded before it goes down."""

    def __init__(
        self, lexemes: list[_Lexeme], end: int, fields: Mapping[str, str], *, strict: bool
    ) -> None:
        self._lexemes = lexemes
        self._fields = fields
        self._next = 0
        self._end = end
        self._strict = strict
        self._depth = 0
        self._clauses = 0

    def whole(self) -> Every | Some:
        if not self._lexemes:
            return Every(())
        node = self._some()
        if self._next < len(self._lexemes):
            raise BadQuery("unbalanced_parenthesis", self._here())
        return node

    def _here(self) -> int:
        left = self._next < len(self._lexemes)
        return self._lexemes[self._next].position if left else self._end

    def _peek(self) -> str:
        return self._lexemes[self._next].kind if self._next < len(self._lexemes) else "end"

    def _take(self) -> _Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]

    def _count(self) -> None:
        self._clauses += 1
        if self._clauses > MOST_CLAUSES:
            raise BadQuery("too_many_clauses", self._here())

    def _some(self) -> Every | Some:
        at = self._here()
        arms = [self._every()]
        while self._peek() == "OR":
            self._take()
            arms.append(self._every())
        for arm in arms:
            if arm.others and not arm.parts:
                raise BadQuery("only_negative", at)
        return arms[0] if len(arms) == 1 else Some(tuple(arms))

    def _every(self) -> Every:
        runs = [self._run()]
        while self._peek() == "AND":
            self._take()
            runs.append(self._run())
        if len(runs) == 1:
            return runs[0]
        parts = tuple(_in_full(part) for run in runs for part in run.parts)
        return Every(parts, tuple(other for run in runs for other in run.others))

    def _run(self) -> Every:
        bare: list[str] = []
        parts: list[Node] = []
        others: list[Node] = []
        if self._peek() in {"AND", "OR", "end", "close"}:
            raise BadQuery("missing_word", self._here())
        while self._peek() not in {"AND", "OR", "end", "close"}:
            node, negated = self._item()
            if negated:
                others.append(_in_full(node))
            elif isinstance(node, Words):
                bare.append(node.text)
            else:
                parts.append(node)
        if bare:
            self._count()
            parts.insert(0, Words(" ".join(bare), self._strict))
        return Every(tuple(parts), tuple(others))

    def _item(self) -> tuple[Node, bool]:
        negated = False
        while self._peek() == "NOT":
            self._take()
            negated = not negated
        if self._peek() in {"AND", "OR", "end", "close"}:
            raise BadQuery("missing_word", self._here())
        node = self._atom()
        if negated or not isinstance(node, Words):
            self._count()
        return node, negated

    def _atom(self) -> Node:
        lexeme = self._take()
        if lexeme.kind == "open":
            return self._group(lexeme)
        if lexeme.kind == "phrase":
            return Phrase(lexeme.text)
        field = _FIELD.fullmatch(lexeme.text)
        if field:
            named = self._named(lexeme, field.group(1), field.group(2))
            if named:
                return named
        starred = _STARRED.fullmatch(fold(lexeme.text))
        if not starred:
            return Words(lexeme.text)
        if len(starred.group(1)) < SHORTEST_PREFIX:
            raise BadQuery("prefix_too_short", lexeme.position)
        return Prefix(starred.group(1))

    def _named(self, lexeme: _Lexeme, typed: str, value: str) -> Named | None:
        """A field and what is sought in it; None where the colon is one of the text."""
        name = self._fields.get(fold(typed))
        if name is None:
            if not typed.isascii() or len(typed) < SHORTEST_FIELD or not value:
                return None
            raise BadQuery("unknown_field", lexeme.position)
        if value:
            return Named(name, Words(value, strict=True))
        if self._peek() != "phrase":
            raise BadQuery("missing_value", lexeme.position)
        return Named(name, Phrase(self._take().text))

    def _group(self, opening: _Lexeme) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadQuery("too_deep", opening.position)
        if self._peek() == "close":
            raise BadQuery("empty_parenthesis", opening.position)
        if self._peek() == "end":
            raise BadQuery("unbalanced_parenthesis", opening.position)
        node = self._some()
        if self._peek() != "close":
            raise BadQuery("unbalanced_parenthesis", opening.position)
        self._take()
        self._depth -= 1
        return node


def texts(node: Node) -> Iterator[Words | Phrase | Prefix]:
    """What is sought in texts, left-out parts and values of facets excepted."""
    match node:
        case Every(parts) | Some(parts):
            for part in parts:
                yield from texts(part)
        case Named(name, inner):
            if name in WORD_FIELDS:
                yield inner
        case _:
            yield node


def _in_full(node: Node) -> Node:
    """Want every word wherever bare words stand."""
    if isinstance(node, Words):
        return replace(node, strict=True)
    if isinstance(node, Every | Some):
        return replace(node, parts=tuple(_in_full(part) for part in node.parts))
    return node
