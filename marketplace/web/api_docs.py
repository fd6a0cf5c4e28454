"""`/api/docs`: the API's description as a page of our own, readable without any outside network."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_smorest import Api

Described = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
OPEN = frozenset({"/api/v1/tokens", "/api/v1/people"})
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a schema; `link` names the schema it holds."""

    name: str
    kind: str
    required: bool
    words: str
    place: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked of the API."""

    method: str
    path: str
    summary: str
    parameters: Sequence[Field]
    body: str | None
    answers: Sequence[tuple[str, str | None]]
    curl: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one collection."""

    name: str
    words: str
    operations: Sequence[Operation]


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema: what goes in or comes out."""

    name: str
    words: str
    fields: Sequence[Field]


def register(app: Flask, api: Api) -> None:
    """Hang the page in; after the doors."""
    app.extensions["described"] = api.spec.to_dict
    app.add_url_rule("/api/docs", "api_docs", page)


def page() -> str:
    """The whole API on one page."""
    described: Described = current_app.extensions["described"]()
    return render_template(
        "api.html",
        groups=groups(described, request.host_url.rstrip("/")),
        shapes=list(shapes(described)),
        host=request.host_url.rstrip("/"),
    )


def groups(described: Described, host: str) -> list[Group]:
    """All operations by collection, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        shared = methods.get("parameters", [])
        for method in METHODS:
            if method in methods:
                told = methods[method]
                made = _operation(described, host, method, path, told, shared)
                found.setdefault(told.get("tags", [""])[0], []).append(made)
    words = {tag["name"]: tag.get("description", "") for tag in described.get("tags", [])}
    return [Group(name, words.get(name, ""), made) for name, made in found.items()]


def _operation(
    described: Described, host: str, method: str, path: str, told: Described, shared: list[Any]
) -> Operation:
    parameters = [_resolved(described, p) for p in (*shared, *told.get("parameters", ()))]
    content = told.get("requestBody", {}).get("content", {})
    body = _schema(content)
    return Operation(
        method.upper(),
        path,
        " ".join(filter(None, (told.get("summary"), told.get("description")))),
        [_parameter(p) for p in parameters],
        _name(body) if body else None,
        list(_answers(described, told)),
        _curl(described, host, method, path, body, parameters),
    )


def _answers(described: Described, told: Described) -> Iterator[tuple[str, str | None]]:
    for status, answer in told.get("responses", {}).items():
        if status.isdigit() and status < "400":
            yield status, _name(_schema(_resolved(described, answer).get("content", {})))


def _schema(content: Described) -> Described:
    for told in content.values():
        schema: Described = told.get("schema", {})
        return schema
    return {}


def _resolved(described: Described, thing: Described) -> Described:
    found: Any = thing
    if "$ref" in thing:
        found = described
        for part in thing["$ref"].removeprefix("#/").split("/"):
            found = found[part]
    resolved: Described = found
    return resolved


def _name(schema: Described) -> str | None:
    """The name of the schema that a schema is or is a list of."""
    reference = schema.get("$ref") or schema.get("items", {}).get("$ref")
    return str(reference).rpartition("/")[2] if reference else None


def _parameter(told: Described) -> Field:
    words = str(told.get("description", ""))
    kind = _kind(told.get("schema", {}))
    return Field(told["name"], kind, bool(told.get("required")), words, told["in"])


def _kind(schema: Described) -> str:
    """What a value is, in a word or two: `string (uuid)`, `list of integer`, one of its values."""
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"] if value != "")
    if "$ref" in schema:
        return str(_name(schema))
    kind = schema.get("type", "any")
    if isinstance(kind, list):
        kind = " | ".join(kind)
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)


def shapes(described: Described) -> Iterator[Shape]:
    """All schemas, by name."""
    for name, schema in sorted(described.get("components", {}).get("schemas", {}).items()):
        required = schema.get("required", ())
        fields = [
            Field(each, _kind(told), each in required, told.get("description", ""), "", _name(told))
            for each, told in schema.get("properties", {}).items()
        ]
        yield Shape(name, schema.get("description", ""), fields)


def _curl(
    described: Described,
    host: str,
    method: str,
    path: str,
    body: Described,
    parameters: Sequence[Described],
) -> str:
    words = ["curl"]
    if method != "get":
        words += ["-X", method.upper()]
    if not (method == "get" or path in OPEN):
        words += ["-H", "Authorization: Bearer $TOKEN"]
    names = {parameter["name"] for parameter in parameters}
    if "If-Match" in names:
        words += ["-H", 'If-Match: "1"']
    if "Idempotency-Key" in names:
        words += ["-H", "Idempotency-Key: $(uuidgen)"]
    if body:
        words += ["-H", "Content-Type: application/json", "-d", _example(described, body)]
    return " ".join([*map(_quoted, words), _quoted(f"{host}{path}")])


def _quoted(word: str) -> str:
    """A word for the shell; what the shell shall fill in stands in double quotes."""
    if "$" in word:
        return '"' + word.replace('"', '\\"') + '"'
    return shlex.quote(word)


def _example(described: Described, schema: Described) -> str:
    return current_app.json.dumps(_sample(described, schema, 0))


def _sample(described: Described, schema: Described, depth: int) -> Any:
    """A value that looks like what a schema takes: its required fields, or all where none is."""
    schema = _resolved(described, schema)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "array":
        return [_sample(described, schema.get("items", {}), depth + 1)]
    if kind == "object" or "properties" in schema:
        return _sample_object(described, schema, depth)
    return {"integer": 1, "number": 1, "boolean": True}.get(str(kind), _text(schema))


def _sample_object(described: Described, schema: Described, depth: int) -> dict[str, Any]:
    if depth >= DEEPEST:
        return {}
    fields = schema.get("properties", {})
    wanted = schema.get("required") or [n for n in fields if not fields[n].get("readOnly")]
    return {name: _sample(described, fields[name], depth + 1) for name in wanted if name in fields}


def _text(schema: Described) -> str:
    known = {
        "uuid": "00000000-0000-0000-0000-000000000000",
        "date": "2026-12-31",
        "date-time": "2026-12-31T09:00:00Z",
        "email": "somebody@example.org",
        "uri": "https://example.org",
        "url": "https://example.org",
    }
    return known.get(str(schema.get("format")), "…")
