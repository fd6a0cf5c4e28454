"""What the macros draw: plain, frozen shapes that a door fills and a template hands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from marketplace.core.speech import Phrase

Words = Phrase | str
Tone = Literal["plain", "good", "wait", "bad", "info"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A door in the header; shown to everybody, or to those who have one of the roles."""

    phrase: Phrase
    endpoint: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `table`: the key looked up in each row, its heading, and how to write it."""

    key: str
    label: Words
    kind: Literal["text", "number", "yuan", "date", "time"] = "text"
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a `timeline`: what happened, told as a sentence."""

    at: datetime
    who: Words
    sentence: Words
    detail: Words | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Step:
    """One state of a life cycle as `flow` draws it."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class Move:
    """One open move: a button that posts `version` and the pairs of `extra` to `url`.

    `reason` is the label of what is sent as `reason`: free text, or one of `reasons` (code, words);
    `note` is the label of further free text, sent as `note`.
    """

    label: Words
    url: str
    version: int
    danger: bool = False
    confirm: Words | None = None
    reason: Words | None = None
    reason_required: bool = False
    reasons: Sequence[tuple[str, Words]] = ()
    note: Words | None = None
    hint: Words | None = None
    extra: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; `url` leads to the same page with this value put on or taken off.

    `below` are the values that lie in it, shown once it is opened.
    """

    label: Words
    count: int
    url: str
    chosen: bool = False
    below: Sequence["Choice"] = ()


@dataclass(frozen=True, slots=True)
class End:
    """One end of a span: the name of its input, and what stands in it."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A range to narrow a list by: a small form with two inputs; `kept` is the rest of the address.

    `fits` says which numbers go in, as least and most; days where it is None.
    """

    label: Words
    low: End
    high: End
    kept: Sequence[tuple[str, str]]
    fits: tuple[str, str] | None = None

    @property
    def used(self) -> bool:
        """Whether it narrows now."""
        return bool(self.low.value or self.high.value)


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of values to narrow a list by, with the span of the same thing where it has one."""

    label: Words
    choices: Sequence[Choice]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; `url` leads to the same page without it."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing."""

    label: Words
    url: str
    current: bool = False
    count: int | None = None
