"""Codes by name on pages: places as addresses are written, industries, and what forms offer."""

from collections.abc import Mapping

from flask import current_app

from marketplace.core import codes
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.web.speech import language

LUOYANG = "410300"


def place_name(code: str | None) -> str:
    """A place in the reader's language, with the city and province it lies in."""
    return codes.address(code, language())


def industry_name(code: str | None) -> str:
    """An industry in the reader's language; empty for None."""
    return vocabulary(codes.INDUSTRIES).label(code, language()) if code else ""


def near_places() -> tuple[str, ...]:
    """Places to offer while one types, those around the market's city first."""
    return codes.near_places(current_app.config.get("MARKET_CITY_CODE", LUOYANG), language())


def industry_names() -> tuple[str, ...]:
    """Industries to offer while one types."""
    return codes.industry_names(language())


def evidence_words() -> Mapping[str, Phrase]:
    """What the states of evidence are called, by code: the vocabulary's words on every page."""
    return vocabulary("evidence_states").phrases()
