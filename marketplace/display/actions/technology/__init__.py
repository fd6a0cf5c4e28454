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
from marketplace.display.actions.technology.revise import Changed, Dossier, change, create
from marketplace.display.actions.technology.revision import move_revision

__all__ = [
    "Changed",
    "Confirmation",
    "Dossier",
    "Evidence",
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
    "set_evidence",
    "suspend_all_of",
]
