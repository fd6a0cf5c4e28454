import json
from pathlib import Path

from search_index import Document, Index, Layout, Query

LAYOUT = Layout(facets=("field",), numbers=("batch",))


def document(key: str, batch: int = 0) -> Document:
    return Document(key, "t", f"烟气治理 {batch}", "x " * 20, "", {}, {"batch": batch})


def batch_of(n: int) -> list[Document]:
    return [document(f"{n}-{i}", n) for i in range(3)]


def files(folder: Path, ending: str) -> list[Path]:
    build = folder / json.loads((folder / "current").read_text())["build"]
    return sorted(build.glob(f"*{ending}"))


def titled(**titles: str) -> list[Document]:
    """Documents by their key, with a title and nothing else."""
    return [Document(key, "technology", title, "") for key, title in titles.items()]


def keys(index: Index, text: str, **more: object) -> list[str]:
    """What a question finds, sorted by key."""
    return sorted(hit.key for hit in index.search(Query(text, **more)).hits)  # type: ignore[arg-type]
