"""The store of uploaded files."""

import hashlib
import io

import pytest

from marketplace.core import files
from marketplace.core.files import FileEmpty, FileTooLarge


class Endless(io.RawIOBase):
    """Two gigabytes that count how much of them was read."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return bytes(size)


def test_a_file_lies_under_the_hash_of_its_content() -> None:
    kept = files.keep(io.BytesIO(b"content"), 100)
    assert kept.sha256 == hashlib.sha256(b"content").hexdigest()
    assert files.path(kept.sha256).read_bytes() == b"content"
    assert files.keep(io.BytesIO(b"content"), 100) == kept


def test_a_file_without_end_is_refused_after_the_limit_and_leaves_nothing() -> None:
    folder = files.path("0" * 64).parents[1]
    source = Endless()
    with pytest.raises(FileTooLarge):
        files.keep(source, 3 << 20)
    assert source.taken <= (3 << 20) + 1
    assert not list(folder.glob(".incoming-*"))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty):
        files.keep(io.BytesIO(), 100)


def test_only_a_hash_names_a_file() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        files.path("../../etc/passwd")
