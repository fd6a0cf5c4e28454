"""The verbs of this room; one folder or file per noun."""

from marketplace.display.actions import patent, technology

__all__ = ["patent", "technology"]
