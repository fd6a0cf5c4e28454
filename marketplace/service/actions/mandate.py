"""Drafting, offering and signing mandates, dual agency, and the moves of a mandate's life."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import now, today
from marketplace.core.consent import must, must_move
from marketplace.core.legal_days import last_day
from marketplace.core.text import clean
from marketplace.identity import public as identity
from marketplace.service.actions.moving import must_be_due, must_be_seen
from marketplace.service.errors import DualAgencyNotAgreed, OwnHand, OwnMandate
from marketplace.service.models import DualConsent, Mandate
from marketplace.service.queries import broker as brokers
from marketplace.service.queries import mandate as queries
from marketplace.service.rules import broker as broker_rules
from marketplace.service.rules import mandate as rules
from marketplace.service.rules.fee import Fee, must_be_clear
from marketplace.service.states import MANDATE, MandateState


@dataclass(frozen=True, slots=True)
class Terms:
    """What a mandate says; `subject_*` both None means all of the client's objects."""

    title: str
    side: str
    scope: str
    valid_from: date
    valid_until: date
    fee_kind: str
    subject_kind: str | None = None
    subject_id: UUID | None = None
    exclusive: bool = False
    tail_months: int = 0
    fee_fen: int | None = None
    fee_permille: int | None = None
    fee_tiers: tuple[Mapping[str, Any], ...] = ()
    fee_base: str = "received"
    payer: str = "both"
    cost_rule: str = "broker"


@dataclass(frozen=True, slots=True)
class DraftMandate:
    """A new mandate between a broker and a client; the drafter is one of them."""

    broker_id: UUID
    client_org: UUID
    terms: Terms


def draft(session: Session, actor: Actor, command: DraftMandate) -> Mandate:
    """Write a mandate down, still for its drafter's eyes only.

    Raises NoSuchBroker, NoSuchOrganisation, OwnMandate, GradeExpired, FeeUnclear,
    PeriodBackwards, ObjectUnclear.
    """
    broker = brokers.broker(session, actor, command.broker_id)
    client = identity.organisation(session, actor, command.client_org)
    if broker.org_id == client.id:
        raise OwnMandate(fields=["client_org"])
    made = Mandate(
        id=uuid4(),
        broker_id=broker.id,
        broker_org=broker.org_id,
        client_org=client.id,
        drafted_by=actor.org,
        consents=[],
    )
    must(rules.may_draft, actor, made)
    broker_rules.must_practise(broker, today())
    _write(made, command.terms)
    MANDATE.begin(made)
    session.add(made)
    journal.record(session, actor, "mandate.drafted", made, title=made.title, **_ends(made))
    return made


def _write(mandate: Mandate, terms: Terms) -> None:
    must_be_clear(
        Fee(terms.fee_kind, terms.fee_fen, terms.fee_permille, terms.fee_tiers, terms.fee_base)
    )
    cleaned = replace(terms, title=clean(terms.title), scope=clean(terms.scope))
    for name in Terms.__slots__:
        setattr(mandate, name, getattr(cleaned, name))
    mandate.fee_tiers = [dict(tier) for tier in terms.fee_tiers]
    rules.must_be_sound(mandate, today())


def _ends(mandate: Mandate) -> dict[str, UUID]:
    return {
        "broker_org": mandate.broker_org,
        "client_org": mandate.client_org,
        "drafted_by": mandate.drafted_by,
    }


