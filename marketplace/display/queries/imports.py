"""Reading imports."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.db import database_now
from marketplace.core.page import Page, keyset
from marketplace.display.errors.imports import NoSuchImport
from marketplace.display.models.imports import Import, ImportMatching, ImportRow, ImportWork
from marketplace.display.states.imports import AT_WORK, ImportState

OVER = (ImportState.FAILED, ImportState.CANCELLED)
AT_ONCE = 1_000


def visible(actor: Actor) -> Select[Import]:
    """The imports the actor may see; the twin of `rules.imports.may_see`."""
    return select(Import).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_system:
        return true()
    return Import.org_id == actor.org if actor.org else false()


def one(session: Session, actor: Actor, key: UUID) -> Import:
    """One you may see."""
    found = session.scalars(visible(actor).where(Import.id == key)).first()
    if found is None:
        raise NoSuchImport
    return found


def several(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Import]:
    """Those you may see, the newest first."""
    rows = visible(actor)
    if state:
        rows = rows.where(Import.state == ImportState(state))
    return keyset(session, rows, Import.created_at, Import.id, after, limit)


def same_file(session: Session, org: UUID, sha256: str) -> Import | None:
    """The organisation's earlier import of the same content, unless that was given up."""
    rows = select(Import).where(Import.org_id == org, Import.sha256 == sha256)
    newest = rows.where(Import.state.not_in(OVER)).order_by(Import.created_at.desc())
    return session.scalars(newest.limit(1)).first()


def matching(session: Session, org: UUID, header_key: str) -> ImportMatching | None:
    """How the organisation matched this header before."""
    return session.get(ImportMatching, (org, header_key))


def work(session: Session, key: UUID) -> ImportWork | None:
    """The work on an import, locked until the unit ends: nobody else does the same piece."""
    rows = select(ImportWork).where(ImportWork.import_id == key)
    locked = rows.with_for_update().execution_options(populate_existing=True)
    return session.scalars(locked).first()


def waiting(session: Session) -> list[UUID]:
    """The imports that are to be worked on and that nobody holds."""
    free = or_(ImportWork.lease_until.is_(None), ImportWork.lease_until < database_now(session))
    rows = select(ImportWork.import_id).join(Import, Import.id == ImportWork.import_id)
    return list(session.scalars(rows.where(Import.state.in_(AT_WORK), free).limit(20)))


def told(
    session: Session,
    key: UUID,
    phase: str,
    *,
    outcomes: Sequence[str] = (),
    after: int = -1,
    limit: int = 50,
) -> list[ImportRow]:
    """What is worth telling of an import's rows, in their order, after a row's number."""
    rows = select(ImportRow).where(ImportRow.import_id == key, ImportRow.phase == phase)
    if outcomes:
        rows = rows.where(ImportRow.outcome.in_(outcomes))
    rows = rows.where(ImportRow.number > after)
    return list(session.scalars(rows.order_by(ImportRow.number).limit(limit)))


def refused(session: Session, key: UUID, phase: str) -> Iterator[ImportRow]:
    """All refused rows of a phase, in pieces."""
    at = -1
    while found := told(session, key, phase, outcomes=("refused",), after=at, limit=AT_ONCE):
        yield from found
        at = found[-1].number
        session.expunge_all()
