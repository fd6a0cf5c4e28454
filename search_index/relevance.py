"""How well an index finds what it should, on a set of documents, questions and judgements.

A set is a folder:

    docs.jsonl      {"id", and any of "title", "abstract", "content", "keywords", "title_keywords"}
    queries.jsonl   {"id", "text" or "title", "source_doc": a document never to be returned}
    qrels.tsv       query-id, document-id, grade; may be missing

Without qrels a question's right answer is the document of its own id, where there is one.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

from search_index.document import LONGEST_KEY, Document
from search_index.grammar import MOST_LETTERS
from search_index.index import Index
from search_index.query import Query

DEPTH = 100
TOP = 10
KIND = "document"


class SetNotReadable(Exception):
    """A folder that is no set; says which file and line."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a set."""

    id: str
    text: str
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the questions that have an answer."""

    questions: int
    judged: int
    mrr10: float
    recall100: float
    ndcg10: float
    nothing: int


Grades = Mapping[str, Mapping[str, float]]
Run = Mapping[str, Sequence[tuple[str, float]]]


def documents(folder: Path) -> Iterator[Document]:
    """Read the documents of a set. Raises SetNotReadable."""
    for row in _rows(folder / "docs.jsonl"):
        keywords = _text(row.get("keywords")), _text(row.get("title_keywords"))
        body = _text(row.get("abstract")), _text(row.get("content"))
        yield Document(
            key=str(row["id"]),
            kind=KIND,
            title=_text(row.get("title")),
            body="\n".join(filter(None, body)),
            keywords="\n".join(filter(None, keywords)),
        )


def questions(folder: Path) -> list[Ask]:
    """Read the questions of a set. Raises SetNotReadable."""
    return [
        Ask(
            str(row["id"]),
            _text(row.get("text") or row.get("title")),
            frozenset(filter(None, [str(row.get("source_doc") or "")])),
        )
        for row in _rows(folder / "queries.jsonl")
    ]


def grades(folder: Path) -> Grades | None:
    """Read the judgements of a set, or None where there are none. Raises SetNotReadable."""
    file = folder / "qrels.tsv"
    if not file.exists():
        return None
    found: dict[str, dict[str, float]] = {}
    for number, line in _lines(file):
        cells = line.split("\t")
        try:
            # TREC's form has an iteration that means nothing between question and document.
            asked, document, grade = cells if len(cells) == 3 else (cells[0], *cells[2:])  # noqa: PLR2004
            found.setdefault(asked, {})[document] = float(grade)
        except ValueError as wrong:
            if number == 1:
                continue  # A line of headings.
            raise SetNotReadable(f"{file.name}, line {number}: {line!r}") from wrong
    return found


def answers(index: Index, asked: Ask) -> list[tuple[str, float]]:
    """Give the first 100 for a question as the product ranks them; plain words, no operators."""
    found = index.search(Query(plain(asked.text), limit=DEPTH, without=asked.without, helped=True))
    return [(hit.key, hit.score) for hit in found.hits]


def run(index: Index, asked: Iterable[Ask], progress: Callable[[int], None] | None = None) -> Run:
    """Answer every question of a set."""
    made: dict[str, list[tuple[str, float]]] = {}
    for number, one in enumerate(asked, 1):
        made[one.id] = answers(index, one)
        if progress:
            progress(number)
    return made


def measured(made: Run, known: Grades) -> Figures:
    """Compare a run with judgements."""
    judged = [one for one in made if any(grade > 0 for grade in known.get(one, {}).values())]
    return Figures(
        len(made),
        len(judged),
        _mean(_reciprocal(made[one], known[one]) for one in judged),
        _mean(_recall(made[one], known[one]) for one in judged),
        _mean(_ndcg(made[one], known[one]) for one in judged),
        sum(1 for hits in made.values() if not hits),
    )


def plain(text: str) -> str:
    """A text as words: no sign of the grammar in it, and no longer than a question may be."""
    # A minus denies only what it stands before, so it may stay within a word.
    words = (word.lstrip("-－") for word in text.translate(_SIGNS).split())
    said = (word.lower() if word in {"AND", "OR", "NOT"} else word for word in words if word)
    return " ".join(said)[:MOST_LETTERS]


_SIGNS = str.maketrans(dict.fromkeys('"＂“”「」()（）*:：', " "))


def _reciprocal(hits: Sequence[tuple[str, float]], known: Mapping[str, float]) -> float:
    for place, (document, _) in enumerate(hits[:TOP], 1):
        if known.get(document, 0) > 0:
            return 1 / place
    return 0.0


def _recall(hits: Sequence[tuple[str, float]], known: Mapping[str, float]) -> float:
    right = {document for document, grade in known.items() if grade > 0}
    return len(right & {document for document, _ in hits}) / min(len(right), DEPTH)


def _ndcg(hits: Sequence[tuple[str, float]], known: Mapping[str, float]) -> float:
    """Gain 2^grade − 1; what nobody judged gains nothing."""
    seen = [known.get(document, 0.0) for document, _ in hits]
    best = sorted(known.values(), reverse=True)
    return _gained(seen) / _gained(best)


def _gained(found: Sequence[float]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(found[:TOP], 1))


def _mean(values: Iterable[float]) -> float:
    given = list(values)
    return sum(given) / len(given) if given else 0.0


def _text(value: Any) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in _lines(file):
        try:
            row = json.loads(line)
            named = 0 < len(str(row["id"])) <= LONGEST_KEY
        except (ValueError, TypeError, KeyError) as wrong:
            raise SetNotReadable(f"{file.name}, line {number}: no object with an id") from wrong
        if not named:
            raise SetNotReadable(f"{file.name}, line {number}: an empty or endless id")
        yield row


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    """Number the lines with something in them; what Unicode calls a line's end is none here."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as wrong:
        raise SetNotReadable(f"{file.name} cannot be read in {file.parent}") from wrong
    yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
