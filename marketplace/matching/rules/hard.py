"""What the demand asks as a condition: each asked one is met, not met, or not known."""

from collections.abc import Iterator
from datetime import date

from marketplace.core import measure, money
from marketplace.core.measure import Answer, satisfies
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.matching.rules.feature import NOT_ASKED, NOT_SAID, Feature, told
from marketplace.matching.rules.features import DemandSide, Effect, Target, TechnologySide
from marketplace.matching.rules.figures import proof, scale, shown
from marketplace.matching.rules.weights import Weights
from marketplace.matching.words import FEATURES, OTHER_WAYS

_BEST: dict[Answer, int] = {"yes": 0, "unknown": 1, "no": 2}
_PROVED = {"confirmed": 0, "external_report": 1}


def conditions(
    demand: DemandSide, technology: TechnologySide, on: date, by: Weights
) -> Iterator[Feature]:
    """Every hard condition, also those that the demand leaves open: an explanation is whole."""
    if not demand.targets:
        yield _open("target")
    for target in demand.targets:
        yield _target(target, technology.effects, by)
    yield _trl(demand.trl, technology.trl, by)
    yield _price(demand.budget_fen, technology, by)
    yield _investment(demand.budget_fen, technology.investment_fen, by)
    yield _licence(demand.licences, technology.licences, by)
    yield _deadline(demand.deadline, on, by)


def _open(name: str) -> Feature:
    """What the demand leaves open: it counts nothing and still has its line."""
    words = FEATURES[name]
    line = Phrase(f"{words.zh}：{NOT_ASKED.zh}", f"{words.en}: {NOT_ASKED.en}")
    return Feature(name, 0.0, 0.0, "unknown", line, hard=True)


def _asked(name: str, verdict: Answer, words: Phrase, by: Weights) -> Feature:
    return Feature(name, _value(verdict, by), by.hard[name], verdict, words, hard=True)


def _value(verdict: Answer, by: Weights) -> float:
    return {"yes": 1.0, "no": 0.0, "unknown": by.unknown}[verdict]


def _target(target: Target, effects: tuple[Effect, ...], by: Weights) -> Feature:
    """The claim that answers best speaks for the technology; a proved one before an unproved."""
    measured = measure.measurand(target.claim.measurand)
    offers = [e for e in effects if e.claim.measurand == target.claim.measurand]
    ranked = sorted(
        ((satisfies(e.claim, target.claim), e) for e in offers),
        key=lambda pair: (_BEST[pair[0]], _PROVED.get(pair[1].evidence, 2), str(pair[1].claim)),
    )
    verdict: Answer = ranked[0][0] if ranked else "unknown"
    best = ranked[0][1] if ranked else None
    weight = by.hard["target"] * (1.0 if target.must else by.wish)
    return Feature(
        f"target:{measured.code}",
        _value(verdict, by),
        weight,
        verdict,
        _said(measured.name, target, best, verdict),
        hard=target.must,
    )


def _said(name: Phrase, target: Target, best: Effect | None, verdict: Answer) -> Phrase:
    asks = Phrase("要求", "asked") if target.must else Phrase("希望", "wished")
    note = proof(best) if best else None
    if best and (reach := scale(best.claim, target.claim)):
        return told(f"{name.zh} {reach.zh}", f"{name.en} {reach.en}", verdict, note)
    given = shown(best.claim, target.claim) if best else NOT_SAID
    zh = f"{name.zh} {given.zh}，{asks.zh} {target.claim.show('zh')}"
    en = f"{name.en} {given.en}, {asks.en} {target.claim.show('en')}"
    return told(zh, en, verdict, note)


def _trl(asked: int | None, given: int | None, by: Weights) -> Feature:
    if asked is None:
        return _open("trl")
    verdict: Answer = "unknown" if given is None else "yes" if given >= asked else "no"
    has = NOT_SAID if given is None else Phrase(f"{given} 级", f"level {given}")
    zh = f"成熟度 {has.zh}，要求不低于 {asked} 级"
    return _asked(
        "trl", verdict, told(zh, f"Maturity {has.en}, at least {asked} asked", verdict), by
    )


def _price(budget: int | None, technology: TechnologySide, by: Weights) -> Feature:
    """Met where the whole range is within the budget, not met where all of it lies above."""
    if budget is None:
        return _open("price")
    low, high = technology.price_low_fen, technology.price_high_fen
    verdict: Answer = "unknown"
    if low is not None and low > budget:
        verdict = "no"
    elif (high is not None and high <= budget) or (low is not None and high is None):
        verdict = "yes"
    return _asked("price", verdict, _sum("price", _range(low, high), budget, verdict), by)


def _range(low: int | None, high: int | None) -> Phrase:
    if low is None and high is None:
        return NOT_SAID
    if low is not None and high is not None and low != high:
        return Phrase(
            f"{_yuan(low).zh} 至 {_yuan(high).zh}", f"{_yuan(low).en} to {_yuan(high).en}"
        )
    if low is None:
        most = _yuan(high or 0)
        return Phrase(f"不超过 {most.zh}", f"up to {most.en}")
    least = _yuan(low)
    return least if low == high else Phrase(f"{least.zh}起", f"from {least.en}")


def _investment(budget: int | None, cost: int | None, by: Weights) -> Feature:
    if budget is None:
        return _open("investment")
    verdict: Answer = "unknown" if cost is None else "yes" if cost <= budget else "no"
    given = NOT_SAID if cost is None else _yuan(cost)
    return _asked("investment", verdict, _sum("investment", given, budget, verdict), by)


def _sum(name: str, given: Phrase, budget: int, verdict: Answer) -> Phrase:
    words, most = FEATURES[name], _yuan(budget)
    zh = f"{words.zh} {given.zh}，预算 {most.zh}"
    return told(zh, f"{words.en} {given.en}, budget {most.en}", verdict)


def _yuan(fen: int) -> Phrase:
    return Phrase(money.show(fen, "zh", short=True), money.show(fen, "en", short=True))


def _licence(asked: tuple[str, ...], given: tuple[str, ...], by: Weights) -> Feature:
    if not asked:
        return _open("licence")
    both = [code for code in asked if code in given]
    verdict: Answer = "yes" if both else "no" if given else "unknown"
    has, wants = _ways(both or list(given)) if given else NOT_SAID, _ways(list(asked))
    zh = f"许可方式 {has.zh}，希望 {wants.zh}"
    return _asked("licence", verdict, told(zh, f"Licence {has.en}, wanted {wants.en}", verdict), by)


def _ways(codes: list[str]) -> Phrase:
    kinds = vocabulary("licence_kinds")
    names = [
        OTHER_WAYS.get(code) or Phrase(kinds.label(code, "zh"), kinds.label(code, "en"))
        for code in codes
    ]
    return Phrase("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _deadline(asked: date | None, on: date, by: Weights) -> Feature:
    """A demand whose day has passed is answered too late, whatever else fits."""
    if asked is None:
        return _open("deadline")
    verdict: Answer = "yes" if on <= asked else "no"
    day = asked.isoformat()
    return _asked("deadline", verdict, told(f"截止日期 {day}", f"Open until {day}", verdict), by)
