"""Rewrites: a better wording by a broker or the operator, a revision by the seeker."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Stale
from marketplace.display.actions.demand import checks
from marketplace.display.actions.demand.writing import put
from marketplace.display.errors.demand import NoSeekerYet, NotEditable, NothingChanged, SettledField
from marketplace.display.errors.review import ReasonNeeded
from marketplace.display.models.demand import Demand
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries import demand as queries
from marketplace.display.queries import rewrite as rewrite_queries
from marketplace.display.rules import demand as rules
from marketplace.display.rules import rewrite as rewrite_rules
from marketplace.display.states.demand import DEMAND, EDITABLE, DemandState, closing
from marketplace.display.states.rewrite import REWRITE

# What may change at once, since nobody decides by it; all else of a public demand is reviewed.
IMMATERIAL = frozenset({"contact", "brokers_may_help"})
SETTLED = frozenset({"mode", "multi_award"})
# A rewrite by others proposes words and figures; how the seeker deals with people is their own.
NOT_FOR_HELPERS = frozenset({"contact", "brokers_may_help", "disclosure", "mode", "multi_award"})
REWRITABLE = EDITABLE | {DemandState.OPEN}


def rewrite(
    session: Session, actor: Actor, key: UUID, changed: Mapping[str, Any], note: str | None
) -> DemandRewrite:
    """Propose other words for a demand; the version in force stays up until it is decided.

    The seeker's own change of a public demand goes to review, or is applied at once where nothing
    material changes. A broker's or the operator's waits for the seeker. Raises NotEditable,
    NothingChanged, NoSeekerYet, SettledField.
    """
    made = queries.demand(session, actor, key, lock=True)
    own = rules.is_seeker(actor, made)
    must(rules.may_write if own else rules.may_refine, actor, made)
    if made.state not in REWRITABLE or (own and made.state in EDITABLE):
        raise NotEditable
    if made.seeker_id is None:
        raise NoSeekerYet
    changed = _really(made, changed, own=own)
    if not changed:
        raise NothingChanged
    row = _propose(session, actor, made, changed, note)
    if own and changed.keys() <= IMMATERIAL:
        _step(session, actor, row, "accept")
        _apply(session, actor, made, changed)
    elif own:
        _step(session, actor, row, "hand_in")
    elif "broker_firm" in actor.kinds and made.state == DemandState.DRAFT:
        made.helper_id = actor.org
    session.flush()
    return row


def _really(made: Demand, changed: Mapping[str, Any], *, own: bool) -> dict[str, Any]:
    """The changes that change something, checked."""
    now = checks.freeze(queries.values(made))
    wanted = checks.freeze(changed)
    kept = {k: v for k, v in changed.items() if wanted[k] != now[k]}
    if made.state == DemandState.OPEN and kept.keys() & SETTLED:
        raise SettledField(fields=sorted(kept.keys() & SETTLED))
    if not own:
        kept = {k: v for k, v in kept.items() if k not in NOT_FOR_HELPERS}
    checks.check(kept, made)
    return kept


def _propose(
    session: Session, actor: Actor, made: Demand, changed: Mapping[str, Any], note: str | None
) -> DemandRewrite:
    row = DemandRewrite(
        id=uuid4(),
        org_id=actor.org,
        entered_by=actor.person,
        content=checks.freeze(changed),
        note=note,
        demand=made,
    )
    REWRITE.begin(row)
    session.add(row)
    journal.record(
        session, actor, "demand_rewrite.proposed", row,
        title=made.title, demand=made.id, fields=sorted(changed),
    )  # fmt: skip
    return row


def decide(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int,
    *,
    of: UUID | None = None,
    reason: str | None = None,
) -> DemandRewrite:
    """Accept, hand in, approve, refuse, decline or take back a rewrite.

    Raises NotEditable where the demand has moved past being rewritten, ReasonNeeded.
    """
    row = rewrite_queries.rewrite(session, actor, key, of=of)
    made = queries.demand(session, actor, row.demand_id, lock=True)
    must_move(rewrite_rules.MAY, name, actor, row)
    if seen != row.version:
        raise Stale(version=row.version)
    if name == "refuse" and not reason:
        raise ReasonNeeded(fields=["reason"])
    if name in ("accept", "hand_in", "approve") and made.state not in REWRITABLE:
        raise NotEditable
    row.reason = reason
    _step(session, actor, row, name)
    if name in ("accept", "approve"):
        _apply(session, actor, made, checks.thaw(row.content))
    session.flush()
    return row


def _step(session: Session, actor: Actor, row: DemandRewrite, name: str) -> None:
    done = REWRITE.step(row, name)
    journal.record(
        session, actor, done.fact, row,
        title=row.demand.title, demand=row.demand_id, before=done.before, after=done.after,
        reason=row.reason,
    )  # fmt: skip


def _apply(session: Session, actor: Actor, made: Demand, changed: Mapping[str, Any]) -> None:
    put(made, changed)
    if made.state == DemandState.OPEN and "deadline" in changed:
        made.closes_at = closing(made.deadline)
        DEMAND.settle(made)
    journal.record(session, actor, "demand.changed", made, title=made.title, fields=sorted(changed))
