"""Asking for a licence, and answering."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Stale
from marketplace.display import public as display
from marketplace.identity import public as identity
from marketplace.trading.actions import opening
from marketplace.trading.actions.reason import Reason, chosen
from marketplace.trading.errors import (
    AlreadyRequested,
    ClockStillRuns,
    NoMandate,
    NotOnOffer,
    OwnTechnology,
)
from marketplace.trading.models import LicenceRequest
from marketplace.trading.queries import request as queries
from marketplace.trading.queries import subject
from marketplace.trading.rules import clocks
from marketplace.trading.rules import request as rules
from marketplace.trading.states import REQUEST, Origin, RequestState, Side, must_be_open
from marketplace.trading.words import request as words


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is asked for; `seeker_id` is given by a broker who asks for a client."""

    technology_id: UUID
    wanted: str
    territory: tuple[str, ...] = ("CN",)
    field: str | None = None
    months: int | None = None
    budget_fen: int | None = None
    message: str | None = None
    demand_id: UUID | None = None
    seeker_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """New words for a draft; all of them replace the old ones."""

    wanted: str
    territory: tuple[str, ...] = ("CN",)
    field: str | None = None
    months: int | None = None
    budget_fen: int | None = None
    message: str | None = None


def create(session: Session, actor: Actor, command: NewRequest) -> LicenceRequest:
    """Draft a request. Raises NotOnOffer, OwnTechnology, AlreadyRequested, NoMandate."""
    card = display.technology(session, actor, command.technology_id)
    seeker = command.seeker_id or actor.org
    must(rules.may_request, actor, seeker)
    if seeker is None or seeker == card.holder_id:
        raise OwnTechnology
    if card.state not in subject.ON_OFFER:
        raise NotOnOffer
    broker, mandate = _broker(session, actor, seeker, card)
    _must_be_first(session, seeker, card.id)
    asked = asdict(command) | {"seeker_id": seeker, "territory": list(command.territory)}
    made = LicenceRequest(
        id=uuid4(),
        title=card.title,
        holder_id=card.holder_id,
        broker_id=broker,
        mandate_id=mandate,
        created_by=actor.person,
        **asked,
    )
    REQUEST.begin(made)
    _insert(session, made)
    journal.record(session, actor, "licence_request.created", made, **_about(made))
    return made


def _broker(
    session: Session, actor: Actor, seeker: UUID, card: display.TechnologyCard
) -> tuple[UUID | None, UUID | None]:
    if actor.org is None or actor.org == seeker:
        return None, None
    if actor.org == card.holder_id:
        raise OwnTechnology
    held = subject.mandate(session, actor.org, seeker, Side.SEEKER, card.id)
    return actor.org, held.id


def _must_be_first(session: Session, seeker: UUID, technology: UUID) -> None:
    first = queries.open_one(session, seeker, technology)
    if first:
        raise AlreadyRequested(request=str(first.id))


def _insert(session: Session, made: LicenceRequest) -> None:
    """Two at once: the unique index lets one in, and the other is told which."""
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        if "licence_request" not in str(error.orig):
            raise
        _must_be_first(session, made.seeker_id, made.technology_id)
        raise


def change(
    session: Session, actor: Actor, key: UUID, command: ChangeRequest, seen: int
) -> LicenceRequest:
    """Reword a draft."""
    request = queries.request(session, actor, key, lock=True)
    must(rules.may_change, actor, request)
    _must_be_seen(request, seen)
    for name, value in asdict(command).items():
        setattr(request, name, list(value) if name == "territory" else value)
    journal.record(session, actor, "licence_request.changed", request, **_about(request))
    return request


def move(
    session: Session,
    actor: Actor,
    key: UUID,
    name: str,
    seen: int | None,
    reason: Reason | None = None,
) -> LicenceRequest:
    """Make a move of a request's life; `seen` is None only for the house's own clock.

    Raises NoReason where an end is not explained, ClockStillRuns, PartyNotVerified.
    """
    request = queries.request(session, actor, key, lock=True)
    must_move(rules.MAY, name, actor, request)
    _must_be_seen(request, seen)
    must_be_open(REQUEST, request, name)
    _EFFECTS[name](session, actor, request)
    if name in _REASONS:
        _explain(request, name, reason)
    step = REQUEST.step(request, name)
    more = {"reason": request.reason} if request.reason else {}
    journal.record(session, actor, step.fact, request, **_about(request), **more)
    return request


