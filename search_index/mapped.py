"""Reads Whoosh's mapped files in place.

Whoosh maps a segment into memory and then copies every part of it into a `BytesIO`, so that each
process holds the whole index once more. Here the part is read where it lies. Tested against the
pinned version by `test_mapped.py`.
"""

import io
from collections.abc import Callable
from typing import Any

from whoosh.filedb import structfile


class Window(io.RawIOBase):
    """A file over a piece of memory that is not copied."""

    def __init__(self, memory: memoryview) -> None:
        super().__init__()
        self._memory = memory
        self._at = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place counted from the start, from here or from the end."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._memory)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Say where it is."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there is something left."""
        part = self._memory[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


def _in_place(
    self: Any, buf: Any, name: str | None = None, onclose: Callable[[Any], None] | None = None
) -> None:
    self._buf = buf
    self._name = name
    self.file = Window(memoryview(buf))
    self.onclose = onclose
    self.is_real = False
    self.is_closed = False


def read_in_place() -> None:
    """Make this process read Whoosh's files where they are mapped."""
    structfile.BufferFile.__init__ = _in_place
