"""Deciding: revisions one by one, and everything that waits for review in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import MoveNotPossible, Problem, Stale
from marketplace.display import queries
from marketplace.display.actions.patent.change import move as move_patent
from marketplace.display.actions.technology import content as contents
from marketplace.display.actions.technology import moves
from marketplace.display.actions.technology.revise import must_still_be_ready
from marketplace.display.models import TechnologyRevision
from marketplace.display.rules import technology as rules
from marketplace.display.states import REVISION


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a batch, in the version its reviewer saw."""

    kind: str
    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one item: its new state, or the refusal."""

    kind: str
    id: UUID
    state: str | None = None
    problem: Problem | None = None


def move_revision(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int | None,
    reason: str | None = None,
    text: str | None = None,
) -> TechnologyRevision:
    """Publish, decline or drop a revision; publishing replaces the live content in one step."""
    revision = queries.technology.revision(session, actor, key)
    must_move(rules.MAY_REVISION, name, actor, revision)
    if seen is not None and seen != revision.version:
        raise Stale(version=revision.version)
    moves.must_name_a_reason(name, reason)
    if not any(revision.state in arrow.sources for arrow in REVISION.named(name)):
        raise MoveNotPossible(move=name, state=str(revision.state))
    if name == "publish":
        _replace(session, actor, revision)
    revision.reason, revision.reason_text = reason, text
    made = REVISION.step(revision, name)
    journal.record(
        session,
        actor,
        made.fact,
        revision,
        title=revision.title,
        before=made.before,
        after=made.after,
        technology=revision.technology_id,
        holder=revision.holder_id,
        **({"reason": reason} if reason else {}),
    )
    return revision


def _replace(session: Session, actor: Actor, revision: TechnologyRevision) -> None:
    technology = revision.technology
    contents.write(session, technology, revision.content)
    must_still_be_ready(session, technology)
    moves.show_patents(session, actor, technology)
    moves.step(session, actor, technology, "publish_revision", revision=revision.id)


def review_many(
    session: Session,
    actor: Actor,
    items: Sequence[Item],
    move: str,
    reason: str | None = None,
    text: str | None = None,
) -> list[Verdict]:
    """Judge several things by one move, each on its own: one's refusal leaves the others alone."""
    return [_judge(session, actor, item, move, reason, text) for item in items]


def _judge(
    session: Session, actor: Actor, item: Item, move: str, reason: str | None, text: str | None
) -> Verdict:
    said = len(journal.drafts(session))
    try:
        with session.begin_nested():
            state = _move(session, actor, item, move, reason, text)
    except Problem as problem:
        # What a refused item had said already is taken back with its rows.
        del journal.drafts(session)[said:]
        return Verdict(item.kind, item.id, problem=problem)
    return Verdict(item.kind, item.id, state=state)


def _move(
    session: Session, actor: Actor, item: Item, move: str, reason: str | None, text: str | None
) -> str:
    if item.kind == "revision":
        moved = move_revision(session, actor, item.id, move, item.version, reason, text)
        return str(moved.state)
    if item.kind == "patent":
        return str(move_patent(session, actor, item.id, move, item.version).state)
    seen = item.version
    if item.kind == "technology" and move in _DECISIONS:
        seen = _take_first(session, actor, item)
    return str(moves.move(session, actor, item.id, move, seen, reason, text).state)


_DECISIONS = frozenset({"publish", "request_changes", "reject"})


def _take_first(session: Session, actor: Actor, item: Item) -> int:
    """A decision about something submitted takes it up first: one click for the clerk."""
    technology = queries.technology.technology(session, actor, item.id)
    if technology.state == "submitted":
        moves.move(session, actor, item.id, "take", item.version)
        session.flush()
        return technology.version
    return item.version
