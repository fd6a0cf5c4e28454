"""Terms told in words, and what changed from one version to the next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marketplace.core import money
from marketplace.core.speech import Phrase
from marketplace.trading.rules import places
from marketplace.trading.rules.terms import Terms
from marketplace.trading.words import terms as words

NOTHING = Phrase("未约定", "Not stated")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the terms that reads differently."""

    field: str
    label: Phrase
    before: Phrase
    after: Phrase


def difference(before: Terms, after: Terms) -> list[Change]:
    """What changed between two versions of the terms, in the order terms are read."""
    old, new = described(before), described(after)
    return [
        Change(name, label, old[name], new[name])
        for name, label in words.FIELDS.items()
        if old[name] != new[name]
    ]


def described(terms: Terms) -> dict[str, Phrase]:
    """Every field of the terms in words, in both languages."""
    return {name: _say(name, getattr(terms, name), terms) for name in words.FIELDS}


def _say(name: str, value: Any, terms: Terms) -> Phrase:
    if name in _WHEN_SILENT and not value:
        return NOTHING if name == "months" and terms.until else _WHEN_SILENT[name]
    if value in (None, (), ""):
        return NOTHING
    tell = _TELL.get(name)
    return tell(value) if tell else Phrase(str(value), str(value))


_WHEN_SILENT = {
    "field": Phrase("不限领域", "Every field"),
    "acts": Phrase("全部实施行为", "Every act of exploitation"),
    "months": Phrase("不限期（以权利有效期为限）", "No limit but the life of the right"),
}


def _yuan(fen: int) -> Phrase:
    return Phrase(money.show(fen, "zh", short=True), money.show(fen, "en", short=True))


def territory(codes: tuple[str, ...] | list[str]) -> Phrase:
    """Places in words."""
    return _joined([places.phrase(code) for code in sorted(set(codes))])


def _acts(keys: tuple[str, ...]) -> Phrase:
    return _joined([label for key, label in words.ACTS.items() if key in keys])


def _joined(said: list[Phrase]) -> Phrase:
    return Phrase("、".join(p.zh for p in said), ", ".join(p.en for p in said))


def _one(labels: dict[str, Phrase]) -> Callable[[str], Phrase]:
    return lambda key: labels.get(key, Phrase(key, key))


def _instalments(parts: Any) -> Phrase:
    said = [(_yuan(part.amount_fen), part.when) for part in parts]
    return Phrase(
        "；".join(f"{amount.zh}（{when}）" for amount, when in said),
        "; ".join(f"{amount.en} ({when})" for amount, when in said),
    )


def _permille(rate: int) -> Phrase:
    percent = f"{rate // 10}.{rate % 10}".removesuffix(".0") + "%"
    return Phrase(percent, percent)


_TELL: dict[str, Callable[[Any], Phrase]] = {
    "licence": _one(words.LICENCES),
    "territory": territory,
    "acts": _acts,
    "months": lambda n: Phrase(f"{n} 个月", f"{n} months"),
    "until": lambda day: Phrase(f"{day.year}年{day.month}月{day.day}日", day.isoformat()),
    "sublicensing": _one(words.SUBLICENSING),
    "price_mode": _one(words.PRICE_MODES),
    "lump_sum_fen": _yuan,
    "instalments": _instalments,
    "entry_fee_fen": _yuan,
    "royalty_permille": _permille,
    "royalty_base": _one(words.BASES),
    "royalty_cap_fen": _yuan,
    "improvements": _one(words.IMPROVEMENTS),
}


def price(terms: Terms) -> Phrase:
    """The price in one short line."""
    parts = [
        _yuan(amount) for amount in (terms.lump_sum_fen, terms.entry_fee_fen) if amount is not None
    ]
    if terms.royalty_permille:
        rate, base = _permille(terms.royalty_permille), words.BASES[terms.royalty_base or "sales"]
        parts.append(Phrase(f"{base.zh}的 {rate.zh}", f"{rate.en} of {base.en.lower()}"))
    return Phrase(" + ".join(p.zh for p in parts), " + ".join(p.en for p in parts))
