"""A-01: every route has a reviewed line saying who may, and it is so.

`access.d/*.yaml` holds one line per method and route: the expected status for nobody, for a
signed-in stranger (a verified firm that has nothing to do with the thing), for the owner and for
the operator. A route without a line fails the build. Nobody's and the stranger's cells are replayed
here with guessed ids; the rooms' own tests prove the owner's and the operator's.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from flask import Flask

from marketplace.app import create_app
from marketplace.core import db
from tests.factories.identity import actor
from tests.factories.web import api, pages

LINES: dict[str, dict[str, object]] = {}
for file in sorted((Path(__file__).parent / "access.d").glob("*.yaml")):
    LINES |= yaml.safe_load(file.read_text()) or {}
CELLS = ("anonymous", "stranger", "owner", "operator")
NOT_OURS = {"web.static", "api-docs.openapi_json"}


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in NOT_OURS:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule


def address(rule: str) -> str:
    """A rule with guessed values in it."""
    rule = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule)
    rule = re.sub(r"<uuid:\w+>", lambda _: str(uuid4()), rule)
    return re.sub(r"<int:\w+>", "1", re.sub(r"<(?:string:|path:)?\w+>", "nothing", rule))


def test_a_01_every_route_has_a_line(app: Flask) -> None:
    missing = [f'"{m} {r}"' for m, r in routes(app) if f"{m} {r}" not in LINES]
    assert not missing


def test_a_01_no_line_is_without_its_route(app: Flask) -> None:
    known = {f"{m} {r}" for m, r in routes(app)}
    assert not set(LINES) - known


def test_a_01_every_line_is_whole() -> None:
    for route, line in LINES.items():
        assert set(CELLS) <= set(line), route
        assert all(isinstance(line[cell], int) for cell in CELLS), route


def check(route: str, expected: int, got: int, guessed: bool) -> None:
    assert got < 500, f"{route} broke: {got}"
    if expected >= 400:
        assert got >= 400, f"{route}: expected a refusal, got {got}"
    elif not guessed and route.startswith("GET"):
        assert got < 400, f"{route}: expected to be open, got {got}"


@pytest.mark.parametrize("cell", ["anonymous", "stranger"])
def test_a_01_refusals_hold(app: Flask, cell: str) -> None:
    somebody = actor("enterprise") if cell == "stranger" else None
    for method, rule in routes(app):
        path = address(rule)
        # A client of its own each time: some of these routes end the session they are asked with.
        client = api(app, somebody) if path.startswith("/api/") else pages(app, somebody)
        body = {"json": {}} if path.startswith("/api/") and method != "GET" else {}
        got = client.open(path, method=method, headers={"If-Match": '"1"'}, **body)
        line = LINES[f"{method} {rule}"]
        check(f"{method} {rule}", int(str(line[cell])), got.status_code, path != rule)


def test_a_01_method_tricks_change_nothing(app: Flask) -> None:
    """OPTIONS and HEAD tell no more than GET, and unknown methods are refused."""
    client = api(app)
    for method, rule in list(routes(app)):
        if method == "GET" and "<" not in rule:
            assert client.head(rule).status_code < 500
            assert client.open(rule, method="TRACE").status_code in {405, 401, 404}


def test_the_application_can_be_built_twice(database: object) -> None:
    """Nothing of a room is bound to one application object."""
    held = db.bound()
    create_app()
    create_app()
    db.bind(held)
