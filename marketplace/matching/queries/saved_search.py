"""Reading saved searches."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.matching.errors import NoSuchSavedSearch
from marketplace.matching.models import SavedSearch, SavedSearchHit

Hit = tuple[UUID, str, UUID]


def visible(actor: Actor) -> Select[SavedSearch]:
    """One's own; the twin of `rules.saved_search.may_see`."""
    if actor.person is None:
        return select(SavedSearch).where(false())
    return select(SavedSearch).where(SavedSearch.person_id == actor.person)


def saved_search(session: Session, actor: Actor, key: UUID) -> SavedSearch:
    """One of one's own."""
    found = session.scalars(visible(actor).where(SavedSearch.id == key)).first()
    if found is None:
        raise NoSuchSavedSearch
    return found


def saved_searches(
    session: Session, actor: Actor, *, after: str | None = None, limit: int = 20
) -> Page[SavedSearch]:
    """One's own, the newest first."""
    return keyset(session, visible(actor), SavedSearch.created_at, SavedSearch.id, after, limit)


def count(session: Session, actor: Actor) -> int:
    """How many one has."""
    return session.scalar(select(func.count()).select_from(visible(actor).subquery())) or 0


def by_ids(session: Session, keys: Iterable[UUID]) -> dict[UUID, SavedSearch]:
    """Saved searches by id, whoever asks: for the follower."""
    rows = session.scalars(select(SavedSearch).where(SavedSearch.id.in_(set(keys))))
    return {row.id: row for row in rows}


def told(session: Session, searches: Iterable[UUID], about: Iterable[UUID]) -> set[Hit]:
    """What these searches were told of already, of these things."""
    rows = select(SavedSearchHit).where(
        SavedSearchHit.search_id.in_(set(searches)), SavedSearchHit.subject_id.in_(set(about))
    )
    return {(row.search_id, row.subject_kind, row.subject_id) for row in session.scalars(rows)}


def owner_of(session: Session, key: UUID) -> UUID | None:
    """Who saved it: for notices."""
    return session.scalar(select(SavedSearch.person_id).where(SavedSearch.id == key))
