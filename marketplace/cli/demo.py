"""`market demo`: the sample market in an empty database."""

from typing import Any

import click
from sqlalchemy import Engine, event

from marketplace.cli import database
from marketplace.core.unit import reading
from marketplace.sample.load import Found, look, prepare
from marketplace.sample.people import ACCOUNTS, PASSWORD

ADVICE = {
    Found.REAL: "This market is not empty; the sample is never mixed into a real one.",
    Found.SAMPLE: "The sample market is loaded already.",
    Found.BROKEN: "The sample was loaded in part only, because loading was broken off. Empty the "
    "database (on SQLite: remove the folder MARKET_DATA) and start again.",
}


@click.command(epilog="Example: market db upgrade && market demo")
@click.option("--if-empty", is_flag=True, help="Be content where there is something already.")
def demo(if_empty: bool) -> None:
    """Fill an empty market with invented organisations, technologies, demands and deals."""
    engine = database.ready()
    with reading() as session:
        found = look(session)
    if found is Found.BROKEN or (found is not Found.EMPTY and not if_empty):
        engine.dispose()
        raise click.ClickException(ADVICE[found])
    if found is Found.EMPTY:
        _hurry(engine)
        _load()
    engine.dispose()
    if found is not Found.REAL:
        _accounts()


def _hurry(engine: Engine) -> None:
    """Let SQLite not wait for the disk at each of some thousand commits.

    A power cut while the sample is loaded may lose it, and it is loaded again.
    """
    if engine.dialect.name != "sqlite":
        return
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")


def _load() -> None:
    stage = prepare()
    with click.progressbar(length=len(stage), label="sample market", show_eta=True) as bar:
        for _ in stage.play():
            bar.update(1)


def _accounts() -> None:
    click.echo("This is the sample market: everybody and everything in it is invented.")
    for name in ACCOUNTS:
        click.echo(f"  {name}@example.org")
    click.echo(f"  password of all of them: {PASSWORD}")
