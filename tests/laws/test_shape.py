"""Sizes, names and places: what keeps the house liveable."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

HOME = Path(__file__).parents[2]
OURS = ("config", "marketplace", "search_index", "workers")
ROOMS = (
    "identity", "outreach", "notices", "display", "service", "sharing", "trading", "exchange",
    "matching", "oversight",
)  # fmt: skip
ABOVE_ROOMS = {"app", "house", "cli", "migrations", "desk", "search", "sample"}
FILE_LINES, FUNCTION_LINES, DOOR_LINES = 300, 40, 15
VAGUE = {"utils", "helpers", "common", "misc", "manager", "base"}


def sources() -> Iterator[Path]:
    for package in OURS:
        for path in (HOME / package).rglob("*.py"):
            if "versions" not in path.parts:
                yield path


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(function: ast.FunctionDef) -> int:
    """Lines without the docstring: explaining costs nothing."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    words = ast.get_docstring(function, clean=False)
    return lines - (words.count("\n") + 1 if words else 0)


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = [
        f"{path.relative_to(HOME)}: {count}"
        for path in sources()
        if (count := len(path.read_text().splitlines())) > FILE_LINES
    ]
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(HOME)}:{f.name}: {length(f)}"
        for path in sources()
        for f in functions(path)
        if length(f) > FUNCTION_LINES
    ]
    assert not long


def test_doors_translate_and_do_not_decide() -> None:
    doors = [p for p in sources() if {"api", "pages"} & {p.stem, p.parent.name}]
    doors.append(HOME / "workers/tasks.py")
    long = [
        f"{path.relative_to(HOME)}:{f.name}: {length(f)}"
        for path in doors
        for f in functions(path)
        if length(f) > DOOR_LINES + 10
    ]
    assert not long, f"a door of more than {DOOR_LINES} lines decides something"


def test_names_say_what_is_inside() -> None:
    assert not [p for p in sources() if {p.stem, *p.parent.parts} & VAGUE]


def test_other_rooms_are_entered_by_their_public_door() -> None:
    """A room's tables may change as long as its door holds."""
    graph = grimp.build_graph("marketplace")
    wrong = []
    for importer in graph.modules:
        part = importer.split(".")
        if len(part) < 2 or part[1] in ABOVE_ROOMS:
            continue
        for target in graph.find_modules_directly_imported_by(importer):
            room = target.split(".")
            if room[1] in ROOMS and room[1] != part[1] and room[2:3] != ["public"]:
                wrong.append(f"{importer} -> {target}")
    assert not wrong


def test_the_house_commits_in_one_place() -> None:
    """A function that does not own the transaction has little left to do but translate."""
    places = [
        str(path.relative_to(HOME))
        for path in sources()
        if ".commit(" in path.read_text() and path.parts[-2] != "search_index"
    ]
    allowed = {"marketplace/core/unit.py", "marketplace/migrations/env.py"}
    assert set(places) <= allowed


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_no_requirements_file_holds_an_address(name: str) -> None:
    text = (HOME / name).read_text()
    assert "://" not in text
    assert "--find-links" not in text
    assert "index-url" not in text


def test_nothing_else_reads_the_environment() -> None:
    """Settings are read once, in config; the command line hands them to its children."""
    readers = {
        str(p.relative_to(HOME))
        for p in sources()
        if re.search(r"os\.environ|os\.getenv|environ\[", p.read_text())
    }
    assert all(r.startswith(("config/", "marketplace/cli/")) for r in readers), readers


def test_money_is_never_a_float() -> None:
    wrong = [
        f"{path.relative_to(HOME)}"
        for path in sources()
        if re.search(r"\w*_fen\w*\s*:\s*(Mapped\[)?float", path.read_text())
    ]
    assert not wrong


def test_top_level_holds_what_the_layout_names() -> None:
    allowed = {
        "marketplace", "search_index", "workers", "tests", "config", "pyproject.toml", "README.md",
        "LICENSE", "Makefile", "CONTRIBUTING.md", "CHANGELOG.md",
    }  # fmt: skip
    found = {
        p.name
        for p in HOME.iterdir()
        if not p.name.startswith(".") and not p.name.startswith("requirements")
    }
    assert found - allowed <= {"__pycache__", "htmlcov", "screenshots"}
