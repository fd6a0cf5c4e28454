"""Why something ends: a code of the move's list, and words (C24)."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.core.speech import Phrase
from marketplace.trading.errors import NoReason


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the list that belongs to the move, and a note in one's own words."""

    code: str
    note: str | None = None


def chosen(codes: Mapping[str, Phrase], given: Reason | None) -> Reason:
    """The reason to write down: the given one, or the only one there is. Raises NoReason."""
    if given is None and len(codes) == 1:
        return Reason(next(iter(codes)))
    if given is None or given.code not in codes:
        raise NoReason(fields=["reason"])
    return given
