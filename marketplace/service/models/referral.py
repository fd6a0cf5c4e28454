"""Referrals: a demand or a licence request put before a broker."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.service.states import ReferralState


class Referral(Living, Base):
    """Somebody asks a broker to help with a thing of theirs; it points, the thing stays put."""

    __tablename__ = "referral"
    kind: ClassVar[str] = "referral"

    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    title: Mapped[str]
    note: Mapped[str | None]
    answer: Mapped[str | None]
    from_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    broker_id: Mapped[UUID] = mapped_column(ForeignKey("broker.id"), index=True)
    broker_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    answer_by: Mapped[date]
    state: Mapped[ReferralState] = mapped_column(column(ReferralState))
    created_at: Mapped[datetime] = mapped_column(default=now)
