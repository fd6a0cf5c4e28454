"""The archive of a backup: a tar whose first member says what the others are, with their hashes."""

import hashlib
import json
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path

import click

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: the database's kind and revision, the journal's end, each hash."""

    made_at: str
    database: str
    revision: str | None
    journal_seq: int
    journal_hash: str
    files: dict[str, str]
    format: int = FORMAT


def write(path: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Write the archive whole or not at all: beside its place, then moved into it."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with tarfile.open(draft, "w:gz") as tar:
            _add_manifest(tar, manifest, draft.with_suffix(".json"))
            with click.progressbar(length=len(members), label="packing") as bar:
                for name, source in members.items():
                    tar.add(source, arcname=name, recursive=False)
                    bar.update(1)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def unpack(path: Path, into: Path) -> Manifest:
    """Unpack an archive into an empty folder; ClickException where a byte is not as noted."""
    try:
        with tarfile.open(path, "r:*") as tar:
            tar.extractall(into, filter="data")
        manifest = Manifest(**json.loads((into / MANIFEST).read_text()))
    except (tarfile.TarError, OSError, ValueError, TypeError) as error:
        raise click.ClickException(f"{path} is not a backup of a market: {error}") from None
    if manifest.format != FORMAT:
        raise click.ClickException(f"{path} is of format {manifest.format}, this reads {FORMAT}.")
    with click.progressbar(length=len(manifest.files), label="checking") as bar:
        for name, wanted in manifest.files.items():
            if not (into / name).is_file() or digest(into / name) != wanted:
                raise click.ClickException(f"{path} is damaged: {name} is not as it was written.")
            bar.update(1)
    return manifest


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest, draft: Path) -> None:
    try:
        draft.write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
        tar.add(draft, arcname=MANIFEST)
    finally:
        draft.unlink(missing_ok=True)
