"""`market import`: a file into the market, in the name of somebody who may."""

import time
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import click

from config.settings import settings
from marketplace.core import files
from marketplace.core.actor import Actor
from marketplace.core.db import bind, open_engine
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.display.actions import imports as actions
from marketplace.display.actions.imports import Matching
from marketplace.display.models.imports import Import
from marketplace.display.queries import imports as queries
from marketplace.display.rules.import_profiles import BY_KEY
from marketplace.display.states.imports import AT_WORK, ImportState
from marketplace.display.words.imports import OUTCOMES
from marketplace.identity import public as identity

SHOWN = 10
PAUSE = 0.2


@click.command(
    name="import",
    epilog="Example: market import patents.xlsx --as officer@example.org --dry-run",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "login", required=True, help="E-mail or mobile number of who imports.")
@click.option("--holder", help="Whose rows these are: name, credit code or id (the operator's).")
@click.option("--source", help="Where the rows come from, where they bear no numbers.")
@click.option("--profile", type=click.Choice(sorted(BY_KEY)), help="How its columns are read.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
def import_(
    file: Path,
    login: str,
    holder: str | None,
    source: str | None,
    profile: str | None,
    dry_run: bool,
) -> None:
    """Import patents or demands from XLSX, CSV or lines of JSON.

    Columns are matched as remembered, by a known header, or by their names. Stopped at any point,
    the same command goes on where it was.
    """
    bind(open_engine(settings().database_url))
    try:
        with reading() as session:
            actor = identity.acting_as(session, login)
        key = _begin(actor, file, partial(_matched, profile, source, holder))
        _through(key, dry_run=dry_run, actor=actor)
    except Problem as problem:
        data = ", ".join(f"{name}={value}" for name, value in problem.data.items())
        raise click.ClickException(f"{problem.phrase().en} {data}".strip()) from None


def _begin(actor: Actor, file: Path, matched: "partial[Matching]") -> UUID:
    """Take the file in and match its columns, unless that was done before."""
    with file.open("rb") as content:
        examined = actions.examine(files.keep(content, actions.MOST), file.name)
    with unit() as session:
        sent, fresh = actions.upload(session, actor, examined, match=False)
        if sent.state is ImportState.UPLOADED:
            given = matched(actions.proposed(session, sent, examined.samples), sent)
            sent = actions.match(session, actor, sent.id, given, sent.version)
    if not fresh:
        click.echo(f"This file was sent before: import {sent.id}, {sent.state.value}.")
    for name, filled in zip(sent.header, sent.fields, strict=True):
        click.echo(f"  {name!r:40} -> {filled or '(left out)'}")
    return sent.id


def _matched(
    profile: str | None, source: str | None, holder: str | None, found: Matching, sent: Import
) -> Matching:
    """The matching found, with what the command line says of it."""
    target, fields = found.target, found.fields
    if profile:
        target, fields = BY_KEY[profile].target, tuple(BY_KEY[profile].match(sent.header))
    return Matching(target, fields, source or found.source or sent.title, None, holder)


def _through(key: UUID, *, dry_run: bool, actor: Actor) -> None:
    with reading() as session:
        sent = queries.one(session, actor, key)
    if sent.state is ImportState.MAPPED:
        _work(key, "checking")
        with reading() as session:
            sent = queries.one(session, actor, key)
    if sent.state is ImportState.CHECKED:
        _tell(sent, "check", sent.checked)
        if dry_run:
            return
        with unit() as session:
            sent = actions.move(session, actor, key, "start", sent.version)
    if sent.state is ImportState.RUNNING:
        _work(key, "importing")
    with reading() as session:
        sent = queries.one(session, actor, key)
    if sent.state is ImportState.FAILED:
        raise click.ClickException(f"{sent.failure['en']} {sent.failure['data'] or ''}".strip())
    _tell(sent, "run", sent.work.counts)


def _work(key: UUID, words: str) -> None:
    """Do the work here, with a bar; where a worker of the market is at it, watch."""
    owner = f"market import {uuid4()}"
    with click.progressbar(length=1, label=words, show_eta=True, show_pos=True) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        while True:
            actions.work(key, owner, settings().lease_seconds, tell)
            with reading() as session:
                found = session.get(Import, key)
            if found is None or found.state not in AT_WORK:
                return
            tell(found.work.done, found.work.total or 0)
            time.sleep(PAUSE)


def _tell(sent: Import, phase: str, counts: dict[str, int]) -> None:
    said = "  ".join(
        f"{words.en}: {counts[name]}" for name, words in OUTCOMES.items() if name in counts
    )
    click.echo(f"{'trial' if phase == 'check' else 'imported'}: {said or 'nothing'}")
    with reading() as session:
        for row in queries.told(session, sent.id, phase, outcomes=("refused",), limit=SHOWN):
            for problem in row.problems:
                click.echo(
                    f"  row {row.number}, {problem['column'] or '-'}: "
                    f"{problem['value'][:60]!r}: {problem['en']}"
                )
    click.echo(f"  all refused rows: /imports/{sent.id}")
