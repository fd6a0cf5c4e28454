"""Entering, changing and moving receiving addresses."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import clock, journal, outbound, policy
from marketplace.core.actor import Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Stale, Unauthenticated
from marketplace.core.text import clean
from marketplace.outreach import queries
from marketplace.outreach.errors import (
    BadEndpointAddress,
    NoSecretOfItsOwn,
    NotActive,
    NotTheRobots,
    TooManyEndpoints,
)
from marketplace.outreach.models import Endpoint, EndpointHealth, EndpointSecret
from marketplace.outreach.rules import endpoint as rules
from marketplace.outreach.rules.robots import ROBOTS
from marketplace.outreach.rules.standard import new_secret
from marketplace.outreach.states import ENDPOINT, EndpointState

STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class RegisterEndpoint:
    """Where to send what: `secret` is what a robot's group gave, own systems are given one."""

    name: str
    url: str
    format: str
    kinds: tuple[str, ...] = ()
    language: str = "zh"
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeEndpoint:
    """New details; None leaves one as it is. A new `secret` is a robot's."""

    name: str | None = None
    url: str | None = None
    kinds: tuple[str, ...] | None = None
    language: str | None = None
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """An address, and the secret that its owner is shown this once (None for robots)."""

    endpoint: Endpoint
    secret: str | None

    @property
    def version(self) -> int:
        """The address's."""
        return self.endpoint.version


def register(session: Session, actor: Actor, command: RegisterEndpoint) -> Registered:
    """Enter an address. Raises BadEndpointAddress, NotTheRobots, TooManyEndpoints."""
    must(rules.may_register, actor, command.name)
    if actor.org is None:
        raise Unauthenticated
    if (
        queries.count(session, actor.org)
        >= policy.figure("webhook.most_count", clock.today()).whole
    ):
        raise TooManyEndpoints
    _check(command.format, command.url)
    made = Endpoint(
        id=uuid4(),
        org_id=actor.org,
        name=clean(command.name),
        url=command.url,
        format=command.format,
        language=command.language,
        kinds=sorted(set(command.kinds)),
        health=EndpointHealth(failures=0),
    )
    ENDPOINT.begin(made)
    own = new_secret() if command.format == STANDARD else None
    if secret := own or command.secret:
        made.secrets.append(EndpointSecret(id=uuid4(), secret=secret))
    session.add(made)
    journal.record(session, actor, "endpoint.registered", made, title=made.name, format=made.format)
    return Registered(made, own)


def _check(kind: str, url: str) -> None:
    """Whether the address has a form that is called; its name is resolved only when calling."""
    try:
        outbound.place(url)
    except outbound.Forbidden as error:
        raise BadEndpointAddress(fields=["url"]) from error
    robot = ROBOTS.get(kind)
    if robot and not (url.startswith(robot.prefix) or outbound.is_own_machine(url)):
        raise NotTheRobots(fields=["url"])


def change(
    session: Session, actor: Actor, key: UUID, command: ChangeEndpoint, seen: int
) -> Endpoint:
    """Change an address; a new secret of a robot takes the place of the old at once."""
    row = _seen(session, actor, key, seen)
    if command.url is not None:
        _check(row.format, command.url)
    if command.secret is not None and row.format == STANDARD:
        raise NoSecretOfItsOwn(fields=["secret"])
    given = {k: v for k, v in asdict(command).items() if v is not None and k != "secret"}
    for name, value in given.items():
        setattr(row, name, sorted(set(value)) if name == "kinds" else value)
    if command.secret is not None:
        row.secrets[:] = [EndpointSecret(id=uuid4(), secret=command.secret)]
        row.steps += 1  # The version grows with the row, of which its secrets are no column.
    changed = sorted([*given, *(["secret"] if command.secret else [])])
    journal.record(session, actor, "endpoint.changed", row, title=row.name, fields=changed)
    return row


def _seen(session: Session, actor: Actor, key: UUID, seen: int) -> Endpoint:
    row = queries.endpoint(session, actor, key)
    must(rules.may_change, actor, row)
    if seen != row.version:
        raise Stale(version=row.version)
    return row


def rotate(session: Session, actor: Actor, key: UUID, seen: int) -> Registered:
    """Give an own system a new secret; the one before signs beside it for some days.

    Raises NoSecretOfItsOwn for robots.
    """
    row = _seen(session, actor, key, seen)
    if row.format != STANDARD:
        raise NoSecretOfItsOwn
    now = clock.now()
    until = now + timedelta(days=policy.figure("webhook.secret_grace_days", clock.today()).whole)
    current = row.secrets[-1]
    current.until = until
    # Two at most: what an earlier change left over ends now.
    made = EndpointSecret(id=uuid4(), secret=new_secret(), created_at=now)
    row.secrets[:] = [current, made]
    row.steps += 1
    journal.record(session, actor, "endpoint.rotated", row, title=row.name)
    return Registered(row, made.secret)


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Endpoint:
    """Make one move of its life cycle; `seen` None only for the house itself."""
    row = queries.endpoint(session, actor, key)
    must_move(rules.MAY, name, actor, row)
    if seen is not None and seen != row.version:
        raise Stale(version=row.version)
    step = ENDPOINT.step(row, name)
    if row.state is EndpointState.ACTIVE:
        _anew(session, key)
    if row.state is EndpointState.REMOVED:
        # The address of a robot is its key: nothing of it is kept.
        row.url, row.secrets[:] = "", []
    journal.record(session, actor, step.fact, row, title=row.name)
    return row


def _anew(session: Session, key: UUID) -> None:
    health = queries.health(session, key)
    health.failures, health.failing_since, health.open_until = 0, None, None


def test(session: Session, actor: Actor, key: UUID) -> Endpoint:
    """Send a test message the way all messages go; the page shows what came of it. NotActive."""
    row = queries.endpoint(session, actor, key)
    must(rules.may_change, actor, row)
    if row.state is not EndpointState.ACTIVE:
        raise NotActive
    journal.record(session, actor, "endpoint.tested", row, title=row.name)
    return row
