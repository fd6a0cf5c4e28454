"""Proof that files are what was written: a checksum lies beside each, made before it is used.

Whoosh notices a file that is too short, if at all by an error of any kind, and one wrong bit by
nothing. Files never change once written, so each process proves a file once, and again only when
its size, its time or its place on the disk is another.
"""

import zlib
from dataclasses import dataclass, field
from pathlib import Path

from search_index.errors import Damaged

ENDING = ".sum"
_PIECE = 1 << 16
Look = tuple[int, int, int]


def record(file: Path, named: Path | None = None) -> Path:
    """Write the checksum of a file beside it, or beside the name it will have; returns where."""
    place = _beside(named or file)
    place.write_text(_sum(file))
    return place


@dataclass(slots=True)
class Sums:
    """What this process has proved of one index."""

    proved: dict[Path, Look] = field(default_factory=dict)

    def prove(self, file: Path) -> None:
        """Promise that a file is what was written; raises Damaged, OSError where one is missing."""
        look = _look(file)
        if self.proved.get(file) == look:
            return
        said = _beside(file).read_text()
        if _sum(file) != said:
            self.proved.pop(file, None)
            raise Damaged(f"{file.name} is not what was written")
        self.proved[file] = look

    def keep(self, files: set[Path]) -> None:
        """Forget all but these."""
        self.proved = {file: look for file, look in self.proved.items() if file in files}


def _beside(file: Path) -> Path:
    """Name the sum of a file: `MAIN_x.seg` has `MAIN_x.sum`, which Whoosh removes with it."""
    return file.with_suffix(ENDING)


def _look(file: Path) -> Look:
    seen = file.stat()
    return seen.st_size, seen.st_mtime_ns, seen.st_ino


def _sum(file: Path) -> str:
    total, size = 0, 0
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            total = zlib.crc32(piece, total)
            size += len(piece)
    return f"{size} {total:08x}"
