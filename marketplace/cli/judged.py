"""A folder of demands, technologies and what people think of their pairs.

docs.jsonl, achievements_dev.jsonl   {"id", "title" or "title_keywords", "content" or "abstract"}
queries.jsonl, demands.jsonl         {"id", "title" or "text", "content"}
qrels*.tsv                           demand, document, grade 0..3; headings may stand above
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from marketplace.core import clock
from marketplace.matching.rules.counts import Counts, count, with_general
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.judging.peer import Bm25
from marketplace.matching.rules.judging.report import Pair, best
from marketplace.matching.rules.score import score
from marketplace.matching.rules.weights import weights


class SetNotReadable(Exception):
    """A folder that is no judged set; says which file, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Text:
    """The title and the text of a demand or a technology."""

    title: str
    text: str

    @property
    def whole(self) -> str:
        """Both."""
        return f"{self.title}\n{self.text}" if self.text else self.title


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Everything of a folder; grades by demand and document."""

    demands: Mapping[str, Text]
    documents: Mapping[str, Text]
    grades: Mapping[str, Mapping[str, float]]

    def counts(self) -> Counts:
        """How common words are in a market of exactly these demands and technologies."""
        texts = (*self.demands.values(), *self.documents.values())
        return with_general(count(text.title for text in texts))


def read(folder: Path) -> JudgedSet:
    """Read a folder. Raises SetNotReadable."""
    demands = _texts(_file(folder, "queries.jsonl", "demands.jsonl"))
    documents = _texts(_file(folder, "docs.jsonl", "achievements_dev.jsonl"))
    grades: dict[str, dict[str, float]] = {}
    found = sorted(folder.glob("qrels*.tsv"))
    if not found:
        raise SetNotReadable(f"{folder} has no qrels*.tsv")
    for file in found:
        for asked, given, grade in _judgements(file):
            if asked not in demands or given not in documents:
                raise SetNotReadable(f"{file.name} judges {asked} and {given}: one has no text")
            grades.setdefault(asked, {})[given] = grade
    return JudgedSet(demands, documents, grades)


def judged(known: JudgedSet, progress: Any = None) -> dict[str, list[Pair]]:
    """Score every judged pair as the market does, and as BM25 does with the demand's title."""
    counts, by = known.counts(), weights()
    peer = Bm25({key: document.whole for key, document in known.documents.items()})
    made: dict[str, list[Pair]] = {}
    for asked, grades in known.grades.items():
        scores = scored(known, asked, grades, counts)
        told = best(scores, by.push, by.told)
        plain = peer.scores(known.demands[asked].title, grades)
        made[asked] = [Pair(d, grades[d], scores[d], d in told, plain[d]) for d in grades]
        if progress:
            progress(1)
    return made


def scored(
    known: JudgedSet, asked: str, documents: Iterable[str], counts: Counts
) -> dict[str, float]:
    """The product's own score of a demand beside some documents."""
    wants = known.demands[asked]
    demand = DemandSide(_id("demand", asked), None, wants.title, wants.text)
    return {
        key: score(demand, _offered(key, known.documents[key]), clock.today(), None, counts).score
        for key in documents
    }


def _offered(key: str, has: Text) -> TechnologySide:
    identity = _id("technology", key)
    return TechnologySide(identity, identity, has.title, shown=has.text, text=has.text)


def _id(kind: str, key: str) -> Any:
    return uuid5(NAMESPACE_URL, f"{kind}:{key}")


def _file(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise SetNotReadable(f"{folder} has none of {', '.join(names)}")


def _texts(file: Path) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for number, line in _lines(file):
        try:
            row = json.loads(line)
            key = str(row["id"])
        except (ValueError, TypeError, KeyError) as wrong:
            raise SetNotReadable(f"{file.name}, line {number}: no object with an id") from wrong
        text = _said(row, "content", "abstract")
        title = _said(row, "title", "title_keywords", "text", "keywords")
        found[key] = Text(title, text)
    return found


def _said(row: Mapping[str, Any], *names: str) -> str:
    value = next((row[name] for name in names if row.get(name)), "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _judgements(file: Path) -> Iterator[tuple[str, str, float]]:
    for number, line in _lines(file):
        cells = line.split("\t")
        try:
            # TREC's form has an iteration that means nothing between demand and document.
            asked, given, grade = cells if len(cells) == 3 else (cells[0], *cells[2:])  # noqa: PLR2004
            yield asked, given, float(grade)
        except ValueError as wrong:
            if number > 1:  # The first may be a line of headings.
                raise SetNotReadable(f"{file.name}, line {number}: {line!r}") from wrong


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as wrong:
        raise SetNotReadable(f"{file} cannot be read") from wrong
    yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
