"""`make bench`: our search beside SQLite's FTS5 on the same texts, and the cost of a fact."""

import argparse
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from search_index import Index, Query, bigrams, fold
from tests.bench.corpus import LAYOUT, documents, questions

Ask = Callable[[str], object]


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def middle(ask: Ask, asked: Sequence[str]) -> float:
    """The median of a question, in milliseconds, after one round to warm up."""
    for text in asked[:5]:
        ask(text)
    return statistics.median(timed(lambda text=text: ask(text)) for text in asked) * 1000


def whoosh(folder: Path, count: int) -> tuple[float, Ask]:
    """Our index: seconds to build, and how to ask it."""
    index = Index(folder, LAYOUT)
    built = timed(lambda: index.rebuild(documents(count), cursor=count))
    return built, lambda text: index.search(Query(text, facets=("field",), limit=20))


def fts5(folder: Path, count: int) -> tuple[float, Ask]:
    """SQLite's FTS5 over the same texts as character pairs (its tokenizers know no Chinese)."""
    database = sqlite3.connect(folder / "fts5.db")
    database.execute("CREATE VIRTUAL TABLE doc USING fts5(title, body, tokenize='unicode61')")

    def pairs(text: str) -> str:
        return " ".join(bigrams(fold(text)))

    def build() -> None:
        rows = ((pairs(d.title), pairs(d.body)) for d in documents(count))
        database.executemany("INSERT INTO doc VALUES (?, ?)", rows)
        database.commit()

    def ask(text: str) -> object:
        words = " OR ".join(f'"{pair}"' for pair in bigrams(fold(text)))
        best = "SELECT rowid FROM doc WHERE doc MATCH ? ORDER BY bm25(doc) LIMIT 20"
        total = "SELECT count(*) FROM doc WHERE doc MATCH ?"
        return database.execute(best, (words,)).fetchall(), database.execute(total, (words,))

    return timed(build), ask


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5000)
    count = parser.parse_args().documents
    asked = questions(40)
    print(f"{count} technologies, {len(asked)} questions, median of one question")
    print(f"{'engine':<28}{'build s':>9}{'ask ms':>9}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        built, ask = fts5(folder, count)
        peer = middle(ask, asked)
        print(f"{'SQLite FTS5, no facets':<28}{built:>9.1f}{peer:>9.2f}{1.0:>8.2f}")
        built, ask = whoosh(folder / "index", count)
        ours = middle(ask, asked)
        print(f"{'search_index, one facet':<28}{built:>9.1f}{ours:>9.2f}{ours / peer:>8.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
