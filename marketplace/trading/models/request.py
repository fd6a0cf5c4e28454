"""A seeker's request for a licence."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import FEN, Base
from marketplace.core.flow import Living, column
from marketplace.trading.states import OPEN_REQUEST, RequestState

_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN_REQUEST))
_PER_SEEKER = text(f"state IN ({_OPEN})")


class LicenceRequest(Living, Base):
    """Who wants which licence, answered by the technology's holder; ends only with a reason."""

    __tablename__ = "licence_request"
    __table_args__ = (
        Index(
            "uq_licence_request_open",
            "seeker_id",
            "technology_id",
            unique=True,
            sqlite_where=_PER_SEEKER,
            postgresql_where=_PER_SEEKER,
        ),
        CheckConstraint("seeker_id <> holder_id", name="two_parties"),
        CheckConstraint(
            "broker_id IS NULL OR (broker_id <> seeker_id AND broker_id <> holder_id)",
            name="broker_is_no_party",
        ),
        CheckConstraint(f"state IN ({_OPEN}) OR reason IS NOT NULL", name="ends_with_a_reason"),
    )
    kind: ClassVar[str] = "licence_request"

    title: Mapped[str]
    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), index=True)
    seeker_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    demand_id: Mapped[UUID | None]
    broker_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    mandate_id: Mapped[UUID | None]
    suggested_broker: Mapped[UUID | None]  # A broker's profile, of the service room.
    state: Mapped[RequestState] = mapped_column(column(RequestState))
    wanted: Mapped[str]
    territory: Mapped[list[str]]
    field: Mapped[str | None]
    months: Mapped[int | None]
    budget_fen: Mapped[int | None] = mapped_column(FEN)
    message: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime | None]
    respond_by: Mapped[datetime | None]
    lapse_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    reason_note: Mapped[str | None]
    deal_id: Mapped[UUID | None] = mapped_column(ForeignKey("deal.id"))

    @property
    def parties(self) -> dict[str, Any]:
        """Who takes part, by what they are; those who are not there are left out."""
        named = {"seeker": self.seeker_id, "holder": self.holder_id, "broker": self.broker_id}
        return {name: key for name, key in named.items() if key}
