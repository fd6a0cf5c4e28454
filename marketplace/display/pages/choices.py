"""The words behind codes, and the choices that forms offer."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from marketplace.core import measure, money
from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable
from marketplace.core.vocabulary import vocabulary
from marketplace.display.rules.claims import as_claim
from marketplace.display.rules.content import TAGS
from marketplace.display.states.technology import TRL_TOP
from marketplace.display.words import LABELS
from marketplace.display.words.technology import FIELDS, LICENCES
from marketplace.web.speech import language, say, speak

Options = Sequence[tuple[str, Phrase | str]]
Grouped = Sequence[tuple[str, str] | tuple[Phrase, Sequence[tuple[str, str]]]]
# A plant looks for mining, manufacturing, energy, and public facilities; the rest stays typed.
SECTIONS = ("A", "B", "C", "D", "E", "N")


def term(name: str, code: str) -> str:
    """A class by the dossier's name of it, in the reader's language."""
    source = TAGS.get(name, name)
    if not source:
        return speak(LICENCES[code]) if code in LICENCES else code
    return vocabulary(source).label(code, language())


def options(name: str) -> Options:
    """All terms of a vocabulary, by the dossier's name of it."""
    source = TAGS.get(name, name)
    if not source:
        return list(LICENCES.items())
    return [(t.code, t.to(language())) for t in vocabulary(source)]


def industries() -> Options:
    """The divisions of GB/T 4754 that plants belong to."""
    found = vocabulary("gbt4754")
    return [
        (t.code, f"{t.code} {t.to(language())}")
        for section in SECTIONS
        for t in found.children(section)
    ]


def measurands() -> Grouped:
    """What can be claimed under its kind, with the unit it is compared in."""
    names = measure.kinds()
    return [
        ("", "—"),
        *((names[kind], [_measured(m) for m in rows]) for kind, rows in measure.by_kind().items()),
    ]


def _measured(one: measure.Measurand) -> tuple[str, str]:
    return one.code, f"{speak(one.name)} ({one.unit.to(language()) or '1'})"


def levels() -> Options:
    """The levels of both maturity scales, as `a7`."""
    return [
        ("", say("请选择", "Choose")),
        *(
            (f"{scale}{t.code}", f"{scale.upper()}{t.code} {t.to(language())}")
            for scale in TRL_TOP
            for t in vocabulary(f"trl_{scale}")
        ),
    ]


def said(claim: Any) -> str:
    """A claim row as a reader expects it: `≤ 35 mg/m³`."""
    return as_claim(claim).show(language())


def measured(code: str) -> str:
    """The name of what is measured."""
    return speak(measure.measurand(code).name)


def row_of(number: int, code: str | None) -> str:
    """What a row of claims or targets is called where its mistakes are listed."""
    known = measure.measurands().get(code or "")
    named = say(f"（{known.name.zh}）", f" ({known.name.en})") if known else ""
    return say(f"第 {number} 行指标", f"Row {number} of the figures") + named


def field_name(name: str) -> str:
    """The name of a dossier's field."""
    return speak(FIELDS[name]) if name in FIELDS else name


def shown(name: str, value: Any) -> str:
    """A field's value in words, for the reviewer's comparison."""
    if value is None or value == []:
        return "—"
    if name in ("claims", "patents") or name in TAGS:
        return say("；", "; ").join(_part(name, part) for part in value)
    return _plain(name, value)


def _part(name: str, part: Any) -> str:
    if name == "claims":
        return _claim(part)
    if name == "patents":
        return str(part.get("proof_number") or part["patent_id"])
    return term(name, part)


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return say("是", "Yes") if value else say("否", "No")
    if name.endswith("_fen"):
        return money.show(value, language())
    words = LABELS.get(name, {}).get(str(value))
    return speak(words) if words else str(value)


def _claim(given: dict[str, Any]) -> str:
    """A claim as content keeps it, in words; one that the vocabulary dropped is shown as kept."""
    low, high = (None if given[b] is None else Decimal(given[b]) for b in ("low", "high"))
    try:
        told = measure.Claim(given["measurand"], given["comparator"], low, high, given["unit"])
    except Unreadable:
        return f"{given['measurand']} {given['comparator']} {given['low']} {given['high']}"
    return f"{measured(told.measurand)} {told.show(language())}"


ANCHORS = {
    "claims": "claims-0-measurand",
    "patents": "patent_number",
    "trl_level": "trl",
    "price_low_fen": "price_low",
    "price_high_fen": "price_high",
}


def anchor(name: str) -> str:
    """Where the long form asks for a field."""
    return f"f-{ANCHORS.get(name, name)}"
