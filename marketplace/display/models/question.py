"""From where questions without an account came, kept only to count them."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base


class QuestionTrace(Base):
    """One question by nobody: keyed hashes of its sender's address and of its contact."""

    __tablename__ = "question_trace"
    __table_args__ = (
        Index("ix_question_trace_sender", "sender", "at"),
        Index("ix_question_trace_contact", "contact", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    sender: Mapped[str | None]
    contact: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
