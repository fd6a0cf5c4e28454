"""Postings read block by block instead of one after the other: most of what a search costs.

Whoosh keeps them in blocks of 128 and hands them out one by one through four calls each. Tested
against that slow way, on the pinned version, by `test_whoosh.py`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching.wrappers import FilterMatcher

Block = tuple[Sequence[int], Sequence[float]]


def blocks(matcher: Any) -> Iterator[Block]:
    """Give document numbers and weights of all postings from where the matcher stands."""
    if type(matcher) is FilterMatcher and matcher._exclude:  # noqa: SLF001 - The wrapper of deletions.
        gone = matcher._ids  # noqa: SLF001
        for numbers, weights in blocks(matcher.child):
            kept = [i for i, number in enumerate(numbers) if number not in gone]
            yield [numbers[i] for i in kept], [weights[i] for i in kept]
    elif type(matcher) is W3LeafMatcher:
        yield from _leaf(matcher)
    else:
        numbers, weights = [], []
        while matcher.is_active():
            numbers.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        yield numbers, weights


def _leaf(matcher: Any) -> Iterator[Block]:
    while matcher.is_active():
        matcher.id(), matcher.weight()  # Reads the block.
        at = matcher._i  # noqa: SLF001
        yield matcher._ids[at:], matcher._weights[at:]  # noqa: SLF001
        matcher._next_block()  # noqa: SLF001
