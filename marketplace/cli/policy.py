"""`market policy`: the figures of law and policy, each with its source."""

import json
from dataclasses import asdict
from datetime import datetime

import click

from config.settings import settings
from marketplace.core import clock
from marketplace.core.policy import Figure, all_figures


@click.group(epilog="Example: market policy list --on 2026-01-01")
def policy() -> None:
    """List the policy figures in force on a day."""


@policy.command("list", epilog="Example: market policy list --on 2026-01-01 --json")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Default: today in China.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all fields.")
def show(day: datetime | None, as_json: bool) -> None:
    """List every figure in force on a day: id, value, place, since when, source."""
    for figure in all_figures(day.date() if day else clock.today()):
        click.echo(_as_json(figure) if as_json else _as_words(figure))


def _as_words(figure: Figure) -> str:
    until = f"–{figure.valid_to}" if figure.valid_to else ""
    name = figure.name.to(settings().lang)
    where = f"{figure.jurisdiction}  {figure.valid_from}{until}"
    return f"{figure.id:<40} {figure.value} {figure.unit}  {where}  {name}  [{figure.source}]"


def _as_json(figure: Figure) -> str:
    return json.dumps(asdict(figure), ensure_ascii=False, default=str)
