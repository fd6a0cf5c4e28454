"""Who is told of what happens in this room."""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.deliveries import Reaction
from marketplace.core.journal import Entry
from marketplace.identity import public as identity
from marketplace.notices.public import KindName, tell
from marketplace.service import words
from marketplace.service.models import Agency
from marketplace.service.queries import broker as brokers


def _of(*names: str) -> Callable[[Session, Entry], Iterable[UUID]]:
    """All people of the organisations that the entry names."""

    def people(session: Session, entry: Entry) -> Iterable[UUID]:
        for name in names:
            yield from identity.members(session, UUID(entry.data[name]))

    return people


def _the_broker(session: Session, entry: Entry) -> Iterable[UUID]:
    found = brokers.any_of(session, [entry.subject_id]).get(entry.subject_id)
    return [found.person_id] if found else []


def _the_agency(session: Session, entry: Entry) -> Iterable[UUID]:
    found = session.get(Agency, entry.subject_id)
    return identity.members(session, found.org_id) if found else []


def _the_operator(session: Session, _entry: Entry) -> Iterable[UUID]:
    return identity.staff(session, "operator")


def _told(
    fact: str, whom: Callable[[Session, Entry], Iterable[UUID]], where: str, more: str = ""
) -> Reaction:
    name = f"service.{fact.replace('.', '_')}{more}"
    kind: KindName = "review" if where in LISTS else "mandate"
    return tell(
        name, whom, words.FACTS[fact], lambda entry: f"/{where}/{entry.subject_id}", kind=kind
    )


LISTS = frozenset({"brokers", "agencies"})
_BROKER = ("verified", "returned", "recertified", "suspended", "resumed", "lapsed", "removed")
_AGENCY = ("listed", "returned", "confirmed", "suspended", "resumed", "withdrawn")
_MANDATE = ("accepted", "declined", "lapsed", "expired", "terminated", "ended")
_BOTH = ("broker_org", "client_org")

ON: dict[str, list[Reaction]] = {
    **{f"broker.{m}": [_told(f"broker.{m}", _the_broker, "brokers")] for m in _BROKER},
    **{f"agency.{m}": [_told(f"agency.{m}", _the_agency, "agencies")] for m in _AGENCY},
    **{f"mandate.{m}": [_told(f"mandate.{m}", _of(*_BOTH), "mandates")] for m in _MANDATE},
    "broker.applied": [_told("broker.applied", _the_operator, "brokers")],
    "broker.reapplied": [_told("broker.reapplied", _the_operator, "brokers")],
    "agency.submitted": [_told("agency.submitted", _the_operator, "agencies")],
    "agency.revised": [_told("agency.revised", _the_operator, "agencies")],
    "mandate.offered": [_told("mandate.offered", _of(*_BOTH), "mandates")],
    "mandate.disclosed": [_told("mandate.disclosed", _of("client_org"), "mandates")],
    "mandate.consented": [_told("mandate.consented", _of("broker_org"), "mandates")],
    "introduction.recorded": [
        _told("introduction.recorded", _of("counterparty_org", "client_org"), "introductions")
    ],
    **{
        f"introduction.{m}": [
            _told(f"introduction.{m}", _of("broker_org", "client_org"), "introductions")
        ]
        for m in ("acknowledged", "disputed")
    },
    **{
        f"referral.{m}": [_told(f"referral.{m}", _of("broker_org", "from_org"), "referrals")]
        for m in ("sent", "accepted", "declined", "lapsed", "withdrawn")
    },
}
