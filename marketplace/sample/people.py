"""The organisations of the sample market and their people: who they are, as whom they act."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.identity import actions, queries
from marketplace.identity.actions import RegisterOrganisation, RegisterPerson
from marketplace.identity.models import Organisation
from marketplace.identity.states import RESERVED
from marketplace.sample import book
from marketplace.sample.stage import Stage

PASSWORD = "green-market"  # noqa: S105 -- The sample market's, printed at its start.
ACCOUNTS = ("operator", "holder", "seeker", "broker", "agency", "supervisor")
# They register last of all: while their account is missing, the sample is not whole.
LAST = "newcomer@example.org"
FOUNDED, REGISTERED, VERIFIED = 240, 230, 228
DAY = 24 * 60
DETAILS = ("name", "uscc", "region", "address", "about", "state_set_up")


def plan(stage: Stage) -> None:
    """Have everybody register in the first days, and be verified soon after."""
    for number, row in enumerate(book.organisations().values()):
        if set(row["kinds"]) & RESERVED:
            stage.on(FOUNDED, number, _establish, row)
        elif row.get("verified", True):
            stage.on(REGISTERED, number * 7, _register, row)
            stage.on(VERIFIED, number * 5, _verify, row)


def plan_last(stage: Stage) -> None:
    """Have those register now who still wait for the operator to verify them."""
    for row in book.organisations().values():
        if not row.get("verified", True):
            stage.on(0, DAY, _register, row)


def _firm(row: book.Row) -> RegisterOrganisation:
    kinds = tuple(row["kinds"])
    return RegisterOrganisation(kinds=kinds, **{n: row[n] for n in DETAILS if n in row})


def _person(row: list[str]) -> RegisterPerson:
    return RegisterPerson(name=row[1], password=PASSWORD, email=row[2])


def _establish(session: Session, stage: Stage, row: book.Row) -> None:
    first = row["people"][0]
    made = actions.establish(session, SYSTEM, _firm(row), _person(first))
    _know(session, stage, row, made, verified=True)


def _register(session: Session, stage: Stage, row: book.Row) -> None:
    somebody = actions.register_person(session, NOBODY, _person(row["people"][0]))
    session.flush()
    made = actions.register(session, Actor(somebody.id, None), _firm(row))
    _know(session, stage, row, made, verified=False)


def _know(
    session: Session, stage: Stage, row: book.Row, made: Organisation, *, verified: bool
) -> None:
    """Remember the organisation and its head, and take its other people in."""
    session.flush()
    stage.ids["organisation", row["key"]] = made.id
    head = Actor(None, made.id, made.kinds, frozenset({"admin"}), verified=verified)
    (login, *others) = row["people"]
    stage.actors[login[0]] = replace(head, person=_id_of(session, login[2]))
    for person in others:
        actions.register_person(session, NOBODY, _person(person))
        session.flush()
        member = actions.add_member(session, stage.actors[login[0]], made.id, person[2], "member")
        somebody = replace(head, person=member.person_id, roles=frozenset({"member"}))
        stage.actors[person[0]] = somebody


def _verify(session: Session, stage: Stage, row: book.Row) -> None:
    key = stage.ids["organisation", row["key"]]
    actions.move(session, stage.actors["operator"], key, "verify", None)
    for person in row["people"]:
        stage.actors[person[0]] = replace(stage.actors[person[0]], verified=True)


def _id_of(session: Session, login: str) -> UUID | None:
    found = queries.by_login(session, login)
    return found.id if found else None
