"""Text messages of notices: counted before they are handed over, so many a day and no more."""

from uuid import UUID, uuid4

import structlog
from sqlalchemy.orm import Session

from marketplace.core import clock, policy, sms
from marketplace.core.unit import unit
from marketplace.outreach import queries
from marketplace.outreach.models import TextSent

log = structlog.get_logger(__name__)


def send_text(person: UUID, text: sms.Text) -> None:
    """Hand a text over, unless the person had enough today: then the inbox line must do."""
    with unit() as session:
        may = queries.text_sent(session, text.key) or _count(session, person, text)
    if may:
        sms.send(text)
    else:
        log.info("text.enough", person=str(person))


def _count(session: Session, person: UUID, text: sms.Text) -> bool:
    today = clock.to_people(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    most = policy.figure("sms.daily_count", clock.today()).whole
    if queries.texts_since(session, person, today) >= most:
        return False
    session.add(TextSent(id=uuid4(), person_id=person, message=text.key, at=clock.now()))
    return True
