"""Whom the facts of matching concern: each side hears of a match once, and in its own words."""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Reaction
from marketplace.core.journal import Entry
from marketplace.identity import public as identity
from marketplace.matching import words
from marketplace.matching.queries import match as queries
from marketplace.matching.queries import saved_search as searches
from marketplace.matching.queries import who_helps
from marketplace.notices.public import Whom, tell


def _people(org: Callable[[Session, UUID], UUID | None]) -> Whom:
    """The people of a side, where the score is worth telling."""

    def whom(session: Session, entry: Entry) -> Iterable[UUID]:
        key = org(session, entry.subject_id) if entry.data["push"] else None
        return identity.members(session, key) if key else ()

    return whom


def _holder(session: Session, key: UUID) -> UUID:
    return queries.match(session, SYSTEM, key).holder_id


def _seeker(session: Session, key: UUID) -> UUID | None:
    return queries.match(session, SYSTEM, key).seeker_id


def _owner(session: Session, entry: Entry) -> Iterable[UUID]:
    owner = searches.owner_of(session, entry.subject_id)
    return (owner,) if owner else ()


def _page(entry: Entry) -> str:
    return f"/matches/{entry.subject_id}"


FOLDERS = {"technology": "technologies", "demand": "demands"}


def _result(entry: Entry) -> str:
    return f"/{FOLDERS[entry.data['about_kind']]}/{entry.data['about_id']}"


def _whose(session: Session, entry: Entry) -> Iterable[UUID]:
    """The people of the organisation whose thing it is, while it is public."""
    about = who_helps.thing(session, entry.data["about_kind"], UUID(entry.data["about_id"]))
    return identity.members(session, about.owner) if about and about.owner else ()


def _members(session: Session, entry: Entry) -> Iterable[UUID]:
    return identity.members(session, entry.subject_id)


def _thing(entry: Entry) -> str:
    return f"/{FOLDERS[entry.data['about_kind']]}/{entry.data['about_id']}#who-helps"


ON: dict[str, list[Reaction]] = {
    "match.found": [
        tell("matching.tell_holder", _people(_holder), words.TELL_HOLDER, _page, kind="match"),
        tell("matching.tell_seeker", _people(_seeker), words.TELL_SEEKER, _page, kind="match"),
    ],
    "match.risen": [
        tell(
            "matching.tell_holder_risen", _people(_holder), words.TELL_HOLDER, _page, kind="match"
        ),
        tell(
            "matching.tell_seeker_risen", _people(_seeker), words.TELL_SEEKER, _page, kind="match"
        ),
    ],
    "first_things.found": [
        tell(
            "matching.tell_first",
            _members,
            words.TELL_FIRST,
            lambda entry: str(entry.data["url"]),
            kind="match",
        ),
    ],
    "helpers.found": [
        tell("matching.tell_helpers", _whose, words.TELL_HELPERS, _thing, kind="match"),
    ],
    "saved_search.met": [
        tell(
            "matching.tell_owner",
            _owner,
            words.FACTS["saved_search.met"],
            _result,
            kind="saved_search",
        ),
    ],
}
