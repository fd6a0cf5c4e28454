"""What search is asked and what it answers."""

from marketplace.search.schemas.answer import (
    ItemOut,
    MeasurandsOut,
    SearchOut,
    SimilarOut,
    SuggestOut,
)
from marketplace.search.schemas.question import (
    ENDS,
    RANGES,
    SUMS,
    PageAsked,
    SearchIn,
    SearchPageIn,
    SimilarIn,
    SuggestIn,
)

__all__ = [
    "ENDS",
    "RANGES",
    "SUMS",
    "ItemOut",
    "MeasurandsOut",
    "PageAsked",
    "SearchIn",
    "SearchOut",
    "SearchPageIn",
    "SimilarIn",
    "SimilarOut",
    "SuggestIn",
    "SuggestOut",
]
