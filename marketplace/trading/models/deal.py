"""A deal: two parties, one technology, the versions of its terms."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.trading.models.offer import Offer, one_of
from marketplace.trading.states import DealState, OfferState, Side


class Deal(Living, Base):
    """A negotiation between a holder and a seeker, and what they agree on.

    `turn` is the side that has to speak, `offer_ends` the end of the offer that stands. A broker
    acts for a side under a mandate and is never a party itself (I-24).
    """

    __tablename__ = "deal"
    __table_args__ = (
        CheckConstraint("seeker_id <> holder_id", name="two_parties"),
        *(
            CheckConstraint(
                f"broker_for_{side} IS NULL OR "
                f"(broker_for_{side} <> seeker_id AND broker_for_{side} <> holder_id)",
                name=f"broker_for_{side}_is_no_party",
            )
            for side in ("holder", "seeker")
        ),
        CheckConstraint("state <> 'lost' OR reason IS NOT NULL", name="lost_with_a_reason"),
        CheckConstraint("origin IN ('request', 'proposal', 'elsewhere')", name="origin"),
    )
    kind: ClassVar[str] = "deal"

    title: Mapped[str]
    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), index=True)
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    seeker_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    broker_for_holder: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    broker_for_seeker: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    mandate_for_holder: Mapped[UUID | None]
    mandate_for_seeker: Mapped[UUID | None]
    origin: Mapped[str]
    origin_id: Mapped[UUID | None]
    struck_on: Mapped[date | None]
    evidence_note: Mapped[str | None]
    state: Mapped[DealState] = mapped_column(column(DealState))
    turn: Mapped[Side] = mapped_column(one_of(Side, "turn"))
    offer_ends: Mapped[datetime | None]
    holds: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None]
    reason_note: Mapped[str | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    offers: Mapped[list[Offer]] = relationship(lazy="selectin", order_by=Offer.no)

    @property
    def current(self) -> Offer | None:
        """The offer that stands, or the one that was accepted; None when there is none."""
        return next((o for o in self.offers if o.state in _CURRENT), None)

    @property
    def standing(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((o for o in self.offers if o.state is OfferState.OPEN), None)

    @property
    def last(self) -> Offer | None:
        """The newest version of the terms, whatever became of it."""
        return self.offers[-1] if self.offers else None

    def party(self, side: Side) -> UUID:
        """The organisation of a side."""
        return self.holder_id if side is Side.HOLDER else self.seeker_id

    def broker(self, side: Side) -> UUID | None:
        """The broker of a side."""
        return self.broker_for_holder if side is Side.HOLDER else self.broker_for_seeker

    def mandate(self, side: Side) -> UUID | None:
        """The mandate under which a side's broker was attached."""
        return self.mandate_for_holder if side is Side.HOLDER else self.mandate_for_seeker

    def attach(self, side: Side, broker: UUID | None, mandate: UUID | None) -> None:
        """Put a broker on a side, or take it off."""
        if side is Side.HOLDER:
            self.broker_for_holder, self.mandate_for_holder = broker, mandate
        else:
            self.broker_for_seeker, self.mandate_for_seeker = broker, mandate

    @property
    def involved(self) -> set[UUID]:
        """The organisations that take part."""
        several = (self.holder_id, self.seeker_id, self.broker_for_holder, self.broker_for_seeker)
        return {key for key in several if key}


_CURRENT = frozenset({OfferState.OPEN, OfferState.ACCEPTED})
