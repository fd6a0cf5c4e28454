"""Reading proposals: nobody but its proposer reads a sealed one before it is opened (INV-D1)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.errors.demand import NoSuchProposal
from marketplace.display.models.demand import Demand
from marketplace.display.models.proposal import Proposal
from marketplace.display.queries.demand import mine


def visible(actor: Actor) -> Select[Proposal]:
    """The proposals the actor may read; the twin of `rules.proposal.may_see`."""
    return select(Proposal).join(Demand).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_system:
        return true()
    own = Proposal.org_id == actor.org if actor.org else false()
    opened = or_(Demand.mode != "sealed", Demand.unsealed_at.is_not(None))
    reader = true() if actor.is_operator else mine(actor)
    return or_(own, and_(opened, reader))


def proposal(session: Session, actor: Actor, key: UUID, *, of: UUID | None = None) -> Proposal:
    """One you may read (and that was made to the demand named)."""
    rows = visible(actor).where(Proposal.id == key)
    found = session.scalars(rows.where(Proposal.demand_id == of) if of else rows).first()
    if found is None:
        raise NoSuchProposal
    return found


def of_demand(session: Session, actor: Actor, demand_id: UUID) -> Sequence[Proposal]:
    """Those to one demand that you may read, in the order they came."""
    rows = visible(actor).where(Proposal.demand_id == demand_id)
    return session.scalars(rows.order_by(Proposal.created_at, Proposal.id)).all()
