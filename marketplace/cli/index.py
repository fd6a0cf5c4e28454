"""`market index`: the search index, which is a copy that may always be made anew."""

import click

from marketplace.cli import database
from marketplace.search import follow as search
from marketplace.search.follow import Verdict
from search_index import Busy, Damaged

SHOWN = 10
TAKEN = "Another writer is at work on the index; try again."


@click.group(epilog="Example: market index verify")
def index() -> None:
    """Bring the search index up to date, check and mend it, or make it anew."""


@index.command(epilog="Example: market index follow")
def follow() -> None:
    """Take in what is new in the journal; the running market does this by itself."""
    database.ready()
    click.echo(f"looked at {search.follow()} documents again")


@index.command(epilog="Example: market index verify --no-repair")
@click.option("--repair/--no-repair", default=True, show_default=True, help="Mend what differs.")
def verify(repair: bool) -> None:
    """Compare every document with its row (INV-G8) and mend what differs; ends with 1 if it cannot.

    With --no-repair it only looks, and ends with 1 where they differ. The market may run meanwhile.
    """
    database.ready()
    try:
        verdict = _compared()
        if not verdict.agrees:
            _say(verdict)
            verdict = _mended(verdict, repair=repair)
    except Damaged as damage:
        if not repair:
            raise click.ClickException(f"{damage}. Run: market index rebuild") from None
        click.echo(f"{damage}: it is made anew")
        verdict = Verdict(_rebuilt())
    except Busy:
        raise click.ClickException(TAKEN) from None
    click.echo(f"the index holds: {verdict.held} documents, all public, none missing, none stale")


def _compared() -> Verdict:
    with click.progressbar(length=search.size(), show_pos=True, show_eta=True) as bar:
        return search.verify(tell=lambda _: bar.update(1))


def _say(verdict: Verdict) -> None:
    for words in ("missing", "surplus", "stale"):
        keys = getattr(verdict, words)
        for key in keys[:SHOWN]:
            click.echo(f"{words}: {key}")
        if len(keys) > SHOWN:
            click.echo(f"{words}: and {len(keys) - SHOWN} more")


def _mended(verdict: Verdict, *, repair: bool) -> Verdict:
    """Mend and look again; raises ClickException where they still differ."""
    if repair:
        click.echo(f"mended: {search.repair(verdict)}")
        verdict = search.verify()
    if not verdict.agrees:
        raise click.ClickException(
            f"{len(verdict.missing)} missing, {len(verdict.surplus)} surplus, "
            f"{len(verdict.stale)} stale. Run: market index rebuild"
        )
    return verdict


@index.command(epilog="Example: market index rebuild")
def rebuild() -> None:
    """Make the index anew beside the old one, which is searched meanwhile."""
    database.ready()
    try:
        count = _rebuilt()
    except Busy:
        raise click.ClickException(TAKEN) from None
    click.echo(f"the index was made anew: {count} documents")


def _rebuilt() -> int:
    with click.progressbar(length=search.size(), show_pos=True, show_eta=True) as bar:
        count = search.rebuild(lambda stand: bar.update(stand.done - bar.pos))
        bar.update(count - bar.pos)
    return count
