"""`market backup` and `market restore`: one file that holds a market, and a market from it."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from config.settings import Settings, settings
from marketplace.cli import archive, copies, database, lock
from marketplace.cli.archive import Manifest
from marketplace.cli.journal import head_of, holds
from marketplace.core import journal
from marketplace.core.unit import reading

FILES = "files"


@click.command(epilog="Example: market backup /backups/market-$(date +%F).tar.gz")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write database, uploaded files and the journal's head into FILE while the market runs.

    The search index is left out: it is made again from the database. The secret key is left out
    too: with a new one, people sign in once more.
    """
    if file.exists():
        raise click.ClickException(f"{file} exists already; a backup is never written over.")
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = database.ready()
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".market-backup-") as folder:
        # The head is read before the copy: what is noted is surely in it.
        seq, digest = head_of()
        copied = Path(folder) / copies.name_of(engine)
        copies.copy(engine, copied)
        members = {copied.name: copied, **_files(settings().files)}
        manifest = Manifest(
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=engine.dialect.name,
            revision=database.revision(engine),
            journal_seq=seq,
            journal_hash=digest,
            files={name: archive.digest(path) for name, path in members.items()},
        )
        archive.write(file, manifest, members)
    engine.dispose()
    click.echo(f"{file}: {len(members) - 1} files, journal to {seq}:{digest or 'none'}")


@click.command(epilog="Example: MARKET_DATA=/srv/market market restore /backups/market.tar.gz")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    """Fill an empty installation from FILE; proves the journal before it says that all is well."""
    chosen = settings()
    chosen.data.mkdir(parents=True, exist_ok=True)
    with lock.take(chosen.data):
        _fill(file, chosen)


def _fill(file: Path, chosen: Settings) -> None:
    engine = database.engine()
    if not copies.empty(engine) or (chosen.files.exists() and any(chosen.files.iterdir())):
        raise click.ClickException("This installation is not empty; nothing was changed.")
    with tempfile.TemporaryDirectory(dir=chosen.data, prefix=".restore-") as folder:
        manifest = archive.unpack(file, Path(folder))
        _fits(manifest, engine)
        copies.fill(engine, Path(folder) / copies.name_of(engine))
        engine.dispose()
        if (Path(folder) / FILES).exists():
            shutil.copytree(Path(folder) / FILES, chosen.files, dirs_exist_ok=True)
    _prove(manifest, chosen)


def _prove(manifest: Manifest, chosen: Settings) -> None:
    """Prove the restored journal up to what the archive noted, and drop what was of no use."""
    engine = database.ready()
    try:
        with reading() as session:
            proved = max(journal.verify(session))
    except journal.Broken as broken:
        raise click.ClickException(f"Restored, but {broken}: do not use this copy.") from None
    if not holds(manifest.journal_seq, manifest.journal_hash):
        raise click.ClickException("Restored, but the journal is not the one noted.")
    engine.dispose()
    # The index follows the journal from its own cursor: without a folder it starts at the first.
    shutil.rmtree(chosen.index, ignore_errors=True)
    click.echo(f"restored: {proved} journal entries proved; the search index builds itself anew")


def _fits(manifest: Manifest, engine: Engine) -> None:
    if manifest.database != engine.dialect.name:
        engine.dispose()
        raise click.ClickException(
            f"This is a backup of {manifest.database}; DATABASE_URL names {engine.dialect.name}."
        )


def _files(folder: Path) -> dict[str, Path]:
    """Name every uploaded file as it is called in the archive."""
    if not folder.exists():
        return {}
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"{FILES}/{path.relative_to(folder).as_posix()}": path for path in found}