def when_due(session: Session, key: UUID) -> LicenceRequest:
    """Make the timed move whose clock ran out: a sent request is first escalated, then lapses."""
    request = queries.request(session, SYSTEM, key)
    first = request.state is RequestState.SENT and request.escalated_at is None
    return move(session, SYSTEM, key, "escalate" if first else "lapse", None)


def _must_be_seen(request: LicenceRequest, seen: int | None) -> None:
    if seen is not None and seen != request.version:
        raise Stale(version=request.version)


def _explain(request: LicenceRequest, name: str, reason: Reason | None) -> None:
    given = chosen(_REASONS[name], reason)
    request.reason, request.reason_note = given.code, given.note


def _send(session: Session, actor: Actor, request: LicenceRequest) -> None:
    identity.must_be_verified(actor)
    subject.must_both_be_verified(session, request.seeker_id)
    if request.broker_id:
        subject.mandate(
            session, request.broker_id, request.seeker_id, Side.SEEKER, request.technology_id
        )
    card = display.technology(session, SYSTEM, request.technology_id)
    if card.state not in subject.ON_OFFER:
        raise NotOnOffer
    request.sent_at, request.sent_by = clock.now(), actor.person
    request.respond_by = clocks.respond_by(request.sent_at)
    _wind(session, actor, request)


def _wind(_session: Session, _actor: Actor, request: LicenceRequest) -> None:
    """A request lapses when nobody moves it: every move winds that clock up again."""
    request.lapse_at = clocks.lapse_at(clock.now())


def _open_deal(session: Session, actor: Actor, request: LicenceRequest) -> None:
    identity.must_be_verified(actor)
    broker, mandate = _still_mandated(session, request)
    new = opening.NewDeal(
        title=request.title,
        technology_id=request.technology_id,
        holder_id=request.holder_id,
        seeker_id=request.seeker_id,
        origin=Origin.REQUEST,
        origin_id=request.id,
        broker_for_seeker=broker,
        mandate_for_seeker=mandate,
    )
    request.deal_id = opening.open_deal(session, actor, new).id


def _still_mandated(session: Session, request: LicenceRequest) -> tuple[UUID | None, UUID | None]:
    """The seeker's broker goes on into the deal only while its mandate is in force."""
    if request.broker_id is None:
        return None, None
    try:
        held = subject.mandate(
            session, request.broker_id, request.seeker_id, Side.SEEKER, request.technology_id
        )
    except NoMandate:
        return None, None
    return request.broker_id, held.id


def _escalate(session: Session, _actor: Actor, request: LicenceRequest) -> None:
    if request.escalated_at or not _past(request.respond_by):
        raise ClockStillRuns
    request.escalated_at = clock.now()
    if request.broker_id is None:
        parties = frozenset({request.seeker_id, request.holder_id})
        found = subject.suggestion(session, request.technology_id, parties)
        request.suggested_broker = found.id if found else None


def _lapse(_session: Session, _actor: Actor, request: LicenceRequest) -> None:
    if not _past(request.lapse_at):
        raise ClockStillRuns


def _past(due: datetime | None) -> bool:
    return due is not None and clock.now() >= due


def _nothing(_session: Session, _actor: Actor, _request: LicenceRequest) -> None:
    """A move that changes nothing but the state and its reason."""


def _about(request: LicenceRequest) -> dict[str, object]:
    return {
        "title": request.title,
        "technology": request.technology_id,
        "seeker": request.seeker_id,
        "holder": request.holder_id,
        "broker": request.broker_id,
    }


_EFFECTS: dict[str, Callable[[Session, Actor, LicenceRequest], None]] = {
    "send": _send,
    "acknowledge": _wind,
    "qualify": _wind,
    "open_deal": _open_deal,
    "escalate": _escalate,
    "decline": _nothing,
    "withdraw": _nothing,
    "lapse": _lapse,
}
# Every end has a reason code (C24); where the list has one, the move says it by itself.
_REASONS = {
    "decline": words.DECLINE,
    "withdraw": words.WITHDRAW,
    "lapse": words.LAPSE,
    "open_deal": words.CONVERTED,
}
