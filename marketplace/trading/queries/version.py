"""The versions of a deal's terms, each with what it changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from marketplace.trading.models import Deal, Offer
from marketplace.trading.rules.difference import Change, difference
from marketplace.trading.rules.terms import of_json
from marketplace.trading.states import OfferState, Side


@dataclass(frozen=True, slots=True)
class Version:
    """An offer, and how it differs from the one before."""

    offer: Offer
    changes: list[Change]

    id: UUID
    no: int
    side: Side
    by_org: UUID
    by_person: UUID | None
    mandate_id: UUID | None
    terms: dict[str, Any]
    content_hash: str
    made_at: datetime
    expires_at: datetime
    state: OfferState
    settled_at: datetime | None


def versions(deal: Deal) -> list[Version]:
    """All of them, the first one first."""
    before = [None, *deal.offers]
    return [_version(old, new) for old, new in zip(before, deal.offers, strict=False)]


def _version(old: Offer | None, new: Offer) -> Version:
    changes = difference(of_json(old.terms), of_json(new.terms)) if old else []
    names = set(Version.__slots__) - {"offer", "changes"}
    return Version(new, changes, **{name: getattr(new, name) for name in names})
