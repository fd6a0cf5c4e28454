"""The table of matches."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.matching.states import MatchState


class Match(Living, Base):
    """A demand and a technology that fit: how well, why, and what the two sides made of it.

    `features` hold the explanation in both languages; `fingerprint` is the hash of what was
    compared. `told` says that the two sides heard of it: they hear of it once. `seeker_id` is never
    shown to the holder.
    """

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("demand_id", "technology_id"),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        CheckConstraint("dismissed_by IN ('seeker', 'holder')", name="dismissed_by"),
        CheckConstraint("state <> 'dismissed' OR reason IS NOT NULL", name="reason"),
        Index("ix_match_created_at_id", "created_at", "id"),
    )
    kind: ClassVar[str] = "match"

    demand_id: Mapped[UUID] = mapped_column(ForeignKey("demand.id"))
    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), index=True)
    seeker_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    score: Mapped[float]
    features: Mapped[list[dict[str, Any]]]
    fingerprint: Mapped[str]
    told: Mapped[bool] = mapped_column(default=False)
    state: Mapped[MatchState] = mapped_column(column(MatchState))
    dismissed_by: Mapped[str | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def percent(self) -> int:
        """The score as people are told it."""
        return round(self.score * 100)
