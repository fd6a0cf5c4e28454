"""Quantities in running text: read with what they measure, as suggestions and as questions."""

from marketplace.core.measure.mentions.asking import Asked, Wanted, asked
from marketplace.core.measure.mentions.finding import mentions
from marketplace.core.measure.mentions.mention import Mention, Span
from marketplace.core.measure.mentions.whose import Attribution, Whose

__all__ = ["Asked", "Attribution", "Mention", "Span", "Wanted", "Whose", "asked", "mentions"]
