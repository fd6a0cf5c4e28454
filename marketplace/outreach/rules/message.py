"""What is to be told, how it is sent, and what an answer to it means."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from marketplace.core.speech import Phrase

Meaning = Literal["taken", "refused", "limited", "gone", "unfit"]


@dataclass(frozen=True, slots=True)
class Message:
    """One notice for one address; `key` is the same on repeats, `url` leads to its page."""

    key: str
    fact: str
    kind: str
    words: Phrase
    url: str
    at: datetime
    subject_kind: str
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means; `wait` is how many seconds the other side asks for."""

    meaning: Meaning
    wait: int = 0


def key_of(name: str) -> str:
    """The id of a message: without the full stops that separate the parts of what is signed."""
    return f"msg_{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def cut(text: str, most: int) -> str:
    """The text in at most so many bytes of UTF-8, cut at whole characters with an ellipsis."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore") + "…"
