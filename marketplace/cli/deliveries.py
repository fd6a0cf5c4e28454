"""`market deliveries`: what could not be delivered; sent again or given up, on the record."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import click
from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.db import bind, open_engine
from marketplace.core.delivery_health import health
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.oversight import actions
from marketplace.oversight.queries.deliveries import parked_all

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
A_DAY = timedelta(days=1)


class Since(click.ParamType[datetime]):
    """A moment: `90m`, `24h`, `7d` ago, or a date and time in ISO form (UTC)."""

    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it."""
        text = str(value)
        if ago := re.fullmatch(r"(\d{1,5})([mhd])", text):
            return now() - timedelta(**{UNITS[ago[2]]: int(ago[1])})
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"{text} is neither 90m, 24h, 7d nor a moment", param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


SINCE = click.option("--since", type=Since(), help="Planned since: 90m, 24h, 7d, or a moment.")
REACTION = click.option("--reaction", help="Only of this reaction.")
WHO = click.option("--as", "login", required=True, help="E-mail or mobile number of the operator.")


@click.group(epilog="Example: market deliveries retry --since 24h --as operator@example.org")
def deliveries() -> None:
    """What could not be delivered."""
    bind(open_engine(settings().database_url))


@deliveries.command(name="list", epilog="Example: market deliveries list --since 24h")
@REACTION
@SINCE
def listed(reaction: str | None, since: datetime | None) -> None:
    """List the dead ones, the oldest first."""
    with reading() as session:
        rows = parked_all(session, reaction=reaction, since=since)
    for row in rows:
        said = (row.last_error or "")[:80]
        click.echo(
            f"{row.id}  {row.planned_at:%Y-%m-%d %H:%M}Z  {row.reaction}  {row.channel}  {said}"
        )
    click.echo(f"{len(rows)} dead")


@deliveries.command(epilog="Example: market deliveries state --since 1h")
@click.option("--since", type=Since(), help="What was done since; a day where left out.")
def state(since: datetime | None) -> None:
    """Say how each channel fares: what waits, how late it is, what is dead."""
    click.echo(f"{'channel':<12}{'ready':>7}{'held':>7}{'oldest s':>10}{'done':>8}", nl=False)
    click.echo(f"{'p50 s':>8}{'p95 s':>8}{'dead':>6}")
    with reading() as session:
        for one in health(session, since or now() - A_DAY):
            click.echo(f"{one.channel:<12}{one.ready:>7}{one.held:>7}", nl=False)
            click.echo(f"{_s(one.oldest_ready_s):>10}{one.done:>8}{_s(one.p50_s):>8}", nl=False)
            click.echo(f"{_s(one.p95_s):>8}{one.dead:>6}")


@deliveries.command(epilog="Example: market deliveries retry --since 24h --as operator@example.org")
@click.argument("keys", nargs=-1, type=click.UUID)
@REACTION
@SINCE
@click.option("--all", "everything", is_flag=True, help="All that are dead.")
@WHO
def retry(
    keys: tuple[UUID, ...],
    reaction: str | None,
    since: datetime | None,
    everything: bool,
    login: str,
) -> None:
    """Give dead ones another life: those named, those of a reaction or since a moment, or all."""
    if bool(keys) == bool(reaction or since or everything):
        raise click.UsageError("Name deliveries, or say --reaction, --since or --all.")

    def work(session: Session, actor: Actor) -> int:
        if not keys:
            return actions.retry_all(session, actor, reaction=reaction, since=since)
        for key in keys:
            actions.retry(session, actor, key)
        return len(keys)

    click.echo(f"{_as(login, work)} are sent again")


@deliveries.command(
    epilog='Example: market deliveries drop ID --reason "moved away" --as operator@example.org'
)
@click.argument("keys", nargs=-1, type=click.UUID, required=True)
@click.option("--reason", required=True, help="Why; it goes on the record.")
@WHO
def drop(keys: tuple[UUID, ...], reason: str, login: str) -> None:
    """Give dead ones up for good; their rows are kept."""

    def work(session: Session, actor: Actor) -> int:
        for key in keys:
            actions.drop(session, actor, key, reason)
        return len(keys)

    click.echo(f"{_as(login, work)} are given up")


def _as(login: str, work: Callable[[Session, Actor], int]) -> int:
    """Do it in somebody's name; all of it or nothing."""
    try:
        with reading() as session:
            actor = identity.acting_as(session, login)
        with unit() as session:
            return work(session, actor)
    except Problem as problem:
        raise click.ClickException(problem.phrase().en) from None


def _s(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"
