"""Questions made to hurt beside ordinary ones: how long either takes, and what memory it costs.

    python -m tests.bench.bombs --documents 5000 --rounds 3

Four threads drop the list of `tests/search_index/bombs.py` while one goes on searching as people
do. Whatever is no answer must be a BadQuery with a code: anything else is counted as broken.
"""

import argparse
import random
import resource
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from search_index import BadQuery, Index, Query
from tests.bench.corpus import LAYOUT, documents, questions
from tests.search_index.bombs import BOMBS

THREADS = 4
FACETS = ("kind", "field", "region")


@dataclass(slots=True)
class Log:
    """What was measured; lists may be appended to from several threads."""

    bombs: list[tuple[float, str]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def asked(index: Index, text: str) -> tuple[float, str]:
    """Seconds that a question takes, and the code of its refusal or "answered"."""
    began = time.perf_counter()
    try:
        index.search(Query(text, facets=FACETS))
    except BadQuery as refused:
        return time.perf_counter() - began, refused.code
    return time.perf_counter() - began, "answered"


def drop(index: Index, rounds: int, seed: int, log: Log) -> None:
    """Ask every bomb, in an order of this thread's own."""
    order = list(BOMBS.items()) * rounds
    random.Random(seed).shuffle(order)
    for name, text in order:
        try:
            taken, code = asked(index, text)
        except Exception as error:  # noqa: BLE001 -- What must not happen is counted.
            log.broken.append(f"{name}: {type(error).__name__}: {error}"[:120])
            continue
        log.bombs.append((taken, name))
        log.codes[code] += 1


def ordinary(index: Index, texts: Sequence[str], until: threading.Event | None) -> list[float]:
    """Ask ordinary questions, all of them once or over and over until told to stop."""
    taken: list[float] = []
    while True:
        for text in texts:
            if until and until.is_set() and taken:
                return taken
            taken.append(asked(index, text)[0])
        if not until:
            return taken


def row(name: str, taken: Sequence[float]) -> str:
    """One line of the table, in milliseconds."""
    cuts = statistics.quantiles(taken, n=100)
    cells = "".join(f"{cuts[at - 1] * 1e3:>9.1f}" for at in (50, 95, 99))
    return f"{name:<34}{len(taken):>7}{cells}{max(taken) * 1e3:>9.1f}"


def peak() -> float:
    """The most memory this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Build, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder), LAYOUT)
        index.rebuild(documents(given.documents), cursor=1)
        texts = questions(40)
        ordinary(index, texts[:5], None)
        before, log, stop = ordinary(index, texts, None), Log(), threading.Event()
        memory = peak()
        alone = [(*asked(index, text), name) for name, text in BOMBS.items()]
        during: list[float] = []
        people = threading.Thread(target=lambda: during.extend(ordinary(index, texts, stop)))
        bombers = [
            threading.Thread(target=drop, args=(index, given.rounds, seed, log))
            for seed in range(THREADS)
        ]
        for thread in (people, *bombers):
            thread.start()
        for thread in bombers:
            thread.join()
        stop.set()
        people.join()
    print(
        f"{given.documents} technologies, {len(BOMBS)} bombs x {given.rounds} x {THREADS} threads"
    )
    print(f"{'milliseconds':<34}{'asked':>7}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}")
    print(row("ordinary searches, alone", before))
    print(row("bombs, one at a time", [taken for taken, _, _ in alone]))
    print(row(f"bombs, {THREADS} threads", [taken for taken, _ in log.bombs]))
    print(row("ordinary searches beside them", during))
    print(f"memory: {memory:.0f} MB before, {peak() - memory:+.0f} MB at most by the bombs")
    print("answers:", ", ".join(f"{code} {count}" for code, count in log.codes.most_common()))
    print("dearest:", "; ".join(f"{name} {s * 1e3:.0f} ms" for s, _, name in sorted(alone)[-5:]))
    print(f"broken: {len(log.broken)}", *log.broken[:10], sep="\n  ")


if __name__ == "__main__":
    main()
