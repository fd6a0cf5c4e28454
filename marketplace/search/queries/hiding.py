"""What the index holds and must not tell any more: what went, and what said more than it does now.

The index is a moment behind the journal, or a day. A thing that was withdrawn since is hidden, and
so is one whose public words were changed: until the index has its new ones, it would be found and
completed by the old, which may have been taken back for a reason.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from marketplace.search.queries import news
from marketplace.search.queries.news import TABLES, Key, Tables
from search_index import Index

MANY = 200
ENTRIES = 500
_REMEMBERED = 50_000
# What was built and compared once, by key, the digest in the index and the entry looked at last.
_compared: dict[tuple[str, int, int], bool] = {}


def hidden(session: Session, index: Index, tables: Tables = TABLES) -> frozenset[str]:
    """The keys whose documents in the index are not what is public now, as the session sees it."""
    touched = _touched(session, index.cursor(), tables)
    names = {news.named(key): key for key in touched}
    held = index.digests_of(names)
    public = tables.public(session, [names[name] for name in held])
    asked = {name: (digest, touched[names[name]]) for name, digest in held.items()}
    same = _unchanged(session, {name: asked[name] for name in public}, names, tables)
    return frozenset(held.keys() - same)


def _touched(session: Session, cursor: int, tables: Tables) -> dict[Key, int]:
    """The documents that may have changed since, each with an entry at or after its last one."""
    touched: dict[Key, int] = {}
    while True:
        keys, after = news.since(session, tables, cursor, ENTRIES)
        if after == cursor:
            return touched
        touched |= dict.fromkeys(keys, after)
        cursor = after


def _unchanged(
    session: Session,
    asked: Mapping[str, tuple[int, int]],
    names: Mapping[str, Key],
    tables: Tables,
) -> set[str]:
    """Those whose documents are as they were.

    Building documents takes time: no question builds very many. The rest counts as changed, and the
    next questions find out.
    """
    unknown = [name for name, stand in asked.items() if (name, *stand) not in _compared][:MANY]
    made = tables.documents(session, [names[name] for name in unknown]) if unknown else {}
    known = {
        (name, *asked[name]): name in made and made[name].digest() == asked[name][0]
        for name in unknown
    }
    found = {name for name, stand in asked.items() if _said((name, *stand), known)}
    _remember(known)
    return found


def _said(what: tuple[str, int, int], known: Mapping[tuple[str, int, int], bool]) -> bool:
    return known.get(what, False) or _compared.get(what, False)


def _remember(known: Mapping[tuple[str, int, int], bool]) -> None:
    if len(_compared) > _REMEMBERED:
        _compared.clear()
    _compared.update(known)
