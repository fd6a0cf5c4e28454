"""The door of this room for other rooms: plain values, no rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.trading.actions.proposal import from_proposal
from marketplace.trading.models import Deal
from marketplace.trading.queries import deal as deals
from marketplace.trading.queries import request as requests


@dataclass(frozen=True, slots=True)
class DealCard:
    """What other rooms show of a deal."""

    id: UUID
    title: str
    technology_id: UUID
    holder_id: UUID
    seeker_id: UUID
    state: str
    origin: str
    opened_at: datetime


def _card(row: Deal) -> DealCard:
    return DealCard(
        row.id,
        row.title,
        row.technology_id,
        row.holder_id,
        row.seeker_id,
        row.state.value,
        row.origin,
        row.opened_at,
    )


def deal(session: Session, actor: Actor, key: UUID) -> DealCard:
    """One you may see."""
    return _card(deals.deal(session, actor, key))


def waiting_deals(session: Session, actor: Actor) -> list[DealCard]:
    """The deals that wait for the actor's organisation, as party or as broker, soonest first."""
    return [_card(row) for row in deals.waiting(session, actor)]


def open_request(session: Session, seeker: UUID, technology: UUID) -> UUID | None:
    """The seeker's request for a technology that has not ended, whoever asks."""
    found = requests.open_one(session, seeker, technology)
    return found.id if found else None


def open_from_proposal(session: Session, actor: Actor, proposal: UUID) -> DealCard:
    """Open a deal on the technology of a proposal that won; holder or seeker may, once.

    Raises NoSuchProposal, NotAwarded, NoTechnology, Refused, SameParty, PartyNotVerified.
    """
    return _card(from_proposal(session, actor, proposal))
