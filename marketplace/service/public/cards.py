"""What other rooms are shown of brokers, agencies and mandates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.clock import today
from marketplace.identity import public as identity
from marketplace.service.models import Agency, Broker, Mandate
from marketplace.service.rules import agency as agency_rules
from marketplace.service.rules import broker as broker_rules


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


def broker_cards(session: Session, rows: Collection[Broker]) -> list[BrokerCard]:
    """The cards of some rows, in their order, with the names of their firms."""
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


def agency_card(row: Agency) -> AgencyCard:
    """The card of a row, as it is accredited today."""
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


def mandate_card(row: Mandate) -> MandateCard:
    """The card of a row."""
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
