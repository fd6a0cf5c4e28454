"""Texts and questions about them, each with the one right answer."""

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rjieba

from search_index import Document

SEED = 7


@dataclass(frozen=True, slots=True)
class Items:
    """A set: documents, and questions with the key of the document each is about."""

    name: str
    documents: Sequence[Document]
    asked: Sequence[tuple[str, str]]


def rows(file: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def sets(papers: Path | None, patents: Path | None, every: int) -> Iterable[Items]:
    if papers:
        read = rows(papers)
        asked = read[::every]
        by_keywords = [(" ".join(row["keywords"]), row["id"]) for row in asked]
        yield Items("papers: keywords", _documents(read), by_keywords)
        yield Items("papers: title", _documents(read, titled=False), _by(asked, str))
    if patents:
        read = rows(patents)
        asked = read[::every]
        yield Items("patents: title", _documents(read, titled=False), _by(asked, str))
        for name, way in _ways().items():
            yield Items(f"patents: {name}", _documents(read), _by(asked, way))


def _ways() -> Mapping[str, Callable[[str], str]]:
    chance = random.Random(SEED)

    def shuffled(title: str) -> str:
        words = [word for word in rjieba.cut(title) if word.strip()]
        chance.shuffle(words)
        return " ".join(words)

    return {
        "truncated": lambda title: title[: max(4, len(title) * 6 // 10)],
        "middle five": lambda title: title[max(0, len(title) // 2 - 2) :][:5],
        "cut at both ends": lambda title: title[len(title) // 6 : len(title) - len(title) // 6],
        "shuffled": shuffled,
    }


def _by(asked: Iterable[Mapping[str, Any]], way: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(way(row["title"]), row["id"]) for row in asked]


def _documents(read: Iterable[Mapping[str, Any]], *, titled: bool = True) -> list[Document]:
    return [
        Document(row["id"], "text", row["title"] if titled else "", row["abstract"]) for row in read
    ]
