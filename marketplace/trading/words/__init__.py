"""The words of this room; one file per noun."""

from marketplace.trading.words import deal, request, terms

FACTS = {**request.FACTS, **deal.FACTS}
LABELS = {**request.LABELS, **deal.LABELS, **terms.LABELS}

__all__ = ["FACTS", "LABELS"]
