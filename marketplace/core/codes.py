"""Codes of vocabularies as people give them: a code, a name, or a place as an address is written.

`code_of` reads, `address` says a place as people do. An industry may be written as the national
classification prints it, with its section's letter in front ("C31").
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from marketplace.core.speech import LANGUAGES, Language, Phrase
from marketplace.core.text import skeleton
from marketplace.core.unreadable import Unreadable
from marketplace.core.vocabulary import Term, vocabulary

REGIONS, INDUSTRIES = "regions", "gbt4754"
LETTERED = re.compile(r"([A-T])(\d{2,4})")
# Levels of the statistical code that no address names.
UNSAID = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
SHORT = ("省", "市")
COUNTY = re.compile(
    r"(?P<name>.{2,}?)(?P<peoples>(?:(?:回|蒙古|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼"
    r"|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南"
    r"|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族)*)(?:自治)?(?P<kind>[区县州旗])"
)
PART = re.compile(r"[^,，;；、\n\s](?:[^,，;；、\n]*[^,，;；、\n\s])?")
_SHOWN = 5
_LONGEST_RUN = 6


class NotATerm(Unreadable):
    """“{given}” is no name or code that is known here."""

    code = "not-a-term"
    zh = "没有“{given}”这一名称或代码。"


class SeveralTerms(Unreadable):
    """“{given}” may mean several: {which}. Write which one."""

    code = "several-terms"
    zh = "“{given}”可能指：{which}。请写明是哪一个。"


def code_of(name: str, text: str) -> str:
    """The code of the one term meant by a code or a name. Raises NotATerm, SeveralTerms."""
    given = text.strip()
    for spelled in (given, given.upper()):
        if vocabulary(name).known(spelled):
            return spelled
    found = _meant(name, given)
    if name == INDUSTRIES:
        found = _widest_number(found)
    if not found:
        raise NotATerm(given=given)
    if len(found) > 1:
        which = "、".join(_label(name, code) for code in found[:_SHOWN])
        raise SeveralTerms(given=given, which=which)
    return found[0]


def codes_of(name: str, text: str) -> list[str]:
    """The codes in a line of several, parted by commas or semicolons. Raises as `code_of` does.

    Names hold commas themselves ("农、林、牧、渔业", "Jianxi District, Luoyang"): of several ways
    to read the line, the longest name wins.
    """
    parts = [(m.start(), m.end()) for m in PART.finditer(text)]
    found, at = [], 0
    while at < len(parts):
        code, taken = _longest(name, text, parts[at : at + _LONGEST_RUN])
        found.append(code)
        at += taken
    return list(dict.fromkeys(found))


def _longest(name: str, text: str, parts: list[tuple[int, int]]) -> tuple[str, int]:
    for taken in range(len(parts), 1, -1):
        with suppress(Unreadable):
            return code_of(name, text[parts[0][0] : parts[taken - 1][1]]), taken
    return code_of(name, text[slice(*parts[0])]), 1


def _meant(name: str, given: str) -> list[str]:
    if name == REGIONS:
        return list(_places().get(skeleton(given), ()))
    lettered = LETTERED.fullmatch(given.upper())
    if name == INDUSTRIES and lettered:
        return [lettered[2]] if _in_section(lettered[1], lettered[2]) else []
    return [term.code for term in vocabulary(name).named(given)]


def _widest_number(found: list[str]) -> list[str]:
    """Where a group bears the name of what it lies in, the wider one; never a section's letter."""
    above = {code: {t.code for t in vocabulary(INDUSTRIES).ancestors(code)} for code in found}
    figures = [code for code in found if code.isdigit()] or found
    return [code for code in figures if not above[code] & set(figures)]


def _in_section(letter: str, code: str) -> bool:
    return any(term.code == letter for term in vocabulary(INDUSTRIES).ancestors(code))


def _label(name: str, code: str) -> str:
    if name == REGIONS:
        return address(code, "zh")
    return f"{code} {vocabulary(name).label(code, 'zh')}"


def address(code: str | None, language: Language) -> str:
    """A place with what it lies in, as people write an address; empty for None."""
    return _joined(_said(code), language) if code else ""


def place(code: str | None) -> Phrase:
    """The same in both languages."""
    return Phrase(*(address(code, language) for language in LANGUAGES))


def _said(code: str) -> list[Term]:
    """From the place upwards, without the levels that nobody says."""
    regions = vocabulary(REGIONS)
    own = regions.terms.get(code)
    if own is None:
        return [Term(code, code, "")]
    return [own, *(term for term in regions.ancestors(code) if term.zh not in UNSAID)]


def _joined(terms: list[Term], language: Language) -> str:
    names = [term.to(language) for term in terms]
    return "".join(reversed(names)) if language == "zh" else ", ".join(names)


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Every way to write a place, by its skeleton: alone, with its city, with its province."""
    found: dict[str, dict[str, None]] = {}
    for term in vocabulary(REGIONS):
        if term.zh in UNSAID:
            continue
        for spelled in _spellings(term):
            found.setdefault(skeleton(spelled), {})[term.code] = None
    shorter: dict[str, dict[str, None]] = {}
    for term in vocabulary(REGIONS):
        for spelled in _shorter(term):
            shorter.setdefault(skeleton(spelled), {})[term.code] = None
    return {key: tuple(codes) for key, codes in (shorter | found).items()}


def _shorter(term: Term) -> Iterator[str]:
    """As people say it, where no place is properly called so: 瀍河区 or 瀍河 for 瀍河回族区."""
    said = COUNTY.fullmatch(term.zh)
    if term.zh in UNSAID or said is None:
        return
    above = _said(term.code)[1:]
    for name in (said["name"] + said["kind"], said["name"]):
        own = Term(term.code, name, "")
        for upto in range(len(above) + 1):
            yield _joined([own, *above[:upto]], "zh")


def _spellings(term: Term) -> Iterator[str]:
    chain = _said(term.code)
    for upto in range(1, len(chain) + 1):
        for language in LANGUAGES:
            yield _joined(chain[:upto], language)
    yield from term.synonyms
    if term.zh.endswith(SHORT):
        yield term.zh[:-1]


@cache
def near_places(city: str, language: Language) -> tuple[str, ...]:
    """Names to offer while somebody types: the city's counties, its province's cities, provinces.

    Each of them is read back as the place it names.
    """
    regions = vocabulary(REGIONS)
    up = regions.ancestors(city)
    near = [regions.terms[city], *regions.children(city)]
    near += regions.children(up[-1].code) if up else []
    said = [term for term in (*near, *regions.children()) if term.zh not in UNSAID]
    named = (address(term.code, language) for term in said)
    return tuple(dict.fromkeys(named))


@cache
def industry_names(language: Language) -> tuple[str, ...]:
    """The names of the divisions of the national classification."""
    found = vocabulary(INDUSTRIES)
    divisions = [term for section in found.children() for term in found.children(section.code)]
    return tuple(term.to(language) for term in divisions)
