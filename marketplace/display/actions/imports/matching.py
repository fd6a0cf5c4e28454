"""Matching a file's columns to our fields; remembered for the next file with the same header."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Problem, Stale
from marketplace.core.text import skeleton
from marketplace.display.errors.imports import (
    ColumnsLack,
    ColumnTwice,
    HolderNotFound,
    SeekerNeeded,
    SourceNeeded,
    UnknownField,
)
from marketplace.display.models.imports import Import, ImportMatching, ImportRow
from marketplace.display.queries import imports as queries
from marketplace.display.rules import demand as demand_rules
from marketplace.display.rules import import_header
from marketplace.display.rules import imports as rules
from marketplace.display.rules import patent as patent_rules
from marketplace.display.rules.import_fields import NEEDED, SEVERAL, TARGETS
from marketplace.display.rules.import_profiles import BY_KEY
from marketplace.display.states.imports import IMPORT
from marketplace.identity import public as identity


@dataclass(frozen=True, slots=True)
class Matching:
    """What each column fills (an empty text: nothing), and what holds for all rows.

    `holder` names, by name, credit code or id, whose patents or demands these are; it counts only
    from the operator. `as_of` is the day on which the legal states were true.
    """

    target: str
    fields: tuple[str, ...]
    source: str | None = None
    as_of: date | None = None
    holder: str | None = None


def proposed(session: Session, row: Import, samples: Sequence[Sequence[str]]) -> Matching:
    """The best matching known: remembered, of a known header, or guessed from names and values."""
    known = known_matching(session, row)
    if known:
        return known
    guessed = tuple(import_header.guess(row.header, samples, row.target))
    return Matching(row.target, guessed, row.source, row.as_of)


def known_matching(session: Session, row: Import) -> Matching | None:
    """The matching of this import, of the organisation's memory, or of a profile; never a guess."""
    if row.fields:
        return Matching(row.target, tuple(row.fields), row.source, row.as_of)
    kept = queries.matching(session, row.org_id, row.header_key)
    if kept:
        return Matching(kept.target, tuple(kept.fields), kept.source)
    profile = BY_KEY.get(row.profile or "")
    if profile:
        return Matching(profile.target, tuple(profile.match(row.header)), profile.source)
    return None


def match_known(session: Session, actor: Actor, row: Import) -> bool:
    """Match a new file as it was matched before or by heart; False where people have to look."""
    known = known_matching(session, row)
    if known is None:
        return False
    said = len(journal.drafts(session))
    try:
        with session.begin_nested():
            match(session, actor, row.id, known, row.version)
    except Problem:
        # What it lacks is asked for on the page of the columns.
        del journal.drafts(session)[said:]
        return False
    return True


def match(session: Session, actor: Actor, key: UUID, given: Matching, seen: int) -> Import:
    """Settle what the columns fill and begin the trial run.

    Raises UnknownField, ColumnTwice, ColumnsLack, SourceNeeded, HolderNotFound, SeekerNeeded.
    """
    row = queries.one(session, actor, key)
    must_move(rules.MAY, "map", actor, row)
    if seen != row.version:
        raise Stale(version=row.version)
    _must_be_whole(row, given)
    if given.target == "patent":
        must(patent_rules.may_take_in, actor, None)
    else:
        must(demand_rules.may_enter, actor, row.title)
    row.for_id = _whose(session, actor, given)
    row.target, row.fields = given.target, list(given.fields)
    row.source, row.as_of = given.source, given.as_of
    row.date_styles, row.checked, row.failure = {}, {}, {}
    again(session, row, "check")
    _remember(session, row)
    step = IMPORT.step(row, "map")
    journal.record(session, actor, step.fact, row, title=row.title, fields=list(given.fields))
    session.flush()
    return row


def again(session: Session, row: Import, phase: str) -> None:
    """Begin a phase from the first row."""
    session.execute(
        delete(ImportRow).where(ImportRow.import_id == row.id, ImportRow.phase == phase)
    )
    row.work.at, row.work.done, row.work.deaths = row.header_at, 0, 0
    row.work.counts, row.work.began_at = {}, None
    row.work.lease_owner = row.work.lease_until = None


def _must_be_whole(row: Import, given: Matching) -> None:
    fields = TARGETS.get(given.target)
    if fields is None or len(given.fields) != len(row.header):
        raise UnknownField(fields=["target"])
    chosen = [name for name in given.fields if name]
    for name in chosen:
        if name not in fields:
            raise UnknownField(field=name)
        if chosen.count(name) > 1 and name not in SEVERAL:
            raise ColumnTwice(field=name)
    lacking = [name for name in NEEDED[given.target] if name not in chosen]
    if lacking:
        raise ColumnsLack(lacking=lacking)
    numbered = {"number", "publication"} & set(chosen)
    if given.target == "patent" and not numbered and not given.source:
        raise SourceNeeded(fields=["source"])


def _whose(session: Session, actor: Actor, given: Matching) -> UUID | None:
    """The organisation the rows are entered for, where the operator names one."""
    if not actor.is_operator:
        return None
    if not given.holder:
        if given.target == "demand":
            raise SeekerNeeded(fields=["holder"])
        return None
    found = _organisation(session, actor, given.holder)
    if found is None:
        raise HolderNotFound(fields=["holder"])
    return found


def _organisation(session: Session, actor: Actor, text: str) -> UUID | None:
    named = identity.named(session, skeleton(text)) or identity.coded(session, text)
    if named:
        return named[0].id
    try:
        return identity.organisation(session, actor, UUID(text)).id
    except ValueError:
        return None


def _remember(session: Session, row: Import) -> None:
    kept = queries.matching(session, row.org_id, row.header_key)
    if kept is None:
        kept = ImportMatching(org_id=row.org_id, header_key=row.header_key)
        session.add(kept)
    kept.target, kept.fields, kept.source = row.target, list(row.fields), row.source
    kept.used_at = clock.now()
