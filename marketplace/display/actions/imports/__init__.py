"""The verbs of imports: taking a file in, matching its columns, trying, running."""

from marketplace.display.actions.imports.examine import MOST, Examined, examine, records
from marketplace.display.actions.imports.matching import Matching, match, proposed
from marketplace.display.actions.imports.moves import CLICKS, move
from marketplace.display.actions.imports.upload import upload
from marketplace.display.actions.imports.working import work

__all__ = [
    "CLICKS",
    "MOST",
    "Examined",
    "Matching",
    "examine",
    "match",
    "move",
    "proposed",
    "records",
    "upload",
    "work",
]
