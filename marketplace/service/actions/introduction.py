"""The log of introductions: recorded by the broker, answered by the one introduced."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.clock import now, today
from marketplace.core.consent import must, must_move
from marketplace.core.text import clean
from marketplace.identity import public as identity
from marketplace.service.actions.moving import must_be_seen
from marketplace.service.errors import NotInForce, OwnMandate
from marketplace.service.models import Introduction
from marketplace.service.queries import mandate as queries
from marketplace.service.rules import mandate as rules
from marketplace.service.states import INTRODUCTION


@dataclass(frozen=True, slots=True)
class Introduce:
    """Whom the broker introduced to its client, and over which object."""

    counterparty: UUID
    subject_kind: str
    subject_id: UUID
    title: str
    note: str | None = None


def introduce(session: Session, actor: Actor, key: UUID, command: Introduce) -> Introduction:
    """Log an introduction under a mandate in force that covers the object.

    Raises NotVerified, NotInForce, OwnMandate, NoSuchOrganisation.
    """
    mandate = queries.mandate(session, actor, key)
    must(rules.may_introduce, actor, mandate)
    identity.must_be_verified(actor)
    counterparty = identity.organisation(session, actor, command.counterparty)
    if counterparty.id in mandate.parties:
        raise OwnMandate(fields=["counterparty"])
    subject = (command.subject_kind, command.subject_id)
    if not (rules.in_force(mandate, today()) and rules.covers(mandate, subject)):
        raise NotInForce
    made = Introduction(
        id=uuid4(),
        mandate_id=mandate.id,
        broker_org=mandate.broker_org,
        client_org=mandate.client_org,
        counterparty_org=counterparty.id,
        title=clean(command.title),
        subject_kind=command.subject_kind,
        subject_id=command.subject_id,
        note=command.note and clean(command.note),
    )
    INTRODUCTION.begin(made)
    session.add(made)
    _record(session, actor, "introduction.recorded", made)
    return made


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Introduction:
    """Acknowledge or dispute an introduction."""
    made = queries.introduction(session, actor, key)
    must_move(rules.MAY_INTRODUCTION, name, actor, made)
    must_be_seen(made, seen)
    step = INTRODUCTION.step(made, name)
    made.answered_at = now()
    _record(session, actor, step.fact, made)
    return made


def _record(session: Session, actor: Actor, fact: str, made: Introduction) -> None:
    journal.record(
        session,
        actor,
        fact,
        made,
        title=made.title,
        mandate=made.mandate_id,
        broker_org=made.broker_org,
        client_org=made.client_org,
        counterparty_org=made.counterparty_org,
    )
