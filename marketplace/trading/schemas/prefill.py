"""Terms as the offer form shows them: the last version is where the next one begins."""

from typing import Any

from marketplace.trading.models import LicenceRequest
from marketplace.trading.rules import places
from marketplace.trading.rules.terms import Terms
from marketplace.web.speech import language

YUAN = 100


def form_values(terms: Terms) -> dict[str, Any]:
    """What each field of the form holds for these terms, readable by the form's own schema."""
    return {
        "licence": terms.licence,
        "territory": words_of(terms.territory),
        "field": terms.field,
        "acts": list(terms.acts),
        "months": terms.months,
        "until": terms.until,
        "sublicensing": terms.sublicensing,
        "price_mode": terms.price_mode,
        "lump_sum_fen": _yuan(terms.lump_sum_fen),
        "instalments": "\n".join(f"{_yuan(p.amount_fen)} {p.when}" for p in terms.instalments),
        "entry_fee_fen": _yuan(terms.entry_fee_fen),
        "royalty_permille": _percent(terms.royalty_permille),
        "royalty_base": terms.royalty_base,
        "royalty_cap_fen": _yuan(terms.royalty_cap_fen),
        "improvements": terms.improvements,
        "confidentiality": terms.confidentiality,
        "note": terms.note,
    }


def request_values(request: LicenceRequest) -> dict[str, Any]:
    """What each field of a request's form holds."""
    return {
        "wanted": request.wanted,
        "territory": words_of(request.territory),
        "field": request.field,
        "months": request.months,
        "budget_fen": _yuan(request.budget_fen),
        "message": request.message,
    }


def words_of(codes: tuple[str, ...] | list[str]) -> str:
    """Places as they may be typed again: by name where no other place bears it, else by code."""
    return ("、" if language() == "zh" else ", ").join(_word(code) for code in codes)


def _word(code: str) -> str:
    name = places.phrase(code).to(language())
    return name if places.read(name) == (code,) else code


def _yuan(fen: int | None) -> str | None:
    if fen is None:
        return None
    yuan, rest = divmod(fen, YUAN)
    return f"{yuan}.{rest:02d}" if rest else str(yuan)


def _percent(permille: int | None) -> str | None:
    if permille is None:
        return None
    return f"{permille // 10}.{permille % 10}".removesuffix(".0")
