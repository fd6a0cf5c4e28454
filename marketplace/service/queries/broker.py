"""Reading brokers."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.clock import today
from marketplace.core.page import Page, keyset
from marketplace.service.errors import NoSuchBroker
from marketplace.service.models import Broker, BrokerFacet
from marketplace.service.queries.places import within
from marketplace.service.rules import broker as rules
from marketplace.service.states import BrokerState

PREFIXES = frozenset({"industry", "ipc"})


@dataclass(frozen=True, slots=True)
class BrokersAsked:
    """By what the directory is narrowed; `region` also finds what lies inside it."""

    grade: str | None = None
    field: str | None = None
    industry: str | None = None
    ipc: str | None = None
    region: str | None = None
    language: str | None = None
    accepting: bool | None = None
    state: str | None = None
    mine: bool = False


def visible(actor: Actor) -> Select[Broker]:
    """The brokers the actor may see; the twin of `rules.broker.may_see`."""
    return select(Broker).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    own = Broker.org_id == actor.org if actor.org else false()
    return or_(Broker.state.in_(rules.PUBLIC), own)


def broker(session: Session, actor: Actor, key: UUID) -> Broker:
    """One you may see."""
    found = session.scalars(visible(actor).where(Broker.id == key)).first()
    if found is None:
        raise NoSuchBroker
    return found


def brokers(
    session: Session,
    actor: Actor,
    asked: BrokersAsked,
    *,
    after: str | None = None,
    limit: int = 20,
) -> Page[Broker]:
    """Those you may see that fit, the newest first; without `mine` or `state` practising ones."""
    rows = visible(actor)
    if asked.mine:
        rows = rows.where(Broker.org_id == actor.org) if actor.org else rows.where(false())
    if asked.state or not asked.mine:
        rows = rows.where(Broker.state == BrokerState(asked.state or "active"))
    if asked.grade:
        rows = rows.where(Broker.grade == asked.grade)
    if asked.accepting is not None:
        rows = rows.where(Broker.accepts_new.is_(asked.accepting))
    for facet in ("field", "industry", "ipc", "region", "language"):
        code = getattr(asked, facet)
        if code:
            rows = rows.where(_knows(facet, code))
    return keyset(session, rows, Broker.created_at, Broker.id, after, limit)


def _knows(facet: str, code: str) -> ColumnElement[bool]:
    fits = BrokerFacet.code == code
    if facet in PREFIXES:
        fits = BrokerFacet.code.startswith(code, autoescape=True)
    if facet == "region":
        fits = within(BrokerFacet.code, code)
    held = select(BrokerFacet.broker_id).where(BrokerFacet.facet == facet, fits)
    return Broker.id.in_(held)


def of_person(session: Session, person_id: UUID) -> Broker | None:
    """The profile of a person, if there is one that was not removed."""
    rows = select(Broker).where(Broker.person_id == person_id, Broker.state != BrokerState.REMOVED)
    return session.scalars(rows).first()


def by_ids(session: Session, actor: Actor, keys: Iterable[UUID]) -> list[Broker]:
    """Those of some ids that the actor may see."""
    return list(session.scalars(visible(actor).where(Broker.id.in_(set(keys)))))


def any_of(session: Session, keys: Iterable[UUID]) -> dict[UUID, Broker]:
    """Brokers by id, whoever asks: names beside things one may see."""
    rows = session.scalars(select(Broker).where(Broker.id.in_(set(keys))))
    return {row.id: row for row in rows}


def available(session: Session) -> list[Broker]:
    """Brokers who may practise today and take new work."""
    rows = select(Broker).where(
        Broker.state == BrokerState.ACTIVE,
        Broker.accepts_new.is_(True),
        Broker.grade_until >= today(),
    )
    return list(session.scalars(rows.order_by(Broker.id)))
