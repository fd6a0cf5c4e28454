"""How much one question may cost: postings are counted before they are read.

A time limit alone is no wall: Whoosh's works only in a main thread, and none of Python's can stop
a loop in another thread. What is read per question is known beforehand, because every term says in
how many documents it stands.

To hook it in: whoever reads postings calls `budget.spend(n)` first, n being the documents that have
the term; the reader of a commit starts each question with a new `Budget()`.
"""

import math
from dataclasses import dataclass, field

from search_index.errors import BadQuery

# Postings one question may read, all its terms together. Set by `tests.bench.bombs`: see there.
MOST_POSTINGS = 400_000


@dataclass(slots=True)
class Budget:
    """What is left to spend on one question, in postings."""

    left: float = field(default_factory=lambda: MOST_POSTINGS)

    def spend(self, postings: int) -> None:
        """Take from what is left; raises BadQuery("too_broad") before more is read than may be."""
        self.left -= postings
        if self.left < 0:
            raise BadQuery("too_broad")


def unlimited() -> Budget:
    """For what no stranger asks: counting what is there, following, merging."""
    return Budget(math.inf)
