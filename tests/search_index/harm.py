"""What can happen to a file on a disk, done on purpose."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path


def _torn(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 3])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x10
    file.write_bytes(content)


def _garbled(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * (file.stat().st_size // 256 + 1))


def _longer(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\x00" * 512)


HARM: Mapping[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "emptied": _emptied,
    "torn": _torn,
    "zeroed": _zeroed,
    "flipped": _flipped,
    "garbled": _garbled,
    "longer": _longer,
}


def _build(folder: Path) -> Path:
    return folder / str(json.loads((folder / "current").read_text())["build"])


# One file of each kind that an index is made of.
FILES: Mapping[str, Callable[[Path], Path]] = {
    "segment": lambda folder: max(_build(folder).glob("*.seg"), key=lambda p: p.stat().st_size),
    "contents": lambda folder: next(_build(folder).glob("_*.toc")),
    "sum of a segment": lambda folder: next(_build(folder).glob("MAIN_*.sum")),
    "sum of the contents": lambda folder: next(_build(folder).glob("_MAIN_*.sum")),
    "pointer": lambda folder: folder / "current",
}
