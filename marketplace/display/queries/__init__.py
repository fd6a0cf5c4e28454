"""Reading this room; one file per noun."""

from marketplace.display.queries import patent, technology

__all__ = ["patent", "technology"]
