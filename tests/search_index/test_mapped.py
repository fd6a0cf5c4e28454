import io
import tracemalloc
from pathlib import Path

import pytest

from search_index import Document, Index, Layout, Query
from search_index.mapped import Window


def test_b2_a_reader_holds_no_copy_of_the_mapped_index(tmp_path: Path) -> None:
    index = Index(tmp_path, Layout())
    words = " ".join(f"w{n:x}" for n in range(10_000))
    index.rebuild((Document(f"k{n}", "t", "", words[n * 9 :]) for n in range(8)), 1)
    size = max(path.stat().st_size for path in tmp_path.rglob("*.seg"))
    assert size > 600_000
    index.close()
    tracemalloc.start()
    try:
        assert index.search(Query("w1abc")).total == 8
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < size / 4


@pytest.mark.parametrize("size", [0, 1, 5])
def test_a_window_reads_like_a_file(size: int) -> None:
    content = b"one\ntwo\nthree"
    window, file = Window(memoryview(content)), io.BytesIO(content)
    for step in ("read", "readline", "tell", "read"):
        argument = () if step == "tell" else (size,)
        assert getattr(window, step)(*argument) == getattr(file, step)(*argument)
    for where in ((0, 2), (-3, 2), (4, 0), (1, 1), (100, 0)):
        assert window.seek(*where) == file.seek(*where)
        assert window.read() == file.read()
