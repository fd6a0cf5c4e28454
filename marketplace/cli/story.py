"""`market story`: the main job over the API of a running market, shown and proved."""

import json
import secrets
import time

import click

from config.settings import settings
from marketplace.sample.people import ACCOUNTS, PASSWORD
from marketplace.sample.story.client import Answered, Client
from marketplace.sample.story.play import Story
from marketplace.sample.story.told import Ids, StoryFailed, Told

LIMIT = 60.0


@click.command(epilog="Example: market story --url http://127.0.0.1:8000 --json")
@click.option("--url", help="The market; default: where `market serve` runs with these settings.")
@click.option("--json", "as_json", is_flag=True, help="Print nothing but one JSON document.")
@click.option(
    "--operator",
    default=f"{ACCOUNTS[0]}@example.org",
    show_default=True,
    envvar="MARKET_OPERATOR",
    help="Account of the market's operator.",
)
@click.option(
    "--password",
    default=PASSWORD,
    envvar="MARKET_PASSWORD",
    help="Its password, better by MARKET_PASSWORD. Default: that of the sample market.",
)
@click.option("--limit", default=LIMIT, show_default=True, help="Seconds a step may take.")
@click.option("--keep", is_flag=True, help="Leave what was published for the story to be seen.")
def story(
    url: str | None, as_json: bool, operator: str, password: str, limit: float, keep: bool
) -> None:
    """Play the main job with new people of its own: listed, found, matched, told, agreed.

    Prints each step's ids, the worker that delivered, and seconds; ends with 1 at the first step
    that fails or takes longer than its limit.
    """
    told = Told(limit, (lambda *_: None) if as_json else _say)
    began, failed = time.monotonic(), ""
    try:
        door = Client(url or f"http://{settings().host}:{settings().port}")
        tag = f"s{secrets.token_hex(4)}"
        people = secrets.token_urlsafe(18)
        told_by = Story(door, told, tag, int(tag[1:], 16), (operator, password), people)
        told_by.play()
        if not keep:
            told_by.tidy()
    except (Answered, StoryFailed) as error:
        failed = str(error)
    seconds = round(time.monotonic() - began, 3)
    summary = {"ok": not failed, "seconds": seconds, "workers": told.workers()}
    if failed:
        summary["failed"] = failed
    click.echo(json.dumps(summary | {"steps": told.steps}, ensure_ascii=False, indent=2))
    if failed:
        raise click.ClickException(f"The story broke off. {failed}")


def _say(name: str, seconds: float, _ids: Ids) -> None:
    click.echo(f"{seconds:7.2f} s  {name}", err=True)
