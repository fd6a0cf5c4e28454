"""`market flows`: every life cycle as a diagram, from the same table the code steps by."""

import click

from marketplace import house


@click.command(epilog="Example: market flows organisation > organisation.mmd")
@click.argument("nouns", nargs=-1)
def flows(nouns: tuple[str, ...]) -> None:
    """Print the life cycles (all, or those named) as mermaid diagrams."""
    unknown = set(nouns) - house.LIVES.keys()
    if unknown:
        known = ", ".join(sorted(house.LIVES))
        raise click.UsageError(
            f"No life cycle of: {', '.join(sorted(unknown))}. There are: {known}"
        )
    for noun in nouns or sorted(house.LIVES):
        click.echo(f"%% {noun}\n{house.LIVES[noun].flow.mermaid()}\n")
