"""`make harness SEED=n`: a fault run on SQLite with the embedded broker, or on PostgreSQL."""

import sys
import tempfile
from pathlib import Path

import click

from tests.harness.fire import fire
from tests.servers import run
from tests.servers.broker import Broker
from tests.servers.market import Market
from tests.servers.postgres import shared


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--faults", default=30, show_default=True, type=click.IntRange(1))
@click.option("--postgresql", is_flag=True, help="On PostgreSQL, with a Redis that forgets all.")
def main(seed: int, faults: int, postgresql: bool) -> None:
    """Kill parts of a market while it is used, then count what was lost: it must be nothing."""
    run.begin()
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


main()
