"""What can be found, and what it may carry beyond text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from search_index.measures import Span

SMALLEST, LARGEST = -(2**63) + 1, 2**63 - 1
SEPARATOR = "\x1f"
LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of the facets and of the whole numbers that documents of an index may carry."""

    facets: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if "kind" in self.facets:
            raise ValueError("kind is a facet of every document already")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found by its text, filtered by its facets and sorted by its numbers.

    `measures` are what it states in figures, by the name of what is measured, each in one unit.
    """

    key: str
    kind: str
    title: str
    body: str
    keywords: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.key or self.key.startswith("\x00") or len(self.key) > LONGEST_KEY:
            raise ValueError(f"a key has 1 to {LONGEST_KEY} characters, no NUL first: {self.key!r}")
        if not self.kind:
            raise ValueError(f"{self.key}: a document has a kind")
        for name, values in self.facets.items():
            if isinstance(values, str) or any(not v or SEPARATOR in v for v in values):
                raise ValueError(f"{self.key}: {name} takes a tuple of words, got {values!r}")
        for name, number in self.numbers.items():
            if not SMALLEST <= number <= LARGEST:
                raise ValueError(f"{self.key}: {name} must fit into 64 bits, got {number}")

    def digest(self) -> int:
        """Give 64 bits that are another where anything of its content is another."""
        said = [getattr(self, one.name) for one in fields(self)]
        content = json.dumps(said, sort_keys=True, default=asdict).encode()
        return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), signed=True)

    def must_fit(self, layout: Layout) -> None:
        """Raise ValueError if it carries a facet or number that the layout does not name."""
        strange = (set(self.facets) - set(layout.facets)) | (
            set(self.numbers) - set(layout.numbers)
        )
        if strange:
            raise ValueError(f"{self.key}: not in the layout of this index: {sorted(strange)}")
