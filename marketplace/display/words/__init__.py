"""The words of this room; one file per noun, put together here."""

from marketplace.display.words import patent, technology

FACTS = {**patent.FACTS, **technology.FACTS}
LABELS = {**patent.LABELS, **technology.LABELS}
