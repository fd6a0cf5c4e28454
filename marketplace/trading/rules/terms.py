"""The terms of a licence or transfer: sound or not, the same or not, compatible or not.

Terms are kept as plain JSON; its `core.text.content_hash` is what an acceptance names.
Pure functions only.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from marketplace.core import money
from marketplace.core.speech import Phrase
from marketplace.core.text import plain
from marketplace.trading.errors import BadTerms
from marketplace.trading.rules import places
from marketplace.trading.words import terms as words

HUNDRED_YEARS = 1200
WHOLE = 1000  # permille


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of a lump sum, and when it falls due, in words."""

    amount_fen: int
    when: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What is offered.

    No `field` means every field, no `acts` every act of exploitation; no term means as long as the
    right lives (R-LIC-2). Places are GB/T 2260 codes, country codes, or WORLD.
    """

    licence: str
    price_mode: str
    territory: tuple[str, ...] = ("CN",)
    field: str | None = None
    acts: tuple[str, ...] = ()
    months: int | None = None
    until: date | None = None
    sublicensing: str = "no"
    lump_sum_fen: int | None = None
    instalments: tuple[Instalment, ...] = ()
    entry_fee_fen: int | None = None
    royalty_permille: int | None = None
    royalty_base: str | None = None
    royalty_cap_fen: int | None = None
    improvements: str = "improver"
    confidentiality: str | None = None
    note: str | None = None


def fixed_fen(terms: Terms) -> int:
    """What is to be paid whatever comes of it, in fen: the lump sum or the entry fee."""
    return (terms.lump_sum_fen or 0) + (terms.entry_fee_fen or 0)


def to_json(terms: Terms) -> dict[str, Any]:
    """As kept: only what is stated, lists in one order where order has no meaning."""
    stated = {k: v for k, v in asdict(terms).items() if v not in (None, (), [])}
    for unordered in ("territory", "acts"):
        if unordered in stated:
            stated[unordered] = sorted(set(stated[unordered]))
    kept: dict[str, Any] = plain(stated)
    return kept


def of_json(kept: Mapping[str, Any]) -> Terms:
    """Terms again."""
    given = {f.name: kept[f.name] for f in fields(Terms) if f.name in kept}
    for several in ("territory", "acts"):
        if several in given:
            given[several] = tuple(given[several])
    given["instalments"] = tuple(Instalment(**row) for row in kept.get("instalments", ()))
    if "until" in given:
        given["until"] = date.fromisoformat(given["until"])
    return Terms(**given)


def must_be_sound(terms: Terms) -> None:
    """Raise BadTerms, with the fields that are wrong, unless the terms hold together."""
    wrong = [*_wrong_words(terms), *_wrong_scope(terms), *_wrong_price(terms)]
    if wrong:
        raise BadTerms(fields=sorted(set(wrong)))


def _wrong_words(terms: Terms) -> list[str]:
    known: dict[str, tuple[object, Mapping[str, Phrase]]] = {
        "licence": (terms.licence, words.LICENCES),
        "price_mode": (terms.price_mode, words.PRICE_MODES),
        "sublicensing": (terms.sublicensing, words.SUBLICENSING),
        "improvements": (terms.improvements, words.IMPROVEMENTS),
    }
    wrong = [name for name, (value, labels) in known.items() if value not in labels]
    if any(act not in words.ACTS for act in terms.acts):
        wrong.append("acts")
    return wrong


def _wrong_scope(terms: Terms) -> list[str]:
    wrong = []
    if not terms.territory or not all(map(places.known, terms.territory)):
        wrong.append("territory")
    if terms.months is not None and not 0 < terms.months <= HUNDRED_YEARS:
        wrong.append("months")
    if terms.months and terms.until:
        wrong.append("until")
    # A transfer gives the whole right away: it has no end and no sublicences.
    if terms.licence == "transfer":
        wrong += [name for name in ("months", "until") if getattr(terms, name)]
        if terms.sublicensing != "no":
            wrong.append("sublicensing")
    return wrong


PRICE_FIELDS = {
    "lump_sum_once": {"lump_sum_fen"},
    "lump_sum_instalments": {"lump_sum_fen", "instalments"},
    "royalty": {"royalty_permille", "royalty_base"},
    "royalty_plus_entry_fee": {"entry_fee_fen", "royalty_permille", "royalty_base"},
}
ALL_PRICE_FIELDS = {
    "lump_sum_fen",
    "instalments",
    "entry_fee_fen",
    "royalty_permille",
    "royalty_base",
    "royalty_cap_fen",
}


def _wrong_price(terms: Terms) -> list[str]:
    """R-CON-4: each mode of payment has its figures, and only these."""
    needed = PRICE_FIELDS.get(terms.price_mode, set())
    allowed = needed | ({"royalty_cap_fen"} if "royalty_base" in needed else set())
    wrong = [name for name in needed if not getattr(terms, name)]
    wrong += [name for name in ALL_PRICE_FIELDS - allowed if getattr(terms, name)]
    for name in ("lump_sum_fen", "entry_fee_fen", "royalty_cap_fen"):
        amount = getattr(terms, name)
        if amount is not None and not 0 < amount <= money.MOST:
            wrong.append(name)
    if terms.royalty_permille and not 0 < terms.royalty_permille <= WHOLE:
        wrong.append("royalty_permille")
    if terms.royalty_base and terms.royalty_base not in words.BASES:
        wrong.append("royalty_base")
    return wrong + _wrong_instalments(terms)


def _wrong_instalments(terms: Terms) -> list[str]:
    """INV-X4: the parts of a fixed price are the price."""
    parts = [part.amount_fen for part in terms.instalments]
    if parts and (min(parts) <= 0 or sum(parts) != terms.lump_sum_fen):
        return ["instalments"]
    return []
