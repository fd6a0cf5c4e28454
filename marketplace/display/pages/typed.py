"""Reading the long form of a technology into the same schema the API takes."""

import re
from typing import Any

from flask import request
from marshmallow import ValidationError

from marketplace.core import money
from marketplace.core.errors import Problem
from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable
from marketplace.display.rules.content import TAGS
from marketplace.display.schemas.technology import TechnologyIn
from marketplace.web.forms import Form
from marketplace.web.messages import tell
from marketplace.web.show import flat
from marketplace.web.speech import language

TEXTS = (
    "title",
    "summary",
    "description",
    "know_how",
    "scale",
    "references_count",
    "references_text",
    "trl_evidence",
    "experimental_notice",
    "price_mode",
    "price_route",
    "region",
    "contact",
)
FLAGS = ("trl_self_declared", "catalogue_confirmed", "unquantified", "non_confidential")
MONEY = ("investment", "running_cost", "price_low", "price_high")
CLAIM = (
    "measurand",
    "quantity",
    "condition",
    "baseline",
    "evidence_number",
    "evidence_issuer",
    "evidence_date",
)
PROOF = ("patent_id", "proof_kind", "proof_number", "proof_on")
# Of each group the second field is what an error of the row is about.
GROUPS = {"claims": CLAIM, "patents": PROOF}
# What makes a row: a quantity without its measurand is a mistake to be told, not an empty row.
SAYING = {"claims": ("measurand", "quantity"), "patents": ("patent_id",)}
MOST_ROWS = 30
_OF_A_ROW = re.compile(r"(claims|patents)\.(\d+)(?:\.(\w+))?")


def read_technology() -> Form:
    """The posted dossier, complete: what was left empty is emptied. Errors stand by field."""
    form = Form(values=request.form.to_dict())
    form.values |= {name: request.form.getlist(name) for name in TAGS}
    given: dict[str, Any] = {name: _one(name) for name in TEXTS}
    if given["title"] is None:
        del given["title"]
    given |= {name: request.form.get(name) == "true" for name in FLAGS}
    given |= {name: request.form.getlist(name) for name in TAGS}
    given |= {f"{name}_fen": _fen(form, name) for name in MONEY}
    given |= _level(_one("trl"))
    given |= {group: _rows(group) for group in GROUPS}
    try:
        command = TechnologyIn().load(given)
    except ValidationError as error:
        for name, messages in flat(error.messages).items():
            form.errors.setdefault(_at(name), []).extend(tell(m) for m in messages)
    else:
        form.command = None if form.errors else command
    return form


def refuse(form: Form, problem: Problem) -> None:
    """Show a refusal at the fields it names, with the reason the reader can act on."""
    own = problem.data.get("errors")
    if isinstance(own, dict):  # Each field has a reason of its own.
        form.errors |= {_at(name): [one.to(language()) for one in own[name]] for name in own}
        return
    form.refuse(problem)
    because = problem.data.get("because")
    if isinstance(because, Phrase):
        named = problem.data.get("fields")
        for name in named if isinstance(named, list) else [""]:
            form.errors.setdefault(str(name), []).append(because.to(language()))
    form.errors = {_at(name): messages for name, messages in form.errors.items()}


def _one(name: str) -> str | None:
    return request.form.get(name, "").strip() or None


def _fen(form: Form, name: str) -> int | None:
    text = _one(name)
    if text is None:
        return None
    try:
        return money.parse_yuan(text)
    except Unreadable as error:
        form.errors[name] = [error.phrase.to(language())]
        return None


def _level(chosen: str | None) -> dict[str, Any]:
    if not chosen:
        return {"trl_scale": None, "trl_level": None}
    return {"trl_scale": chosen[:1], "trl_level": chosen[1:]}


def _rows(prefix: str) -> list[dict[str, str]]:
    """The filled rows of a repeated group, `claims-0-quantity`."""
    names = GROUPS[prefix]
    rows = [
        {name: request.form.get(f"{prefix}-{at}-{name}", "").strip() for name in names}
        for at in _filled(prefix)
    ]
    return [{name: value for name, value in row.items() if value} for row in rows]


def _filled(prefix: str) -> list[int]:
    """The places of a group's rows that say something and are not ticked for removal."""
    names = SAYING[prefix]
    return [
        at
        for at in range(MOST_ROWS)
        if any(request.form.get(f"{prefix}-{at}-{name}", "").strip() for name in names)
        and request.form.get(f"{prefix}-{at}-remove") != "true"
    ]


def _at(name: str) -> str:
    """The field an error stands at: `claims.0` counts filled rows, the form has empty ones too."""
    found = _OF_A_ROW.fullmatch(name)
    if not found:
        return name
    group, at, inner = found.groups()
    filled = _filled(group)
    if int(at) >= len(filled):
        return name
    return f"{group}-{filled[int(at)]}-{inner or GROUPS[group][1]}"
