"""Times, tries and chains stand in rows: no message is delayed, retried or chained by Celery."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TREES = ("workers", "marketplace", "search_index", "config")
# What Celery would keep in the broker or in a worker's memory, and lose or run many times.
CALLS = frozenset({"apply_async", "delay", "retry", "chord", "chain", "group", "chunks", "starmap"})
WORDS = frozenset({"countdown", "eta", "expires", "retry_policy", "link", "link_error"})


def breaches(source: str, *, broker: bool) -> list[str]:
    """Calls that leave a time or a try to the broker; `broker`: the file speaks to Celery."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = node.func.id if isinstance(node.func, ast.Name) else name
        words = {word.arg for word in node.keywords if word.arg}
        if name in {"send_task", "apply_async", "signature", "s"} and words & WORDS:
            found.append(f"{node.lineno}: {name} with {sorted(words & WORDS)}")
        if words & {"countdown", "eta"}:
            found.append(f"{node.lineno}: {sorted(words & WORDS)}")
        if broker and name in CALLS:
            found.append(f"{node.lineno}: {name}")
    return found


def speaks_to_celery(source: str) -> bool:
    return any(
        (isinstance(node, ast.ImportFrom) and str(node.module).startswith(("celery", "workers")))
        or (isinstance(node, ast.Import) and any(n.name.startswith("celery") for n in node.names))
        for node in ast.walk(ast.parse(source))
    )


def test_no_message_waits_or_is_retried_in_the_broker() -> None:
    found = {}
    for tree in TREES:
        for path in (ROOT / tree).rglob("*.py"):
            source = path.read_text()
            broker = tree == "workers" or speaks_to_celery(source)
            if here := breaches(source, broker=broker):
                found[str(path.relative_to(ROOT))] = here
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "task.apply_async((1,), countdown=5)",
        "app.send_task('x', eta=later)",
        "self.retry(exc=error)",
        "task.delay(1)",
        "chord(one)(two)",
        "app.send_task('x', expires=3)",
    ],
)
def test_the_law_sees_each_way_to_break_it(line: str) -> None:
    assert breaches(line, broker=True)
