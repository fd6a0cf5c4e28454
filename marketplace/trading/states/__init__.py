"""The life cycles of this room (domain §4.3)."""

from typing import Any

from marketplace.core.errors import MoveNotPossible
from marketplace.core.flow import Flow
from marketplace.trading.states.deal import AGREED, DEAL, DealState, OfferState, Origin, Side
from marketplace.trading.states.request import OPEN_REQUEST, REQUEST, RequestState

__all__ = [
    "AGREED",
    "DEAL",
    "OPEN_REQUEST",
    "REQUEST",
    "DealState",
    "OfferState",
    "Origin",
    "RequestState",
    "Side",
    "must_be_open",
]


def must_be_open(flow: Flow[Any], thing: Any, name: str) -> None:
    """Raise MoveNotPossible before anything is done for a move that the state has closed."""
    if all(arrow.name != name for arrow in flow.open(thing)):
        raise MoveNotPossible(move=name, state=str(thing.state))
