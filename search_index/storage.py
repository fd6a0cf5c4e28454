"""Whoosh's files of one build, written so that a commit can be proved and survives a power cut."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from search_index import sums

NAME = "MAIN"  # What Whoosh calls an index that has no name.


class Storage(FileStorage):  # type: ignore[misc]
    """A folder of Whoosh's that remembers what it opened and settles what it makes visible."""

    def __init__(self, place: Path) -> None:
        super().__init__(str(place))
        self.place = place
        self._handed: list[StructFile] = []

    def open_file(self, *arguments: Any, **options: Any) -> StructFile:
        """Open a file of the build."""
        return self._remembered(super().open_file(*arguments, **options))

    def create_file(self, *arguments: Any, **options: Any) -> StructFile:
        """Make a file of the build."""
        return self._remembered(super().create_file(*arguments, **options))

    def rename_file(self, name: str, newname: str, safe: bool = False) -> None:
        """Make a commit visible: Whoosh does so by renaming its table of contents.

        What that names must be on the disk before, or a power cut leaves holes where nobody looks
        for them; and the sums by which all of it is proved lie beside it.
        """
        fresh = [
            segment
            for segment in self.place.glob(f"{NAME}_*.seg")
            if not segment.with_suffix(sums.ENDING).exists()
        ]
        mine = sums.record(self.place / name, self.place / newname)
        for file in (*fresh, *map(sums.record, fresh), self.place / name, mine, self.place):
            sync(file)  # Whoosh itself never waits; what has a sum already is on the disk.
        super().rename_file(name, newname, safe=safe)
        sync(self.place)
        for other in self.place.glob(f"_{NAME}_*{sums.ENDING}"):
            if other != mine:
                other.unlink(missing_ok=True)

    def let_go(self) -> None:
        """Close what Whoosh leaves open when it cannot read or write it."""
        for file in self._handed:
            if not file.is_closed:
                # On a full disk the last flush fails again; the first said so.
                with suppress(OSError):
                    file.close()

    def _remembered(self, file: StructFile) -> StructFile:
        self._handed.append(file)
        return file


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
