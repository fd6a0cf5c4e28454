"""Entering one card by hand: the same intake, and a refusal where the batch would only say so."""

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Problem
from marketplace.display import queries
from marketplace.display.actions.patent.card import CardIn, Taken, read
from marketplace.display.actions.patent.intake import take_in_cards
from marketplace.display.errors.patent import NotYourCard
from marketplace.display.models import Patent


def enter(session: Session, actor: Actor, card: CardIn) -> tuple[Patent, Taken]:
    """Take one card in; a card known already is brought up to date and given back.

    Raises BadPatentNumber, CardWithoutNumber, FieldsMissing, NotYourCard.
    """
    read(card)
    (taken,) = take_in_cards(session, actor, [card])
    if taken.patent_id is None:
        raise _again(taken)
    return queries.patent.patent(session, actor, taken.patent_id), taken


def _again(taken: Taken) -> Problem:
    """What `read` did not refuse can only be somebody else's card."""
    return NotYourCard(fields=[taken.field or "number"])
