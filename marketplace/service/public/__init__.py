"""The door of this room for other rooms: plain values, no rows."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import today
from marketplace.service.actions.introduction import Introduce, introduce
from marketplace.service.actions.referral import Refer, refer
from marketplace.service.public.cards import (
    AgencyCard,
    BrokerCard,
    MandateCard,
    agency_card,
    broker_cards,
    mandate_card,
)
from marketplace.service.public.fitting import (
    AgencyCandidate,
    Candidate,
    agencies_for,
    brokers_for,
    helpers,
)
from marketplace.service.queries import agency as agency_queries
from marketplace.service.queries import broker as broker_queries
from marketplace.service.queries import mandate as mandate_queries
from marketplace.service.rules import agency as agency_rules
from marketplace.service.rules import mandate as mandate_rules
from marketplace.service.words import SUBJECTS

__all__ = [
    "REFERABLE",
    "AgencyCandidate",
    "AgencyCard",
    "BrokerCard",
    "Candidate",
    "MandateCard",
    "active_mandates_of",
    "agencies",
    "agencies_for",
    "broker_of_person",
    "brokers",
    "brokers_for",
    "clients_of",
    "dual_agency_agreed",
    "helpers",
    "mandate",
    "must_cover",
    "record_introduction",
    "refer_to_broker",
]
REFERABLE = frozenset(SUBJECTS)  # The kinds of things that can be put before a broker.


def brokers(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, BrokerCard]:
    """Cards of the brokers among these that the actor may see."""
    rows = broker_queries.by_ids(session, actor, keys)
    return {card.id: card for card in broker_cards(session, rows)}


def agencies(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, AgencyCard]:
    """Cards of the agencies among these that the actor may see."""
    rows = agency_queries.by_ids(session, actor, keys)
    return {row.id: agency_card(row) for row in rows}


def broker_of_person(session: Session, person_id: UUID) -> BrokerCard | None:
    """The profile of a person, whatever its state; None without one."""
    row = broker_queries.of_person(session, person_id)
    return broker_cards(session, [row])[0] if row else None


def mandate(
    session: Session,
    *,
    broker_org: UUID,
    client: UUID,
    role: str,
    subject: tuple[str, UUID],
    on: date,
) -> MandateCard | None:
    """By which mandate a firm may act on a day for a client's side of an object (INV-K4).

    `role` is "seller" or "buyer". One that names the object comes before one for all objects;
    None means that the firm may not act.
    """
    row = mandate_queries.binding(
        session, broker_org=broker_org, client=client, role=role, subject=subject, on=on
    )
    return mandate_card(row) if row else None


def dual_agency_agreed(
    session: Session,
    *,
    broker_org: UUID,
    seller: UUID,
    buyer: UUID,
    subject: tuple[str, UUID],
    on: date,
) -> bool:
    """Whether one firm may act for both sides of an object: both clients consented (INV-K6).

    True where it has a mandate of at most one of them: then there is no dual agency.
    """
    sides = [
        mandate_queries.binding(
            session, broker_org=broker_org, client=client, role=role, subject=subject, on=on
        )
        for client, role in ((seller, "seller"), (buyer, "buyer"))
    ]
    held = [row for row in sides if row is not None]
    return len(held) < len(sides) or all(mandate_rules.consented(row, subject) for row in held)


def active_mandates_of(session: Session, org: UUID) -> list[MandateCard]:
    """The mandates in force today where an organisation is client or broker."""
    return [mandate_card(row) for row in mandate_queries.of_org(session, org, today())]


def clients_of(session: Session, actor: Actor, role: str) -> list[UUID]:
    """For whom the actor's firm acts as a broker today, on the side `role` (seller, buyer)."""
    if actor.org is None or "broker_firm" not in actor.kinds:
        return []
    held = mandate_queries.of_org(session, actor.org, today())
    mine = (row for row in held if row.broker_org == actor.org and row.side == role)
    return list(dict.fromkeys(row.client_org for row in mine))


def record_introduction(
    session: Session,
    actor: Actor,
    *,
    mandate_id: UUID,
    counterparty: UUID,
    subject: tuple[str, UUID],
    title: str,
    note: str | None = None,
) -> UUID:
    """Log that the broker introduced its client to a counterparty; the entry's id."""
    command = Introduce(counterparty, subject[0], subject[1], title, note)
    return introduce(session, actor, mandate_id, command).id


def refer_to_broker(session: Session, actor: Actor, command: Refer) -> UUID:
    """Put a demand or a request before a broker; the referral's id."""
    return refer(session, actor, command).id


def must_cover(session: Session, agency: UUID, items: Iterable[UUID], on: date) -> None:
    """Raise OutOfScope unless all items are in the agency's scope in force on a day (INV-S1)."""
    agency_rules.must_cover(agency_queries.agency(session, SYSTEM, agency), items, on)
