"""What the long form of a technology shows: values of the row, suggestions, choices."""

from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from marketplace.core import green, money
from marketplace.core.actor import Actor
from marketplace.core.identifiers import parse_ipc
from marketplace.core.vocabulary import vocabulary
from marketplace.display import queries
from marketplace.display.models import Technology
from marketplace.display.pages import choices, suggested
from marketplace.display.pages.typed import FLAGS, MONEY, TEXTS
from marketplace.display.rules.content import TAGS
from marketplace.display.rules.content import claim as plain_claim
from marketplace.display.rules.suggested import Suggested, suggestions
from marketplace.display.words.technology import PRICE_ROUTES, PROOFS
from marketplace.identity import public as identity
from marketplace.web import who
from marketplace.web.forms import Form
from marketplace.web.named import place_name
from marketplace.web.speech import language, say

EMPTY_CLAIMS, MOST_CLAIMS = 3, 30


def values(row: Technology) -> dict[str, Any]:
    """The dossier as the form's fields show it."""
    found: dict[str, Any] = {name: getattr(row, name) for name in (*TEXTS, *FLAGS)}
    found |= {name: row.codes(name) for name in TAGS}
    for name in MONEY:
        fen = getattr(row, f"{name}_fen")
        found[name] = None if fen is None else money.show(fen, "zh").removeprefix("¥")
    found["region"] = place_name(row.region)
    found["trl"] = f"{row.trl_scale}{row.trl_level}" if row.trl_level is not None else ""
    for at, one in enumerate(row.claims):
        plain = plain_claim(one) | {"quantity": choices.said(one)}
        found |= {f"claims-{at}-{name}": value for name, value in plain.items()}
    for at, link in enumerate(row.rests_on):
        for name in ("patent_id", "proof_kind", "proof_number"):
            found[f"patents-{at}-{name}"] = getattr(link, name)
        found[f"patents-{at}-proof_on"] = link.proof_on.isoformat() if link.proof_on else None
    return found


def by_class(row: Technology) -> list[dict[str, Any]]:
    """What the IPC symbols of its patents suggest: a field and its catalogue classes."""
    symbols = [parse_ipc(symbol) for patent in row.patents for symbol in patent.ipc]
    catalogue = vocabulary("industry_catalogue_2024")
    return [
        {
            "symbol": hint.symbol,
            "reason": hint.reason,
            "field": choices.term("fields", hint.field),
            "classes": [
                catalogue.label(code, language())
                for code in catalogue.mapped("green_fields", hint.field)
            ],
        }
        for hint in green.suggest(symbols)
    ]


def page(session: Session, row: Technology, form: Form, version: int) -> str:
    """The form, drawn."""
    holder = identity.organisations(session, [row.holder_id])[row.holder_id]
    blank = [("", say("请选择", "Choose"))]
    return render_template(
        "display/technology_form.html",
        row=row,
        form=form,
        version=version,
        holder=holder,
        choices=choices,
        suggestions=by_class(row),
        disclaimer=green.disclaimer(),
        offered=suggested.shown(offered(who.actor(session), row, form)),
        claim_rows=range(min(last_claim(form) + EMPTY_CLAIMS, MOST_CLAIMS)),
        routes=[*blank, *PRICE_ROUTES.items()],
        proofs=[*blank, *PROOFS.items()],
        price_modes=[*blank, *choices.options("price_modes")],
    )


def offered(actor: Actor, row: Technology, form: Form) -> Suggested:
    """What the texts as they stand in the form tell, and its claims do not yet."""
    sources = queries.suggested.technology_sources(actor, row, form.values)
    typed = (
        (form.values.get(m), form.values.get(q)) for m, q in map(_claim_at, range(MOST_CLAIMS))
    )
    return suggestions(sources, suggested.readable(typed))


def take_offered(actor: Actor, row: Technology, form: Form, pressed: str) -> None:
    """Put what the button pressed names into the first empty claim rows; nothing is kept yet."""
    free = (
        (m, q)
        for m, q in map(_claim_at, range(MOST_CLAIMS))
        if not (form.values.get(m) or form.values.get(q))
    )
    claims = suggested.chosen(pressed, offered(actor, row, form))
    for (measurand, quantity), claim in zip(free, claims, strict=False):
        form.values |= {measurand: claim.measurand, quantity: claim.show(language())}


def last_claim(form: Form) -> int:
    """How many claim rows are in use: the place of the last filled one."""
    names = (_claim_at(at) for at in range(MOST_CLAIMS))
    filled = [at for at, pair in enumerate(names, 1) if any(map(form.values.get, pair))]
    return max(filled, default=0)


def _claim_at(at: int) -> tuple[str, str]:
    return f"claims-{at}-measurand", f"claims-{at}-quantity"


def with_suggestions(patent_ids: list[UUID], ipc: list[str], title: str) -> dict[str, Any]:
    """The first content of a dossier over a patent: its title, and what its classes suggest."""
    hints = green.suggest(parse_ipc(symbol) for symbol in ipc)
    return {
        "title": title,
        "patents": [{"patent_id": str(key)} for key in patent_ids],
        "fields": [hint.field for hint in hints],
    }
