"""An agency's profile: certificates, scope, and its moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import identifiers, journal
from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.consent import must, must_move
from marketplace.core.text import clean
from marketplace.core.unreadable import Unreadable
from marketplace.identity import public as identity
from marketplace.service.actions.moving import must_be_others, must_be_seen
from marketplace.service.actions.vocabularies import known, pairs
from marketplace.service.errors import (
    AgencyTaken,
    BadAccreditation,
    NoSuchRow,
    PeriodBackwards,
)
from marketplace.service.models import Accreditation, Agency, AgencyFacet, ScopeRow
from marketplace.service.queries import agency as queries
from marketplace.service.rules import agency as rules
from marketplace.service.states import AGENCY, AgencyState


@dataclass(frozen=True, slots=True)
class AgencyDetails:
    """What an agency says of itself; None leaves a detail as it is, a named facet is replaced."""

    facets: Mapping[str, tuple[str, ...]] | None = None
    region: str | None = None
    introduction: str | None = None
    price_note: str | None = None
    turnaround_days: int | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class AddAccreditation:
    """A certificate as it is written on paper."""

    kind: str
    number: str
    valid_from: date
    valid_until: date
    scope_text: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class AddScope:
    """An item the agency works on, and its certificate (none: outside accreditation)."""

    service: str
    item: str
    method: str | None = None
    field: str | None = None
    accreditation_id: UUID | None = None


_PARSERS: dict[str, Callable[[str], Any]] = {
    "cma": identifiers.parse_cma,
    "cnas": identifiers.parse_cnas,
    "cnca": identifiers.parse_cnca,
}
_PARTS = {
    "cma": ("issued_year", "authority", "field", "sector", "serial"),
    "cnas": ("kind",),
    "cnca": ("approved_year", "foreign"),
}


def draft(session: Session, actor: Actor, command: AgencyDetails) -> Agency:
    """Begin the profile of the actor's organisation. Raises AgencyTaken, UnknownCode."""
    must(rules.may_draft, actor, command)
    identity.must_be_verified(actor)
    if actor.org is None or queries.of_org(session, actor.org):
        raise AgencyTaken
    made = Agency(id=uuid4(), org_id=actor.org, name=identity.name_of(session, actor.org))
    made.accreditations, made.scope = [], []
    _apply(made, command)
    AGENCY.begin(made)
    session.add(made)
    journal.record(session, actor, "agency.drafted", made, title=made.title)
    return made


def _apply(agency: Agency, command: AgencyDetails) -> None:
    if command.region is not None:
        agency.region = known("region", command.region)
    for name in ("introduction", "price_note", "contact"):
        value = getattr(command, name)
        if value is not None:
            setattr(agency, name, clean(value))
    if command.turnaround_days is not None:
        agency.turnaround_days = command.turnaround_days
    if command.facets is not None:
        wanted = set(pairs(command.facets))
        kept = [r for r in agency.facets if (r.facet, r.code) in wanted]
        kept += [r for r in agency.facets if r.facet not in command.facets]
        there = {(r.facet, r.code) for r in kept}
        agency.facets = kept + [AgencyFacet(facet=f, code=c) for f, c in sorted(wanted - there)]


def _open(session: Session, actor: Actor, key: UUID, seen: int) -> Agency:
    agency = queries.agency(session, actor, key)
    must(rules.may_change, actor, agency)
    must_be_seen(agency, seen)
    return agency


def _changed(session: Session, actor: Actor, agency: Agency, **what: object) -> None:
    # Settled again: the next certificate to end may be another one now.
    AGENCY.settle(agency)
    journal.record(session, actor, "agency.changed", agency, title=agency.title, **what)


def change(session: Session, actor: Actor, key: UUID, command: AgencyDetails, seen: int) -> Agency:
    """Keep the profile up to date."""
    agency = _open(session, actor, key, seen)
    _apply(agency, command)
    _changed(session, actor, agency)
    return agency


