"""The table of proposed revisions: the content that would replace the live one."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.display.models.technology import Technology
from marketplace.display.states.revision import RevisionState


class TechnologyRevision(Living, Base):
    """A material change of a published technology, waiting for review; one at a time."""

    __tablename__ = "technology_revision"
    __table_args__ = (
        Index(
            "uq_technology_revision_open",
            "technology_id",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
    )
    kind: ClassVar[str] = "revision"

    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), index=True)
    content: Mapped[dict[str, Any]]
    base_version: Mapped[int]
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str | None]
    reason_text: Mapped[str | None]
    state: Mapped[RevisionState] = mapped_column(column(RevisionState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    technology: Mapped[Technology] = relationship(lazy="joined", innerjoin=True)

    @property
    def title(self) -> str:
        """The title of what it revises."""
        return self.technology.title

    @property
    def holder_id(self) -> UUID:
        """Whose technology it revises."""
        return self.technology.holder_id
