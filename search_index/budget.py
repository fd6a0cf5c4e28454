"""How much one question may cost: postings are counted before they are read.

A time limit alone is no wall: Whoosh's works only in a main thread, and none of Python's can stop
a loop in another thread. What is read per question is known beforehand, because every term says in
how many documents it stands.

To hook it in: whoever reads postings calls `budget.spend(n)` first, n being the documents that have
the term (`View` does); a question starts with a new budget (`Index.search` does).
"""

import math
from dataclasses import dataclass

from search_index.errors import BadQuery

# As many postings as ten words that stand in every document, and so many in a small index.
EACH = 10
LEAST = 100_000


@dataclass(slots=True)
class Budget:
    """What is left to spend on one question, in postings."""

    left: float

    def spend(self, postings: int) -> None:
        """Take from what is left; raises BadQuery("too_broad") before more is read than may be."""
        self.left -= postings
        if self.left < 0:
            raise BadQuery("too_broad")


def of_a_question(documents: int) -> Budget:
    """What one question may read of an index with so many documents, all its terms together."""
    return Budget(max(LEAST, EACH * documents))


def unlimited() -> Budget:
    """For what no stranger asks: counting what is there, following, merging."""
    return Budget(math.inf)
