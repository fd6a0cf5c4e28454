"""Reading mandates and introductions."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, text, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.service.errors import NoSuchIntroduction, NoSuchMandate
from marketplace.service.models import Introduction, Mandate
from marketplace.service.rules.mandate import Subject
from marketplace.service.states import MandateState

# The first half of the lock's name: mandates of one client are signed one after the other.
SIGNING = 20201103


def visible(actor: Actor) -> Select[Mandate]:
    """The mandates the actor may see; the twin of `rules.mandate.may_see`."""
    return select(Mandate).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    if actor.org is None:
        return false()
    party = or_(Mandate.client_org == actor.org, Mandate.broker_org == actor.org)
    return or_(and_(party, Mandate.state != MandateState.DRAFTED), Mandate.drafted_by == actor.org)


def mandate(session: Session, actor: Actor, key: UUID) -> Mandate:
    """One you may see."""
    found = session.scalars(visible(actor).where(Mandate.id == key)).first()
    if found is None:
        raise NoSuchMandate
    return found


def mandates(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    side: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Mandate]:
    """Those you may see, the newest first."""
    rows = visible(actor)
    if state:
        rows = rows.where(Mandate.state == MandateState(state))
    if side:
        rows = rows.where(Mandate.side == side)
    return keyset(session, rows, Mandate.created_at, Mandate.id, after, limit)


def lock_signing(session: Session, client_org: UUID) -> None:
    """Wait for whoever signs for this client now; on SQLite a unit is the only writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(:room, hashtext(:client))"),
            {"room": SIGNING, "client": str(client_org)},
        )


def signed(session: Session, client_org: UUID) -> list[Mandate]:
    """The client's mandates that both have signed and nobody has ended."""
    rows = select(Mandate).where(
        Mandate.client_org == client_org, Mandate.state == MandateState.ACTIVE
    )
    return list(session.scalars(rows.execution_options(populate_existing=True)))


def signed_by_broker(session: Session, broker_org: UUID) -> list[Mandate]:
    """The broker firm's mandates that both have signed and nobody has ended."""
    rows = select(Mandate).where(
        Mandate.broker_org == broker_org, Mandate.state == MandateState.ACTIVE
    )
    return list(session.scalars(rows))


def binding(
    session: Session, *, broker_org: UUID, client: UUID, role: str, subject: Subject, on: date
) -> Mandate | None:
    """The mandate by which a firm may act for a client's side of an object on a day."""
    rows = (
        select(Mandate)
        .where(
            Mandate.broker_org == broker_org,
            Mandate.client_org == client,
            Mandate.side == role,
            Mandate.state == MandateState.ACTIVE,
            Mandate.valid_from <= on,
            Mandate.valid_until >= on,
            or_(
                Mandate.subject_id.is_(None),
                and_(Mandate.subject_kind == subject[0], Mandate.subject_id == subject[1]),
            ),
        )
        .order_by(Mandate.subject_id.is_(None), Mandate.created_at, Mandate.id)
    )
    return session.scalars(rows).first()


def of_org(session: Session, org: UUID, on: date) -> list[Mandate]:
    """The mandates in force on a day where the organisation is client or broker."""
    rows = select(Mandate).where(
        or_(Mandate.client_org == org, Mandate.broker_org == org),
        Mandate.state == MandateState.ACTIVE,
        Mandate.valid_from <= on,
        Mandate.valid_until >= on,
    )
    return list(session.scalars(rows.order_by(Mandate.created_at, Mandate.id)))


def visible_introductions(actor: Actor) -> Select[Introduction]:
    """The introductions the actor may see; the twin of `rules.mandate.may_see_introduction`."""
    rows = select(Introduction)
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return rows
    if actor.org is None:
        return rows.where(false())
    ends = (Introduction.broker_org, Introduction.client_org, Introduction.counterparty_org)
    return rows.where(or_(*(end == actor.org for end in ends)))


def introduction(session: Session, actor: Actor, key: UUID) -> Introduction:
    """One you may see."""
    rows = visible_introductions(actor).where(Introduction.id == key)
    found = session.scalars(rows).first()
    if found is None:
        raise NoSuchIntroduction
    return found


def introductions(
    session: Session,
    actor: Actor,
    *,
    mandate_id: UUID | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Introduction]:
    """Those you may see, the newest first, of one mandate or of all."""
    rows = visible_introductions(actor)
    if mandate_id:
        rows = rows.where(Introduction.mandate_id == mandate_id)
    return keyset(session, rows, Introduction.created_at, Introduction.id, after, limit)
