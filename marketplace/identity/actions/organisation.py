"""Registering, changing and moving organisations."""

from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import identifiers, journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Stale
from marketplace.core.text import clean, skeleton
from marketplace.core.unreadable import Unreadable
from marketplace.identity import queries, rules
from marketplace.identity.actions.person import login_of
from marketplace.identity.errors import (
    BadUscc,
    MemberAlready,
    NoSuchPerson,
    ReservedKind,
    UsccTaken,
)
from marketplace.identity.models import Membership, Organisation, OrganisationKind
from marketplace.identity.states import ORGANISATION, RESERVED


@dataclass(frozen=True, slots=True)
class RegisterOrganisation:
    """What an organisation says of itself; `uscc` may be missing for foreign ones."""

    name: str
    kinds: tuple[str, ...]
    uscc: str | None = None
    region: str | None = None
    address: str | None = None
    website: str | None = None
    about: str | None = None
    state_set_up: bool = False


@dataclass(frozen=True, slots=True)
class ChangeOrganisation:
    """New details; None leaves a detail as it is."""

    region: str | None = None
    address: str | None = None
    website: str | None = None
    about: str | None = None


def register(session: Session, actor: Actor, command: RegisterOrganisation) -> Organisation:
    """Enter an organisation; the person becomes its administrator, the operator verifies it.

    Raises BadUscc, UsccTaken, ReservedKind.
    """
    kinds = frozenset(command.kinds)
    if kinds & RESERVED and not (actor.is_operator or actor.is_system):
        raise ReservedKind
    must(rules.may_register, actor, kinds)
    uscc = _uscc(session, command.uscc)
    name = clean(command.name)
    made = Organisation(
        id=uuid4(),
        name=name,
        name_key=skeleton(name),
        uscc=uscc,
        region=command.region,
        address=command.address,
        website=command.website,
        about=command.about,
        state_set_up=command.state_set_up,
        kind_rows=[OrganisationKind(name=kind) for kind in sorted(kinds)],
    )
    ORGANISATION.begin(made)
    session.add(made)
    if actor.person and not actor.is_operator:
        session.flush()
        session.add(Membership(person_id=actor.person, organisation_id=made.id, role="admin"))
    journal.record(session, actor, "organisation.registered", made, title=name, kinds=sorted(kinds))
    return made


def _uscc(session: Session, given: str | None) -> str | None:
    if not given:
        return None
    try:
        uscc = identifiers.parse_uscc(given).canonical
    except Unreadable as error:
        raise BadUscc(fields=["uscc"], because=error.phrase) from error
    if queries.by_uscc(session, uscc):
        raise UsccTaken(fields=["uscc"])
    return uscc


def change(
    session: Session, actor: Actor, key: UUID, command: ChangeOrganisation, seen: int
) -> Organisation:
    """Change details of an organisation; its name and code are what the operator verified."""
    made = queries.organisation(session, actor, key)
    must(rules.may_change, actor, made)
    if seen != made.version:
        raise Stale(version=made.version)
    changed = {k: v for k, v in asdict(command).items() if v is not None}
    for name, value in changed.items():
        setattr(made, name, value)
    journal.record(
        session, actor, "organisation.changed", made, title=made.name, fields=sorted(changed)
    )
    return made


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Organisation:
    """Make one move of an organisation's life cycle; `seen` None only for the house itself."""
    made = queries.organisation(session, actor, key)
    must_move(rules.MAY, name, actor, made)
    if seen is not None and seen != made.version:
        raise Stale(version=made.version)
    step = ORGANISATION.step(made, name)
    journal.record(
        session, actor, step.fact, made, title=made.name, before=step.before, after=step.after
    )
    return made


def add_member(session: Session, actor: Actor, key: UUID, login: str, role: str) -> Membership:
    """Take a registered person into the organisation. Raises NoSuchPerson, MemberAlready."""
    made = queries.organisation(session, actor, key)
    must(rules.may_change, actor, made)
    person = queries.by_login(session, login_of(login))
    if person is None:
        raise NoSuchPerson(fields=["login"])
    if session.get(Membership, (person.id, made.id)):
        raise MemberAlready(fields=["login"])
    membership = Membership(person_id=person.id, organisation_id=made.id, role=role)
    session.add(membership)
    session.flush()
    session.refresh(membership)
    journal.record(
        session, actor, "organisation.joined", made, title=made.name, person=person.id, role=role
    )
    return membership
