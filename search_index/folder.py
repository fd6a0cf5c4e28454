"""Where an index lies on disk, who may write there, and which of its builds is the current one.

    current            names the build, its layout and analysis; replaced in one step
    index-…/           a finished build: a Whoosh index, and a sum beside each of its files
    building-…/        an unfinished one; removed at the next start
    merging-…/         a segment that will take the place of several
    rebuilding         how far a rebuild is, for those who wait
    writer.lock        held by the one writer, also while it rebuilds
    merge.lock         held by the one that merges, who holds up no writer

Whoosh's files hold pickles: whoever can write here can run code, so the folder is ours alone.
"""

import fcntl
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from whoosh.index import TOC, EmptyIndexError, FileIndex

from search_index.analysis import VERSION, learned
from search_index.document import Layout
from search_index.errors import Busy, Damaged, Outdated
from search_index.schema import schema
from search_index.storage import NAME, Storage, sync
from search_index.sums import Sums

FORMAT = 2  # Raised when the files change otherwise than by layout and analysis.


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, opened: every file it names has been proved."""

    index: FileIndex
    contents: TOC
    files: tuple[Path, ...]

    @property
    def generation(self) -> int:
        """Which commit it is."""
        return int(self.contents.generation)


@dataclass(frozen=True, slots=True)
class Folder:
    """The place of one index."""

    path: Path
    layout: Layout
    sums: Sums = field(default_factory=Sums)

    def prepare(self) -> None:
        """Make the folder and an empty index if there is none, and sweep up after the killed."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)  # It may have been there with other rights.
        try:
            with self.writing(wait=self._new()):
                if self._new():
                    with self.building():
                        pass  # An empty index is a finished one.
                self._sweep()
        except Busy:
            return  # Someone is writing: so there is an index, and nothing of it is waste.

    def _new(self) -> bool:
        """Whether there never was an index; one that lost its pointer is no empty one."""
        return not self._pointer.exists() and not any(self.path.glob("index-*"))

    @contextmanager
    def writing(self, *, wait: bool = False) -> Iterator[None]:
        """Hold the right to write; raises Busy if another thread or process has it."""
        with self._holding("writer.lock", wait=wait):
            yield

    @contextmanager
    def merging(self) -> Iterator[Path]:
        """Give a folder to merge in, removed at the end; raises Busy if another merges."""
        with self._holding("merge.lock"):
            place = self.path / f"merging-{secrets.token_hex(6)}"
            place.mkdir(mode=0o700)
            try:
                yield place
            finally:
                shutil.rmtree(place)

    @contextmanager
    def _holding(self, name: str, *, wait: bool = False) -> Iterator[None]:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.path / name).open("ab") as lock:
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
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as broken:
            raise Damaged("the pointer to the current build cannot be read") from broken
        if made_for != self._shape():
            raise Outdated("made for another layout or analysis")
        if not name.startswith("index-") or Path(name).name != name:
            raise Damaged("the pointer names no build")
        return name

    def generation(self, build: str) -> int:
        """Number the last commit of a build."""
        return int(TOC._latest_generation(Storage(self.path / build), NAME))  # noqa: SLF001 - Whoosh has no other way to ask.

    @contextmanager
    def opened(self, build: str) -> Iterator[Commit]:
        """Open the last commit of a build; the schema comes from the layout, never from a pickle.

        Raises Damaged where a file is not what was written.
        """
        place = self.path / build
        storage = Storage(place)
        try:
            generation = self.generation(build)
            if generation < 0:
                raise EmptyIndexError(build)  # noqa: TRY301 - one way out for all that fails.
            named = place / f"_{NAME}_{generation}.toc"
            self.sums.prove(named)
            shape = schema(self.layout)
            contents = TOC.read(storage, NAME, gen=generation, schema=shape)
            files = (named, *(place / s.make_filename(s.COMPOUND_EXT) for s in contents.segments))
            for file in files:
                self.sums.prove(file)
            yield Commit(FileIndex(storage, schema=shape), contents, files)
        except BaseException:
            storage.let_go()
            raise

    @contextmanager
    def building(self) -> Iterator[str]:
        """Make a build beside the current one, for the block to fill, and let it take its place."""
        made = secrets.token_hex(6)
        begun, name = self.path / f"building-{made}", f"index-{made}"
        begun.mkdir(mode=0o700)
        try:
            FileIndex.create(Storage(begun), schema(self.layout))
            yield begun.name
            sync(begun)
            begun.rename(self.path / name)
        except BaseException:
            shutil.rmtree(begun)
            raise
        self._make_current(name)

    def _make_current(self, build: str) -> None:
        """Point to a finished build, in one step that is on the disk when this returns."""
        new = self.path / "current.new"
        new.write_text(json.dumps({"build": build, "for": self._shape()}))
        sync(new)
        new.replace(self._pointer)
        sync(self.path)
        self._sweep()

    def _sweep(self) -> None:
        try:
            keep = self.current()
        except Damaged:
            return  # What is left of an unusable index stays until a rebuild has replaced it.
        for place in self.path.iterdir():
            if place.is_dir() and place.name != keep and not place.name.startswith("merging-"):
                shutil.rmtree(place)
        self._sweep_merges()
        # What Whoosh leaves when a writer is killed, and does not remove by itself.
        for scratch in (self.path / keep).glob("*.tmp"):
            shutil.rmtree(scratch)
        for torn in (self.path / keep).glob("_*.toc.*"):
            torn.unlink()

    def _sweep_merges(self) -> None:
        try:
            with self._holding("merge.lock"):
                for place in self.path.glob("merging-*"):
                    shutil.rmtree(place)
        except Busy:
            return  # The one that merges clears up itself.

    @property
    def told(self) -> Path:
        """Where a rebuild says how far it is."""
        return self.path / "rebuilding"

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    def _shape(self) -> dict[str, object]:
        """Describe what the files depend on beyond their content."""
        facets, numbers = sorted(self.layout.facets), sorted(self.layout.numbers)
        analysis = [VERSION, learned()]
        return {"facets": facets, "numbers": numbers, "analysis": analysis, "format": FORMAT}
