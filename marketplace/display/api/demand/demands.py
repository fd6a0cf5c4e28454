"""JSON door of demands: asking, entering, reading, changing."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import DemandFields, Question
from marketplace.display.queries import demand as queries
from marketplace.display.queries import demand_warnings as warnings
from marketplace.display.queries import suggested as suggested_queries
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.queries.demand_warnings import Warned
from marketplace.display.rules.suggested import Suggested
from marketplace.display.schemas.demand import (
    AttachIn,
    DemandChangeIn,
    DemandIn,
    DemandListIn,
    QuestionIn,
)
from marketplace.display.schemas.demand_out import DemandOut, DemandWarnedOut, DemandWarningsOut
from marketplace.display.schemas.suggested import SuggestionsOut
from marketplace.web.doors import Door

demands = Door(
    "demands",
    __name__,
    url_prefix="/api/v1/demands",
    description="What plants look for, and the proposals made to them",
)


@demands.route("", methods=["POST"])
@demands.arguments(DemandIn)
@demands.write(DemandWarnedOut, 201)
def enter(session: Session, actor: Actor, command: DemandFields) -> Warned:
    """Enter a demand as a draft; the answer warns of similar ones and of your name in the text."""
    return warnings.warned(session, actor, actions.enter(session, actor, command))


@demands.route("/quick", methods=["POST"])
@demands.arguments(QuestionIn)
@demands.write(DemandOut, 201)
def ask(session: Session, actor: Actor, command: Question) -> DemandCard:
    """Ask in three lines, also without an account: a broker or the operator completes it."""
    return queries.receipt(session, actor, actions.ask(session, actor, command))


@demands.route("")
@demands.arguments(DemandListIn, location="query")
@demands.page(DemandOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[DemandCard]:
    """The demands you may see, the newest first, each as you may see it."""
    page = queries.demands(session, actor, **asked)
    return Page(queries.cards(session, actor, page.items), page.next)


@demands.route("/<uuid:key>")
@demands.read(DemandOut)
def one(session: Session, actor: Actor, key: UUID) -> DemandCard:
    """One demand as you may see it."""
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/warnings")
@demands.read(DemandWarningsOut)
def warn(session: Session, actor: Actor, key: UUID) -> warnings.Warnings:
    """What its writer should know before others see it; empty for everybody else."""
    return warnings.of(session, actor, queries.demand(session, actor, key))


@demands.route("/<uuid:key>/suggested-targets")
@demands.read(SuggestionsOut)
def suggested(session: Session, actor: Actor, key: UUID) -> Suggested:
    """Figures told in its text that no target states yet, for who may word it."""
    return suggested_queries.of_demand(session, actor, key)


@demands.route("/<uuid:key>", methods=["PATCH"])
@demands.arguments(DemandChangeIn)
@demands.write(DemandWarnedOut, if_match=True)
def change(
    session: Session, actor: Actor, changed: dict[str, Any], *, key: UUID, seen: int
) -> Warned:
    """Change a draft; what is public is changed by a rewrite."""
    return warnings.warned(session, actor, actions.change(session, actor, key, changed, seen))


@demands.route("/<uuid:key>/seeker", methods=["PUT"])
@demands.arguments(AttachIn)
@demands.write(DemandOut, if_match=True)
def attach(
    session: Session, actor: Actor, given: dict[str, UUID], *, key: UUID, seen: int
) -> DemandCard:
    """Give a question that came without an account to the firm that asked it (the operator)."""
    actions.attach(session, actor, key, given["organisation"], seen)
    return queries.shown(session, actor, key)
