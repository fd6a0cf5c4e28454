"""The key that signs what leaves the house, made once where none is given."""

import os
import secrets
from pathlib import Path


def kept(data: Path) -> str:
    """Return the key kept in the data folder with mode 0600; the first process to ask makes it."""
    path = data / "secret_key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    # Written beside and linked into place: of two processes at once both read the same, whole key.
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
