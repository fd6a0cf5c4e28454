"""The moves of a technology's life: every change of its state goes through here."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import now
from marketplace.core.consent import must, must_move
from marketplace.core.errors import MoveNotPossible, Stale
from marketplace.display import queries
from marketplace.display.errors.review import NoSuchReason, OwnSubmission, ReasonNeeded
from marketplace.display.errors.technology import AlreadyOffered
from marketplace.display.models import Technology
from marketplace.display.rules import readiness
from marketplace.display.rules import technology as rules
from marketplace.display.states import (
    ACTIVE,
    PATENT,
    REVISION,
    TECHNOLOGY,
    PatentState,
    TechnologyState,
    new_expiry,
)
from marketplace.display.words.technology import REASONS_FOR
from marketplace.identity import public as identity

ELSEWHERE = frozenset({"revise", "publish_revision", "renew"})


def move(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int | None,
    reason: str | None = None,
    text: str | None = None,
) -> Technology:
    """Make one move of a technology; `seen` None only for the house itself.

    request_changes, reject and suspend take a reason of the list and a text. What a trusted holder
    (post_audit) submits is published at once by the house, under the same guards.
    """
    technology = queries.technology.technology(session, actor, key)
    _may(name, actor, technology)
    if seen is not None and seen != technology.version:
        raise Stale(version=technology.version)
    if name in ELSEWHERE:
        raise MoveNotPossible(move=name, state=str(technology.state))
    go(session, actor, technology, name, reason, text)
    if name == "submit" and _trusted(session, technology):
        for following in ("take", "publish"):
            go(session, SYSTEM, technology, following)
    return technology


def _may(name: str, actor: Actor, technology: Technology) -> None:
    """As `must_move`, but an operator's own submission is refused by its own name (INV-G6)."""
    rule = rules.MAY.get(name)
    own = actor.is_operator and rule in (rules.may_review, rules.may_resume)
    if own and rule and not rule(actor, technology):
        must(rules.may_see, actor, technology)
        if not rules.may_review(actor, technology):
            raise OwnSubmission
    must_move(rules.MAY, name, actor, technology)


def go(
    session: Session,
    actor: Actor,
    technology: Technology,
    name: str,
    reason: str | None = None,
    text: str | None = None,
) -> None:
    """Guard, change, step and fact of one move; the caller has asked the rule."""
    must_name_a_reason(name, reason)
    if not any(technology.state in arrow.sources for arrow in TECHNOLOGY.named(name)):
        raise MoveNotPossible(move=name, state=str(technology.state))
    _guard(session, technology, name)
    _change(session, actor, technology, name)
    technology.reason, technology.reason_text = reason, text
    told = {"reason": reason} if reason else {}
    step(session, actor, technology, name, **told)


def step(session: Session, actor: Actor, technology: Technology, name: str, **more: object) -> None:
    """The move itself and its fact; guards and rules are the caller's."""
    made = TECHNOLOGY.step(technology, name)
    journal.record(
        session,
        actor,
        made.fact,
        technology,
        title=technology.title,
        before=made.before,
        after=made.after,
        holder=technology.holder_id,
        **more,
    )


def must_name_a_reason(name: str, reason: str | None) -> None:
    """Raise ReasonNeeded or NoSuchReason where a move wants a reason of the list."""
    if name not in REASONS_FOR:
        return
    if not reason:
        raise ReasonNeeded(fields=["reason"])
    if reason not in REASONS_FOR[name]:
        raise NoSuchReason(fields=["reason"], value=reason)


def _guard(session: Session, technology: Technology, name: str) -> None:
    guards = {
        "submit": readiness.TO_SUBMIT,
        "publish": readiness.TO_PUBLISH,
        "resume": readiness.TO_SHOW,
        "resume_deal": readiness.TO_SHOW,
    }.get(name)
    if guards:
        bounds = queries.technology.bounds(session, technology)
        readiness.must_be_ready(technology, bounds, guards)
    if name == "publish":
        must_be_the_only_offer(session, technology)


def must_be_the_only_offer(session: Session, technology: Technology) -> None:
    """Raise AlreadyOffered where the same right is on the market in the same way (INV-L3)."""
    queries.technology.lock_rights(session, technology)
    if queries.technology.rivals(session, technology):
        raise AlreadyOffered(fields=["patents", "licences"])


def _change(session: Session, actor: Actor, technology: Technology, name: str) -> None:
    if name == "submit":
        technology.submitted_by = actor.person
    if name == "take":
        technology.reviewer_id = actor.person
    if name == "publish":
        technology.published_at = technology.published_at or now()
        technology.expires_at = new_expiry()
        show_patents(session, actor, technology)
    if name == "suspend":
        technology.suspended_from = str(technology.state)
    if name in ("resume", "resume_deal"):
        technology.suspended_from = None
    if name == "withdraw":
        _drop_revision(session, actor, technology)


def _drop_revision(session: Session, actor: Actor, technology: Technology) -> None:
    """What would revise something withdrawn waits for nobody any more."""
    revision = queries.technology.open_revision(session, technology.id)
    if revision is None:
        return
    made = REVISION.step(revision, "drop")
    journal.record(
        session,
        actor,
        made.fact,
        revision,
        title=technology.title,
        before=made.before,
        after=made.after,
        technology=technology.id,
        holder=technology.holder_id,
    )


def show_patents(session: Session, actor: Actor, technology: Technology) -> None:
    """List the cards a published technology rests on: the dossier names them anyway."""
    for patent in technology.patents:
        if patent.state is PatentState.DRAFT:
            made = PATENT.step(patent, "list")
            journal.record(
                session,
                actor,
                made.fact,
                patent,
                title=patent.title,
                before=made.before,
                after=made.after,
            )


def _trusted(session: Session, technology: Technology) -> bool:
    """Whether the holder publishes first and is audited afterwards; unverified ones never do."""
    card = identity.organisations(session, [technology.holder_id])[technology.holder_id]
    return card.trust == "post_audit" and card.verified


def suspend_by_house(session: Session, technology: Technology, reason: str) -> bool:
    """Suspend what is on the market, as the house, for a reason; False where it is not there."""
    if technology.state not in ACTIVE or technology.state is TechnologyState.SUSPENDED:
        return False
    go(session, SYSTEM, technology, "suspend", reason)
    return True
