"""Deciding a revision: published, declined, or dropped by its holder."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import MoveNotPossible, Stale
from marketplace.display import queries
from marketplace.display.actions.technology import content as contents
from marketplace.display.actions.technology import moves
from marketplace.display.actions.technology.revise import must_still_be_ready
from marketplace.display.models import TechnologyRevision
from marketplace.display.rules import technology as rules
from marketplace.display.states import REVISION


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
