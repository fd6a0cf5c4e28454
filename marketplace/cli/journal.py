"""`market journal`: what happened, and the proof that nobody changed the record of it."""

import json
import time

import click
from sqlalchemy import select

from marketplace.cli import database
from marketplace.core import journal as book
from marketplace.core.journal import Entry
from marketplace.core.unit import reading

EVERY = 0.5


@click.group(epilog="Example: market journal verify")
def journal() -> None:
    """Read the journal, or prove that nobody changed it."""


@journal.command(epilog="Example: market journal tail -n 5 --follow")
@click.option("-n", "number", default=20, show_default=True, type=click.IntRange(0))
@click.option("-f", "--follow", is_flag=True, help="Go on with what comes, until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all data.")
def tail(number: int, follow: bool, as_json: bool) -> None:
    """Print the last entries, the newest at the end."""
    database.ready()
    at = max(0, _head() - number)
    while True:
        with reading() as session:
            entries = book.after(session, at)
        for entry in entries:
            click.echo(_as_json(entry) if as_json else _as_words(entry))
            at = entry.seq
        if not entries:
            if not follow:
                return
            time.sleep(EVERY)


@journal.command(epilog="Example: market journal verify --expect 1200:9f2c…")
@click.option("--expect", metavar="SEQ:HASH", help="An entry you noted: it must still be there.")
def verify(expect: str | None) -> None:
    """Prove the chain from the first entry to the last; ends with 1 where it does not hold."""
    database.ready()
    proved = 0
    try:
        with reading() as session, click.progressbar(length=book.head(session)) as bar:
            for seq in book.verify(session):
                bar.update(seq - proved)
                proved = seq
    except book.Broken as broken:
        raise click.ClickException(str(broken)) from None
    if expect:
        _expected(expect)
    click.echo(f"the journal holds: {proved} entries, head {head_of()[1] or 'none'}")


def head_of() -> tuple[int, str]:
    """Return the last entry's number and hash; (0, "") for an empty journal."""
    with reading() as session:
        last = session.scalars(select(Entry).order_by(Entry.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, "")


def holds(seq: int, digest: str) -> bool:
    """Say whether the entry of this number has this hash; number 0 always has."""
    with reading() as session:
        found = session.get(Entry, seq)
    return seq == 0 or (found is not None and found.hash == digest)


def _expected(noted: str) -> None:
    seq, _, digest = noted.partition(":")
    if not seq.isdigit() or not digest:
        raise click.BadParameter("write it as SEQ:HASH", param_hint="--expect")
    if not holds(int(seq), digest):
        raise click.ClickException(f"entry {seq} is not the one noted: the journal was replaced")


def _head() -> int:
    with reading() as session:
        return book.head(session)


def _as_words(entry: Entry) -> str:
    actor = entry.actor_id or "system"
    thing = f"{entry.subject_kind}:{entry.subject_id}"
    return f"{entry.seq:>8}  {entry.at:%Y-%m-%d %H:%M:%S}Z  {entry.fact:<32} {thing}  by {actor}"


def _as_json(entry: Entry) -> str:
    fields = {column.key: getattr(entry, column.key) for column in Entry.__table__.columns}
    return json.dumps(fields, ensure_ascii=False, default=str)
