"""Creating and changing a dossier; a material change of a published one waits beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Stale
from marketplace.display import queries
from marketplace.display.actions.technology import content as contents
from marketplace.display.actions.technology import moves
from marketplace.display.errors.technology import (
    FieldsMissing,
    NotEditableNow,
    NothingChanged,
    RevisionOpen,
)
from marketplace.display.models import Technology, TechnologyRevision
from marketplace.display.rules import content as rules_of_content
from marketplace.display.rules import readiness
from marketplace.display.rules import technology as rules
from marketplace.display.states import EDITABLE, PUBLIC, REVISION, TECHNOLOGY, TechnologyState
from marketplace.identity import public as identity

S = TechnologyState
REVISABLE = frozenset({S.PUBLISHED})
KEPT_UP = PUBLIC | {S.SUSPENDED, S.EXPIRED}


@dataclass(frozen=True, slots=True)
class Dossier:
    """Fields of a technology by name (`rules.content`); what is not named stays as it is."""

    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change led to: the dossier, and the revision where it has to wait for review."""

    technology: Technology
    revision: TechnologyRevision | None = None


def create(session: Session, actor: Actor, command: Dossier) -> Technology:
    """Make a draft for the actor's organisation; only its title is needed. Raises FieldsMissing."""
    must(rules.may_create, actor, None)
    if actor.org is None or not command.fields.get("title"):
        raise FieldsMissing(fields=["title"])
    content = contents.proved(session, actor, actor.org, command.fields)
    if not content.get("title"):
        raise FieldsMissing(fields=["title"])
    technology = Technology(
        id=uuid4(),
        title=content["title"],
        holder_id=actor.org,
        entered_by=actor.person,
        tags=[],
        rests_on=[],
        claims=[],
    )
    contents.write(session, technology, content)
    TECHNOLOGY.begin(technology)
    session.add(technology)
    journal.record(
        session,
        actor,
        "technology.created",
        technology,
        title=technology.title,
        holder=technology.holder_id,
    )
    return technology


def change(session: Session, actor: Actor, key: UUID, command: Dossier, seen: int) -> Changed:
    """Change a dossier: a draft at once, a published one as its trust level and the fields ask.

    Raises NothingChanged, NotEditableNow, RevisionOpen, NotReady and what the content refuses.
    """
    technology = queries.technology.technology(session, actor, key)
    must(rules.may_hold, actor, technology)
    if seen != technology.version:
        raise Stale(version=technology.version)
    content = contents.proved(session, actor, technology.holder_id, command.fields)
    changed = rules_of_content.differences(rules_of_content.content(technology), content)
    if not changed:
        raise NothingChanged
    if "title" in content and not content["title"]:
        raise FieldsMissing(fields=["title"])
    if technology.state in EDITABLE:
        return Changed(_apply(session, actor, technology, content, set(changed)))
    return _change_live(session, actor, technology, {n: content[n] for n in changed})


def _change_live(
    session: Session, actor: Actor, technology: Technology, content: Mapping[str, Any]
) -> Changed:
    names = set(content)
    if names <= rules_of_content.OWN and technology.state in KEPT_UP:
        return Changed(_apply(session, actor, technology, content, names))
    if technology.state not in REVISABLE:
        raise NotEditableNow
    holder = identity.organisations(session, [technology.holder_id])[technology.holder_id]
    if rules_of_content.needs_review(names, holder.trust):
        return Changed(technology, _propose(session, actor, technology, content))
    return Changed(_apply(session, actor, technology, content, names))


def _apply(
    session: Session,
    actor: Actor,
    technology: Technology,
    content: Mapping[str, Any],
    names: set[str],
) -> Technology:
    contents.write(session, technology, content)
    if technology.state in PUBLIC:
        must_still_be_ready(session, technology)
        moves.show_patents(session, actor, technology)
    TECHNOLOGY.settle(technology)
    journal.record(
        session,
        actor,
        "technology.changed",
        technology,
        title=technology.title,
        holder=technology.holder_id,
        fields=sorted(names),
    )
    return technology


def must_still_be_ready(session: Session, technology: Technology) -> None:
    """Raise where the new content could not have been published."""
    session.flush()
    bounds = queries.technology.bounds(session, technology)
    readiness.must_be_ready(technology, bounds, readiness.TO_REVISE)
    moves.must_be_the_only_offer(session, technology)


def _propose(
    session: Session, actor: Actor, technology: Technology, content: Mapping[str, Any]
) -> TechnologyRevision:
    must_move(rules.MAY, "revise", actor, technology)
    if queries.technology.open_revision(session, technology.id):
        raise RevisionOpen
    revision = TechnologyRevision(
        id=uuid4(),
        technology_id=technology.id,
        technology=technology,
        content=dict(content),
        base_version=technology.version,
        proposed_by=actor.person,
    )
    REVISION.begin(revision)
    session.add(revision)
    moves.step(session, actor, technology, "revise", revision=revision.id, fields=sorted(content))
    journal.record(
        session,
        actor,
        "revision.proposed",
        revision,
        title=technology.title,
        technology=technology.id,
        holder=technology.holder_id,
    )
    return revision
