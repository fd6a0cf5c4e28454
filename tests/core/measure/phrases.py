"""The phrases of `phrases.toml` and how the reader reads them; run it to see the wrong ones."""

import sys
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from marketplace.core.measure import Mention, Quantity, mentions

LISTS = ("phrases", "second", "third", "fourth")
UNSEEN = "unseen"
_ONE_SIDED = {"le": (False, True), "lt": (False, True), "ge": (True, False), "gt": (True, False)}


class Phrase(NamedTuple):
    """A text and the quantities in it, each with its measurand or None."""

    text: str
    right: tuple[tuple[str | None, Quantity], ...]

    def read(self) -> tuple[tuple[str | None, Quantity], ...]:
        """What the reader makes of the text."""
        return tuple(map(told, mentions(self.text)))


def told(mention: Mention) -> tuple[str | None, Quantity]:
    """A mention as the phrases tell it."""
    return mention.measurand, mention.quantity


def phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of one list of the file, named in `LISTS` or `UNSEEN`."""
    file = Path(__file__).with_name("phrases.toml")
    rows: Sequence[Sequence[str]] = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return tuple(Phrase(text, tuple(map(_right, right))) for text, *right in rows)


def wrong(name: str) -> tuple[Phrase, ...]:
    """The phrases of a list that are not read as they should be."""
    return tuple(p for p in phrases(name) if p.read() != p.right)


def _right(line: str) -> tuple[str | None, Quantity]:
    code, comparator, number, unit = (*line.split(" ", 3), "")[:4]
    first, _, second = number.partition("..")
    low, high = Decimal(first), Decimal(second or first)
    keeps = _ONE_SIDED.get(comparator, (True, True))
    bounds = (low if keeps[0] else None, high if keeps[1] else None)
    return None if code == "none" else code, Quantity(comparator, *bounds, unit)  # type: ignore[arg-type]


def main(names: Sequence[str]) -> None:
    """Print the phrases read wrongly, and how many were read right."""
    for name in names:
        missed = wrong(name)
        for phrase in missed:
            sys.stdout.write(f"{phrase.text}\n")
            for mark, rows in (("right", phrase.right), ("read ", phrase.read())):
                for code, quantity in rows:
                    bounds = f"{quantity.low}..{quantity.high} {quantity.unit}"
                    sys.stdout.write(f"    {mark} {code} {quantity.comparator} {bounds}\n")
        count = len(phrases(name))
        good = count - len(missed)
        sys.stdout.write(f"{name}: {good} of {count} right ({100 * good / count:.1f} %)\n")


if __name__ == "__main__":
    main(sys.argv[1:] or (*LISTS, UNSEEN))
