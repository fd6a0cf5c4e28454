"""One new technology against very many saved searches: ours, one by one, and PostgreSQL's tsquery.

    python -m tests.bench.percolation [--searches 100000] [--documents 200]

Searches are seeded: two to four terms of which half will do, most of them rare (names and numbers
of models), some of the market's vocabularies with their synonyms; every third with a region or
field, some with a range, a figure, a phrase or a word to leave out. Times are those of the clock;
"CPU" is what our process itself took of them, for a machine that has other work. The naive way runs
a sample of them on an index of one document in memory, scaled. PostgreSQL gets the same units as
`tsquery` (each choice of enough words written out), without synonyms, bigrams, phrases and figures:
less work than ours, so its hits are others.
"""

import argparse
import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psutil
import psycopg

from marketplace.core.lexicon import lexicon
from marketplace.core.vocabulary import vocabulary
from search_index import Document, Layout, Query, Wish, alone, words
from search_index.facts import Facts
from search_index.measures import Span
from search_index.percolator import Percolator, keep
from search_index.question import question
from tests.bench.corpus import documents
from tests.servers import postgres, run

NAMES = ("processes", "pollutants", "gbt4754", "industry_catalogue_2024", "ipc")
LAYOUT = Layout(
    ("field", "region", *sorted({*lexicon().fields.values()} - {"title", "keywords", "body"})),
    ("trl", "published"),
)
LAYOUT = Layout(tuple(dict.fromkeys(LAYOUT.facets)), LAYOUT.numbers)
MAKES = ("XK", "HB", "LT", "QF", "ZD", "YW", "KM", "RP")
SAMPLE = 400
WIDE = 36
WAYS = (("seq scan", "TRUE OR %s::text[] IS NULL"), ("rarest terms", "keys && %s"))


def terms(chance: random.Random, count: int) -> list[str]:
    """So many terms: one in thirty is a word of the vocabularies, the others are rare."""
    known = [term.zh for name in NAMES for term in vocabulary(name) if 1 < len(term.zh) < 9]
    return [
        chance.choice(known) if chance.random() < 1 / 30 else f"{chance.choice(MAKES)}{one}"
        for one in (chance.randint(100, 5000) for _ in range(count))
    ]


def searches(count: int, seed: int = 3) -> Iterator[Query]:
    """That many saved searches."""
    chance = random.Random(seed)
    fields = list(vocabulary("green_fields").terms)
    for n in range(count):
        said = terms(chance, chance.choice((2, 2, 3, 4)))
        if n % 20 == 0:
            said[-1] = f'"{said[-1]}"'
        if n % 20 == 10:
            said[-1] = f"-{said[-1]}"
        filters = {"region": (f"41{chance.randint(1, 9):02}00",)} if n % 3 == 0 else {}
        if n % 6 == 1:
            filters["field"] = (chance.choice(fields),)
        ranges = {"trl": (chance.randint(2, 8), None)} if n % 5 == 0 else {}
        wish = Wish("so2_out", None, float(chance.randint(10, 100)), strict=True)
        wishes = (wish,) if n % 25 == 0 else ()
        yield Query(" ".join(said), filters=filters, ranges=ranges, wishes=wishes)


def technologies(count: int, seed: int = 5) -> list[Document]:
    """New technologies: half of them speak of a few things, half of very many."""
    chance = random.Random(seed)
    made = []
    for n, one in enumerate(documents(count, seed)):
        body = one.body if n % 2 else "本技术用于示例企业，运行稳定。" * 12
        body += "，".join(terms(chance, 60 if n % 2 else 12))
        stated = {"so2_out": (Span(None, float(chance.randint(5, 120))),)}
        made.append(
            Document(
                one.key, one.kind, one.title if n % 2 else terms(chance, 1)[0], body,
                one.keywords if n % 2 else "", one.facets, one.numbers, stated,
            )
        )  # fmt: skip
    return made


