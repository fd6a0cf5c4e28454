"""The table: each ingredient of the ranking added to those before it, beside a plain peer."""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from marketplace.core.lexicon import lexicon
from search_index import Index, Layout, Query, bare, ranking
from search_index.lexicon import NOTHING
from search_index.relevance import plain
from search_index.schema import PAIR_FIELD
from tests.bench.known.questions import Items, sets
from tests.bench.wording.peer import Bm25

TOP, DEEP = 10, 100
Ask = Callable[[str], Sequence[str]]
NO_PAIRS = mock.patch.object(bare.Bare, "_paired", side_effect=lambda: ({}, set(), set()))
WORDS = [
    mock.patch.object(bare, "WORDS_PART", 1.0),
    mock.patch.object(bare, "PAIRS_PART", 0.0),
]
NO_LEAD = [
    mock.patch.object(bare, "PAIR_FIELDS", (PAIR_FIELD,)),
    mock.patch.object(ranking, "PAIR_FIELDS", (PAIR_FIELD,)),
]
NO_COVERAGE = mock.patch.object(bare, "COVERAGE", 0.0)
NO_PIECE = mock.patch.object(bare, "bonuses", return_value={})
# What is switched off in each row; the rows before it have still less.
STEPS = {
    "words": [NO_PAIRS, *WORDS, *NO_LEAD, NO_COVERAGE, NO_PIECE],
    "+ bigrams of titles": [*NO_LEAD, NO_COVERAGE, NO_PIECE],
    "+ bigrams where a body begins": [NO_COVERAGE, NO_PIECE],
    "+ coverage": [NO_PIECE],
    "+ in one piece": [],
}


def measured(ask: Ask, items: Items) -> tuple[float, float]:
    """MRR@10 and Recall@100."""
    places = [
        keys.index(right) + 1 if right in (keys := list(ask(text))) else 0
        for text, right in items.asked
    ]
    reciprocal = sum(1 / place for place in places if 0 < place <= TOP)
    return reciprocal / len(places), sum(place > 0 for place in places) / len(places)


def asking(index: Index, *, helped: bool) -> Ask:
    def ask(text: str) -> Sequence[str]:
        found = index.search(Query(plain(text), limit=DEEP, helped=helped))
        return [hit.key for hit in found.hits]

    return ask


def peer(items: Items) -> Ask:
    model = Bm25(f"{d.title}\n{d.body}" for d in items.documents)
    return lambda text: [items.documents[n].key for n in model.best(text, DEEP)]


@contextmanager
def without(step: str) -> Iterator[None]:
    with ExitStack() as stack:
        for patch in STEPS[step]:
            stack.enter_context(patch)
        yield


def told(step: str, figures: tuple[float, float]) -> None:
    print(f"  {step:<32}{figures[0]:>8.4f}{figures[1]:>8.4f}", flush=True)


def table(items: Items) -> None:
    print(f"{items.name}: {len(items.documents)} texts, {len(items.asked)} questions")
    print(f"  {'':<32}{'MRR@10':>8}{'R@100':>8}")
    told("plain bigram BM25", measured(peer(items), items))
    meant = lexicon()  # Before an index is made: words it learns are part of what one is made for.
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index", Layout(), NOTHING)
        index.rebuild(items.documents, 1)
        for step in STEPS:
            with without(step):
                told(step, measured(asking(index, helped=False), items))
        told("+ fewer words where few are found", measured(asking(index, helped=True), items))
        index.close()
        index = Index(Path(folder) / "index", Layout(), meant)
        told("+ synonyms: the product", measured(asking(index, helped=True), items))
        index.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=Path)
    parser.add_argument("--patents", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask only every so manieth question")
    given = parser.parse_args()
    for items in sets(given.papers, given.patents, given.every):
        table(items)


if __name__ == "__main__":
    main()
