"""Ask the set of questions and print how well they were understood."""

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search_index import Document
from tests.bench.wording import market
from tests.bench.wording.export import export
from tests.bench.wording.peer import Bm25
from tests.bench.wording.questions import DEPTH, Question, questions, recall

ROUNDS = 2000


@dataclass(frozen=True, slots=True)
class Score:
    """How one question went: recall of ours and of the peers, and how many ours found in all."""

    question: Question
    ours: float
    plain: float
    named: float
    total: int


def scores(documents: Sequence[Document]) -> list[Score]:
    """Ask everything that the documents can answer."""
    plain = Bm25(d.title for d in documents)
    named = Bm25(f"{d.title} {d.keywords}" for d in documents)
    asked = []
    for question in questions():
        relevant = sum(map(question.answered_by, documents))
        if not relevant:
            print(f"left out, nothing here answers it: {question.text}")
            continue
        found, total = market.ask(question.text)
        peers = (
            recall(question, [documents[n] for n in one.best(question.text, DEPTH)], relevant)
            for one in (plain, named)
        )
        asked.append(Score(question, recall(question, found, relevant), *peers, total))
    return asked


def ratio(of: Sequence[Score], peer: Callable[[Score], float]) -> float:
    """How much more ours recalls than a peer does."""
    below = sum(map(peer, of))
    return sum(one.ours for one in of) / below if below else float("inf")


def spread(of: Sequence[Score], peer: Callable[[Score], float]) -> tuple[float, float]:
    """Where the ratio lies in 95 of 100 sets of questions drawn from these (bootstrap, seeded)."""
    chance = random.Random(1)
    drawn = sorted(ratio(chance.choices(of, k=len(of)), peer) for _ in range(ROUNDS))
    return drawn[ROUNDS // 40], drawn[-ROUNDS // 40]


def line(name: str, of: Sequence[Score]) -> None:
    """Print one row of the table."""
    ours, plain, named = (
        statistics.mean(get(one) for one in of)
        for get in (lambda o: o.ours, lambda o: o.plain, lambda o: o.named)
    )
    none = sum(one.total == 0 for one in of) / len(of)
    print(
        f"{name:<16}{len(of):>4}{ours:>9.3f}{plain:>9.3f}{ratio(of, lambda o: o.plain):>8.2f}"
        f"{named:>9.3f}{ratio(of, lambda o: o.named):>8.2f}{none:>8.1%}"
    )


def table(of: Sequence[Score]) -> None:
    """Print recall by kind, by half and in all."""
    print(f"{'Recall@' + str(DEPTH):<16}{'n':>4}{'ours':>9}{'titles':>9}{'ratio':>8}", end="")
    print(f"{'+classes':>9}{'ratio':>8}{'none':>8}")
    for kind in dict.fromkeys(one.question.kind for one in of):
        line(kind, [one for one in of if one.question.kind == kind])
    foreign = [one for one in of if one.question.kind == "english"]
    for name, part in (
        ("not english", [one for one in of if one not in foreign]),
        ("half a", [one for one in of if one.question.half == "a"]),
        ("half b", [one for one in of if one.question.half == "b"]),
        ("all", of),
    ):
        line(name, part)
    for name, peer in (("titles", lambda o: o.plain), ("titles and classes", lambda o: o.named)):
        low, high = spread(of, peer)
        print(
            f"ratio to bigram BM25 over {name}: {ratio(of, peer):.2f} (95 %: {low:.2f}-{high:.2f})"
        )


def told(name: str, of: Iterable[Score]) -> None:
    """Print the questions of a list."""
    listed = [f"{one.question.text} ({one.question.kind}, {one.question.half})" for one in of]
    print(f"\n{name}: {len(listed)}", *listed, sep="\n  ")


def main() -> None:
    """Fill a market, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.wording", description=__doc__)
    parser.add_argument("--patents", type=Path, required=True, help="numbers, titles, subclasses")
    parser.add_argument("--limit", type=int, help="only the first so many rows")
    parser.add_argument("--export", type=Path, help="also write the set as files, for private use")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        market.filled(Path(temporary), given.patents, given.limit)
        documents = market.documents()
        if not documents:
            raise SystemExit(f"{given.patents}: no row became a card; market import says why.")
        of = scores(documents)
        if given.export:
            export(given.export, [one.question for one in of], documents)
    print(f"{len(documents)} patents, {len(of)} questions, the first {DEPTH} answers of each")
    table(of)
    told("nothing found", (one for one in of if one.total == 0))
    told("found, but nothing relevant among the first", (o for o in of if o.total and not o.ours))


if __name__ == "__main__":
    main()
