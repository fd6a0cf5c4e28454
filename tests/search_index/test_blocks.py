"""Reading blocks gives what Whoosh gives one by one, deletions left out."""

from pathlib import Path

import pytest

from search_index import Document, Index, Layout
from search_index.blocks import blocks


def slowly(matcher: object) -> list[tuple[int, float]]:
    found = []
    while matcher.is_active():  # type: ignore[attr-defined]
        found.append((matcher.id(), matcher.weight()))  # type: ignore[attr-defined]
        matcher.next()  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("term", ["烟气", "脱硫", "rare", "烟"])
def test_blocks_hold_what_the_slow_way_gives(tmp_path: Path, term: str) -> None:
    index = Index(tmp_path / "index", Layout())
    made = (
        Document(f"k{n}", "t", "烟气 " * (n % 3 + 1), "rare 烟" if n == 7 else "脱硫" * (n % 2), "")
        for n in range(700)
    )
    index.rebuild(made, 1)
    index.apply([], [f"k{n}" for n in range(0, 700, 5)], 2)
    with index._reading() as reader:
        view = reader.view  # type: ignore[attr-defined]
        for leaf, _ in view._leaves():
            for place in ("title", "body"):
                if (place, term) not in leaf:
                    continue
                fast = [
                    pair
                    for numbers, weights in blocks(leaf.postings(place, term))
                    for pair in zip(numbers, weights, strict=True)
                ]
                assert fast == slowly(leaf.postings(place, term))
                assert fast or term == "rare"
    index.close()
