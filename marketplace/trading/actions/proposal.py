"""From a proposal that won to a deal."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.display import public as display
from marketplace.trading.actions import opening
from marketplace.trading.errors import NoTechnology, SeekerUnknown
from marketplace.trading.models import Deal
from marketplace.trading.queries import deal as queries
from marketplace.trading.queries import subject
from marketplace.trading.rules.deal import may_open
from marketplace.trading.states import Origin


def from_proposal(session: Session, actor: Actor, key: UUID) -> Deal:
    """Open a deal on the technology of a proposal that won; the holder or the seeker may.

    Where the deal is open already, that one is the answer. Raises NoSuchProposal, NotAwarded,
    NoTechnology, SeekerUnknown, Refused, SameParty, PartyNotVerified.
    """
    won = display.awarded_proposal(session, actor, key)
    if won.technology is None:
        raise NoTechnology
    if won.seeker is None:
        raise SeekerUnknown
    card = display.technology(session, actor, won.technology)
    must(may_open, actor, (card.holder_id, won.seeker))
    subject.lock_technology(session, card.id)
    held = queries.of_origin(session, Origin.PROPOSAL, won.id)
    if held is not None:
        return held
    new = opening.NewDeal(
        title=card.title,
        technology_id=card.id,
        holder_id=card.holder_id,
        seeker_id=won.seeker,
        origin=Origin.PROPOSAL,
        origin_id=won.id,
    )
    return opening.open_deal(session, actor, new)
