"""Figures in a question: what is wanted of which measurand, as the index compares it."""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from marketplace.core import measure
from marketplace.core.measure import Claim
from marketplace.core.unreadable import Unreadable
from search_index import Wish

KINDS = ("technology",)  # Who states figures with their proof.
NEAR, CLOSE = 3, 0.5  # So many codes like an unknown one are named, at least so like it.
_DIGIT = re.compile(r"\d|[一二两三四五六七八九十百千万亿]")
_QUOTED = re.compile(r"[\"＂“”「」()（）*:：]")
# A symbol after its field is one value, however it is written.
_CLASS = re.compile(r"((?:ipc|分类号)[:：][A-Ha-h]\d\d[A-Za-z])\s+(\d{1,4}/\d{2,6})")
_WISH = re.compile(r"\s*([a-z0-9_]+)\s*[:：]?\s*(.+)")


class WishNotReadable(Unreadable):
    """“{text}” asks for no figure; write a measurand and a quantity, like so2_out ≤35 mg/m³."""

    code = "wish_not_readable"
    zh = "“{text}”不是可识别的指标条件；请写成 指标代码和数值，例如 so2_out ≤35 mg/m³。"


class NoSuchMeasurand(Unreadable):
    """There is no measurand “{code}”{near_en}. GET /api/v1/measurands lists them all."""

    code = "no_such_measurand"
    zh = "没有代码为“{code}”的指标{near_zh}。全部指标见 GET /api/v1/measurands。"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim that is asked for: by a filter it must be met, in free text it is wished for."""

    claim: Claim
    strict: bool

    @property
    def address(self) -> str:
        """The parameter of the search that makes it a filter."""
        return f"{self.claim.measurand} {self.claim.show('zh')}"

    @property
    def sort(self) -> str:
        """The order that puts the best figure first; none where no figure is the better one."""
        better = measure.measurand(self.claim.measurand).better
        if better == "covers":
            return ""  # A plant that fits is no better for being larger.
        return f"{'' if better == 'lower' else '-'}measure:{self.claim.measurand}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in two parts: words to search, and figures wanted."""

    words: str
    wanted: tuple[Wanted, ...]


def read(text: str, filters: tuple[Claim, ...]) -> Reading:
    """Take figures out of a question; what is quoted or grouped stays as it was written."""
    wanted = [Wanted(claim, strict=True) for claim in filters]
    words = text = _CLASS.sub(r"\1\2", text)
    if _DIGIT.search(text):
        found = measure.asked(text)
        known = {one.claim.measurand for one in wanted}
        wanted += [
            Wanted(_as_meant(one.claim), strict=False)
            for one in found.wanted
            if one.claim.measurand not in known
        ]
        if found.rest.strip() and not _QUOTED.search(text):
            words = found.rest
    first = {one.claim.measurand: one for one in reversed(wanted)}
    return Reading(words, tuple(one for one in wanted if first[one.claim.measurand] is one))


def _as_meant(claim: Claim) -> Claim:
    """In a search nobody who writes COD<50 turns down what promises 50."""
    meant: dict[str, measure.Comparator] = {"lt": "le", "gt": "ge"}
    return replace(claim, comparator=meant.get(claim.comparator, claim.comparator))


def read_filter(text: str) -> Claim:
    """A filter as it stands in an address. Raises Unreadable."""
    parts = _WISH.fullmatch(text)
    if not parts:
        raise WishNotReadable(text=text[:60])
    if parts[1] not in measure.measurands():
        near = get_close_matches(parts[1], measure.measurands(), NEAR, CLOSE)
        raise NoSuchMeasurand(
            code=parts[1],
            near_zh=f"；相近的有：{'、'.join(near)}" if near else "",
            near_en=f"; near it are {', '.join(near)}" if near else "",
        )
    return Claim.read(parts[1], parts[2])


def wish(wanted: Wanted) -> Wish:
    """What the index compares: everything at least as good as what is asked."""
    low, high = measure.sufficient(wanted.claim)
    covers = measure.measurand(wanted.claim.measurand).better == "covers"
    return Wish(wanted.claim.measurand, low, high, covers, wanted.strict, KINDS)
