"""The verbs of patent cards."""

from marketplace.display.actions.patent.card import CardIn, Taken
from marketplace.display.actions.patent.change import change, move, set_legal_state
from marketplace.display.actions.patent.intake import take_in_cards
from marketplace.display.actions.patent.one import enter

__all__ = ["CardIn", "Taken", "change", "enter", "move", "set_legal_state", "take_in_cards"]
