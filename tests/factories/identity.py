"""People, organisations and actors."""

from dataclasses import replace
from itertools import count
from uuid import uuid4

from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.unit import unit
from marketplace.identity.actions import RegisterOrganisation, move, register
from marketplace.identity.models import Membership, Person

_numbers = count(1)
# A hash of "green-market": hashing is slow on purpose, and few tests are about it.
PASSWORD = "green-market"
PASSWORD_HASH = (
    "$argon2id$v=19$m=47104,t=1,p=1$r8VTqZ4GQK8yf1JtLKOsuQ$"
    "h8z3jXkZkRZ1yK9n5oQ0l5lq4o3k7h5m9Jb6Zr8s0cE"
)


def person(name: str = "", **more: object) -> Person:
    """Somebody with an account."""
    number = next(_numbers)
    row = Person(
        id=uuid4(),
        name=name or f"测试用户{number}",
        email=f"person{number}@example.org",
        password_hash=PASSWORD_HASH,
        **more,
    )
    with unit() as session:
        session.add(row)
    return row


def actor(*kinds: str, name: str = "", verified: bool = True, state_set_up: bool = False) -> Actor:
    """A person of a new organisation of these kinds, as who they act."""
    somebody = person()
    command = RegisterOrganisation(
        name=name or f"测试机构{next(_numbers)}", kinds=kinds, state_set_up=state_set_up
    )
    with unit() as session:
        made = register(session, SYSTEM, command)
        session.flush()
        if verified:
            move(session, SYSTEM_OPERATOR, made.id, "verify", None)
        session.add(Membership(person_id=somebody.id, organisation_id=made.id, role="admin"))
    return Actor(
        person=somebody.id,
        org=made.id,
        kinds=frozenset(kinds),
        roles=frozenset({"admin"}),
        verified=verified,
    )


SYSTEM_OPERATOR = replace(SYSTEM, kinds=frozenset({"operator"}))


def colleague(of: Actor) -> Actor:
    """Another person of the same organisation."""
    somebody = person()
    with unit() as session:
        session.add(Membership(person_id=somebody.id, organisation_id=of.org, role="member"))
    return replace(of, person=somebody.id, roles=frozenset({"member"}))
