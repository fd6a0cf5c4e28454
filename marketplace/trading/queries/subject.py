"""What other rooms know of a deal's subject and of who may speak for whom."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from marketplace.core.clock import today
from marketplace.display import public as display
from marketplace.identity import public as identity
from marketplace.service import public as service
from marketplace.trading.errors import DualAgency, NoMandate, PartyNotVerified
from marketplace.trading.models import Deal
from marketplace.trading.states import Side

# States of a technology in which it can be asked for and agreed on.
ON_OFFER = frozenset({"published", "under_deal"})
ROLES = {Side.HOLDER: "seller", Side.SEEKER: "buyer"}  # As mandates name the sides.
_LOCK_SPACE = 884  # First key of two-part advisory locks of this room; any constant does.


def mandate(
    session: Session, broker: UUID, client: UUID, side: Side, technology: UUID
) -> service.MandateCard:
    """The mandate in force today that lets a broker speak for a client. Raises NoMandate."""
    found = service.mandate(
        session,
        broker_org=broker,
        client=client,
        role=ROLES[side],
        subject=("technology", technology),
        on=today(),
    )
    if found is None:
        raise NoMandate
    return found


def must_not_serve_two(session: Session, deal: Deal, broker: UUID, side: Side) -> None:
    """Raise DualAgency where the broker serves the other side too, unless both consented."""
    if deal.broker(side.other) != broker:
        return
    agreed = service.dual_agency_agreed(
        session,
        broker_org=broker,
        seller=deal.holder_id,
        buyer=deal.seeker_id,
        subject=("technology", deal.technology_id),
        on=today(),
    )
    if not agreed:
        raise DualAgency


def suggestion(
    session: Session, technology: UUID, parties: frozenset[UUID]
) -> service.BrokerCard | None:
    """The broker who fits a technology best and is of neither party; None if nobody fits."""
    about = display.features(session, technology)
    if about is None:
        return None
    found = service.brokers_for(
        session,
        region=about.card.region,
        green_fields=about.card.green_fields,
        industries=about.codes.get("industries", ()),
        ipc=about.ipc,
    )
    return next((c.broker for c in found if c.broker.org not in parties), None)


def must_both_be_verified(session: Session, *parties: UUID) -> None:
    """Raise PartyNotVerified unless every party is."""
    cards = identity.organisations(session, parties)
    if not all(key in cards and cards[key].verified for key in parties):
        raise PartyNotVerified


def lock_technology(session: Session, technology: UUID) -> None:
    """Let one agreement at a time be made on a technology (INV-X1: parent lock first).

    SQLite has one writer anyway; on PostgreSQL an advisory lock of this room, until the commit.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = technology.int % 2**31
        session.execute(
            text("SELECT pg_advisory_xact_lock(:space, :key)"), {"space": _LOCK_SPACE, "key": key}
        )
