"""The door of this room for other rooms: plain values, no rows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import today
from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.service.actions.introduction import Introduce, introduce
from marketplace.service.actions.referral import Refer, refer
from marketplace.service.models import Agency, Broker, Mandate
from marketplace.service.queries import agency as agency_queries
from marketplace.service.queries import broker as broker_queries
from marketplace.service.queries import mandate as mandate_queries
from marketplace.service.queries import referral as referral_queries
from marketplace.service.rules import agency as agency_rules
from marketplace.service.rules import broker as broker_rules
from marketplace.service.rules import mandate as mandate_rules
from marketplace.service.rules import routing
from marketplace.service.words import SUBJECTS

REFERABLE = frozenset(SUBJECTS)  # The kinds of things that can be put before a broker.


@dataclass(frozen=True, slots=True)
class BrokerCard:
    """What other rooms show of a broker."""

    id: UUID
    person: UUID
    org: UUID
    firm: str
    name: str
    grade: str
    grade_until: date
    green_fields: tuple[str, ...]
    industries: tuple[str, ...]
    ipc: tuple[str, ...]
    regions: tuple[str, ...]
    practising: bool
    accepts_new: bool


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """What other rooms show of an agency; `accredited` names the services valid today."""

    id: UUID
    org: UUID
    name: str
    region: str | None
    services: tuple[str, ...]
    scopes: tuple[str, ...]
    green_fields: tuple[str, ...]
    accredited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MandateCard:
    """By what a broker acts for a client; `subject` None means all of the client's objects."""

    id: UUID
    broker: UUID
    broker_org: UUID
    client: UUID
    role: str
    subject: tuple[str, UUID] | None
    exclusive: bool
    valid_from: date
    valid_until: date
    title: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A broker who fits, with the points and the reasons in words."""

    broker: BrokerCard
    score: int
    reasons: tuple[Phrase, ...]


def _broker_cards(session: Session, rows: Collection[Broker]) -> list[BrokerCard]:
    firms = identity.organisations(session, {row.org_id for row in rows})
    return [
        BrokerCard(
            id=row.id,
            person=row.person_id,
            org=row.org_id,
            firm=firms[row.org_id].name if row.org_id in firms else identity.UNKNOWN,
            name=row.name,
            grade=row.grade,
            grade_until=row.grade_until,
            green_fields=row.green_fields,
            industries=row.industries,
            ipc=row.ipc,
            regions=row.regions,
            practising=broker_rules.practising(row, today()),
            accepts_new=row.accepts_new,
        )
        for row in rows
    ]


def _agency_card(row: Agency) -> AgencyCard:
    on = today()
    return AgencyCard(
        id=row.id,
        org=row.org_id,
        name=row.name,
        region=row.region,
        services=row.services,
        scopes=row.scopes,
        green_fields=row.green_fields,
        accredited=tuple(s for s in row.services if agency_rules.accredited(row, on, s)),
    )


def _mandate_card(row: Mandate) -> MandateCard:
    subject = None
    if row.subject_kind is not None and row.subject_id is not None:
        subject = (row.subject_kind, row.subject_id)
    return MandateCard(
        id=row.id,
        broker=row.broker_id,
        broker_org=row.broker_org,
        client=row.client_org,
        role=row.side,
        subject=subject,
        exclusive=row.exclusive,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        title=row.title,
    )


def brokers(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, BrokerCard]:
    """Cards of the brokers among these that the actor may see."""
    rows = broker_queries.by_ids(session, actor, keys)
    return {card.id: card for card in _broker_cards(session, rows)}


def agencies(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, AgencyCard]:
    """Cards of the agencies among these that the actor may see."""
    rows = agency_queries.by_ids(session, actor, keys)
    return {row.id: _agency_card(row) for row in rows}


def broker_of_person(session: Session, person_id: UUID) -> BrokerCard | None:
    """The profile of a person, whatever its state; None without one."""
    row = broker_queries.of_person(session, person_id)
    return _broker_cards(session, [row])[0] if row else None


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
    return _mandate_card(row) if row else None


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
    return [_mandate_card(row) for row in mandate_queries.of_org(session, org, today())]


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


def helpers(session: Session) -> list[BrokerCard]:
    """The brokers who may practise today and take new work."""
    return _broker_cards(session, broker_queries.available(session))


def brokers_for(
    session: Session,
    *,
    region: str | None,
    green_fields: Collection[str],
    industries: Collection[str],
    ipc: Collection[str],
) -> list[Candidate]:
    """Brokers who fit a thing, the best first, each with its reasons.

    Only practising ones who take new work and fit by something. Equal scores go to the one with
    fewer referrals waiting; the number of deals somebody closed plays no part.
    """
    rows = broker_queries.available(session)
    waiting = referral_queries.waiting(session, {row.id for row in rows})
    fits = {
        row.id: routing.fit(
            row, region=region, green_fields=green_fields, industries=industries, ipc=ipc
        )
        for row in rows
    }
    cards = [card for card in _broker_cards(session, rows) if fits[card.id].score > 0]
    cards.sort(key=lambda card: (-fits[card.id].score, waiting.get(card.id, 0), card.id))
    return [Candidate(card, fits[card.id].score, fits[card.id].reasons) for card in cards]


def must_cover(session: Session, agency: UUID, items: Iterable[UUID], on: date) -> None:
    """Raise OutOfScope unless all items are in the agency's scope in force on a day (INV-S1)."""
    agency_rules.must_cover(agency_queries.agency(session, SYSTEM, agency), items, on)
