"""Reading referrals."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.service.errors import NoSuchReferral
from marketplace.service.models import Referral
from marketplace.service.states import ReferralState


def visible(actor: Actor) -> Select[Referral]:
    """The referrals the actor may see; the twin of `rules.referral.may_see`."""
    rows = select(Referral)
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return rows
    if actor.org is None:
        return rows.where(false())
    return rows.where(or_(Referral.from_org == actor.org, Referral.broker_org == actor.org))


def referral(session: Session, actor: Actor, key: UUID) -> Referral:
    """One you may see."""
    found = session.scalars(visible(actor).where(Referral.id == key)).first()
    if found is None:
        raise NoSuchReferral
    return found


def referrals(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Referral]:
    """Those you may see, the newest first."""
    rows = visible(actor)
    if state:
        rows = rows.where(Referral.state == ReferralState(state))
    return keyset(session, rows, Referral.created_at, Referral.id, after, limit)


def waiting(session: Session, brokers: Iterable[UUID]) -> dict[UUID, int]:
    """How many referrals wait for each broker's answer."""
    rows = (
        select(Referral.broker_id, func.count())
        .where(Referral.broker_id.in_(set(brokers)), Referral.state == ReferralState.SENT)
        .group_by(Referral.broker_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}
