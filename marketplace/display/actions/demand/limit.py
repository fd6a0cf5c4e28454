"""How often somebody without an account may ask."""

from datetime import timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.policy import figure
from marketplace.core.text import content_hash, skeleton
from marketplace.display.actions.demand.commands import Question
from marketplace.display.errors.demand import TooManyQuestions
from marketplace.display.models.question import QuestionTrace

HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
MOST = "demand.hourly_questions_count"


def must_not_flood(session: Session, actor: Actor, given: Question) -> None:
    """Raise TooManyQuestions where this address or this contact asked too often within an hour.

    Who has an account is known and is not counted. Traces older than a day are forgotten.
    """
    if actor.is_somebody or actor.is_system:
        return
    contact = content_hash(skeleton(given.contact))
    same = [QuestionTrace.contact == contact]
    if given.sender:
        same.append(QuestionTrace.sender == given.sender)
    recent = select(func.count()).where(or_(*same), QuestionTrace.at > clock.now() - HOUR)
    if (session.scalar(recent) or 0) >= figure(MOST, clock.today()).whole:
        raise TooManyQuestions
    session.execute(delete(QuestionTrace).where(QuestionTrace.at < clock.now() - KEPT))
    session.add(QuestionTrace(sender=given.sender, contact=contact))
