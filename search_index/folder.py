"""Where an index lies on disk, who may write there, and which of its builds is the current one.

    current            names the build, its layout and analysis; replaced in one step
    index-…/           a finished build: a Whoosh index
    building-…/        an unfinished one; removed at the next start
    writer.lock        held by the one writer, also while it rebuilds

Whoosh's files hold pickles: whoever can write here can run code, so the folder is ours alone.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import FileIndex

from search_index.analysis import VERSION
from search_index.document import Layout
from search_index.errors import Busy, Damaged, Outdated
from search_index.schema import schema


@dataclass(frozen=True, slots=True)
class Folder:
    """The place of one index."""

    path: Path
    layout: Layout

    def prepare(self) -> None:
        """Make the folder and an empty index if there is none, and sweep up after the killed."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with self.writing(wait=not self._pointer.exists()):
                if not self._pointer.exists():
                    with self.building():
                        pass  # An empty index is a finished one.
                self._sweep()
        except Busy:
            return  # Someone is writing: so there is an index, and nothing of it is waste.

    @contextmanager
    def writing(self, *, wait: bool = False) -> Iterator[None]:
        """Hold the right to write; raises Busy if another thread or process has it."""
        with (self.path / "writer.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as taken:
                raise Busy("another writer is at work") from taken
            try:
                yield
            finally:  # A process forked meanwhile has the file open, too: closing would not do.
                fcntl.flock(lock, fcntl.LOCK_UN)

    def current(self) -> str:
        """Name the build to read and write; raises Damaged or Outdated if it cannot be used."""
        try:
            pointer = json.loads(self._pointer.read_text())
            name, made_for = str(pointer["build"]), pointer["for"]
        except (OSError, ValueError, KeyError, TypeError) as broken:
            raise Damaged("the pointer to the current build cannot be read") from broken
        if made_for != self._shape():
            raise Outdated("made for another layout or analysis")
        return name

    @contextmanager
    def opened(self, build: str) -> Iterator[FileIndex]:
        """Open a build as Whoosh sees it; the schema comes from the layout, never from a pickle."""
        storage = FileStorage(str(self.path / build))
        files: list[StructFile] = []

        def remembering(opener: Callable[..., StructFile]) -> Callable[..., StructFile]:
            def remember(*arguments: Any, **options: Any) -> StructFile:
                files.append(opener(*arguments, **options))
                return files[-1]

            return remember

        def settle_and_rename(*arguments: Any, **options: Any) -> None:
            # Whoosh makes a commit visible by renaming its table of contents: what that names must
            # be on the disk before, or a power cut leaves holes where nobody looks for them.
            self.settle(build)
            rename_file(*arguments, **options)

        storage.open_file = remembering(storage.open_file)
        storage.create_file = remembering(storage.create_file)
        rename_file, storage.rename_file = storage.rename_file, settle_and_rename
        try:
            yield FileIndex(storage, schema=schema(self.layout))
        except BaseException:
            _close(files)
            raise

    @contextmanager
    def building(self) -> Iterator[str]:
        """Make a build beside the current one, for the block to fill, and let it take its place."""
        made = secrets.token_hex(6)
        begun, name = self.path / f"building-{made}", f"index-{made}"
        begun.mkdir(mode=0o700)
        try:
            FileIndex.create(FileStorage(str(begun)), schema(self.layout))
            yield begun.name
            _sync(begun)
            begun.rename(self.path / name)
        except BaseException:
            shutil.rmtree(begun)
            raise
        self._make_current(name)

    def settle(self, build: str) -> None:
        """Wait until every file of a build is on the disk; Whoosh itself never waits."""
        for file in (self.path / build).iterdir():
            if file.is_file():
                _sync(file)
        _sync(self.path / build)

    def _make_current(self, build: str) -> None:
        """Point to a finished build, in one step that is on the disk when this returns."""
        new = self.path / "current.new"
        new.write_text(json.dumps({"build": build, "for": self._shape()}))
        _sync(new)
        new.replace(self._pointer)
        _sync(self.path)
        self._sweep()

    def _sweep(self) -> None:
        try:
            keep = self.current()
        except Damaged:
            return  # What is left of an unusable index stays until a rebuild has replaced it.
        for place in self.path.iterdir():
            if place.is_dir() and place.name != keep:
                shutil.rmtree(place)
        # What Whoosh leaves when a writer is killed, and does not remove by itself.
        for scratch in (self.path / keep).glob("*.tmp"):
            shutil.rmtree(scratch)
        for torn in (self.path / keep).glob("_*.toc.*"):
            torn.unlink()

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    def _shape(self) -> dict[str, object]:
        """Describe what the files depend on beyond their content."""
        facets, numbers = sorted(self.layout.facets), sorted(self.layout.numbers)
        return {"facets": facets, "numbers": numbers, "analysis": VERSION}


def _close(files: list[StructFile]) -> None:
    """Close what Whoosh leaves open when it cannot read or write it."""
    for file in files:
        if not file.is_closed:
            with suppress(OSError):  # On a full disk the last flush fails again; the first said so.
                file.close()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
