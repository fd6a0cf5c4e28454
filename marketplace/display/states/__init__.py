"""The life cycles of this room; one file per noun."""

from marketplace.display.states.patent import LOST, PATENT, PatentState
from marketplace.display.states.revision import REVISION, RevisionState
from marketplace.display.states.technology import (
    ACTIVE,
    EDITABLE,
    PUBLIC,
    TECHNOLOGY,
    TechnologyState,
    new_expiry,
)

__all__ = [
    "ACTIVE",
    "EDITABLE",
    "LOST",
    "PATENT",
    "PUBLIC",
    "REVISION",
    "TECHNOLOGY",
    "PatentState",
    "RevisionState",
    "TechnologyState",
    "new_expiry",
]
