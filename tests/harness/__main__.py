"""`make harness SEED=n`: a fault run on SQLite with the embedded broker, or on PostgreSQL."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from tests.harness.fire import fire
from tests.harness.post import fire as post
from tests.harness.post.mutations import GUARDS
from tests.servers import run
from tests.servers.broker import Broker
from tests.servers.market import Market
from tests.servers.postgres import shared


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--faults", default=30, show_default=True, type=click.IntRange(1))
@click.option("--postgresql", is_flag=True, help="On PostgreSQL, with a Redis that forgets all.")
@click.option("--deliveries", type=click.IntRange(30), help="Only deliveries, so many of them.")
@click.option("--without", type=click.Choice(sorted(GUARDS)), help="Take this guard away.")
def main(
    seed: int, faults: int, postgresql: bool, deliveries: int | None, without: str | None
) -> None:
    """Kill parts of a market while it is used, then count what was lost: it must be nothing."""
    run.begin()
    if deliveries:
        sys.exit(_post(seed, faults, deliveries, without or "", postgresql=postgresql))
    broker = Broker("redis").start() if postgresql else None
    try:
        given = {}
        if broker:
            given = {"DATABASE_URL": shared().migrated(), "REDIS_URL": broker.url}
        folder = Path(tempfile.mkdtemp(prefix="h-", dir=run.folder()))
        with Market(folder / "data", given) as market:
            market.start()
            report = fire(market, seed, faults, broker=broker and broker.lose)
    finally:
        if broker:
            broker.kill()
        run.end()
    click.echo(report.line())
    click.echo(" ".join(f"{name}×{times}" for name, times in sorted(report.faults.items())))
    sys.exit(not report.reckoning.clean)


def _post(seed: int, faults: int, deliveries: int, without: str, *, postgresql: bool) -> int:
    """Only the deliveries, on three channels; 0 where nothing is to be said against the run."""
    folder = Path(tempfile.mkdtemp(prefix="p-", dir=run.folder()))
    broker = Broker("redis" if postgresql else "valkey").start()
    url = shared().create() if postgresql else f"sqlite:///{folder / 'market.db'}"
    short = deliveries <= post.SHORT.deliveries
    plan = replace(post.SHORT if short else post.Plan(), deliveries=deliveries, faults=faults)
    try:
        report = post.fire(folder, url, broker, seed, plan, without)
    finally:
        broker.kill()
        run.end()
    click.echo(report.line())
    click.echo(" ".join(f"{name}×{times}" for name, times in sorted(report.faults.items())))
    if not report.reckoning.clean:
        click.echo(report.logs, err=True)
    return int(not report.reckoning.clean)


main()
