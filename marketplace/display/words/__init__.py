"""The words of this room; one file per noun, put together here."""

from marketplace.display.words import demand, imports, patent, technology

FACTS = {**patent.FACTS, **technology.FACTS, **demand.FACTS, **imports.FACTS}
LABELS = {**patent.LABELS, **technology.LABELS, **demand.LABELS, **imports.LABELS}
