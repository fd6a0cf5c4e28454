"""Files to import, taken in and worked through as the market does it."""

import io
from typing import Any
from uuid import UUID

from marketplace.core import files
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.display.actions import imports as actions
from marketplace.display.actions.imports import Matching
from marketplace.display.models.imports import Import, ImportRow
from marketplace.display.queries import imports as queries

LEASE = 30.0


def sent(who: Actor, content: str | bytes, name: str = "a.csv", **more: Any) -> Import:
    """A file that somebody sent."""
    data = content.encode() if isinstance(content, str) else content
    examined = actions.examine(files.keep(io.BytesIO(data), actions.MOST), name)
    with unit() as session:
        return actions.upload(session, who, examined, **more)[0]


def matched(who: Actor, row: Import, *fields: str, target: str = "patent", **more: Any) -> Import:
    """The same with its columns matched."""
    given = Matching(target, fields or tuple(row.fields), **more)
    with unit() as session:
        return actions.match(session, who, row.id, given, again(row.id).version)


def worked(row: Import, owner: str = "test") -> Import:
    """The same after the house worked on it."""
    actions.work(row.id, owner, LEASE)
    return again(row.id)


def moved(who: Actor, row: Import, name: str) -> Import:
    """The same after a click."""
    with unit() as session:
        return actions.move(session, who, row.id, name, again(row.id).version)


def imported(who: Actor, content: str | bytes, name: str = "a.csv", **more: Any) -> Import:
    """A file that went all the way; its columns matched as proposed."""
    row = sent(who, content, name, match=False)
    with reading() as session:
        found = actions.proposed(session, row, ())
    matched(who, row, *found.fields, target=found.target, **{"source": found.source} | more)
    worked(row)
    moved(who, row, "start")
    return worked(row)


def again(key: UUID | str) -> Import:
    """An import as it is now."""
    with reading() as session:
        return queries.one(session, SYSTEM, UUID(str(key)))


def told(row: Import, phase: str = "run") -> list[ImportRow]:
    """What there is to tell of its rows."""
    with reading() as session:
        return queries.told(session, row.id, phase)
