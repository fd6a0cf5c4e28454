"""`market init`: a real, empty market with its first operator."""

import re
from pathlib import Path

import click

from config.settings import settings
from marketplace.cli import database
from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.core.vocabulary import vocabulary
from marketplace.identity.actions import RegisterOrganisation, RegisterPerson, establish
from marketplace.migrations import schema

SHORTEST = 8
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def _place(_context: click.Context, _option: click.Parameter, value: str) -> str:
    regions = vocabulary("regions")
    found = regions.find(value) or regions.find(f"{value}市")
    if found is None:
        raise click.BadParameter(f"“{value}” is no region: give its code or name, like 410300.")
    return found.code


def _address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not ADDRESS.fullmatch(value):
        raise click.BadParameter(f"“{value}” is no e-mail address.")
    return value


def _long(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if len(value) < SHORTEST:
        raise click.BadParameter(f"A password has {SHORTEST} characters or more.")
    return value


@click.command(
    epilog="Example: market init --name 洛阳绿色技术大市场 --city 洛阳市 --operator 运营中心 "
    "--person 林晓河 --email operator@market.example"
)
@click.option("--name", prompt="Name of the market", help="As pages and mails call it.")
@click.option("--city", prompt="City (name or region code)", callback=_place, help="Its city.")
@click.option("--operator", prompt="Operating organisation", help="Who runs the market.")
@click.option("--person", prompt="Name of the first administrator", help="Who signs in first.")
@click.option("--email", prompt="E-mail to sign in with", callback=_address, help="Their e-mail.")
@click.option(
    "--password", envvar="MARKET_PASSWORD", prompt="Password", hide_input=True,
    confirmation_prompt=True, callback=_long, help="Better by MARKET_PASSWORD or the prompt.",
)  # fmt: skip
def init(name: str, city: str, operator: str, person: str, email: str, password: str) -> None:
    """Set up a real, empty market: its tables, its operator and the operator's administrator."""
    engine = database.engine()
    if database.revision(engine) is None:
        schema.upgrade()
    engine.dispose()
    engine = database.ready()
    try:
        _found(RegisterOrganisation(operator, ("operator",), region=city), person, email, password)
    finally:
        engine.dispose()
    _keep(settings().kept, name, city)
    click.echo(NEXT.format(name=name, email=email, kept=settings().kept))


def _found(firm: RegisterOrganisation, person: str, email: str, password: str) -> None:
    with reading() as session:
        if journal.head(session):
            raise click.ClickException("This market is not empty; nothing was changed.")
    try:
        with unit() as session:
            establish(session, SYSTEM, firm, RegisterPerson(person, password, email))
    except Problem as problem:
        raise click.ClickException(problem.phrase().en) from None


def _keep(path: Path, name: str, city: str) -> None:
    """Write the market's own name and city where its settings are read from."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = {"MARKET_NAME": name, "MARKET_CITY": city}
    draft = path.with_suffix(".new")
    draft.write_text("".join(f"{key}='{_plain(value)}'\n" for key, value in lines.items()), "utf-8")
    draft.replace(path)


def _plain(value: str) -> str:
    """The value without what would end it in the file."""
    return value.replace("\\", "").replace("'", "’")


NEXT = """{name} is set up; nothing is in it yet.

Its name and city are kept in {kept}; variables of the environment come before it.
Next:
  market serve                 run it here, then sign in as {email}
  SMTP_URL, PUBLIC_URL         let it send mails, and say where people find it
  market backup FILE           the first backup, then every day
"""
