"""Asking, entering and changing demands."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Stale
from marketplace.core.text import clean
from marketplace.display.actions.demand import checks
from marketplace.display.actions.demand.commands import DemandFields, Question
from marketplace.display.actions.demand.limit import must_not_flood
from marketplace.display.errors.demand import NotEditable
from marketplace.display.models.demand import Demand
from marketplace.display.queries import demand as queries
from marketplace.display.rules import demand as rules
from marketplace.display.rules.demand_text import missing
from marketplace.display.states.demand import DEMAND, EDITABLE, DemandState
from marketplace.identity import public as identity


def ask(session: Session, actor: Actor, given: Question) -> Demand:
    """Keep a three-line question as an incomplete draft that a broker or the operator completes."""
    must(rules.may_ask, actor, given.text)
    must_not_flood(session, actor, given)
    checks.check({"place": given.place})
    text = clean(given.text)
    made = _new(actor)
    checks.write(made, {
        "title": checks.quick_title(text),
        "text": text,
        "contact": clean(given.contact),
        "place": given.place,
        "brokers_may_help": given.brokers_may_help,
    })  # fmt: skip
    made.incomplete = True
    return _begin(session, actor, made, "demand.asked")


def enter(session: Session, actor: Actor, given: DemandFields) -> Demand:
    """Keep a demand of the actor's organisation as a draft.

    Raises NotInVocabulary, BudgetUpsideDown, NoProcurementRoute, DeadlinePassed.
    """
    must(rules.may_enter, actor, given.title)
    values = {each.name: getattr(given, each.name) for each in fields(given)}
    checks.check(values)
    made = _new(actor)
    checks.write(made, values)
    return _begin(session, actor, made, "demand.entered")


def _new(actor: Actor) -> Demand:
    return Demand(id=uuid4(), seeker_id=actor.org, entered_by=actor.person, incomplete=False)


def _begin(session: Session, actor: Actor, made: Demand, fact: str) -> Demand:
    DEMAND.begin(made)
    session.add(made)
    journal.record(session, actor, fact, made, title=made.title)
    session.flush()
    return made


def change(
    session: Session, actor: Actor, key: UUID, changed: Mapping[str, Any], seen: int
) -> Demand:
    """Change a draft; what is public is changed by `rewrite`. Raises NotEditable and as `enter`."""
    made = queries.demand(session, actor, key, lock=True)
    must(rules.may_write, actor, made)
    if seen != made.version:
        raise Stale(version=made.version)
    if made.state not in EDITABLE:
        raise NotEditable
    put(made, changed)
    journal.record(session, actor, "demand.changed", made, title=made.title, fields=sorted(changed))
    session.flush()
    return made


def put(made: Demand, changed: Mapping[str, Any]) -> None:
    """Write checked values; a question that lacks nothing any more is no longer incomplete."""
    checks.check(changed, made)
    was_incomplete = made.incomplete
    checks.write(made, changed)
    made.incomplete = was_incomplete and not _answered(made)
    if was_incomplete and not made.incomplete and made.state == DemandState.DRAFT:
        DEMAND.settle(made)
    else:
        made.steps += 1


def _answered(made: Demand) -> bool:
    return not missing(made) and made.title != checks.quick_title(made.text)


def attach(session: Session, actor: Actor, key: UUID, organisation: UUID, seen: int) -> Demand:
    """Give a question that came without an account to the firm that asked it."""
    made = queries.demand(session, actor, key, lock=True)
    must(rules.may_attach, actor, made)
    if seen != made.version:
        raise Stale(version=made.version)
    firm = identity.organisation(session, actor, organisation)
    made.seeker_id = firm.id
    DEMAND.settle(made)
    journal.record(session, actor, "demand.attached", made, title=made.title, organisation=firm.id)
    session.flush()
    return made


def whole(given: DemandFields) -> dict[str, Any]:
    """All fields of the full form as changes."""
    return {**asdict(given), "targets": given.targets}
