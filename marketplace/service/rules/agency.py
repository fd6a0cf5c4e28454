"""Agencies: who sees and moves a profile, and what is accredited on a day (R-AGY, INV-S1)."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from marketplace.core.actor import Actor
from marketplace.service.errors import NothingToShow, OutOfScope
from marketplace.service.models import Accreditation, Agency, ScopeRow
from marketplace.service.states import LISTED, AgencyState

# Which certificate speaks for which service. A certification body works by CNCA approval; CNAS
# adds to that but does not replace it.
SPEAKS_FOR = {
    "testing": {("cma", ""), ("cnas", "laboratory")},
    "evaluation": {("cma", ""), ("cnas", "laboratory"), ("cnas", "inspection_body")},
    "certification": {("cnca", "")},
}
CLOSED = frozenset({AgencyState.WITHDRAWN})


def may_see(actor: Actor, agency: Agency) -> bool:
    """Listed ones are public; the others are their own people's, the operator's, the bureau's."""
    return (
        agency.state in LISTED
        or (actor.org is not None and actor.org == agency.org_id)
        or actor.is_operator
        or actor.is_supervisor
        or actor.is_system
    )


def may_draft(actor: Actor, _command: object) -> bool:
    """The people of an agency, or staff of the market on its behalf."""
    return actor.is_somebody and actor.org is not None and "agency" in actor.kinds


def may_change(actor: Actor, agency: Agency) -> bool:
    """The agency's own people, while it has not withdrawn."""
    return actor.org is not None and actor.org == agency.org_id and agency.state not in CLOSED


def may_revise(actor: Actor, agency: Agency) -> bool:
    """The agency, where it has entered certificates or items that nobody has checked yet."""
    return may_change(actor, agency) and unchecked(agency)


def unchecked(agency: Agency) -> bool:
    """Whether the operator has yet to look at a certificate or an item."""
    papers = any(row.checked_at is None for row in agency.accreditations)
    return papers or any(row.checked_at is None for row in agency.scope)


def may_review(actor: Actor, agency: Agency) -> bool:
    """The operator, but not about itself (INV-G6)."""
    return actor.is_operator and actor.on_behalf_of is None and not actor.is_of(agency.org_id)


def may_withdraw(actor: Actor, agency: Agency) -> bool:
    """The agency or the operator."""
    return may_change(actor, agency) or may_review(actor, agency)


def holds(row: Accreditation, on: date) -> bool:
    """Whether a checked certificate is valid on a day, both ends included."""
    return row.checked_at is not None and row.valid_from <= on <= row.valid_until


def speaks_for(row: Accreditation, service: str) -> bool:
    """Whether this kind of certificate is about this service."""
    what = str(row.decoded.get("kind", "")) if row.kind == "cnas" else ""
    return (row.kind, what) in SPEAKS_FOR[service]


def accredited(agency: Agency, on: date, service: str) -> bool:
    """Whether the agency held a checked certificate for this service on this day."""
    return any(holds(row, on) and speaks_for(row, service) for row in agency.accreditations)


def accredited_until(agency: Agency, on: date, service: str) -> date | None:
    """The last day of the certificate for this service: of those valid, else of the last one."""
    ours = [r for r in agency.accreditations if speaks_for(r, service) and r.checked_at]
    held = [r.valid_until for r in ours if holds(r, on)]
    past = [r.valid_until for r in ours if r.valid_until < on]
    return max(held or past, default=None)


def in_scope(agency: Agency, row: ScopeRow, on: date) -> bool:
    """Whether a checked item's own certificate is valid on a day and fits its service (INV-S1)."""
    if row.checked_at is None:
        return False
    own = [a for a in agency.accreditations if a.id == row.accreditation_id]
    return any(holds(a, on) and speaks_for(a, row.service) for a in own)


def must_cover(agency: Agency, items: Iterable[UUID], on: date) -> None:
    """Raise OutOfScope with the items that are not in the scope in force on a day (INV-S1)."""
    covered = {row.id for row in agency.scope if in_scope(agency, row, on)}
    missing = [str(item) for item in items if item not in covered]
    if missing:
        raise OutOfScope(items=missing)


def must_be_complete(agency: Agency) -> None:
    """Raise NothingToShow where there is no service or no item to look at."""
    if not agency.services or not agency.scope:
        raise NothingToShow


MAY: dict[str, Callable[[Actor, Agency], bool]] = {
    "submit": may_change,
    "return": may_review,
    "list": may_review,
    "revise": may_revise,
    "confirm": may_review,
    "suspend": may_review,
    "resume": may_review,
    "withdraw": may_withdraw,
}
