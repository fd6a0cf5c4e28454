"""One version of a deal's terms: written once, never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Enum, ForeignKey, Index, UniqueConstraint, event, inspect, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import column
from marketplace.trading.states import OfferState, Side

_STANDS = text("state = 'open'")
_AGREED = text("state = 'accepted'")
# What may still happen to an offer that was made.
CHANGEABLE = frozenset({"state", "settled_at"})


def one_of(values: type[Side], name: str) -> Enum:
    """A column type for a short list of words, with its CHECK."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=True,
        length=16,
        name=name,
        values_callable=lambda e: [member.value for member in e],
    )


class Offer(Base):
    """Terms offered by one side to the other, until a named time."""

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("deal_id", "no"),
        Index(
            "uq_offer_open", "deal_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
        Index(
            "uq_offer_accepted",
            "deal_id",
            unique=True,
            sqlite_where=_AGREED,
            postgresql_where=_AGREED,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    no: Mapped[int]
    side: Mapped[Side] = mapped_column(one_of(Side, "side"))
    by_org: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    by_person: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    mandate_id: Mapped[UUID | None]
    terms: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    expires_at: Mapped[datetime]
    made_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[OfferState] = mapped_column(column(OfferState), default=OfferState.OPEN)
    settled_at: Mapped[datetime | None]

    def settle(self, state: OfferState) -> None:
        """Say what became of it."""
        self.state, self.settled_at = state, now()


@event.listens_for(Offer, "before_update")
def _terms_never_change(_mapper: Any, _connection: Any, offer: Offer) -> None:
    changed = {a.key for a in inspect(offer).attrs if a.history.has_changes()}
    if changed - CHANGEABLE:
        raise RuntimeError(f"an offer never changes: {sorted(changed - CHANGEABLE)}")


@event.listens_for(Offer, "before_delete")
def _never_deleted(*_: Any) -> None:
    raise RuntimeError("an offer is never deleted")
