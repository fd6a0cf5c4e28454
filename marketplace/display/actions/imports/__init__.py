"""The verbs of imports: taking a file in, matching its columns, trying, running."""

from marketplace.display.actions.imports.examine import MOST, Examined, examine, records
from marketplace.display.actions.imports.matching import Matching, known_matching, match, proposed
from marketplace.display.actions.imports.moves import move
from marketplace.display.actions.imports.upload import upload
from marketplace.display.actions.imports.working import work

__all__ = [
    "MOST",
    "Examined",
    "Matching",
    "examine",
    "known_matching",
    "match",
    "move",
    "proposed",
    "records",
    "upload",
    "work",
]
