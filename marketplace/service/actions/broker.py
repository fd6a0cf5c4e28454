"""Applying as a broker, keeping the profile, and its moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.clock import now, today
from marketplace.core.consent import must, must_move
from marketplace.core.text import clean
from marketplace.identity import public as identity
from marketplace.service.actions.moving import must_be_due, must_be_others, must_be_seen
from marketplace.service.actions.vocabularies import known, pairs
from marketplace.service.errors import BrokerTaken, CertifiedFactsFixed, NotAColleague
from marketplace.service.models import Broker, BrokerFacet
from marketplace.service.queries import broker as queries
from marketplace.service.rules import broker as rules
from marketplace.service.states import BROKER, BrokerState


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the grade certificate says."""

    grade: str
    certificate: str
    grade_until: date


@dataclass(frozen=True, slots=True)
class ApplyAsBroker:
    """Who wants to be listed; without `person` it is whoever asks."""

    certificate: Certificate
    facets: Mapping[str, tuple[str, ...]]
    introduction: str | None = None
    accepts_new: bool = True
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangeBroker:
    """New details; None leaves a detail as it is, a facet that is named is replaced."""

    certificate: Certificate | None = None
    facets: Mapping[str, tuple[str, ...]] | None = None
    introduction: str | None = None
    accepts_new: bool | None = None


def apply(session: Session, actor: Actor, command: ApplyAsBroker) -> Broker:
    """Ask to be listed as a broker of the actor's firm.

    Raises NotVerified, NotAColleague, BrokerTaken, UnknownCode, GradeExpired.
    """
    must(rules.may_apply, actor, command)
    identity.must_be_verified(actor)
    person, org = command.person or actor.person, actor.org
    if org is None or person is None or person not in identity.members(session, org):
        raise NotAColleague(fields=["person"])
    if queries.of_person(session, person):
        raise BrokerTaken
    made = Broker(
        id=uuid4(),
        person_id=person,
        org_id=org,
        name=identity.people(session, [person])[person].name,
        introduction=command.introduction and clean(command.introduction),
        accepts_new=command.accepts_new,
        facets=[BrokerFacet(facet=f, code=c) for f, c in pairs(command.facets)],
    )
    _certify(made, command.certificate)
    BROKER.begin(made)
    session.add(made)
    journal.record(session, actor, "broker.applied", made, title=made.title, grade=made.grade)
    return made


def _certify(broker: Broker, given: Certificate) -> None:
    broker.grade = known("grade", given.grade)
    broker.certificate = clean(given.certificate)
    broker.grade_until = given.grade_until
    rules.must_hold_grade(broker, today())


def change(session: Session, actor: Actor, key: UUID, command: ChangeBroker, seen: int) -> Broker:
    """Keep the profile up to date; what the operator verified stays until a renewal."""
    broker = queries.broker(session, actor, key)
    must(rules.may_change, actor, broker)
    must_be_seen(broker, seen)
    if command.certificate:
        if broker.state not in rules.CERTIFIED_OPEN:
            raise CertifiedFactsFixed(fields=["grade", "certificate", "grade_until"])
        _certify(broker, command.certificate)
    if command.introduction is not None:
        broker.introduction = clean(command.introduction)
    if command.accepts_new is not None:
        broker.accepts_new = command.accepts_new
    if command.facets is not None:
        _replace(broker, command.facets)
    _touch(broker)
    journal.record(session, actor, "broker.changed", broker, title=broker.title)
    return broker


def _replace(broker: Broker, facets: Mapping[str, tuple[str, ...]]) -> None:
    """Put the named facets in place of the old ones, keeping rows that stay."""
    wanted = set(pairs(facets))
    kept = [r for r in broker.facets if r.facet not in facets or (r.facet, r.code) in wanted]
    there = {(r.facet, r.code) for r in kept}
    broker.facets = kept + [BrokerFacet(facet=f, code=c) for f, c in sorted(wanted - there)]


def _touch(broker: Broker) -> None:
    """A change of child rows alone changes the version too."""
    broker.steps += 1


def show_contact(session: Session, actor: Actor, key: UUID, contact: str, seen: int) -> Broker:
    """Agree, as the person, to a contact being public from now on."""
    broker = queries.broker(session, actor, key)
    must(rules.may_show_contact, actor, broker)
    must_be_seen(broker, seen)
    broker.contact, broker.contact_since = clean(contact), now()
    journal.record(session, actor, "broker.contact_shown", broker, title=broker.title)
    return broker


def hide_contact(session: Session, actor: Actor, key: UUID, seen: int) -> Broker:
    """Take the consent back, as easily as it was given: the contact is erased."""
    broker = queries.broker(session, actor, key)
    must(rules.may_show_contact, actor, broker)
    must_be_seen(broker, seen)
    broker.contact = broker.contact_since = None
    _touch(broker)
    journal.record(session, actor, "broker.contact_hidden", broker, title=broker.title)
    return broker


def move(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int | None,
    *,
    reason: str | None = None,
    certificate: Certificate | None = None,
) -> Broker:
    """Make one move of the profile's life; `recertify` takes the new certificate.

    Raises GradeExpired where it would put a broker to work on an expired grade.
    """
    broker = queries.broker(session, actor, key)
    must_move(rules.MAY, name, actor, broker)
    must_be_others(session, actor, broker, rules.MAY[name])
    must_be_seen(broker, seen)
    if name == "lapse":
        must_be_due(broker)
    if certificate:
        _certify(broker, certificate)
    if name in {"verify", "resume", "reapply", "recertify"}:
        rules.must_hold_grade(broker, today())
    step = BROKER.step(broker, name)
    if broker.state is BrokerState.REMOVED:
        broker.contact = broker.contact_since = None
    more = {"reason": clean(reason)} if reason else {}
    journal.record(
        session,
        actor,
        step.fact,
        broker,
        title=broker.title,
        before=step.before,
        after=step.after,
        grade=broker.grade,
        **more,
    )
    return broker
