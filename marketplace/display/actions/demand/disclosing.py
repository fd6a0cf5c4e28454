"""Telling chosen organisations more than everybody sees."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Stale
from marketplace.core.text import content_hash
from marketplace.display.actions.demand.judging import grant
from marketplace.display.errors.demand import NothingToDisclose
from marketplace.display.models.demand import Demand, DemandDisclosure
from marketplace.display.queries import demand as queries
from marketplace.display.rules import demand as rules
from marketplace.display.words.demand import NDA_TERMS
from marketplace.identity import public as identity


def ask_more(session: Session, actor: Actor, key: UUID, note: str | None) -> Demand:
    """A holder or broker asks the seeker to disclose more to them; asking twice is asking once."""
    made = queries.demand(session, actor, key, lock=True)
    must(rules.may_ask_more, actor, made)
    row = _row(made, actor.org)
    if row is None:
        row = DemandDisclosure(org_id=actor.org)
        made.disclosures.append(row)
    row.asked_at, row.note = clock.now(), note
    return _said(session, actor, made, "demand.disclosure_asked", actor.org)


def disclose(session: Session, actor: Actor, key: UUID, organisation: UUID, seen: int) -> Demand:
    """Tell an organisation who seeks, and the rest of it once they promised secrecy."""
    made = _own(session, actor, key, seen)
    firm = identity.organisation(session, actor, organisation)
    grant(made, firm.id)
    return _said(session, actor, made, "demand.disclosed", firm.id)


def revoke(session: Session, actor: Actor, key: UUID, organisation: UUID, seen: int) -> Demand:
    """The seeker takes a disclosure back: the organisation sees no more than everybody again."""
    made = _own(session, actor, key, seen)
    row = _row(made, organisation)
    if row is None or not row.stands:
        raise NothingToDisclose
    row.revoked_at, row.nda_accepted_at = clock.now(), None
    return _said(session, actor, made, "demand.disclosure_revoked", organisation)


def promise(session: Session, actor: Actor, key: UUID) -> Demand:
    """An organisation the seeker chose accepts the confidentiality terms; their hash is kept."""
    made = queries.demand(session, actor, key, lock=True)
    must(rules.may_promise, actor, made)
    row = _row(made, actor.org)
    if row is None or row.nda_accepted_at is not None:
        raise NothingToDisclose
    row.nda_accepted_at, row.nda_accepted_by = clock.now(), actor.person
    row.nda_hash = content_hash(list(NDA_TERMS))
    return _said(session, actor, made, "demand.nda_accepted", actor.org, terms=row.nda_hash)


def _own(session: Session, actor: Actor, key: UUID, seen: int) -> Demand:
    made = queries.demand(session, actor, key, lock=True)
    must(rules.may_write, actor, made)
    if seen != made.version:
        raise Stale(version=made.version)
    return made


def _row(made: Demand, organisation: UUID | None) -> DemandDisclosure | None:
    return next((row for row in made.disclosures if row.org_id == organisation), None)


def _said(
    session: Session, actor: Actor, made: Demand, fact: str, whom: UUID | None, **data: object
) -> Demand:
    made.steps += 1
    journal.record(session, actor, fact, made, title=made.title, organisation=whom, **data)
    session.flush()
    return made
