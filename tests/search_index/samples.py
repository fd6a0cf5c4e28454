import json
from pathlib import Path

from search_index import Document, Layout

LAYOUT = Layout(facets=("field",), numbers=("batch",))


def document(key: str, batch: int = 0) -> Document:
    return Document(key, "t", f"烟气治理 {batch}", "x " * 20, "", {}, {"batch": batch})


def batch_of(n: int) -> list[Document]:
    return [document(f"{n}-{i}", n) for i in range(3)]


def files(folder: Path, ending: str) -> list[Path]:
    build = folder / json.loads((folder / "current").read_text())["build"]
    return sorted(build.glob(f"*{ending}"))
