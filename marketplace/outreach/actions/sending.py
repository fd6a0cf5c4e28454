"""Sending one message to one address: counted before the call, judged after it, both on record.

`send` opens its own units, as the call stands between them and holds no transaction. An address
that hangs holds two workers at most; one that fails five times running is left alone for a while,
and for days, is switched off and its owners are told.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from marketplace.core import clock, outbound, policy
from marketplace.core.actor import SYSTEM
from marketplace.core.db import database_now
from marketplace.core.deliveries import Later, Permanent
from marketplace.core.speech import Language
from marketplace.core.unit import unit
from marketplace.outreach import queries
from marketplace.outreach.actions.endpoint import STANDARD, move
from marketplace.outreach.models import Endpoint, EndpointAttempt, EndpointHealth
from marketplace.outreach.rules import robots, standard
from marketplace.outreach.rules.message import Message, Request, Verdict
from marketplace.outreach.states import EndpointState

AT_ONCE = 2
BREAK_AFTER = 5
BREAK_S, BREAK_CAP_S = 60, 900
BUSY_S = 4
PAUSED_S = 900
KEPT = timedelta(days=30)
# Standard Webhooks' own advice: how long to wait after the first, the second … failed try.
WAITS_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)


@dataclass(frozen=True, slots=True)
class _Begun:
    attempt: UUID
    request: Request
    format: str
    number: int


def send(key: UUID, message: Message) -> None:
    """Send it, unless its owner removed the address meanwhile.

    Raises Later where it is to be tried again, Permanent where it is not.
    """
    begun = _begin(key, message)
    if begun is None:
        return
    status: int | None = None
    try:
        answer = outbound.post(begun.request.url, begun.request.body, begun.request.headers)
        status = answer.status
        verdict, outcome = _verdict(begun.format, answer), ""
    except outbound.Unreachable as error:
        verdict, outcome = Verdict("refused"), error.why
    except outbound.Forbidden:
        verdict, outcome = Verdict("refused"), "forbidden"
    at = _end(key, begun, verdict, outcome or verdict.meaning, status)
    _pass_on(verdict, outcome or verdict.meaning, begun.number, at)


def _begin(key: UUID, message: Message) -> _Begun | None:
    """Write the try down, if one may be made now. Raises Later, Permanent."""
    with unit() as session:
        health = queries.health(session, key)
        row = session.get_one(Endpoint, key)
        at = database_now(session)
        if row.state is EndpointState.REMOVED:
            return None
        _must_be_active(row, at)
        _must_be_free(session, health, at)
        number = queries.tries(session, key, message.key) + 1
        attempt = EndpointAttempt(
            id=uuid4(), endpoint_id=key, message=message.key, fact=message.fact, started_at=at
        )
        session.add(attempt)
        return _Begun(attempt.id, written(row, message, at), row.format, number)


def _must_be_active(row: Endpoint, at: datetime) -> None:
    if row.state is EndpointState.DISABLED:
        raise Permanent("the receiving address was switched off")
    if row.state is EndpointState.PAUSED:
        if row.moved_at < at - _days("webhook.disable_days"):
            raise Permanent("the receiving address is paused")
        raise later(at, PAUSED_S)


def _must_be_free(session: Session, health: EndpointHealth, at: datetime) -> None:
    if health.open_until and health.open_until > at:
        raise later(health.open_until, BUSY_S)
    most = 1 if health.failures >= BREAK_AFTER else AT_ONCE
    if queries.under_way(session, health.endpoint_id, at) >= most:
        raise later(at, BUSY_S)


def later(at: datetime, seconds: float) -> Later:
    """Some seconds after a moment, give or take a fifth: not all of them at once."""
    return Later(at + timedelta(seconds=seconds * (0.8 + secrets.randbelow(400) / 1000)))


def written(row: Endpoint, message: Message, at: datetime) -> Request:
    """The message in the form of an address, signed with the secrets that are good then."""
    keys, stamp = queries.secrets_of(row, at), int(at.timestamp())
    if row.format == STANDARD:
        return standard.request(message, row.url, keys, stamp)
    language: Language = "en" if row.language == "en" else "zh"
    return robots.request(row.format, message, row.url, keys[0] if keys else None, stamp, language)


def _verdict(kind: str, answer: outbound.Answer) -> Verdict:
    return standard.verdict(answer) if kind == STANDARD else robots.verdict(kind, answer)


def _end(key: UUID, begun: _Begun, verdict: Verdict, outcome: str, status: int | None) -> datetime:
    """Write down what came of the try, and what it says about the address; returns when."""
    with unit() as session:
        health = queries.health(session, key)
        at = database_now(session)
        attempt = session.get_one(EndpointAttempt, begun.attempt)
        attempt.ended_at, attempt.status, attempt.outcome = at, status, outcome
        old = (EndpointAttempt.endpoint_id == key, EndpointAttempt.started_at < at - KEPT)
        session.execute(delete(EndpointAttempt).where(*old))
        if verdict.meaning in {"taken", "unfit"}:
            health.failures, health.failing_since, health.open_until = 0, None, None
            health.last_success_at = at if verdict.meaning == "taken" else health.last_success_at
        else:
            _failed(health, at, verdict)
            if verdict.meaning == "gone" or _failed_long(health, at):
                _switch_off(session, key)
        return at


def _failed(health: EndpointHealth, at: datetime, verdict: Verdict) -> None:
    """Count a failure and leave the address alone after several; who asks to wait is waited for."""
    health.failing_since = health.failing_since or at
    health.last_failure_at = at
    wait = verdict.wait
    if verdict.meaning != "limited":
        health.failures += 1
        over = health.failures - BREAK_AFTER
        wait = min(BREAK_CAP_S, BREAK_S * 2 ** min(over, 8)) if over >= 0 else 0
    health.open_until = at + timedelta(seconds=wait) if wait else None


def _failed_long(health: EndpointHealth, at: datetime) -> bool:
    since = health.failing_since
    return since is not None and since <= at - _days("webhook.disable_days")


def _switch_off(session: Session, key: UUID) -> None:
    if session.get_one(Endpoint, key).state is EndpointState.ACTIVE:
        move(session, SYSTEM, key, "disable", None)


def _days(figure: str) -> timedelta:
    return timedelta(days=policy.figure(figure, clock.today()).whole)


def _pass_on(verdict: Verdict, outcome: str, number: int, at: datetime) -> None:
    """Say to the delivery what follows from the verdict."""
    match verdict.meaning:
        case "taken":
            return
        case "limited":
            raise later(at, verdict.wait)
        case "gone" | "unfit":
            raise Permanent(f"try {number}: {outcome}")
    if number > len(WAITS_S):
        raise Permanent(f"try {number}: {outcome}; it was the last")
    raise later(at, WAITS_S[number - 1])
