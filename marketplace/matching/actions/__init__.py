"""The verbs of this room."""

from marketplace.matching.actions.match import dismiss, move, opened, take_up
from marketplace.matching.actions.saved_search import (
    ChangeSearch,
    SaveSearch,
    change,
    delete,
    run,
    save,
)
from marketplace.matching.actions.taking import Found, News, take_in

__all__ = [
    "ChangeSearch",
    "Found",
    "News",
    "SaveSearch",
    "change",
    "delete",
    "dismiss",
    "move",
    "opened",
    "run",
    "save",
    "take_in",
    "take_up",
]
