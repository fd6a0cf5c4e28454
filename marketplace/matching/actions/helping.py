"""The facts of what the follower tells once of a thing or an organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM
from marketplace.matching.queries.first_things import FirstThings
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.rules.weights import weights


@dataclass(frozen=True, slots=True)
class About:
    """What a fact is told of, under a kind of its own: it changes nothing of the thing itself."""

    kind: str
    id: UUID


def name_helpers(session: Session, helped: Iterable[Help]) -> None:
    """Say once for each thing who could help with it; nothing where nobody fits.

    Of technologies a holder hears for one, and again only after the days of the policy.
    """
    for found in helped:
        if found.owner is None or not found.anybody:
            continue
        many = found.kind == "technology"
        subject = About("helpers", found.owner if many else found.id)
        if _told(session, subject, weights().helpers_days if many else None, found.id):
            continue
        names = found.names()
        journal.record(
            session,
            SYSTEM,
            "helpers.found",
            subject,
            title=found.title,
            about_kind=found.kind,
            about_id=found.id,
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


def _told(
    session: Session, about: About, days: int | None = None, thing: UUID | None = None
) -> bool:
    """Whether it was, in this unit or before: ever, or of this thing, or within some days."""
    if about in (draft.subject for draft in journal.drafts(session)):
        return True
    entries = journal.about(session, about.kind, about.id)
    if days is None:
        return bool(entries)
    since = clock.now() - timedelta(days=days)
    return any(entry.at > since or entry.data["about_id"] == str(thing) for entry in entries)
