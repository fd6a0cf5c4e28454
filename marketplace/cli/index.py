"""`market index`: the search index, which is a copy that may always be made anew."""

import click

from marketplace.cli import database
from marketplace.search import follow as search
from search_index import Busy, Damaged

SHOWN = 10


@click.group(epilog="Example: market index verify")
def index() -> None:
    """Bring the search index up to date, check it, or make it anew."""


@index.command(epilog="Example: market index follow")
def follow() -> None:
    """Take in what is new in the journal; the running market does this by itself."""
    database.ready()
    click.echo(f"looked at {search.follow()} documents again")


@index.command(epilog="Example: market index verify")
def verify() -> None:
    """Compare the index with what is public; ends with 1 where they differ (INV-G8)."""
    database.ready()
    try:
        verdict = search.verify()
    except Damaged as damage:
        raise click.ClickException(f"{damage}. Run: market index rebuild") from None
    for words, keys in (("missing", verdict.missing), ("surplus", verdict.surplus)):
        for key in keys[:SHOWN]:
            click.echo(f"{words}: {key}")
    if not verdict.agrees:
        raise click.ClickException(
            f"{len(verdict.missing)} missing, {len(verdict.surplus)} surplus. "
            "Run: market index rebuild"
        )
    click.echo(f"the index holds: {verdict.held} documents, all public, none missing")


@index.command(epilog="Example: market index rebuild")
def rebuild() -> None:
    """Make the index anew beside the old one, which is searched meanwhile."""
    database.ready()
    try:
        with click.progressbar(length=search.size(), show_pos=True, show_eta=True) as bar:
            count = search.rebuild(lambda _: bar.update(1))
    except Busy:
        raise click.ClickException("Another writer is at work on the index; try again.") from None
    click.echo(f"the index was made anew: {count} documents")
