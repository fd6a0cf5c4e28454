"""The words before and behind a number that compare: 不高于, up to, 以上."""

from functools import cache
from typing import NamedTuple

from marketplace.core.measure.reading import AFTER, BEFORE, Comparator

# In a sentence people say it in more ways than in a cell of a table.
_MORE_BEFORE: dict[str, Comparator] = {
    "不得高于": "le", "不得大于": "le", "不得超过": "le", "不应超过": "le", "不宜超过": "le",
    "不应高于": "le", "不能超过": "le", "低于或等于": "le", "最高可达": "le", "最高达": "le",
    "最大": "le", "最高为": "le", "限值": "eq", "no higher than": "le", "not higher than": "le",
    "no greater than": "le", "not greater than": "le", "within": "le", "as high as": "le",
    "maximum of": "le", "maximum": "le", "a maximum of": "le", "at the most": "le",
    "不得低于": "ge", "不得小于": "ge", "不应低于": "ge", "不能低于": "ge", "不宜低于": "ge",
    "不得少于": "ge", "高于或等于": "ge", "最小": "ge", "不低于": "ge", "至少达到": "ge",
    "no lower than": "ge", "not lower than": "ge", "minimum of": "ge", "minimum": "ge",
    "a minimum of": "ge", "not below": "ge",
    "低至": "le", "小于了": "lt", "lower than": "lt", "smaller than": "lt", "fewer than": "lt",
    "高过": "gt", "大于了": "gt", "超出": "gt", "突破": "gt", "greater than": "gt",
    "higher than": "gt", "larger than": "gt", "exceeding": "gt", "exceeds": "gt", "exceed": "gt",
    "in excess of": "gt",
    "大约为": "about", "约达": "about", "接近": "about", "大概": "about", "约在": "about",
    "approximately": "about", "approx": "about", "roughly": "about", "nearly": "about",
    "some": "about", "~": "about", "circa": "about",
    "达到": "eq", "达": "eq", "可达": "eq", "可达到": "eq", "高达": "eq", "能达到": "eq",
    "是": "eq", "至": "eq", "到": "eq", "降至": "eq", "降到": "eq", "降低到": "eq", "降低至": "eq",
    "提高到": "eq", "提高至": "eq", "提升到": "eq", "提升至": "eq", "减少到": "eq", "减少至": "eq",
    "控制在": "eq", "稳定在": "eq", "维持在": "eq", "保持在": "eq", "均": "eq", "均为": "eq",
    "各": "eq", "分别为": "eq", "分别达到": "eq", "分别达": "eq", "分别": "eq", "要求": "eq",
    "is": "eq", "are": "eq", "of": "eq", "to": "eq", "at": "eq", "reaches": "eq", "reach": "eq",
    "reached": "eq", "was": "eq", "by": "eq",
}  # fmt: skip
_MORE_AFTER: dict[str, Comparator] = {
    "或更高": "ge", "或更多": "ge", "(含)以上": "ge", "以上": "ge", "+": "ge", "or higher": "ge",
    "or greater": "ge", "or above": "ge", "and more": "ge", "or better": "ge",
    "或更低": "le", "或更少": "le", "(含)以下": "le", "or lower": "le", "or below": "le",
    "or under": "le", "的范围内": "between", "范围内": "between", "上下": "about",
}  # fmt: skip
_MOST = 3
_LONGEST = max(map(len, (*BEFORE, *_MORE_BEFORE)))


class Said(NamedTuple):
    """The comparator the words before a number give, where they start, whether a range begins."""

    start: int
    comparator: Comparator | None
    between: bool


class SaidAfter(NamedTuple):
    """The comparator the words behind a number give, and where they end."""

    end: int
    comparator: Comparator | None


def before_words(text: str, at: int, floor: int) -> Said:
    """The comparing words that end at `at`, up to three, none of them before `floor`."""
    comparator: Comparator | None = None
    between = False
    start = at
    for _ in range(_MOST):
        ends = _without_space(text, start, floor)
        word = _ending(text, ends, floor)
        if not word:
            break
        said = _before()[word]
        between = between or said == "between"
        if said not in ("eq", "between") and comparator is None:
            comparator = said
        start = ends - len(word)
    return Said(start, comparator, between)


def after_words(text: str, at: int) -> SaidAfter:
    """The comparing words that begin at `at`, one space allowed."""
    start = at + 1 if text[at : at + 1] == " " else at
    for word in _after_by_first().get(text[start : start + 1].lower(), ()):
        end = start + len(word)
        if text[start:end].lower() == word and not _runs_on(word[-1], text[end : end + 1]):
            return SaidAfter(end, _after()[word])
    return SaidAfter(at, None)


def _ending(text: str, ends: int, floor: int) -> str | None:
    """The longest comparing word that ends there."""
    for length in range(min(_LONGEST, ends - floor), 0, -1):
        word = text[ends - length : ends].lower()
        if word in _before() and not _runs_on(text[ends - length - 1 : ends - length], word[0]):
            return word
    return None


def _without_space(text: str, at: int, floor: int) -> int:
    while at > floor and at and text[at - 1] == " ":
        at -= 1
    return at


def _runs_on(left: str, right: str) -> bool:
    """Whether two Latin letters stand together, so that a word goes on."""
    return bool(left and right) and _letter(left) and _letter(right)


def _letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@cache
def _before() -> dict[str, Comparator]:
    return BEFORE | _MORE_BEFORE


@cache
def _after() -> dict[str, Comparator]:
    return AFTER | _MORE_AFTER


@cache
def _after_by_first() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(_after(), key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found
