"""The JSON door of the operator's review."""

from typing import Any

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.display import actions, queries
from marketplace.display.actions import Verdict
from marketplace.display.rules import review as rules
from marketplace.display.schemas.review import QueueOut, ReviewIn, VerdictsOut
from marketplace.web.doors import Door

reviews = Door(
    "reviews", __name__, url_prefix="/api/v1/reviews", description="What the operator reviews"
)


@reviews.route("")
@reviews.read(QueueOut)
def queue(session: Session, actor: Actor) -> dict[str, Any]:
    """What waits for review, the longest waiting first."""
    must(rules.may_see_queue, actor, None)
    return {"items": queries.technology.to_review(session)}


@reviews.route("", methods=["POST"])
@reviews.arguments(ReviewIn)
@reviews.write(VerdictsOut)
def review(session: Session, actor: Actor, given: dict[str, Any]) -> dict[str, list[Verdict]]:
    """One move for several things, each judged on its own and told so."""
    return {"verdicts": actions.review_many(session, actor, **given)}
