"""The set of questions: their texts, their kinds, and the classes of their answers."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search_index import Document

FILE = Path(__file__).with_name("queries.toml")
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the IPC subclasses in which its answers are."""

    text: str
    kind: str
    half: str
    ipc: frozenset[str]
    why: str

    def answered_by(self, document: Document) -> bool:
        """Whether a document bears one of the classes."""
        return not self.ipc.isdisjoint(document.facets.get("ipc", ()))


def questions() -> list[Question]:
    """The set, in the order of its file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["queries"]
    return [Question(**row | {"ipc": frozenset(row["ipc"])}) for row in rows]


def recall(question: Question, found: Iterable[Document], relevant: int) -> float:
    """What share of the relevant documents that fit into the first DEPTH was found there."""
    if not relevant:
        raise ValueError(f"nothing here answers {question.text}")
    hits = sum(question.answered_by(document) for document in list(found)[:DEPTH])
    return hits / min(DEPTH, relevant)
