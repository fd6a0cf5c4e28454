"""The door of this room for other rooms: plain values, no rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.display import public as display
from marketplace.trading.actions import opening
from marketplace.trading.models import Deal
from marketplace.trading.queries import deal as deals
from marketplace.trading.queries import request as requests
from marketplace.trading.rules.deal import may_open
from marketplace.trading.states import Origin


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


def open_from_proposal(
    session: Session, actor: Actor, *, technology: UUID, seeker: UUID, proposal: UUID
) -> DealCard:
    """Open a deal on the technology that answered a seeker's demand; either party may.

    That the proposal was chosen is for the caller to know. Raises Refused, SameParty,
    PartyNotVerified.
    """
    card = display.technology(session, actor, technology)
    must(may_open, actor, (card.holder_id, seeker))
    new = opening.NewDeal(
        title=card.title,
        technology_id=card.id,
        holder_id=card.holder_id,
        seeker_id=seeker,
        origin=Origin.PROPOSAL,
        origin_id=proposal,
    )
    return _card(opening.open_deal(session, actor, new))
