"""The facts of what the follower tells once of a thing or an organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.matching.queries.first_things import FirstThings
from marketplace.matching.queries.who_helps import Help


@dataclass(frozen=True, slots=True)
class About:
    """What a fact is told of, under a kind of its own: it changes nothing of the thing itself."""

    kind: str
    id: UUID


def name_helpers(session: Session, helped: Iterable[Help]) -> None:
    """Say once for each thing who could help with it; nothing where nobody fits."""
    for found in helped:
        subject = About("helpers", found.id)
        if found.anybody and not _told(session, subject):
            names = found.names()
            journal.record(
                session,
                SYSTEM,
                "helpers.found",
                subject,
                title=found.title,
                about_kind=found.kind,
                brokers=[one.broker.id for one in found.brokers],
                agencies=[one.agency.id for one in found.agencies],
                why_zh=names.zh,
                why_en=names.en,
            )


def name_first_things(session: Session, welcomed: Iterable[FirstThings]) -> None:
    """Say once for each organisation what it could look at first; nothing where nothing fits."""
    for found in welcomed:
        subject = About("first_things", found.org)
        if found.things and not _told(session, subject):
            told = found.told()
            journal.record(
                session,
                SYSTEM,
                "first_things.found",
                subject,
                title=found.name,
                things=[f"{thing.kind}:{thing.id}" for thing in found.things],
                url=found.url(),
                why_zh=told.zh,
                why_en=told.en,
            )


def _told(session: Session, about: About) -> bool:
    """Whether it was, in this unit or before."""
    waiting = (draft.subject for draft in journal.drafts(session))
    return about in waiting or bool(journal.about(session, about.kind, about.id))
