"""Reading people and organisations."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, text, true
from sqlalchemy.orm import Session

from marketplace.core.actor import NOBODY, Actor
from marketplace.core.clock import now
from marketplace.core.page import Page, keyset
from marketplace.core.text import skeleton
from marketplace.identity import rules
from marketplace.identity.errors import NoSuchOrganisation, NoSuchPerson, NotYourOrganisation
from marketplace.identity.models import (
    Attempt,
    Credential,
    Membership,
    MobileCode,
    Organisation,
    OrganisationKind,
    Person,
)
from marketplace.identity.states import OrganisationState

WINDOW = timedelta(minutes=5)
# The first half of the lock's name; any constant does that no other lock of the house has.
SIGNING_IN = 20201104
MOST_MEANT = 12
HELD = "organisations held"


def visible(actor: Actor) -> Select[Organisation]:
    """The organisations the actor may see; the twin of `rules.may_see`."""
    return select(Organisation).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    own = Organisation.id == actor.org if actor.org else false()
    return or_(Organisation.state.in_(rules.PUBLIC), own)


def organisation(session: Session, actor: Actor, key: UUID) -> Organisation:
    """One you may see."""
    found = session.scalars(visible(actor).where(Organisation.id == key)).first()
    if found is None:
        raise NoSuchOrganisation
    return found


def organisations(
    session: Session,
    actor: Actor,
    *,
    kind: str | None = None,
    state: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Organisation]:
    """Those you may see, the newest first."""
    rows = visible(actor)
    if kind:
        held = select(OrganisationKind.organisation_id).where(OrganisationKind.name == kind)
        rows = rows.where(Organisation.id.in_(held))
    if state:
        rows = rows.where(Organisation.state == OrganisationState(state))
    return keyset(session, rows, Organisation.created_at, Organisation.id, after, limit)


def by_ids(session: Session, keys: Iterable[UUID]) -> dict[UUID, Organisation]:
    """Organisations by id, whoever asks: for names beside things one may see."""
    rows = session.scalars(select(Organisation).where(Organisation.id.in_(set(keys))))
    return {row.id: row for row in rows}


def held(session: Session, key: UUID) -> Organisation:
    """One by id, kept alive by the session, which else forgets a row that nobody holds."""
    row = session.get_one(Organisation, key)
    session.info.setdefault(HELD, {})[key] = row
    return row


def by_name(session: Session, name_key: str) -> list[Organisation]:
    """Those of a name (compared by its skeleton)."""
    return list(session.scalars(select(Organisation).where(Organisation.name_key == name_key)))


def meant(session: Session, actor: Actor, text: str) -> list[Organisation]:
    """Those a text may mean: by id, credit code, whole name, or else by a part of the name."""
    wanted = skeleton(text)
    if not wanted:
        return []
    rows = visible(actor).order_by(Organisation.name_key, Organisation.id).limit(MOST_MEANT)
    for exact in (
        Organisation.id == _uuid(text),
        Organisation.uscc == text.strip().upper(),
        Organisation.name_key == wanted,
        Organisation.name_key.contains(wanted, autoescape=True),
    ):
        found = list(session.scalars(rows.where(exact)))
        if found:
            return found
    return []


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def by_uscc(session: Session, uscc: str) -> Organisation | None:
    """The one of a code."""
    return session.scalars(select(Organisation).where(Organisation.uscc == uscc)).first()


def members(session: Session, organisation_id: UUID) -> list[Membership]:
    """Its people who can sign in."""
    rows = (
        select(Membership)
        .join(Person)
        .where(Membership.organisation_id == organisation_id, Person.disabled_at.is_(None))
    )
    return list(session.scalars(rows.order_by(Membership.since, Membership.person_id)))


def homes(session: Session, keys: Iterable[UUID]) -> set[UUID]:
    """The organisations of several people."""
    rows = select(Membership.organisation_id).where(Membership.person_id.in_(set(keys)))
    return set(session.scalars(rows))


def people_of_kind(session: Session, kind: str) -> list[UUID]:
    """All people of the organisations of a kind (the operator's staff, the bureau's)."""
    rows = (
        select(Membership.person_id)
        .join(OrganisationKind, OrganisationKind.organisation_id == Membership.organisation_id)
        .join(Person, Person.id == Membership.person_id)
        .where(OrganisationKind.name == kind, Person.disabled_at.is_(None))
        .distinct()
    )
    return list(session.scalars(rows))


def memberships(session: Session, person_id: UUID) -> list[Membership]:
    """The organisations of a person, the oldest first."""
    rows = select(Membership).where(Membership.person_id == person_id)
    return list(session.scalars(rows.order_by(Membership.since, Membership.organisation_id)))


def person(session: Session, key: UUID) -> Person:
    """One by id."""
    found = session.get(Person, key)
    if found is None:
        raise NoSuchPerson
    return found


def people(session: Session, keys: Iterable[UUID]) -> dict[UUID, Person]:
    """People by id."""
    rows = session.scalars(select(Person).where(Person.id.in_(set(keys))))
    return {row.id: row for row in rows}


def by_login(session: Session, login: str) -> Person | None:
    """The one who signs in as this e-mail address or mobile number."""
    rows = select(Person).where(or_(Person.email == login, Person.mobile == login))
    return session.scalars(rows).first()


def lock_login(session: Session, login: str) -> None:
    """Let the tries for one account be counted in turn; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(:room, hashtext(:login))"),
            {"room": SIGNING_IN, "login": login},
        )


