"""The API is what its committed description says."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

COMMITTED = Path(__file__).parents[2] / "marketplace/web/openapi.json"


@pytest.fixture
def described(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get("/api/openapi.json")
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_the_committed_description_is_true(described: dict[str, Any]) -> None:
    """`market api > marketplace/web/openapi.json` writes it anew."""
    assert json.loads(COMMITTED.read_text()) == described


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if method in {"get", "post", "put", "patch", "delete"}
    ]


def test_every_operation_says_what_it_does(described: dict[str, Any]) -> None:
    for path, method, operation in operations(described):
        assert operation.get("summary"), f"{method} {path}"


def test_every_move_asks_for_the_version_seen(described: dict[str, Any]) -> None:
    """INV-G4: a move of a life cycle needs If-Match; reading a notice changes nothing shared."""
    for path, method, operation in operations(described):
        if "/moves/" not in path or method != "post" or path.startswith("/api/v1/notices/"):
            continue
        names = {p.get("name") for p in operation.get("parameters", [])}
        assert "If-Match" in names, f"{method} {path}"


def test_every_write_takes_an_idempotency_key(described: dict[str, Any]) -> None:
    """INV-G5: every POST that moves money or state.

    A token is new each time it is asked for; a code sent by phone is good once by itself.
    """
    once = {"/api/v1/tokens", "/api/v1/people/me/mobile/code"}
    for path, method, operation in operations(described):
        if method != "post" or path in once:
            continue
        names = {p.get("name") for p in operation.get("parameters", [])}
        assert "Idempotency-Key" in names, f"{method} {path}"


def test_refusals_are_described_as_problems(described: dict[str, Any]) -> None:
    responses = described["components"]["responses"]
    assert "application/problem+json" in responses["DEFAULT_ERROR"]["content"]
