"""Putting a demand or a request before a broker, and the broker's answer."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.clock import today
from marketplace.core.consent import must, must_move
from marketplace.core.legal_days import last_day
from marketplace.core.policy import figure
from marketplace.core.text import clean
from marketplace.service.actions.moving import must_be_due, must_be_seen
from marketplace.service.errors import NotAccepting
from marketplace.service.models import Referral
from marketplace.service.queries import broker as brokers
from marketplace.service.queries import referral as queries
from marketplace.service.rules import broker as broker_rules
from marketplace.service.rules import referral as rules
from marketplace.service.states import REFERRAL

ANSWER = "referral.answer_working_days"


@dataclass(frozen=True, slots=True)
class Refer:
    """What is put before which broker; `title` is what the broker reads of it."""

    broker_id: UUID
    subject_kind: str
    subject_id: UUID
    title: str
    note: str | None = None


def refer(session: Session, actor: Actor, command: Refer) -> Referral:
    """Ask a broker for help; they have the policy's working days to answer.

    Raises NoSuchBroker, GradeExpired, NotAccepting.
    """
    broker = brokers.broker(session, actor, command.broker_id)
    made = Referral(
        id=uuid4(),
        subject_kind=command.subject_kind,
        subject_id=command.subject_id,
        title=clean(command.title),
        note=command.note and clean(command.note),
        from_org=actor.org,
        broker_id=broker.id,
        broker_org=broker.org_id,
        answer_by=last_day(today(), working_days=figure(ANSWER, today()).whole),
    )
    must(rules.may_send, actor, made)
    broker_rules.must_practise(broker, today())
    if not broker.accepts_new:
        raise NotAccepting
    REFERRAL.begin(made)
    session.add(made)
    _record(session, actor, "referral.sent", made)
    return made


def change(session: Session, actor: Actor, key: UUID, note: str, seen: int) -> Referral:
    """Say more about what is asked, while it waits."""
    made = queries.referral(session, actor, key)
    must(rules.may_reword, actor, made)
    must_be_seen(made, seen)
    made.note = clean(note)
    made.steps += 1
    _record(session, actor, "referral.changed", made)
    return made


def move(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int | None,
    *,
    answer: str | None = None,
) -> Referral:
    """Accept, decline, withdraw, or (the house, after its day) lapse."""
    made = queries.referral(session, actor, key)
    must_move(rules.MAY, name, actor, made)
    must_be_seen(made, seen)
    if name == "lapse":
        must_be_due(made)
    if answer:
        made.answer = clean(answer)
    step = REFERRAL.step(made, name)
    _record(session, actor, step.fact, made)
    return made


def _record(session: Session, actor: Actor, fact: str, made: Referral) -> None:
    journal.record(
        session,
        actor,
        fact,
        made,
        title=made.title,
        broker=made.broker_id,
        broker_org=made.broker_org,
        from_org=made.from_org,
        object_kind=made.subject_kind,
        object_id=made.subject_id,
    )
