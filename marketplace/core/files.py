"""Uploaded files, kept under the hash of their content: written once, never changed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from config.settings import settings
from marketplace.core.errors import Invalid, TooLarge

PIECE = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileTooLarge(TooLarge):
    """The file is larger than the market takes in. Split it, or export fewer rows at a time."""

    code = "file-too-large"
    zh = "文件超过本站可接收的大小，请拆分文件或减少导出条数后再上传。"


class FileEmpty(Invalid):
    """The file is empty."""

    code = "file-empty"
    zh = "文件是空的。"


class Readable(Protocol):
    """What a file is read from: an upload, a file of this machine."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the store: the SHA-256 of its content (hex), its size in bytes."""

    sha256: str
    size: int


def keep(source: Readable, most: int) -> Kept:
    """Keep a stream of at most `most` bytes; on the disk for good when this returns.

    Written beside and renamed, so that a name always stands for whole content. Raises
    FileTooLarge (having read no more than the limit) and FileEmpty.
    """
    folder = settings().files
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".incoming-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as out:
            kept = _copy(_pieces(source, most), out)
        target = path(kept.sha256)
        target.parent.mkdir(exist_ok=True)
        Path(name).replace(target)
        _sync(target.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    return kept


def path(sha256: str) -> Path:
    """Where the content of a hash lies, kept or not; ValueError for anything but a hash."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return settings().files / sha256[:2] / sha256


def _pieces(source: Readable, most: int) -> Iterator[bytes]:
    left = most
    while piece := source.read(min(PIECE, left + 1)):
        left -= len(piece)
        if left < 0:
            raise FileTooLarge(limit_mb=most // PIECE)
        yield piece


def _copy(pieces: Iterator[bytes], out: BinaryIO) -> Kept:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        out.write(piece)
    if not size:
        raise FileEmpty
    out.flush()
    os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def _sync(folder: Path) -> None:
    """Bring the names of a folder to the disk: without it a rename may be forgotten."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
