"""The table of rewrites: what a demand shall say instead, until somebody decides."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.display.models.demand import Demand
from marketplace.display.states.rewrite import RewriteState


class DemandRewrite(Living, Base):
    """New values of some fields of a demand, and who proposes them."""

    __tablename__ = "demand_rewrite"
    kind: ClassVar[str] = "demand_rewrite"

    demand_id: Mapped[UUID] = mapped_column(ForeignKey("demand.id"), index=True)
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    content: Mapped[dict[str, Any]]
    note: Mapped[str | None]
    reason: Mapped[str | None]
    state: Mapped[RewriteState] = mapped_column(column(RewriteState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    demand: Mapped[Demand] = relationship(lazy="joined")

    @property
    def title(self) -> str:
        """The title of the demand it would change."""
        return self.demand.title
