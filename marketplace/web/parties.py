"""Organisations by name in forms: one is meant, or the form asks which, without JavaScript.

A form draws `party_field`; its door reads with `read`. What bears the name typed is found by the
function that `app.py` hangs in as `organisations`: (session, actor, text) → (id, name) pairs.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import current_app, request
from marshmallow import Schema
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.unit import reading
from marketplace.web import forms, who
from marketplace.web.speech import say

Found = Sequence[tuple[UUID, str]]
Find = Callable[[Session, Actor, str], Found]
OTHER = "_other"


@dataclass(frozen=True, slots=True)
class Party:
    """The one organisation that is meant, or those it may be, or why there is none."""

    key: UUID | None = None
    name: str = ""
    candidates: list[tuple[str, str]] = field(default_factory=list)
    error: str | None = None


def meant(text: str) -> Party:
    """Whom a text names: an id, a credit code, a name or a part of one."""
    find: Find = current_app.extensions["organisations"]
    with reading() as session:
        found = find(session, who.actor(session), text)
    if len(found) == 1:
        return Party(*found[0])
    if not found:
        return Party(
            error=say(
                f"没有找到名称含“{text}”的机构，请核对，或请对方先登记入驻。",
                f"No organisation here is called “{text}”. Check the name, or ask it to register.",
            )
        )
    which = say("有几家机构符合，请选择。", "Several organisations fit; choose one.")
    return Party(candidates=[(str(key), name) for key, name in found], error=which)


def read(
    schema: Schema,
    *names: str,
    given: Mapping[str, Any] = MappingProxyType({}),
    beside: AbstractSet[str] = forms.NOTHING,
) -> forms.Form:
    """A posted form in which the fields `names` are organisations by name; else as `forms.read`."""
    typed = {name: _typed(name) for name in names}
    parties = {name: meant(text) for name, text in typed.items() if text}
    known = {name: str(party.key) for name, party in parties.items() if party.key}
    others = {name + OTHER for name in names}
    form = forms.read(schema, given={**given, **known}, beside=beside | others)
    for name, party in parties.items():
        form.candidates[name] = party.candidates
        if party.error:
            form.command = None
            form.errors[name] = [party.error]
    return form


def _typed(name: str) -> str:
    return (request.form.get(name + OTHER, "") or request.form.get(name, "")).strip()
