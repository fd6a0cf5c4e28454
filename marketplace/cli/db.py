"""`market db`: the tables."""

import click

from marketplace.cli import database
from marketplace.migrations import schema


@click.group(epilog="Example: market db upgrade")
def db() -> None:
    """Bring the database's tables up to date, or check that they are."""


@db.command(epilog="Example: DATABASE_URL=postgresql://market@db/market market db upgrade")
def upgrade() -> None:
    """Bring the tables to what this version needs; does nothing where they are."""
    engine = database.engine()
    has, wanted = database.revision(engine), schema.newest()
    engine.dispose()
    if has == wanted:
        click.echo(f"database: {wanted}")
        return
    schema.upgrade()
    click.echo(f"database: {has or 'empty'} → {wanted}")


@db.command(epilog="Example: market db check")
def check() -> None:
    """Say whether the tables are what this version needs; ends with 1 where they are not."""
    database.ready().dispose()
    click.echo("database: up to date")
