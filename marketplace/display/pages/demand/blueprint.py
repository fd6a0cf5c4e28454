"""The blueprint of the pages of demands, and the words they show codes with."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint

from marketplace.core import measure
from marketplace.core.vocabulary import vocabulary
from marketplace.display.actions.demand.checks import VOCABULARIES
from marketplace.display.actions.demand.targets import claim
from marketplace.display.pages.choices import measurands
from marketplace.display.queries.demand_card import Target
from marketplace.display.words import demand as words
from marketplace.web.speech import language, say

demand_pages = Blueprint("demand_pages", __name__, template_folder="../../templates")
Options = list[tuple[str, str]]
NONE = ("", "—")


@demand_pages.app_template_global()
def coded(field: str, codes: str | Sequence[str] | None) -> str:
    """The names of codes of a demand's field in the reader's language."""
    if not codes:
        return ""
    book = vocabulary(VOCABULARIES[field])
    several = [codes] if isinstance(codes, str) else codes
    return say("、", ", ").join(book.label(code, language()) for code in several)


@demand_pages.app_template_global()
def county(code: str | None) -> str:
    """A county with its city, as people say it."""
    if not code:
        return ""
    names = vocabulary("regions").path(code, language())[1:]
    return "".join(names) if language() == "zh" else ", ".join(reversed(names))


@demand_pages.app_template_global()
def asked(target: Target) -> str:
    """A target as a sentence: what, how much, on which condition."""
    name = measure.measurand(target.measurand).name.to(language())
    said = claim(target)
    more = f"（{target.condition}）" if target.condition else ""
    return f"{name} {said.show(language())}{more}"


def _terms(name: str) -> Options:
    return [(term.code, term.to(language())) for term in vocabulary(name)]


def choices() -> dict[str, Any]:
    """What the full form lets one choose from."""
    tongue = language()
    return {
        "measurands": measurands(),
        **{name: _terms(name) for name in ("processes", "pollutants", "green_fields")},
        "licences": _terms("licence_kinds"),
        "levels": [NONE, *((t.code, f"{t.code} {t.to(tongue)}") for t in vocabulary("trl_a"))],
        "words": words,
    }
