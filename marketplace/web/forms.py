"""Reading a form with the same schema as the API, and giving it back with its errors."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import request
from marshmallow import Schema, ValidationError, fields

from marketplace.core.errors import Invalid, Malformed, Problem
from marketplace.web.fields import Text
from marketplace.web.messages import tell
from marketplace.web.speech import language

NOTHING: frozenset[str] = frozenset()
NOT_OURS = frozenset({"csrf_token", "version"})


@dataclass(slots=True)
class Form:
    """What was entered: the command when it is valid, else the errors by field."""

    command: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    candidates: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def refuse(self, problem: Problem, prefix: str = "", among: AbstractSet[str] = NOTHING) -> None:
        """Show a refusal of the action at the top of the form (or at the fields it names).

        The inputs in `among` carry `prefix` in front of the name that the action knows.
        """
        text = problem.phrase().to(language())
        named = problem.data.get("fields")
        for name in named if isinstance(named, list | tuple) else [""]:
            ours = f"{prefix}{name}"
            self.errors.setdefault(ours if ours in among else str(name), []).append(text)


def read(
    schema: Schema,
    *,
    among: AbstractSet[str] | None = None,
    prefix: str = "",
    beside: AbstractSet[str] = NOTHING,
    given: Mapping[str, Any] = MappingProxyType({}),
) -> Form:
    """The posted form, validated; empty inputs count as not given.

    Where one page holds several schemas, `among` names the inputs of this one and `prefix` is what
    its names carry in front; `beside` are inputs that belong to no schema. `given` is loaded in
    place of what was typed, which is what the form shows again.
    """
    form = Form(values=_values(schema, among, prefix, beside | NOT_OURS))
    try:
        form.command = schema.load({**form.values, **given})
    except ValidationError as error:
        form.errors = {f"{prefix}{k}" if k else k: v for k, v in _flat(error.messages).items()}
    return form


def ticked() -> list[tuple[list[str], UUID, int]]:
    """The rows ticked in a list: what stands before its id, the id, the version that was seen.

    Raises Malformed for what no page of ours has sent.
    """
    try:
        return [_row(text) for text in request.form.getlist("item")]
    except ValueError as error:
        raise Malformed from error


def _row(text: str) -> tuple[list[str], UUID, int]:
    *before, key, version = text.split(":")
    return before, UUID(key), int(version)


def words(name: str, most: int = 2000) -> str | None:
    """A text of a form that has no schema of its own, as `fields.Text` reads it. Raises Invalid."""
    given = request.form.get(name, "")
    if not given.strip():
        return None
    try:
        read: str = Text(most=most).deserialize(given)
    except ValidationError as error:
        raise Invalid(errors=_flat({name: error.messages})) from error
    return read


def asked(schema: Schema) -> dict[str, Any]:
    """What the address asks a page for; empty inputs count as not given. Raises Invalid."""
    given: dict[str, Any] = {}
    for name, values in request.args.lists():
        kept = [value for value in values if value.strip()]
        if kept:
            given[name] = kept if isinstance(schema.fields.get(name), fields.List) else kept[0]
    try:
        wanted: dict[str, Any] = schema.load(given)
    except ValidationError as error:
        raise Invalid(errors=_flat(error.messages)) from error
    return wanted


def _values(
    schema: Schema, among: AbstractSet[str] | None, prefix: str, beside: AbstractSet[str]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for typed in request.form:
        if typed in beside or (among is not None and typed not in among):
            continue
        name = typed.removeprefix(prefix)
        given = [v for v in request.form.getlist(typed) if v.strip()]
        many = isinstance(schema.fields.get(name), fields.List)
        if given:
            values[name] = given if many else given[0]
    return values


def _flat(messages: Any, prefix: str = "") -> dict[str, list[str]]:
    if isinstance(messages, list):
        return {prefix: [tell(str(m)) for m in messages]}
    flat: dict[str, list[str]] = {}
    for name, below in messages.items():
        key = "" if name == "_schema" else f"{prefix}.{name}" if prefix else str(name)
        flat.update(_flat(below, key))
    return flat
