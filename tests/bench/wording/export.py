"""The set and its documents as files that `market search evaluate` reads; for private use."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from search_index import Document
from tests.bench.wording.questions import Question


def export(folder: Path, asked: Sequence[Question], documents: Sequence[Document]) -> None:
    """Write docs.jsonl, queries.jsonl and qrels.tsv (question, document, 1)."""
    folder.mkdir(parents=True, exist_ok=True)
    _lines(
        folder / "docs.jsonl",
        ({"id": d.key, "title": d.title, "keywords": d.keywords} for d in documents),
    )
    named = {f"q{number:03}": question for number, question in enumerate(asked, 1)}
    _lines(
        folder / "queries.jsonl",
        ({"id": key, "text": q.text, "kind": q.kind, "half": q.half} for key, q in named.items()),
    )
    rows = (
        f"{key}\t{document.key}\t1\n"
        for key, question in named.items()
        for document in documents
        if question.answered_by(document)
    )
    with (folder / "qrels.tsv").open("w", encoding="utf-8") as file:
        file.writelines(rows)


def _lines(to: Path, rows: Iterable[dict[str, str]]) -> None:
    with to.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