def change(session: Session, actor: Actor, key: UUID, terms: Terms, seen: int) -> Mandate:
    """Write the draft anew; what was offered cannot be changed, only withdrawn."""
    mandate = queries.mandate(session, actor, key)
    must(rules.may_change, actor, mandate)
    must_be_seen(mandate, seen)
    _write(mandate, terms)
    mandate.steps += 1
    journal.record(session, actor, "mandate.changed", mandate, title=mandate.title)
    return mandate


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Mandate:
    """Make one move; `accept` is the second signature and puts the mandate in force.

    Raises OwnHand (INV-G6), GradeExpired (INV-K5), MandatesOverlap (INV-K3),
    DualAgencyNotAgreed (INV-K6).
    """
    mandate = queries.mandate(session, actor, key)
    must_move(rules.MAY, name, actor, mandate)
    must_be_seen(mandate, seen)
    if name in {"lapse", "expire", "end"}:
        must_be_due(mandate)
    if name in {"offer", "accept"}:
        _sign(session, actor, mandate, second=name == "accept")
    if name in {"expire", "terminate"}:
        _start_tail(mandate, ended=mandate.valid_until if name == "expire" else today())
    step = MANDATE.step(mandate, name)
    journal.record(
        session,
        actor,
        step.fact,
        mandate,
        title=mandate.title,
        before=step.before,
        after=step.after,
        **_ends(mandate),
    )
    return mandate


def _sign(session: Session, actor: Actor, mandate: Mandate, *, second: bool) -> None:
    identity.must_be_verified(actor)
    rules.must_be_sound(mandate, today())
    broker_rules.must_practise(brokers.broker(session, SYSTEM, mandate.broker_id), today())
    if second and mandate.state is MandateState.OFFERED:
        if journal.is_by(session, actor, mandate, "mandate.offered"):
            raise OwnHand
        # The client's book first, then the firm's: everybody takes the two in this order of ids.
        for org in sorted(mandate.parties):
            queries.lock_signing(session, org)
        rules.must_not_clash(mandate, queries.signed(session, mandate.client_org))
        _must_be_open(session, mandate)
    if actor.org == mandate.client_org:
        mandate.signed_client_at = now()
    else:
        mandate.signed_broker_at = now()


def _must_be_open(session: Session, mandate: Mandate) -> None:
    """Dual agency only with both clients' recorded consents (INV-K6)."""
    for other in queries.signed_by_broker(session, mandate.broker_org):
        if not rules.opposed(mandate, other):
            continue
        subject = (str(mandate.subject_kind), mandate.subject_id or other.id)
        if not (rules.consented(mandate, subject) and rules.consented(other, subject)):
            raise DualAgencyNotAgreed


def _start_tail(mandate: Mandate, ended: date) -> None:
    mandate.tail_until = last_day(ended, months=mandate.tail_months, shift=False)


def disclose(
    session: Session, actor: Actor, key: UUID, subject: rules.Subject, seen: int
) -> Mandate:
    """The broker tells a client that it is to act for both sides of an object, and asks consent."""
    mandate = queries.mandate(session, actor, key)
    must(rules.may_disclose, actor, mandate)
    must_be_seen(mandate, seen)
    _consent(mandate, subject).disclosed_at = now()
    return _noted(session, actor, mandate, "mandate.disclosed", subject)


def consent(
    session: Session, actor: Actor, key: UUID, subject: rules.Subject, seen: int
) -> Mandate:
    """The client agrees that its broker also acts for the other side of an object (INV-K6)."""
    mandate = queries.mandate(session, actor, key)
    must(rules.may_consent, actor, mandate)
    must_be_seen(mandate, seen)
    row = _consent(mandate, subject)
    row.given_at, row.given_by = now(), actor.person
    return _noted(session, actor, mandate, "mandate.consented", subject)


def _consent(mandate: Mandate, subject: rules.Subject) -> DualConsent:
    """The row of an object; a new one where there is none yet."""
    for row in mandate.consents:
        if (row.subject_kind, row.subject_id) == subject:
            return row
    made = DualConsent(id=uuid4(), subject_kind=subject[0], subject_id=subject[1])
    mandate.consents.append(made)
    return made


def _noted(
    session: Session, actor: Actor, mandate: Mandate, fact: str, subject: rules.Subject
) -> Mandate:
    mandate.steps += 1
    journal.record(
        session,
        actor,
        fact,
        mandate,
        title=mandate.title,
        object_kind=subject[0],
        object_id=subject[1],
        **_ends(mandate),
    )
    return mandate
