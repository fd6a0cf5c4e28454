"""The verbs of technologies."""

from marketplace.display.actions.technology.house import (
    Evidence,
    conclude,
    fire,
    hold,
    release,
    set_evidence,
    suspend_all_of,
)
from marketplace.display.actions.technology.moves import move
from marketplace.display.actions.technology.renew import Confirmation, renew, renew_many
from marketplace.display.actions.technology.review import (
    Item,
    Verdict,
    move_revision,
    review_many,
)
from marketplace.display.actions.technology.revise import Changed, Dossier, change, create

__all__ = [
    "Changed",
    "Confirmation",
    "Dossier",
    "Evidence",
    "Item",
    "Verdict",
    "change",
    "conclude",
    "create",
    "fire",
    "hold",
    "move",
    "move_revision",
    "release",
    "renew",
    "renew_many",
    "review_many",
    "set_evidence",
    "suspend_all_of",
]
