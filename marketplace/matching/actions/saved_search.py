"""Saving, changing, running and deleting one's searches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.consent import must
from marketplace.core.errors import Stale, Unauthenticated
from marketplace.matching.errors import TooManySavedSearches
from marketplace.matching.models import SavedSearch
from marketplace.matching.queries import saved_search as queries
from marketplace.matching.queries.askable import must_be_askable
from marketplace.matching.rules import saved_search as rules


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """What to look for (the parameters of the search API), under which name, told or not."""

    name: str
    query: Mapping[str, Any]
    notify: bool = True


@dataclass(frozen=True, slots=True)
class ChangeSearch:
    """A new name, or whether to be told; None leaves it as it is."""

    name: str | None = None
    notify: bool | None = None


def save(session: Session, actor: Actor, command: SaveSearch) -> SavedSearch:
    """Keep a search. Raises Unauthenticated, NothingToSearch, TooManySavedSearches."""
    must_be_askable(command.query)
    if actor.person is None:
        raise Unauthenticated
    if queries.count(session, actor) >= rules.MOST_EACH:
        raise TooManySavedSearches
    made = SavedSearch(
        id=uuid4(),
        person_id=actor.person,
        org_id=actor.org,
        name=command.name,
        query=dict(command.query),
        notify=command.notify,
    )
    must(rules.may_see, actor, made)
    session.add(made)
    journal.record(session, actor, "saved_search.saved", made)
    session.flush()
    return made


def change(
    session: Session, actor: Actor, key: UUID, command: ChangeSearch, seen: int
) -> SavedSearch:
    """Rename it, or be told of it or not."""
    made = _mine(session, actor, key, seen)
    made.name = command.name or made.name
    made.notify = made.notify if command.notify is None else command.notify
    journal.record(session, actor, "saved_search.changed", made)
    session.flush()
    return made


def run(session: Session, actor: Actor, key: UUID) -> SavedSearch:
    """Look at its results: what is new is counted from now on. A thing of the reader's, no fact."""
    made = queries.saved_search(session, actor, key)
    made.last_seen = now()
    session.flush()
    return made


def delete(session: Session, actor: Actor, key: UUID, seen: int) -> SavedSearch:
    """Forget it; what somebody looked for leaves no row behind."""
    made = _mine(session, actor, key, seen)
    journal.record(session, actor, "saved_search.deleted", made)
    session.delete(made)
    return made


def _mine(session: Session, actor: Actor, key: UUID, seen: int) -> SavedSearch:
    made = queries.saved_search(session, actor, key)
    must(rules.may_see, actor, made)
    if seen != made.version:
        raise Stale(version=made.version)
    return made
