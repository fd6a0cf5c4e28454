"""The door of this room for other rooms: plain values, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import sms
from marketplace.core.actor import NOBODY, Actor
from marketplace.identity import queries
from marketplace.identity.actions.secrets import fingerprint
from marketplace.identity.errors import NoSuchOrganisation, NoSuchPerson, NotVerified
from marketplace.identity.models import Organisation, Person
from marketplace.identity.states import OrganisationState


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """What other rooms show of an organisation."""

    id: UUID
    name: str
    kinds: frozenset[str]
    region: str | None
    uscc: str | None
    state_set_up: bool
    verified: bool
    trust: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """How a person is reached; `text_to` is their number in E.164, once they proved it.

    Whoever has `no_suggestions` is told nothing that the market found fitting by itself.
    """

    id: UUID
    name: str
    email: str | None
    language: str
    text_to: str | None = None
    no_suggestions: bool = False


UNKNOWN = "—"


def _card(row: Organisation) -> OrganisationCard:
    return OrganisationCard(
        row.id,
        row.name,
        row.kinds,
        row.region,
        row.uscc,
        row.state_set_up,
        row.state is OrganisationState.VERIFIED,
        row.trust,
        row.about,
    )


def resolve(session: Session, secret: str, purpose: str, behalf: str | None) -> Actor:
    """The actor of a session or token secret; NOBODY when it is not good (any more)."""
    found = queries.credential(session, fingerprint(secret), purpose)
    if found is None:
        return NOBODY
    return queries.actor_of(session, found, _uuid(behalf))


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NoSuchOrganisation from error


def organisation(session: Session, actor: Actor, key: UUID) -> OrganisationCard:
    """One you may see."""
    return _card(queries.organisation(session, actor, key))


def organisations(session: Session, keys: Iterable[UUID]) -> dict[UUID, OrganisationCard]:
    """Cards by id, whoever asks: names beside things one may see."""
    return {key: _card(row) for key, row in queries.by_ids(session, keys).items()}


def held(session: Session, key: UUID) -> OrganisationCard:
    """The card of one that exists, whoever asks; read once in a session, however often asked for.

    An import of thousands of cards of one holder asks for the same organisation thousands of times.
    """
    return _card(queries.held(session, key))


def name_of(session: Session, key: UUID | None) -> str:
    """The name of an organisation, a dash where there is none."""
    if key is None:
        return UNKNOWN
    card = organisations(session, [key]).get(key)
    return card.name if card else UNKNOWN


def meant(session: Session, actor: Actor, text: str) -> list[tuple[UUID, str]]:
    """Id and name of whom a text may mean among those the actor may see, a few at most.

    An id, a credit code or a full name means the one that bears it; else all whose name holds it.
    """
    return [(row.id, row.name) for row in queries.meant(session, actor, text)]


def named(session: Session, name_key: str) -> list[OrganisationCard]:
    """Organisations of a name, compared by its skeleton."""
    return [_card(row) for row in queries.by_name(session, name_key)]


def coded(session: Session, text: str) -> list[OrganisationCard]:
    """The organisation of a unified social credit code; none for a text that is no code."""
    found = queries.by_uscc(session, text.strip().upper())
    return [_card(found)] if found else []


def actor_again(session: Session, person: UUID, home: UUID | None, behalf: UUID | None) -> Actor:
    """Who acted before, with the rights they have now: for work that outlives its request."""
    return queries.actor_again(session, person, home, behalf)


def acting_as(session: Session, login: str) -> Actor:
    """Who signs in as this e-mail or mobile number: for the command line. Raises NoSuchPerson."""
    found = queries.by_login(session, login)
    if found is None:
        raise NoSuchPerson
    return queries.actor_again(session, found.id, None, None)


def members(session: Session, organisation_id: UUID) -> list[UUID]:
    """The people of an organisation who can sign in."""
    return [m.person_id for m in queries.members(session, organisation_id)]


def homes(session: Session, keys: Iterable[UUID]) -> set[UUID]:
    """The organisations to which any of these people belongs."""
    return queries.homes(session, keys)


def admins(session: Session, organisation_id: UUID) -> list[UUID]:
    """The administrators of an organisation who can sign in."""
    held = queries.members(session, organisation_id)
    return [m.person_id for m in held if m.role == "admin"]


def staff(session: Session, kind: str) -> list[UUID]:
    """All people of a kind of organisation: `operator`, `supervisor`."""
    return queries.people_of_kind(session, kind)


def people(session: Session, keys: Iterable[UUID]) -> dict[UUID, PersonCard]:
    """How people are reached, by id."""
    return {
        key: PersonCard(
            row.id, row.name, row.email, row.language, _text_to(row), row.profiling_opt_out
        )
        for key, row in queries.people(session, keys).items()
    }


def _text_to(row: Person) -> str | None:
    return sms.e164(row.mobile) if row.mobile and row.mobile_verified_at else None


def must_be_verified(actor: Actor) -> None:
    """Raise NotVerified unless the actor's organisation was verified."""
    if not (actor.verified or actor.is_system):
        raise NotVerified


@dataclass(frozen=True, slots=True)
class View:
    """Who reads a page, as its header shows it; `roles` are what the organisation is."""

    name: str
    organisation: str
    roles: frozenset[str]
    behalf: bool


def view(session: Session, actor: Actor) -> View | None:
    """How the header shows an actor; None for nobody."""
    if actor.person is None:
        return None
    person = queries.person(session, actor.person)
    organisation = name_of(session, actor.org) if actor.org else ""
    roles = actor.kinds | {"somebody"}
    return View(person.name, organisation, roles, actor.on_behalf_of is not None)
