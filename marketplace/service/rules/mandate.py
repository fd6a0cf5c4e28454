"""Mandates: parties and moves, when one is in force, when two clash (INV-K3, K4, K6)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from marketplace.core.actor import Actor
from marketplace.service.errors import MandatesOverlap, ObjectUnclear, PeriodBackwards
from marketplace.service.models import Introduction, Mandate
from marketplace.service.rules.broker import may_fire
from marketplace.service.states import MandateState

Subject = tuple[str, UUID]


def may_see(actor: Actor, mandate: Mandate) -> bool:
    """The two parties (a draft only its drafter), the operator and the bureau."""
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return True
    if mandate.state is MandateState.DRAFTED:
        return actor.org is not None and actor.org == mandate.drafted_by
    return is_party(actor, mandate)


def is_party(actor: Actor, mandate: Mandate) -> bool:
    """Whether the actor acts for the client or the broker firm."""
    return actor.org is not None and actor.org in mandate.parties


def may_draft(actor: Actor, mandate: Mandate) -> bool:
    """The client or the broker firm, verified."""
    return is_party(actor, mandate) and actor.is_somebody and actor.verified


def may_change(actor: Actor, mandate: Mandate) -> bool:
    """The drafter, while it is a draft."""
    drafter = actor.org is not None and actor.org == mandate.drafted_by
    return drafter and mandate.state is MandateState.DRAFTED


def may_offer(actor: Actor, mandate: Mandate) -> bool:
    """The side that drafted it."""
    return actor.org is not None and actor.org == mandate.drafted_by


def may_answer(actor: Actor, mandate: Mandate) -> bool:
    """The other side, and no one else: nobody signs for both."""
    return actor.org is not None and actor.org == mandate.other_side and actor.verified


def may_terminate(actor: Actor, mandate: Mandate) -> bool:
    """Either party, at any time (Civil Code §933)."""
    return is_party(actor, mandate)


def may_disclose(actor: Actor, mandate: Mandate) -> bool:
    """The broker firm."""
    return actor.org is not None and actor.org == mandate.broker_org


def may_consent(actor: Actor, mandate: Mandate) -> bool:
    """The client."""
    return actor.org is not None and actor.org == mandate.client_org


def may_introduce(actor: Actor, mandate: Mandate) -> bool:
    """The broker firm."""
    return actor.org is not None and actor.org == mandate.broker_org


def in_force(mandate: Mandate, on: date) -> bool:
    """Whether it binds on a day: signed by both, and within its dates."""
    if mandate.state is not MandateState.ACTIVE:
        return False
    return mandate.valid_from <= on <= mandate.valid_until


def covers(mandate: Mandate, subject: Subject) -> bool:
    """Whether an object is under it: named by it, or any of the client's."""
    return mandate.subject_id is None or (mandate.subject_kind, mandate.subject_id) == subject


def clash(one: Mandate, other: Mandate) -> bool:
    """Whether two mandates of a client cannot both be (INV-K3).

    Same client, same side, overlapping objects and days, and at least one of them exclusive:
    exclusive means that there is no other broker beside.
    """
    if one.client_org != other.client_org or one.side != other.side:
        return False
    if not (one.exclusive or other.exclusive):
        return False
    apart = one.valid_until < other.valid_from or other.valid_until < one.valid_from
    return not apart and _same_object(one, other)


def _same_object(one: Mandate, other: Mandate) -> bool:
    if one.subject_id is None or other.subject_id is None:
        return True
    return (one.subject_kind, one.subject_id) == (other.subject_kind, other.subject_id)


def opposed(one: Mandate, other: Mandate) -> bool:
    """Whether one broker firm stands on both sides of one named object (dual agency)."""
    return (
        one.broker_org == other.broker_org
        and one.client_org != other.client_org
        and one.side != other.side
        and one.subject_id is not None
        and (one.subject_kind, one.subject_id) == (other.subject_kind, other.subject_id)
    )


def consented(mandate: Mandate, subject: Subject) -> bool:
    """Whether the client has agreed that its broker acts for the other side of an object too."""
    return any(
        row.given_at is not None and (row.subject_kind, row.subject_id) == subject
        for row in mandate.consents
    )


def must_not_clash(mandate: Mandate, others: list[Mandate]) -> None:
    """Raise MandatesOverlap where another in force stands in the way (INV-K3)."""
    for other in others:
        if other.id != mandate.id and clash(mandate, other):
            raise MandatesOverlap


def must_be_sound(mandate: Mandate, on: date) -> None:
    """Raise PeriodBackwards or ObjectUnclear where its terms cannot stand."""
    if mandate.valid_until < mandate.valid_from or mandate.valid_until < on:
        raise PeriodBackwards(fields=["valid_until"])
    if (mandate.subject_kind is None) != (mandate.subject_id is None):
        raise ObjectUnclear(fields=["subject_id"])


def may_see_introduction(actor: Actor, row: Introduction) -> bool:
    """The broker, the client, the one introduced, the operator and the bureau."""
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return True
    return actor.org in {row.broker_org, row.client_org, row.counterparty_org} - {None}


def may_answer_introduction(actor: Actor, row: Introduction) -> bool:
    """The one introduced."""
    return actor.org is not None and actor.org == row.counterparty_org


MAY: dict[str, Callable[[Actor, Mandate], bool]] = {
    "offer": may_offer,
    "accept": may_answer,
    "decline": may_answer,
    "withdraw": may_offer,
    "lapse": may_fire,
    "expire": may_fire,
    "terminate": may_terminate,
    "end": may_fire,
}
MAY_INTRODUCTION: dict[str, Callable[[Actor, Introduction], bool]] = {
    "acknowledge": may_answer_introduction,
    "dispute": may_answer_introduction,
}