def recent_failures(session: Session, login: str) -> int:
    """How many tries of the last five minutes failed."""
    rows = select(func.count()).where(
        Attempt.login == login, Attempt.ok.is_(False), Attempt.at > now() - WINDOW
    )
    return session.scalar(rows) or 0


def codes_since(session: Session, person_id: UUID, mobile: str, since: datetime) -> int:
    """How many codes were asked for by a person or for a number since a moment."""
    whose = or_(MobileCode.person_id == person_id, MobileCode.mobile == mobile)
    rows = select(func.count()).where(whose, MobileCode.asked_at > since)
    return session.scalar(rows) or 0


def codes(session: Session, person_id: UUID) -> list[MobileCode]:
    """The codes a person asked for, the newest first."""
    rows = select(MobileCode).where(MobileCode.person_id == person_id)
    return list(session.scalars(rows.order_by(MobileCode.asked_at.desc(), MobileCode.id)))


def code(session: Session, person_id: UUID, since: datetime) -> MobileCode | None:
    """The last code a person asked for, if that was since a moment."""
    found = codes(session, person_id)
    return found[0] if found and found[0].asked_at > since else None


def credential(session: Session, secret_hash: str, purpose: str) -> Credential | None:
    """A session or token that is still good."""
    rows = select(Credential).where(
        Credential.secret_hash == secret_hash,
        Credential.purpose == purpose,
        Credential.ended_at.is_(None),
        Credential.expires_at > now(),
    )
    return session.scalars(rows).first()


def actor_of(session: Session, found: Credential, behalf: UUID | None) -> Actor:
    """Who acts with this credential: rights are read from the current rows, never kept in it."""
    held = _memberships(session, found.person_id, found.organisation_id)
    if not held:
        return _without_organisation(session, found.person_id)
    wanted = behalf or found.behalf_of
    actor = _acting(held)
    return acting_for(session, actor, wanted) if wanted else actor


def actor_again(session: Session, person: UUID, home: UUID | None, behalf: UUID | None) -> Actor:
    """Who acted before, with the rights they have now: for work that outlives its request.

    Without `home` the clerk's own organisation is found. NOBODY where they may not sign in any
    more; raises NotYourOrganisation where they may not act for `behalf` any more.
    """
    held = _memberships(session, person, home)
    if not held or (home is not None and held[0].organisation_id != home):
        return NOBODY
    actor = _acting(held)
    return acting_for(session, actor, behalf) if behalf else actor


def _acting(held: Sequence[Membership]) -> Actor:
    """The person acting for the first of their organisations; the others are known, too."""
    chosen, also = held[0], frozenset(m.organisation_id for m in held[1:])
    home = chosen.organisation
    open_ = home.state is not OrganisationState.CLOSED
    return Actor(
        person=chosen.person_id,
        org=home.id,
        kinds=home.kinds if open_ else frozenset(),
        roles=frozenset({chosen.role}) if open_ else frozenset(),
        verified=home.state is OrganisationState.VERIFIED,
        also=also,
    )


def acting_for(session: Session, actor: Actor, organisation_id: UUID) -> Actor:
    """The same clerk, acting for a firm. Raises NotYourOrganisation for all but market staff."""
    firm = organisation(session, actor, organisation_id)
    if not rules.may_act_for(actor, firm):
        raise NotYourOrganisation
    return Actor(
        person=actor.person,
        org=firm.id,
        kinds=firm.kinds,
        roles=frozenset({"admin", "staff"}),
        on_behalf_of=firm.id,
        verified=firm.state is OrganisationState.VERIFIED,
    )


def _without_organisation(session: Session, person_id: UUID) -> Actor:
    found = session.get(Person, person_id)
    return Actor(person_id, None) if found and found.disabled_at is None else NOBODY


def _memberships(session: Session, person_id: UUID, preferred: UUID | None) -> list[Membership]:
    """All of a person's, first the one they act for: the preferred, else the oldest."""
    rows = (
        select(Membership)
        .join(Person)
        .where(and_(Membership.person_id == person_id, Person.disabled_at.is_(None)))
    )
    held = session.scalars(rows.order_by(Membership.since, Membership.organisation_id)).all()
    return sorted(held, key=lambda m: m.organisation_id != preferred)
