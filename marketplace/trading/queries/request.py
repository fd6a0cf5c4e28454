"""Reading licence requests."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.trading.errors import NoSuchRequest
from marketplace.trading.models import LicenceRequest
from marketplace.trading.states import OPEN_REQUEST, RequestState

R = LicenceRequest


def visible(actor: Actor) -> Select[LicenceRequest]:
    """The requests the actor may see; the twin of `rules.request.may_see`."""
    return select(R).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_system:
        return true()
    mine = outgoing(actor)
    if actor.is_operator or actor.is_supervisor:
        return or_(mine, R.sent_at.is_not(None))
    return or_(mine, incoming(actor))


def outgoing(actor: Actor) -> ColumnElement[bool]:
    """Those the actor's organisation makes, for itself or as a broker."""
    if actor.org is None:
        return false()
    return or_(R.seeker_id == actor.org, R.broker_id == actor.org)


def incoming(actor: Actor) -> ColumnElement[bool]:
    """Those that came to the actor's organisation as holder."""
    if actor.org is None:
        return false()
    return and_(R.holder_id == actor.org, R.sent_at.is_not(None))


def request(session: Session, actor: Actor, key: UUID, *, lock: bool = False) -> LicenceRequest:
    """One you may see; `lock` keeps others from changing it until the commit."""
    rows = visible(actor).where(R.id == key)
    if lock:
        # What was read before the lock was waited for is read again.
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(rows).first()
    if found is None:
        raise NoSuchRequest
    return found


def requests(
    session: Session,
    actor: Actor,
    *,
    direction: str | None = None,
    state: str | None = None,
    technology: UUID | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[LicenceRequest]:
    """Those you may see, the last moved first; `direction` is `in` or `out`."""
    rows = visible(actor)
    if direction:
        rows = rows.where(incoming(actor) if direction == "in" else outgoing(actor))
    if state:
        rows = rows.where(R.state == RequestState(state))
    if technology:
        rows = rows.where(R.technology_id == technology)
    return keyset(session, rows, R.moved_at, R.id, after, limit)


def open_one(session: Session, seeker: UUID, technology: UUID) -> LicenceRequest | None:
    """The one request of a seeker for a technology that has not ended."""
    rows = select(R).where(
        R.seeker_id == seeker, R.technology_id == technology, R.state.in_(OPEN_REQUEST)
    )
    return session.scalars(rows).first()


def awaiting(session: Session, actor: Actor) -> Sequence[LicenceRequest]:
    """Open requests that wait for the actor's organisation, the nearest end first."""
    if actor.org is None:
        return []
    rows = visible(actor).where(R.desk_org == actor.org, R.state.in_(OPEN_REQUEST))
    return session.scalars(rows.order_by(R.due_at.is_(None), R.due_at, R.id).limit(200)).all()


def count_awaiting(session: Session, actor: Actor) -> int:
    """How many requests wait for the actor's organisation."""
    if actor.org is None:
        return 0
    rows = select(func.count()).where(
        _visible(actor), R.desk_org == actor.org, R.state.in_(OPEN_REQUEST)
    )
    return session.scalar(rows) or 0
