"""Whom the facts of this room concern."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Reaction
from marketplace.core.journal import Entry
from marketplace.identity import public as identity
from marketplace.notices.public import tell
from marketplace.trading import words
from marketplace.trading.queries import deal as deals
from marketplace.trading.queries import request as requests


def _members(session: Session, orgs: Iterable[UUID | None]) -> set[UUID]:
    return {person for org in orgs if org for person in identity.members(session, org)}


def concerned(session: Session, entry: Entry) -> set[UUID]:
    """The people of everybody who takes part in a request, but the organisation that acted."""
    request = requests.request(session, SYSTEM, entry.subject_id)
    holder = request.holder_id if request.sent_at else None  # A draft is nothing to the holder.
    return _members(session, {request.seeker_id, request.broker_id, holder} - {entry.org_id})


def escalated(session: Session, entry: Entry) -> set[UUID]:
    """Everybody who takes part, and the operator's staff."""
    return concerned(session, entry) | set(identity.staff(session, "operator"))


def others(session: Session, entry: Entry) -> set[UUID]:
    """The people of everybody who takes part in a deal, but the organisation that acted.

    A client is told what its broker does for it, a broker what its client does.
    """
    deal = deals.deal(session, SYSTEM, entry.subject_id)
    return _members(session, deal.involved - {entry.org_id})


def broker_and_others(session: Session, entry: Entry) -> set[UUID]:
    """The others, and the broker that came or went."""
    return others(session, entry) | _members(session, [UUID(entry.data["broker_id"])])


def _request_page(entry: Entry) -> str:
    return f"/licence-requests/{entry.subject_id}"


def _deal_page(entry: Entry) -> str:
    return f"/deals/{entry.subject_id}"


def _of_request(fact: str) -> list[Reaction]:
    whom = escalated if fact == "licence_request.escalated" else concerned
    return [tell(f"trading.{fact}", whom, words.FACTS[fact], _request_page, kind="deal")]


def _of_deal(fact: str) -> list[Reaction]:
    whom = broker_and_others if fact in _ABOUT_BROKERS else others
    return [tell(f"trading.{fact}", whom, words.FACTS[fact], _deal_page, kind="deal")]


_ABOUT_BROKERS = frozenset({"deal.broker_attached", "deal.broker_released"})
# A draft concerns nobody yet; `deal_opened` of a request is told by the deal that was opened.
_TOLD_OF_REQUESTS = (
    "licence_request.sent",
    "licence_request.acknowledged",
    "licence_request.qualified",
    "licence_request.declined",
    "licence_request.withdrawn",
    "licence_request.lapsed",
    "licence_request.escalated",
)
_TOLD_OF_DEALS = (
    "deal.opened",
    "deal.offered",
    "deal.countered",
    "deal.accepted",
    "deal.offer_withdrawn",
    "deal.offer_lapsed",
    "deal.lost",
    "deal.struck_elsewhere",
    "deal.broker_attached",
    "deal.broker_released",
)
ON: dict[str, list[Reaction]] = {
    **{fact: _of_request(fact) for fact in _TOLD_OF_REQUESTS},
    **{fact: _of_deal(fact) for fact in _TOLD_OF_DEALS},
}
