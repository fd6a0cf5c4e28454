"""Opening a deal: from a request, from a proposal to a demand, or as one struck elsewhere."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.trading.errors import BrokerIsParty, SameParty
from marketplace.trading.models import Deal
from marketplace.trading.queries import subject
from marketplace.trading.states import DEAL, DealState, Origin, Side


@dataclass(frozen=True, slots=True)
class NewDeal:
    """Who negotiates over which technology, and where that comes from."""

    title: str
    technology_id: UUID
    holder_id: UUID
    seeker_id: UUID
    origin: Origin
    origin_id: UUID | None = None
    broker_for_holder: UUID | None = None
    mandate_for_holder: UUID | None = None
    broker_for_seeker: UUID | None = None
    mandate_for_seeker: UUID | None = None
    struck_on: date | None = None
    evidence_note: str | None = None


def open_deal(session: Session, actor: Actor, new: NewDeal, at: DealState | None = None) -> Deal:
    """Put a deal between two verified parties on the holder's desk; `at` for one struck elsewhere.

    Whether the actor may is the caller's question. Raises SameParty, BrokerIsParty,
    PartyNotVerified.
    """
    if new.holder_id == new.seeker_id:
        raise SameParty(fields=["seeker"])
    if {new.broker_for_holder, new.broker_for_seeker} & {new.holder_id, new.seeker_id}:
        raise BrokerIsParty
    subject.must_both_be_verified(session, new.holder_id, new.seeker_id)
    deal = Deal(id=uuid4(), turn=Side.HOLDER, opened_by=actor.person, offers=[], **_columns(new))
    DEAL.begin(deal, at)
    session.add(deal)
    session.flush()
    if at is None:
        journal.record(session, actor, "deal.opened", deal, origin=new.origin, **about(deal))
    return deal


def _columns(new: NewDeal) -> dict[str, object]:
    return asdict(new) | {"origin": new.origin.value}


def about(deal: Deal) -> dict[str, object]:
    """What every fact about a deal tells."""
    return {
        "title": deal.title,
        "technology": deal.technology_id,
        "holder": deal.holder_id,
        "seeker": deal.seeker_id,
    }
