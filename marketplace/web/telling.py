"""Facts of the journal as sentences, for timelines."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import current_app

from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.web import shapes

SYSTEM = Phrase("系统", "The system")
CLERK = Phrase("{person}（代 {firm} 办理）", "{person} (for {firm})")


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"


def sentence(entry: Entry) -> Phrase:
    """What an entry says, in both languages; a fact without words is told by its name."""
    facts: Mapping[str, Phrase] = current_app.extensions.get("facts", {})
    words = facts.get(entry.fact)
    if words is None:
        return Phrase(entry.fact, entry.fact)
    data = _Gaps(entry.data)
    return Phrase(words.zh.format_map(data), words.en.format_map(data))


def timeline(entries: Iterable[Entry], names: Mapping[UUID, str]) -> list[shapes.Entry]:
    """Entries as the macro `timeline` draws them; `names` of people and organisations by id."""
    return [shapes.Entry(e.at, _who(e, names), sentence(e)) for e in entries]


def _who(entry: Entry, names: Mapping[UUID, str]) -> Phrase | str:
    if entry.actor_id is None:
        return SYSTEM
    person = names.get(entry.actor_id, "—")
    firm = names.get(entry.org_id, "") if entry.org_id else ""
    if entry.on_behalf_of:
        return Phrase(*(words.format(person=person, firm=firm) for words in CLERK))
    return f"{person} · {firm}" if firm else person


def state_words(kind: str) -> Mapping[str, Phrase]:
    """The words for the states of a kind of thing; empty where it has no life cycle."""
    known: Mapping[str, Mapping[str, Phrase]] = current_app.extensions.get("state_words", {})
    return known.get(kind, {})
