"""Reading a form with the same schema as the API, and giving it back with its errors."""

from dataclasses import dataclass, field
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError, fields

from marketplace.core.errors import Problem
from marketplace.web.speech import language

NOT_OURS = frozenset({"csrf_token", "version"})


@dataclass(slots=True)
class Form:
    """What was entered: the command when it is valid, else the errors by field."""

    command: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, problem: Problem) -> None:
        """Show a refusal of the action at the top of the form (or at the fields it names)."""
        text = problem.phrase().to(language())
        named = problem.data.get("fields")
        for name in named if isinstance(named, list | tuple) else [""]:
            self.errors.setdefault(str(name), []).append(text)


def read(schema: Schema) -> Form:
    """The posted form, validated; empty inputs count as not given."""
    form = Form(values=_values(schema))
    try:
        form.command = schema.load(form.values)
    except ValidationError as error:
        form.errors = _flat(error.messages)
    return form


def _values(schema: Schema) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in request.form:
        if name in NOT_OURS:
            continue
        given = [v for v in request.form.getlist(name) if v.strip()]
        many = isinstance(schema.fields.get(name), fields.List)
        if given:
            values[name] = given if many else given[0]
    return values


def _flat(messages: Any, prefix: str = "") -> dict[str, list[str]]:
    if isinstance(messages, list):
        return {prefix: [str(m) for m in messages]}
    flat: dict[str, list[str]] = {}
    for name, below in messages.items():
        key = "" if name == "_schema" else f"{prefix}.{name}" if prefix else str(name)
        flat.update(_flat(below, key))
    return flat
