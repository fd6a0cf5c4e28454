"""The verbs of this room; one folder or file per noun."""

from marketplace.display.actions import demand, patent, review, technology, verdict
from marketplace.display.actions.review import review_many
from marketplace.display.actions.verdict import Item, Verdict

__all__ = ["Item", "Verdict", "demand", "patent", "review", "review_many", "technology", "verdict"]
