"""Mandates, the consents to dual agency, and the log of introductions."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import FEN, Base
from marketplace.core.flow import Living, column
from marketplace.service.states import IntroductionState, MandateState


class DualConsent(Base):
    """A client's consent that its broker also acts for the other side of one object."""

    __tablename__ = "dual_consent"
    __table_args__ = (UniqueConstraint("mandate_id", "subject_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    mandate_id: Mapped[UUID] = mapped_column(ForeignKey("mandate.id"), index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    disclosed_at: Mapped[datetime | None]
    given_at: Mapped[datetime | None]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Mandate(Living, Base):
    """What a client asks of a broker; without a subject it covers all of the client's objects.

    `fee_permille` is thousandths; `fee_tiers` are rising {"up_to_fen", "permille"}, the last with
    `up_to_fen` null. `tail_until` is set when the mandate ends.
    """

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("valid_from <= valid_until", name="period"),
        CheckConstraint("(subject_kind IS NULL) = (subject_id IS NULL)", name="subject"),
        CheckConstraint("broker_org <> client_org", name="parties"),
        Index("ix_mandate_client", "client_org", "state"),
    )
    kind: ClassVar[str] = "mandate"

    broker_id: Mapped[UUID] = mapped_column(ForeignKey("broker.id"), index=True)
    broker_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    client_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    title: Mapped[str]
    side: Mapped[str]
    subject_kind: Mapped[str | None]
    subject_id: Mapped[UUID | None]
    scope: Mapped[str]
    exclusive: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    tail_months: Mapped[int] = mapped_column(default=0)
    tail_until: Mapped[date | None]
    fee_kind: Mapped[str]
    fee_fen: Mapped[int | None] = mapped_column(FEN)
    fee_permille: Mapped[int | None]
    fee_tiers: Mapped[list[dict[str, Any]]]
    fee_base: Mapped[str] = mapped_column(default="received")
    payer: Mapped[str] = mapped_column(default="both")
    cost_rule: Mapped[str] = mapped_column(default="broker")
    signed_client_at: Mapped[datetime | None]
    signed_broker_at: Mapped[datetime | None]
    state: Mapped[MandateState] = mapped_column(column(MandateState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    consents: Mapped[list[DualConsent]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def other_side(self) -> UUID:
        """The organisation that has to answer the drafter."""
        return self.client_org if self.drafted_by == self.broker_org else self.broker_org

    @property
    def parties(self) -> frozenset[UUID]:
        """Client and broker firm."""
        return frozenset({self.client_org, self.broker_org})


class Introduction(Living, Base):
    """A broker brought its client and a counterparty together, over an object."""

    __tablename__ = "introduction"
    kind: ClassVar[str] = "introduction"

    mandate_id: Mapped[UUID] = mapped_column(ForeignKey("mandate.id"), index=True)
    broker_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    client_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    counterparty_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    note: Mapped[str | None]
    state: Mapped[IntroductionState] = mapped_column(column(IntroductionState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
