"""The tables of this room."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.reminders.states import EscalationState


class Reminder(Base):
    """One step of a plan that was taken: once for each time a thing began to wait (`since`).

    `done` says what was done: nudge, broker, operator.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("noun", "subject_id", "since", "step"),)
    kind: ClassVar[str] = "reminder"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    noun: Mapped[str]
    subject_id: Mapped[UUID]
    since: Mapped[datetime]
    step: Mapped[int]
    done: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class Escalation(Living, Base):
    """Something that rests although everybody was reminded: `org_id` is whose turn it is."""

    __tablename__ = "escalation"
    __table_args__ = (Index("ix_escalation_subject", "noun", "subject_id"),)
    kind: ClassVar[str] = "escalation"

    noun: Mapped[str]
    subject_id: Mapped[UUID]
    since: Mapped[datetime]
    title: Mapped[str]
    url: Mapped[str]
    ask_zh: Mapped[str]
    ask_en: Mapped[str]
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    note: Mapped[str | None]
    state: Mapped[EscalationState] = mapped_column(column(EscalationState))
    created_at: Mapped[datetime] = mapped_column(default=now)
