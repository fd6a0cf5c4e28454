"""The inbox."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base


class Notice(Base):
    """One line in one inbox: what was said, in both languages, and where it leads.

    Unique per fact, reaction and recipient, so that whatever dies and repeats, it is shown once.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("entry_seq", "recipient", "reaction"),
        Index("ix_notice_inbox", "recipient", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    entry_seq: Mapped[int]
    reaction: Mapped[str]
    recipient: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    fact: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    zh: Mapped[str]
    en: Mapped[str]
    url: Mapped[str]
    data: Mapped[dict[str, Any]]
    worker: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
