"""Brokers: who sees and moves a profile, and when a grade counts (R-BRK, INV-K5)."""

from collections.abc import Callable
from datetime import date

from marketplace.core.actor import Actor
from marketplace.service.errors import GradeExpired
from marketplace.service.models import Broker
from marketplace.service.states import BrokerState

PUBLIC = frozenset({BrokerState.ACTIVE})
CERTIFIED_OPEN = frozenset({BrokerState.APPLIED, BrokerState.RETURNED, BrokerState.LAPSED})


def may_see(actor: Actor, broker: Broker) -> bool:
    """Practising ones are public; the others are their firm's, the operator's, the bureau's."""
    return (
        broker.state in PUBLIC
        or (actor.org is not None and actor.org == broker.org_id)
        or actor.is_operator
        or actor.is_supervisor
        or actor.is_system
    )


def may_apply(actor: Actor, _command: object) -> bool:
    """The people of a broker firm, or staff of the market on its behalf."""
    return actor.is_somebody and actor.org is not None and "broker_firm" in actor.kinds


def may_change(actor: Actor, broker: Broker) -> bool:
    """The broker, or an administrator of the firm."""
    ours = actor.org is not None and actor.org == broker.org_id
    return ours and (actor.person == broker.person_id or "admin" in actor.roles)


def may_show_contact(actor: Actor, broker: Broker) -> bool:
    """Nobody but the person: publishing a contact needs their own separate consent (R-PDP)."""
    return (
        actor.person == broker.person_id
        and actor.org == broker.org_id
        and actor.on_behalf_of is None
    )


def may_review(actor: Actor, broker: Broker) -> bool:
    """The operator, but not about its own people (INV-G6)."""
    return (
        actor.is_operator
        and actor.on_behalf_of is None
        and not actor.is_of(broker.org_id)
        and actor.person != broker.person_id
    )


def may_remove(actor: Actor, broker: Broker) -> bool:
    """The broker, the firm, or the operator."""
    return may_change(actor, broker) or may_review(actor, broker)


def may_fire(actor: Actor, _thing: object) -> bool:
    """A timed move is the house's own."""
    return actor.is_system


def practising(broker: Broker, on: date) -> bool:
    """Whether the broker may take a mandate on a day: active, and the grade not expired."""
    return broker.state is BrokerState.ACTIVE and broker.grade_until >= on


def must_practise(broker: Broker, on: date) -> None:
    """Raise GradeExpired where no new mandate may be given (INV-K5)."""
    if not practising(broker, on):
        raise GradeExpired


def must_hold_grade(broker: Broker, on: date) -> None:
    """Raise GradeExpired where the certificate has ended: nobody is verified on it."""
    if broker.grade_until < on:
        raise GradeExpired


MAY: dict[str, Callable[[Actor, Broker], bool]] = {
    "verify": may_review,
    "return": may_review,
    "reapply": may_change,
    "recertify": may_review,
    "suspend": may_review,
    "resume": may_review,
    "lapse": may_fire,
    "remove": may_remove,
}