def add_accreditation(
    session: Session, actor: Actor, key: UUID, command: AddAccreditation, seen: int
) -> Agency:
    """Enter a certificate; on a listed profile it waits for the operator's check.

    Raises BadAccreditation (with the reason), PeriodBackwards.
    """
    agency = _open(session, actor, key, seen)
    if command.valid_until < command.valid_from:
        raise PeriodBackwards(fields=["valid_until"])
    number, decoded = read_number(command.kind, command.number)
    agency.accreditations.append(
        Accreditation(
            id=uuid4(),
            kind=command.kind,
            number=number,
            decoded=decoded,
            valid_from=command.valid_from,
            valid_until=command.valid_until,
            scope_text=command.scope_text and clean(command.scope_text),
            evidence=command.evidence and clean(command.evidence),
        )
    )
    return _entered(session, actor, agency, number=number)


def _entered(session: Session, actor: Actor, agency: Agency, **what: object) -> Agency:
    """What was entered on a listed profile waits for the operator's check."""
    if agency.state is AgencyState.LISTED:
        must_move(rules.MAY, "revise", actor, agency)
        return _step(session, actor, agency, "revise", **what)
    _changed(session, actor, agency, **what)
    return agency


def read_number(kind: str, number: str) -> tuple[str, dict[str, Any]]:
    """The canonical number and what its parts say. Raises BadAccreditation."""
    try:
        read = _PARSERS[kind](number)
    except Unreadable as error:
        raise BadAccreditation(fields=["number"], because=error.phrase) from error
    return read.canonical, {part: getattr(read, part) for part in _PARTS[kind]}


def drop_accreditation(session: Session, actor: Actor, key: UUID, row: UUID, seen: int) -> Agency:
    """Take a certificate out; items that rested on it are outside accreditation from now on."""
    agency = _open(session, actor, key, seen)
    kept = [a for a in agency.accreditations if a.id != row]
    if len(kept) == len(agency.accreditations):
        raise NoSuchRow
    for item in agency.scope:
        if item.accreditation_id == row:
            item.accreditation_id = None
    session.flush()
    agency.accreditations = kept
    _changed(session, actor, agency, accreditation=row)
    return agency


def add_scope(session: Session, actor: Actor, key: UUID, command: AddScope, seen: int) -> Agency:
    """Enter an item of scope. Raises NoSuchRow for a certificate that is not the agency's."""
    agency = _open(session, actor, key, seen)
    own = {a.id for a in agency.accreditations}
    if command.accreditation_id and command.accreditation_id not in own:
        raise NoSuchRow
    agency.scope.append(
        ScopeRow(
            id=uuid4(),
            service=known("service", command.service),
            item=clean(command.item),
            method=command.method and clean(command.method),
            field=command.field and known("field", command.field),
            accreditation_id=command.accreditation_id,
        )
    )
    return _entered(session, actor, agency, item=clean(command.item))


def drop_scope(session: Session, actor: Actor, key: UUID, row: UUID, seen: int) -> Agency:
    """Take an item of scope out."""
    agency = _open(session, actor, key, seen)
    kept = [r for r in agency.scope if r.id != row]
    if len(kept) == len(agency.scope):
        raise NoSuchRow
    agency.scope = kept
    _changed(session, actor, agency, scope=row)
    return agency


def move(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int | None,
    *,
    reason: str | None = None,
) -> Agency:
    """Make one move of the profile's life; `list` and `confirm` check its certificates off.

    Raises NothingToShow where there is nothing to list.
    """
    agency = queries.agency(session, actor, key)
    must_move(rules.MAY, name, actor, agency)
    must_be_others(session, actor, agency, rules.MAY[name])
    must_be_seen(agency, seen)
    if name in {"submit", "list"}:
        rules.must_be_complete(agency)
    if name in {"list", "confirm"}:
        for paper in agency.accreditations:
            paper.checked_at = paper.checked_at or now()
        for item in agency.scope:
            item.checked_at = item.checked_at or now()
    more = {"reason": clean(reason)} if reason else {}
    return _step(session, actor, agency, name, **more)


def _step(session: Session, actor: Actor, agency: Agency, name: str, **more: object) -> Agency:
    step = AGENCY.step(agency, name)
    journal.record(
        session,
        actor,
        step.fact,
        agency,
        title=agency.title,
        before=step.before,
        after=step.after,
        **more,
    )
    return agency
