"""Reading receiving addresses, and what was tried with them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.outreach.errors import NoSuchEndpoint
from marketplace.outreach.models import Endpoint, EndpointAttempt, EndpointHealth, TextSent
from marketplace.outreach.states import EndpointState

# A try that began so long ago has ended, or its worker died: the call itself takes 15 s at most.
UNDER_WAY = timedelta(seconds=25)


def visible(actor: Actor) -> Select[Endpoint]:
    """Those the actor may see; the twin of `rules.may_see`."""
    if actor.is_system:
        return select(Endpoint)
    if actor.org is None or "admin" not in actor.roles:
        return select(Endpoint).where(false())
    return select(Endpoint).where(
        Endpoint.org_id == actor.org, Endpoint.state != EndpointState.REMOVED
    )


def endpoint(session: Session, actor: Actor, key: UUID) -> Endpoint:
    """One you may see."""
    found = session.scalars(visible(actor).where(Endpoint.id == key)).first()
    if found is None:
        raise NoSuchEndpoint
    return found


def endpoints(
    session: Session, actor: Actor, *, after: str | None = None, limit: int = 20
) -> Page[Endpoint]:
    """Those of one's organisation, the newest first."""
    return keyset(session, visible(actor), Endpoint.created_at, Endpoint.id, after, limit)


def count(session: Session, org: UUID) -> int:
    """How many addresses an organisation has."""
    rows = select(func.count()).where(
        Endpoint.org_id == org, Endpoint.state != EndpointState.REMOVED
    )
    return session.scalar(rows) or 0


def listening(session: Session, orgs: Iterable[UUID]) -> list[Endpoint]:
    """The active addresses of these organisations."""
    rows = select(Endpoint).where(
        Endpoint.org_id.in_(set(orgs)), Endpoint.state == EndpointState.ACTIVE
    )
    return list(session.scalars(rows.order_by(Endpoint.created_at, Endpoint.id)))


def secrets_of(row: Endpoint, at: datetime) -> list[str]:
    """Those that sign at a moment, the newest first."""
    good = [one for one in row.secrets if one.until is None or one.until > at]
    return [one.secret for one in reversed(good)]


def health(session: Session, key: UUID) -> EndpointHealth:
    """How an address fares, locked: who counts its calls does so in turn."""
    rows = select(EndpointHealth).where(EndpointHealth.endpoint_id == key)
    return session.scalars(rows.with_for_update()).one()


def tries(session: Session, key: UUID, message: str) -> int:
    """How often a message was tried there, as far as its tries ended."""
    rows = select(func.count()).where(
        EndpointAttempt.message == message,
        EndpointAttempt.endpoint_id == key,
        EndpointAttempt.outcome.is_not(None),
        EndpointAttempt.outcome != "limited",
    )
    return session.scalar(rows) or 0


def under_way(session: Session, key: UUID, at: datetime) -> int:
    """How many calls to an address are going on."""
    rows = select(func.count()).where(
        EndpointAttempt.endpoint_id == key,
        EndpointAttempt.ended_at.is_(None),
        EndpointAttempt.started_at > at - UNDER_WAY,
    )
    return session.scalar(rows) or 0


def attempts(
    session: Session, actor: Actor, key: UUID, *, after: str | None = None, limit: int = 20
) -> Page[EndpointAttempt]:
    """What was tried with an address you may see, the newest first."""
    row = endpoint(session, actor, key)
    tried = select(EndpointAttempt).where(EndpointAttempt.endpoint_id == row.id)
    return keyset(session, tried, EndpointAttempt.started_at, EndpointAttempt.id, after, limit)


def texts_since(session: Session, person: UUID, since: datetime) -> int:
    """How many text messages a person was sent since a moment."""
    rows = select(func.count()).where(TextSent.person_id == person, TextSent.at >= since)
    return session.scalar(rows) or 0


def text_sent(session: Session, message: str) -> bool:
    """Whether a text message was counted already."""
    return session.scalar(select(TextSent.id).where(TextSent.message == message)) is not None