def spread(times: Sequence[float]) -> str:
    """The middle and the slow end, in milliseconds."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"p50 {statistics.median(ordered) * 1000:9.2f}  p95 {p95 * 1000:9.2f} ms"


def clocked(
    work: Callable[[], Any], clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Any]:
    """Seconds that some work takes, and what it gives."""
    start = clock()
    given = work()
    return clock() - start, given


def memory() -> float:
    """Megabytes this process holds."""
    return float(psutil.Process().memory_info().rss) / 2**20


def ours(kept: dict[bytes, Query], new: Sequence[Document]) -> None:
    """Build, meet, change, write and read back."""
    before = memory()
    working = time.process_time()
    built, percolator = clocked(lambda: keep(kept.items(), lexicon()))
    working = time.process_time() - working
    gates = percolator.gates
    print(f"built in {built:.1f} s (CPU {working:.1f}), {memory() - before:.0f} MB")
    print(f"  {len(gates.needs):,} gates, {len(gates.targets):,} ways between them,")
    print(f"  {len(percolator.unsure)} questions that gates alone cannot decide")

    def meet(document: Document) -> int:
        return len(percolator.meets(document, lambda keys: {key: kept[key] for key in keys}))

    meet(new[0])
    reading = [clocked(lambda d=d: Facts(d))[0] for d in new]
    for clock, name in ((time.perf_counter, "ours"), (time.process_time, "ours, CPU")):
        met = sorted(clocked(lambda d=d: meet(d), clock)[::-1] for d in new)
        half = len(met) // 2
        for which, part in (("few", met[:half]), ("many", met[half:])):
            hits = statistics.median(n for n, _ in part)
            times = spread([spent for _, spent in part])
            print(f"  {name}, {which} hits ({hits:.0f}):".ljust(WIDE), times)
    print("  of that, the text cut into words:".ljust(WIDE), spread(reading))
    some = list(kept.items())[:200]
    puts = [clocked(lambda k=k, q=q: percolator.put(k, q))[0] for k, q in some]
    print("  one search saved again:".ljust(WIDE), spread(puts))
    packing, packed = clocked(lambda: percolator.pack(""))
    loading, _ = clocked(lambda: Percolator.unpack(packed, lexicon()))
    print(
        f"  file {len(packed) / 2**20:.0f} MB, written in {packing:.1f} s, read in {loading:.1f} s"
    )


def naive(kept: dict[bytes, Query], new: Sequence[Document]) -> None:
    """Each search on an index of one document: a sample of them, scaled."""
    some = random.Random(1).sample(list(kept.values()), SAMPLE)

    def one(document: Document) -> int:
        with alone([document], LAYOUT, lexicon()) as reader:
            return sum(reader.search(query).total for query in some)

    times = [clocked(lambda d=d: one(d))[0] * len(kept) / SAMPLE for d in new[:10]]
    print(f"  one by one ({SAMPLE} run, scaled):".ljust(WIDE), spread(times))


def quoted(text: str) -> str:
    """A word as PostgreSQL takes it in a tsquery or tsvector."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def asked(query: Query, rarity: dict[str, int]) -> tuple[str, list[str]] | None:
    """The units of a search as a tsquery, and so many of the rarest that one must be there."""
    cut = question(query.text.replace('"', "").replace("-", ""), lexicon().plain)
    units = sorted(cut.units, key=lambda unit: rarity.get(unit, 0))[:6]
    if not units:
        return None
    enough = (len(units) + 1) // 2
    ways = (f"({' & '.join(some)})" for some in itertools.combinations(map(quoted, units), enough))
    return " | ".join(ways), units[: len(units) - enough + 1]


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL of this run."""
    run.begin()
    try:
        yield postgres.shared().create()
    finally:
        run.end()


def tsquery(kept: dict[bytes, Query], new: Sequence[Document], url: str) -> None:
    """The same units in a table of PostgreSQL."""
    said = [set(words(f"{d.title} {d.keywords} {d.body}")) for d in new]
    rarity: dict[str, int] = {}
    for one in said:
        for text in one:
            rarity[text] = rarity.get(text, 0) + 1
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as to:
        to.execute("CREATE TABLE saved (q tsquery, region text, field text, trl int, keys text[])")
        with to.cursor().copy("COPY saved FROM STDIN") as copy:
            for query in kept.values():
                if (made := asked(query, rarity)) is not None:
                    region = query.filters.get("region", (None,))[0]
                    field = query.filters.get("field", (None,))[0]
                    low = query.ranges.get("trl", (0, None))[0]
                    copy.write_row((made[0], region, field, low, made[1]))
        to.execute("VACUUM ANALYZE saved")
        to.execute("SET max_parallel_workers_per_gather = 0")
        passes = (
            "q @@ %s::tsvector AND (region IS NULL OR region = %s)"
            " AND (field IS NULL OR field = %s) AND trl <= %s"
        )
        for name, first in (
            ("seq scan", "TRUE OR %s::text[] IS NULL"),
            ("rarest terms", "keys && %s"),
        ):
            if name != "seq scan":
                to.execute("CREATE INDEX ON saved USING gin (keys)")
                to.execute("VACUUM ANALYZE saved")
            sql = f"SELECT count(*) FROM saved WHERE ({first}) AND {passes}"
            times = []
            for document, tokens in zip(new[:50], said, strict=False):
                vector = " ".join(
                    "'" + t.replace("\\", "\\\\").replace("'", "''") + "'" for t in tokens
                )
                facets = document.facets
                row = (list(tokens), vector, facets["region"][0], facets["field"][0])
                ask = (*row, document.numbers["trl"])
                times.append(clocked(lambda s=sql, a=ask: to.execute(s, a).fetchall())[0])
            print(f"  PostgreSQL tsquery, {name}:".ljust(WIDE), spread(times))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=200)
    given = parser.parse_args()
    kept = {n.to_bytes(16): query for n, query in enumerate(searches(given.searches))}
    new = technologies(given.documents)
    words("先读词典")
    print(f"{len(kept):,} saved searches, {len(new)} new technologies")
    ours(kept, new)
    naive(kept, new)
    with server() as url:
        tsquery(kept, new, url)


if __name__ == "__main__":
    main()
