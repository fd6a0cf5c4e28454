"""Reading patent cards."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.display.errors.patent import NoSuchPatent
from marketplace.display.models import Patent
from marketplace.display.states import PatentState

AT_ONCE = 400  # SQLite takes 999 values in one statement in old builds; stay well below.


def visible(actor: Actor) -> Select[Patent]:
    """The cards the actor may see; the twin of `rules.patent.may_see`."""
    return select(Patent).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    own = Patent.holder_id == actor.org if actor.org else false()
    return or_(Patent.state == PatentState.LISTED, own)


def patent(session: Session, actor: Actor, key: UUID) -> Patent:
    """One you may see."""
    found = session.scalars(visible(actor).where(Patent.id == key)).first()
    if found is None:
        raise NoSuchPatent
    return found


def by_number(session: Session, actor: Actor, office: str, number: str) -> Patent | None:
    """The card of a number, where you may see it."""
    rows = visible(actor).where(Patent.office == office, Patent.number == number)
    return session.scalars(rows).first()


def patents(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    holder: UUID | None = None,
    field: str | None = None,
    ipc: str | None = None,
    legal_state: str | None = None,
    words: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Patent]:
    """Cards you may see, the newest first; `ipc` begins the main symbol's key."""
    rows = visible(actor)
    if state:
        rows = rows.where(Patent.state == PatentState(state))
    if holder:
        rows = rows.where(Patent.holder_id == holder)
    if field:
        rows = rows.where(Patent.green_field == field)
    if ipc:
        rows = rows.where(Patent.ipc_main >= ipc, Patent.ipc_main < ipc + "\x7f")
    if legal_state:
        rows = rows.where(Patent.legal_state == legal_state)
    if words:
        named = (Patent.title, Patent.number, Patent.publication)
        rows = rows.where(or_(*(c.icontains(words.strip(), autoescape=True) for c in named)))
    return keyset(session, rows, Patent.created_at, Patent.id, after, limit)


def visible_ids(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Patent]:
    """Those of the ids that you may see."""
    rows = session.scalars(visible(actor).where(Patent.id.in_(set(keys))))
    return {row.id: row for row in rows}


def by_numbers(session: Session, numbers: Sequence[str]) -> list[Patent]:
    """Cards of any office that bear one of the numbers or publication numbers."""
    found: list[Patent] = []
    for part in _parts(numbers):
        where = or_(Patent.number.in_(part), Patent.publication.in_(part))
        found += session.scalars(select(Patent).where(where))
    return found


def by_intake_keys(session: Session, keys: Sequence[str]) -> list[Patent]:
    """Cards without a number, by what identifies them in their source."""
    found: list[Patent] = []
    for part in _parts(keys):
        found += session.scalars(select(Patent).where(Patent.intake_key.in_(part)))
    return found


def near(session: Session, title_keys: Sequence[str]) -> dict[str, UUID]:
    """For each title's key the oldest card that bears it."""
    found: dict[str, UUID] = {}
    for part in _parts(title_keys):
        rows = select(Patent.title_key, Patent.id).where(Patent.title_key.in_(part))
        oldest_last = rows.order_by(Patent.created_at.desc(), Patent.id)
        found |= {row[0]: row[1] for row in session.execute(oldest_last)}
    return found


def _parts(values: Sequence[str]) -> list[Sequence[str]]:
    return [values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE)]


def to_list(session: Session, limit: int = 200) -> list[Patent]:
    """The cards that wait for the operator, the longest waiting first."""
    rows = select(Patent).where(Patent.state == PatentState.DRAFT)
    return list(session.scalars(rows.order_by(Patent.moved_at, Patent.id).limit(limit)))


def batch(session: Session, key: UUID) -> list[UUID]:
    """The cards that a batch created or changed last."""
    return list(session.scalars(select(Patent.id).where(Patent.batch_id == key)))
