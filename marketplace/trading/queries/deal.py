"""Reading deals."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.trading.errors import NoSuchDeal
from marketplace.trading.models import Deal
from marketplace.trading.states import AGREED, DEAL, DealState, Origin, Side

MOST_WAITING = 200
OPEN = frozenset(DealState) - DEAL.final()


def visible(actor: Actor) -> Select[Deal]:
    """The deals the actor may see; the twin of `rules.deal.may_see`."""
    return select(Deal).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    return involves(actor.org)


def involves(org: UUID | None) -> ColumnElement[bool]:
    """Deals in which an organisation takes part, as party or broker."""
    if org is None:
        return false()
    columns = (Deal.holder_id, Deal.seeker_id, Deal.broker_for_holder, Deal.broker_for_seeker)
    return or_(*(column == org for column in columns))


def waits_for(org: UUID | None) -> ColumnElement[bool]:
    """Deals in which this organisation has to speak next; the twin of `rules.deal.is_awaited`."""
    if org is None:
        return false()
    holder = or_(Deal.holder_id == org, Deal.broker_for_holder == org)
    seeker = or_(Deal.seeker_id == org, Deal.broker_for_seeker == org)
    talking = Deal.state == DealState.NEGOTIATING
    return or_(
        and_(talking, Deal.turn == Side.HOLDER, holder),
        and_(talking, Deal.turn == Side.SEEKER, seeker),
        and_(Deal.state != DealState.NEGOTIATING, Deal.desk_org == org),
    )


def deal(session: Session, actor: Actor, key: UUID, *, lock: bool = False) -> Deal:
    """One you may see; `lock` keeps others from moving it until the commit."""
    rows = visible(actor).where(Deal.id == key)
    if lock:
        # What was read before the lock was waited for is read again.
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(rows).first()
    if found is None:
        raise NoSuchDeal
    return found


def deals(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    stage: str | None = None,
    technology: UUID | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Deal]:
    """Those you may see, the last moved first; `stage` is `mine` (my turn), `open` or `ended`."""
    rows = visible(actor)
    if state:
        rows = rows.where(Deal.state == DealState(state))
    if stage:
        rows = rows.where(_stage(actor, stage))
    if technology:
        rows = rows.where(Deal.technology_id == technology)
    return keyset(session, rows, Deal.moved_at, Deal.id, after, limit)


def _stage(actor: Actor, stage: str) -> ColumnElement[bool]:
    if stage == "mine":
        return waits_for(actor.org)
    return Deal.state.in_(OPEN) if stage == "open" else Deal.state.not_in(OPEN)


def waiting(session: Session, actor: Actor) -> Sequence[Deal]:
    """The deals that wait for the actor, the nearest end first."""
    rows = visible(actor).where(waits_for(actor.org))
    soonest = (Deal.due_at.is_(None), Deal.due_at, Deal.moved_at, Deal.id)
    return session.scalars(rows.order_by(*soonest).limit(MOST_WAITING)).all()


def count(session: Session, actor: Actor, stage: str) -> int:
    """How many deals of a stage the actor may see."""
    rows = select(func.count()).select_from(Deal).where(_visible(actor), _stage(actor, stage))
    return session.scalar(rows) or 0


def of_origin(session: Session, origin: Origin, key: UUID) -> Deal | None:
    """The deal that came of a request or a proposal and was not lost, whoever asks."""
    rows = select(Deal).where(
        Deal.origin == origin.value, Deal.origin_id == key, Deal.state != DealState.LOST
    )
    return session.scalars(rows).first()


def agreed_on(session: Session, technology: UUID, *, but: UUID | None = None) -> Sequence[Deal]:
    """The deals on a technology whose terms are agreed, whoever asks; without one of them."""
    rows = select(Deal).where(Deal.technology_id == technology, Deal.state.in_(AGREED))
    if but:
        rows = rows.where(Deal.id != but)
    return session.scalars(rows.order_by(Deal.id)).all()
