"""Whom the facts of demands, proposals and rewrites concern."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.deliveries import Reaction
from marketplace.core.flow import OPERATOR
from marketplace.core.journal import Entry
from marketplace.display.queries import demand as queries
from marketplace.display.words.demand import FACTS
from marketplace.identity import public as identity
from marketplace.notices.public import KindName, Whom, tell


def _demand(entry: Entry) -> UUID:
    return UUID(entry.data["demand"]) if "demand" in entry.data else entry.subject_id


def _path(entry: Entry) -> str:
    return f"/demands/{_demand(entry)}"


def seeker(session: Session, entry: Entry) -> Iterable[UUID]:
    """The seeker's people, or who asked without an organisation."""
    organisation, person = queries.seeker_of(session, _demand(entry))
    if organisation:
        return identity.members(session, organisation)
    return [person] if person else []


def operators(session: Session, _entry: Entry) -> Iterable[UUID]:
    """The staff of the market."""
    return identity.staff(session, OPERATOR)


def proposers(session: Session, entry: Entry) -> Iterable[UUID]:
    """The people of all who have a living proposal to the demand."""
    firms = queries.proposers_of(session, _demand(entry))
    return [person for firm in firms for person in identity.members(session, firm)]


def proposer(session: Session, entry: Entry) -> Iterable[UUID]:
    """The people of who made the proposal."""
    firm = queries.proposer_of(session, entry.subject_id)
    return identity.members(session, firm) if firm else []


def author(session: Session, entry: Entry) -> Iterable[UUID]:
    """The people of who wrote the rewrite."""
    firm = queries.author_of(session, entry.subject_id)
    return identity.members(session, firm) if firm else []


def named(session: Session, entry: Entry) -> Iterable[UUID]:
    """The people of the organisation the fact names."""
    return identity.members(session, UUID(entry.data["organisation"]))


TELLS: dict[str, dict[str, Whom]] = {
    "demand.asked": {"operators": operators},
    "demand.attached": {"firm": named},
    "demand.submitted": {"operators": operators},
    "demand.published": {"seeker": seeker},
    "demand.changes_requested": {"seeker": seeker},
    "demand.rejected": {"seeker": seeker},
    "demand.proposed": {"seeker": seeker},
    "demand.submissions_closed": {"seeker": seeker, "proposers": proposers},
    "demand.contracted": {"seeker": seeker, "proposers": proposers},
    "demand.expired": {"seeker": seeker},
    "demand.suspended": {"seeker": seeker, "proposers": proposers},
    "demand.resumed": {"seeker": seeker, "proposers": proposers},
    "demand.disclosure_asked": {"seeker": seeker},
    "demand.disclosed": {"firm": named},
    "demand.disclosure_revoked": {"firm": named},
    "demand.nda_accepted": {"seeker": seeker},
    "proposal.shortlisted": {"proposer": proposer},
    "proposal.awarded": {"proposer": proposer},
    "proposal.declined": {"proposer": proposer},
    "proposal.withdrawn": {"seeker": seeker},
    "demand_rewrite.proposed": {"seeker": seeker},
    "demand_rewrite.handed_in": {"operators": operators},
    "demand_rewrite.approved": {"seeker": seeker, "author": author, "proposers": proposers},
    "demand_rewrite.refused": {"seeker": seeker, "author": author},
    "demand_rewrite.accepted": {"author": author},
    "demand_rewrite.declined": {"author": author},
}
LISTED = frozenset({"published", "changes_requested", "rejected", "expired", "submitted", "asked"})


def _kind(fact: str) -> KindName:
    noun, _, what = fact.partition(".")
    return "review" if noun == "demand_rewrite" or what in LISTED else "deal"


ON: dict[str, list[Reaction]] = {
    fact: [
        tell(f"{fact}.{who}", whom, FACTS[fact], _path, kind=_kind(fact))
        for who, whom in several.items()
    ]
    for fact, several in TELLS.items()
}
