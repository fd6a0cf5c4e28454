"""Reading the rewrites offered for demands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.errors.demand import NoSuchRewrite
from marketplace.display.models.demand import Demand
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries.demand import mine
from marketplace.display.states.rewrite import PENDING


def visible(actor: Actor) -> Select[DemandRewrite]:
    """The rewrites the actor may see; the twin of `rules.rewrite.may_see`."""
    return select(DemandRewrite).join(Demand).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_system:
        return true()
    return or_(DemandRewrite.org_id == actor.org if actor.org else false(), mine(actor))


def rewrite(session: Session, actor: Actor, key: UUID, *, of: UUID | None = None) -> DemandRewrite:
    """One you may see (and that is of the demand named)."""
    rows = visible(actor).where(DemandRewrite.id == key)
    found = session.scalars(rows.where(DemandRewrite.demand_id == of) if of else rows).first()
    if found is None:
        raise NoSuchRewrite
    return found


def of_demand(session: Session, actor: Actor, demand_id: UUID) -> Sequence[DemandRewrite]:
    """Those for one demand that you may see, the newest first."""
    rows = visible(actor).where(DemandRewrite.demand_id == demand_id)
    return session.scalars(rows.order_by(DemandRewrite.created_at.desc(), DemandRewrite.id)).all()


def pending(session: Session, actor: Actor) -> Sequence[DemandRewrite]:
    """All undecided ones that you may see, the oldest first."""
    rows = visible(actor).where(DemandRewrite.state.in_(PENDING))
    return session.scalars(rows.order_by(DemandRewrite.created_at, DemandRewrite.id)).all()
