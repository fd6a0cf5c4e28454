"""What the two sides are about: traits that agree make a match likelier, none of them decides."""

from collections.abc import Iterator
from dataclasses import replace

from marketplace.core import green
from marketplace.core.identifiers import parse_ipc
from marketplace.core.measure import Answer
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import Vocabulary, vocabulary
from marketplace.matching.rules.counts import Counts
from marketplace.matching.rules.feature import NOT_SAID, Feature, told
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.likeness import compare
from marketplace.matching.rules.weights import Weights
from marketplace.matching.words import FEATURES


def traits(
    demand: DemandSide, technology: TechnologySide, counts: Counts, by: Weights
) -> Iterator[Feature]:
    """Every trait that can be compared, also those of which one side says nothing."""
    industry = (demand.industry,) if demand.industry else ()
    yield _codes("field", "green_fields", demand.fields, technology.fields, by)
    yield _codes("industry", "gbt4754", industry, technology.industries, by)
    yield _codes("process", "processes", demand.processes, technology.processes, by)
    yield _codes("pollutant", "pollutants", demand.pollutants, technology.pollutants, by)
    yield _ipc(demand.fields, technology.ipc, by)
    yield _region(demand.place, technology.region, by)
    yield _text(demand, technology, counts, by)


def _codes(
    name: str, source: str, asked: tuple[str, ...], given: tuple[str, ...], by: Weights
) -> Feature:
    """The mean over what is asked of its best likeness among what is given."""
    terms, words = vocabulary(source), FEATURES[name]
    if not (asked and given):
        return _silent(name, by)
    best = {code: max(_kin(terms, code, other, by) for other in given) for code in asked}
    value = sum(best.values()) / len(asked)
    if not value:
        has, wants = _names(terms, given), _names(terms, asked)
        zh = f"{words.zh}不同：{has.zh}，需求为 {wants.zh}"
        line = told(zh, f"{words.en} differs: {has.en}, sought {wants.en}", "no")
        return Feature(name, 0.0, by.soft[name].weight, "no", line)
    shared = _names(terms, [code for code in asked if best[code]])
    line = told(f"{words.zh}：{shared.zh}", f"{words.en}: {shared.en}", "yes")
    return Feature(name, value, by.soft[name].weight, "yes", line)


def _silent(name: str, by: Weights) -> Feature:
    words = FEATURES[name]
    line = told(f"{words.zh}：{NOT_SAID.zh}", f"{words.en}: {NOT_SAID.en}", "unknown")
    return Feature(name, 0.0, by.soft[name].weight, "unknown", line)


def _kin(terms: Vocabulary, a: str, b: str, by: Weights) -> float:
    """How near two codes are in their tree."""
    if a == b:
        return by.industry["same"]
    above_a = [term.code for term in terms.ancestors(a)]
    above_b = [term.code for term in terms.ancestors(b)]
    if a in above_b or b in above_a:
        return by.industry["within"]
    # Roots stand for a whole section of the economy: sharing one says nothing.
    related = terms.name == "gbt4754" and len(above_a) > 1 and above_a[:1] == above_b[:1]
    return by.industry["sibling"] if related else 0.0


def _names(terms: Vocabulary, codes: list[str] | tuple[str, ...]) -> Phrase:
    return Phrase(
        "、".join(terms.label(code, "zh") for code in codes),
        ", ".join(terms.label(code, "en") for code in codes),
    )


def _ipc(asked: tuple[str, ...], symbols: tuple[str, ...], by: Weights) -> Feature:
    """The field that the patents' classes suggest, by our own table of hints."""
    hints = [hint for hint in green.suggest(map(parse_ipc, symbols)) if hint.field in asked]
    if not hints:
        return _silent("ipc", by)
    zh = f"专利分类 {hints[0].symbol}（{hints[0].reason.zh}）与需求领域一致"
    en = f"Patent class {hints[0].symbol} ({hints[0].reason.en}) points to the field sought"
    return Feature("ipc", 1.0, by.soft["ipc"].weight, "yes", told(zh, en, "yes"))


def _region(place: str | None, region: str | None, by: Weights) -> Feature:
    terms = vocabulary("regions")
    mine, other = _chain(terms, place), _chain(terms, region)
    shared = next((code for code in mine if code in other), None)
    if shared is None:
        return _silent("region", by)
    level = "province" if shared.endswith("0000") else "city" if shared.endswith("00") else "county"
    at = Phrase(terms.label(shared, "zh"), terms.label(shared, "en"))
    line = told(f"同在{at.zh}", f"Both in {at.en}", "yes")
    value = by.region[f"same_{level}"]
    return Feature("region", value, by.soft["region"].weight, "yes", line)


def _chain(terms: Vocabulary, code: str | None) -> list[str]:
    return [code, *(term.code for term in terms.ancestors(code))] if code else []


def _text(demand: DemandSide, technology: TechnologySide, counts: Counts, by: Weights) -> Feature:
    found = compare(demand, technology, counts, by.text)
    if found.value < by.text.least:
        # Too little to be named as a reason; as a probability it still counts.
        return replace(_silent("text", by), value=found.value)
    verdict: Answer = "yes"
    zh = "双方都提到：" + "、".join(found.shared) if found.shared else "文字相近"
    en = "Both speak of: " + ", ".join(found.shared) if found.shared else "Similar wording"
    return Feature("text", found.value, by.soft["text"].weight, verdict, told(zh, en, verdict))
