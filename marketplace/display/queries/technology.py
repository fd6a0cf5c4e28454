"""Reading technologies and their revisions."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core import clock, policy
from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.display.errors.technology import NoSuchClaim, NoSuchRevision, NoSuchTechnology
from marketplace.display.models import (
    Patent,
    Technology,
    TechnologyClaim,
    TechnologyPatent,
    TechnologyRevision,
    TechnologyTag,
)
from marketplace.display.rules.readiness import Bounds
from marketplace.display.states import ACTIVE, PUBLIC, RevisionState, TechnologyState
from marketplace.identity import public as identity

ENDED = frozenset(
    {
        TechnologyState.REJECTED,
        TechnologyState.WITHDRAWN,
        TechnologyState.CLOSED,
        TechnologyState.ARCHIVED,
    }
)


def visible(actor: Actor) -> Select[Technology]:
    """The technologies the actor may see; the twin of `rules.technology.may_see`."""
    return select(Technology).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    return or_(Technology.state.in_(PUBLIC), _inside(actor))


def _inside(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    return Technology.holder_id == actor.org if actor.org else false()


def technology(session: Session, actor: Actor, key: UUID) -> Technology:
    """One you may see."""
    found = session.scalars(visible(actor).where(Technology.id == key)).first()
    if found is None:
        raise NoSuchTechnology
    return found


def technologies(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    holder: UUID | None = None,
    field: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Technology]:
    """Those you may see, the newest first; `field` is a green field."""
    rows = visible(actor)
    if state:
        rows = rows.where(Technology.state == TechnologyState(state))
    if holder:
        rows = rows.where(Technology.holder_id == holder)
    if field:
        held = select(TechnologyTag.technology_id).where(
            TechnologyTag.vocabulary == "fields", TechnologyTag.code == field
        )
        rows = rows.where(Technology.id.in_(held))
    return keyset(session, rows, Technology.created_at, Technology.id, after, limit)


def visible_ids(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Technology]:
    """Those of the ids that you may see."""
    rows = session.scalars(visible(actor).where(Technology.id.in_(set(keys))))
    return {row.id: row for row in rows}


def by_ids(session: Session, keys: Iterable[UUID]) -> list[Technology]:
    """Technologies by id, whoever asks."""
    return list(session.scalars(select(Technology).where(Technology.id.in_(set(keys)))))


def published_ids(session: Session) -> list[UUID]:
    """The ids of everything published, the newest first."""
    rows = select(Technology.id).where(Technology.state.in_(PUBLIC))
    return list(session.scalars(rows.order_by(Technology.published_at.desc(), Technology.id)))


def claims(session: Session, technology_id: UUID) -> list[TechnologyClaim]:
    """The claims of a technology in their order, whoever asks."""
    rows = select(TechnologyClaim).where(TechnologyClaim.technology_id == technology_id)
    return list(session.scalars(rows.order_by(TechnologyClaim.position, TechnologyClaim.id)))


def claim(session: Session, key: UUID) -> TechnologyClaim:
    """One claim by id, whoever asks."""
    found = session.get(TechnologyClaim, key)
    if found is None:
        raise NoSuchClaim
    return found


def resting_on(session: Session, patent: UUID) -> list[Technology]:
    """The technologies that rest on a patent."""
    held = select(TechnologyPatent.technology_id).where(TechnologyPatent.patent_id == patent)
    return list(session.scalars(select(Technology).where(Technology.id.in_(held))))


def resting_on_each(
    session: Session, actor: Actor, patents: Iterable[UUID]
) -> dict[UUID, list[Technology]]:
    """By patent, the technologies that rest on it and that the actor may see, in one query."""
    rows = (
        visible(actor)
        .join(TechnologyPatent, TechnologyPatent.technology_id == Technology.id)
        .where(TechnologyPatent.patent_id.in_(set(patents)))
        .add_columns(TechnologyPatent.patent_id)
        .order_by(Technology.title, Technology.id)
    )
    found: dict[UUID, list[Technology]] = {}
    for technology, patent in session.execute(rows).unique():
        found.setdefault(patent, []).append(technology)
    return found


def ids_on_batch(session: Session, batch: UUID) -> list[UUID]:
    """The technologies that rest on cards of an intake."""
    rows = select(TechnologyPatent.technology_id).join(Patent).where(Patent.batch_id == batch)
    return list(session.scalars(rows.distinct()))


def of_holder(session: Session, holder: UUID) -> list[Technology]:
    """All technologies of an organisation."""
    return list(session.scalars(select(Technology).where(Technology.holder_id == holder)))


def on_offer(session: Session, holders: Iterable[UUID]) -> list[Technology]:
    """What these holders have published, by title."""
    rows = select(Technology).where(
        Technology.holder_id.in_(set(holders)), Technology.state.in_(PUBLIC)
    )
    return list(session.scalars(rows.order_by(Technology.title, Technology.id)).unique())


def seen_of_holder(session: Session, actor: Actor, holder: UUID) -> list[Technology]:
    """Those of a holder that the actor may see and that have not ended, by title."""
    rows = visible(actor).where(Technology.holder_id == holder, Technology.state.not_in(ENDED))
    return list(session.scalars(rows.order_by(Technology.title, Technology.id)).unique())


def lock_rights(session: Session, technology: Technology) -> None:
    """Let one offer at a time be made of a patent: its cards are held until the commit (INV-L3)."""
    keys = [link.patent_id for link in technology.rests_on]
    session.execute(
        select(Patent.id).where(Patent.id.in_(keys)).order_by(Patent.id).with_for_update()
    )


def rivals(session: Session, technology: Technology) -> list[Technology]:
    """Other active offers of one of its patents in one of its ways (INV-L3)."""
    keys = [link.patent_id for link in technology.rests_on]
    on = select(TechnologyPatent.technology_id).where(TechnologyPatent.patent_id.in_(keys))
    ways = select(TechnologyTag.technology_id).where(
        TechnologyTag.vocabulary == "licences", TechnologyTag.code.in_(technology.codes("licences"))
    )
    rows = select(Technology).where(
        Technology.id != technology.id,
        Technology.state.in_(ACTIVE),
        Technology.id.in_(on),
        Technology.id.in_(ways),
    )
    return list(session.scalars(rows))


def bounds(session: Session, technology: Technology) -> Bounds:
    """The figures of today and the facts of the holder that the guards are judged by."""
    today = clock.today()
    holder = identity.organisations(session, [technology.holder_id]).get(technology.holder_id)
    return Bounds(
        on=today,
        experimental_level=policy.figure("listing.experimental_notice_level", today).whole,
        proof_days=policy.figure("listing.legal_proof_age_days", today).whole,
        state_set_up=bool(holder and holder.state_set_up),
        verified=bool(holder and holder.verified),
    )


def visible_revisions(actor: Actor) -> Select[TechnologyRevision]:
    """The revisions the actor may see; the twin of `rules.technology.may_see_revision`."""
    return select(TechnologyRevision).join(Technology).where(_inside(actor))


def revision(session: Session, actor: Actor, key: UUID) -> TechnologyRevision:
    """One you may see."""
    found = session.scalars(visible_revisions(actor).where(TechnologyRevision.id == key)).first()
    if found is None:
        raise NoSuchRevision
    return found


def revisions(session: Session, actor: Actor, technology_id: UUID) -> list[TechnologyRevision]:
    """The revisions of a technology that you may see, the newest first."""
    rows = visible_revisions(actor).where(TechnologyRevision.technology_id == technology_id)
    newest = rows.order_by(TechnologyRevision.created_at.desc(), TechnologyRevision.id)
    return list(session.scalars(newest))


def open_revision(session: Session, technology_id: UUID) -> TechnologyRevision | None:
    """The one that waits for review."""
    rows = select(TechnologyRevision).where(
        TechnologyRevision.technology_id == technology_id,
        TechnologyRevision.state == RevisionState.PROPOSED,
    )
    return session.scalars(rows).first()


def to_review(session: Session, limit: int = 200) -> list[Technology | TechnologyRevision]:
    """What waits for the operator, the longest waiting first."""
    waiting = select(Technology).where(
        Technology.state.in_((TechnologyState.SUBMITTED, TechnologyState.UNDER_REVIEW))
    )
    found: list[Technology | TechnologyRevision] = list(
        session.scalars(waiting.order_by(Technology.moved_at, Technology.id).limit(limit))
    )
    proposed = select(TechnologyRevision).where(TechnologyRevision.state == RevisionState.PROPOSED)
    oldest = proposed.order_by(TechnologyRevision.moved_at, TechnologyRevision.id).limit(limit)
    found += session.scalars(oldest)
    return sorted(found, key=lambda row: row.moved_at)[:limit]


def count_to_review(session: Session) -> int:
    """How many technologies wait for the operator."""
    rows = select(func.count()).where(
        Technology.state.in_((TechnologyState.SUBMITTED, TechnologyState.UNDER_REVIEW))
    )
    return session.scalar(rows) or 0
