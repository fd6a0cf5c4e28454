"""Counting: a figure as of the end of a day, and the rows it is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.journal import Entry
from marketplace.display import public as display
from marketplace.identity import public as identity
from marketplace.oversight.errors import DayAhead, NoSuchIndicator
from marketplace.oversight.queries.definitions import BY_CODE, FOLDERS, INDICATORS, Indicator

AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One thing behind a figure: no terms, only what a bureau needs to find it.

    `since` is the day of the fact by which it counts; `state` the state that fact led to, where
    the journal says so.
    """

    id: UUID
    title: str | None
    organisation: str
    state: str | None
    since: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as of a day."""

    indicator: Indicator
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """A thing that counts, and the entry by which it does."""

    subject: UUID
    entry: Entry


def indicator(code: str) -> Indicator:
    """A figure's definition. Raises NoSuchIndicator."""
    if code not in BY_CODE:
        raise NoSuchIndicator
    return BY_CODE[code]


def figures(session: Session, on: date) -> list[Figure]:
    """All headline figures as of the end of a day in China. Raises DayAhead."""
    return [figure(session, one, on) for one in INDICATORS]


def figure(session: Session, definition: Indicator, on: date) -> Figure:
    """One figure as of the end of a day. Raises DayAhead."""
    counted = _counted(session, definition, end_of(on))
    if definition.amount is None:
        return Figure(definition, on, sum(1 for _ in counted))
    return Figure(definition, on, sum(_amount(one, definition.amount) for one in counted))


def _amount(counted: _Counted, name: str) -> int:
    value = counted.entry.data.get(name)
    return value if isinstance(value, int) else 0


def rows(session: Session, definition: Indicator, on: date) -> list[Row]:
    """The rows of a figure, the newest first: as many as the figure counts. Raises DayAhead."""
    counted = sorted(
        _counted(session, definition, end_of(on)),
        key=lambda one: (-one.entry.seq, str(one.subject)),
    )
    whose = _organisations(session, definition, [one.subject for one in counted])
    return [_row(definition, one, whose.get(one.subject, "")) for one in counted]


def titled(session: Session, actor: Actor, rows: Sequence[Row], kind: str) -> list[Row]:
    """The same rows, with today's titles and holders where a fact stood for a crowd of cards."""
    if kind != "patent":
        return list(rows)
    cards: dict[UUID, display.PatentCard] = {}
    for at in range(0, len(rows), AT_ONCE):
        cards |= display.patents(session, actor, [row.id for row in rows[at : at + AT_ONCE]])
    holders = {card.holder_id for card in cards.values() if card.holder_id}
    names = {key: card.name for key, card in identity.organisations(session, holders).items()}
    return [_as_carded(row, cards.get(row.id), names) for row in rows]


def _as_carded(row: Row, card: display.PatentCard | None, names: Mapping[UUID, str]) -> Row:
    if card is None:
        return row
    holder = names.get(card.holder_id, "") if card.holder_id else ""
    return replace(row, title=card.title, organisation=holder, state=card.state)


def _row(indicator: Indicator, counted: _Counted, organisation: str) -> Row:
    data = counted.entry.data
    own = counted.subject == counted.entry.subject_id
    return Row(
        counted.subject,
        str(data["title"]) if own and data.get("title") else None,
        organisation,
        str(data["after"]) if own and data.get("after") else None,
        counted.entry.at,
        f"/{FOLDERS[indicator.kind]}/{counted.subject}",
    )


def _counted(session: Session, indicator: Indicator, end: datetime) -> Iterator[_Counted]:
    yield from _single(session, indicator, end)
    if indicator.crowd:
        yield from _crowd(session, *indicator.crowd, end)


def _single(session: Session, indicator: Indicator, end: datetime) -> Iterator[_Counted]:
    last = _last(indicator.kind, indicator.into | indicator.out, end)
    chosen = select(Entry).where(Entry.seq.in_(last), Entry.fact.in_(indicator.into))
    if indicator.never:
        out = select(Entry.subject_id).where(
            Entry.subject_kind == indicator.kind, Entry.fact.in_(indicator.never), Entry.at < end
        )
        chosen = chosen.where(Entry.subject_id.not_in(out))
    for entry in session.scalars(chosen):
        yield _Counted(entry.subject_id, entry)


def _last(kind: str, facts: frozenset[str], end: datetime) -> "Select[int]":
    """The number of each thing's last entry among some facts."""
    told = select(func.max(Entry.seq)).where(
        Entry.subject_kind == kind, Entry.fact.in_(facts), Entry.at < end
    )
    return told.group_by(Entry.subject_id)


def _crowd(session: Session, fact: str, name: str, end: datetime) -> Iterator[_Counted]:
    """Facts that stand for many things at once, as an intake does."""
    told = select(Entry).where(Entry.fact == fact, Entry.at < end).order_by(Entry.seq)
    for entry in session.scalars(told):
        for key in entry.data.get(name, ()):
            yield _Counted(UUID(key), entry)


def _organisations(
    session: Session, indicator: Indicator, subjects: Sequence[UUID]
) -> dict[UUID, str]:
    """Whose each thing is: the organisation of whoever told of it first, or the thing itself."""
    if indicator.kind == "organisation":
        owners: dict[UUID, UUID] = {key: key for key in subjects}
    else:
        owners = dict(_first_told(session, indicator.kind, subjects))
    cards = identity.organisations(session, set(owners.values()))
    return {key: cards[org].name for key, org in owners.items() if org in cards}


def _first_told(
    session: Session, kind: str, subjects: Sequence[UUID]
) -> Iterator[tuple[UUID, UUID]]:
    for at in range(0, len(subjects), AT_ONCE):
        first = select(func.min(Entry.seq)).where(
            Entry.subject_kind == kind, Entry.subject_id.in_(subjects[at : at + AT_ONCE])
        )
        chosen = select(Entry).where(Entry.seq.in_(first.group_by(Entry.subject_id)))
        for entry in session.scalars(chosen):
            owner = entry.data.get("holder") or entry.on_behalf_of or entry.org_id
            if owner:
                yield entry.subject_id, UUID(str(owner))


def end_of(on: date) -> datetime:
    """The moment a day in China is over; figures of days to come are refused."""
    if on > clock.today():
        raise DayAhead(fields=["on"])
    return datetime.combine(on + timedelta(days=1), time(), clock.SHANGHAI)
