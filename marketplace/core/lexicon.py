"""What the market's search knows of words: concepts, names of fields, what values are called."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

import search_index
from marketplace.core import synonyms
from marketplace.core.identifiers import parse_ipc
from marketplace.core.unreadable import Unreadable
from marketplace.core.vocabulary import vocabulary
from search_index import Concept, Lexicon, learn

# The vocabularies whose codes facets hold.
SOURCES: Mapping[str, str] = {
    "field": "green_fields",
    "catalogue": "industry_catalogue_2024",
    "industry": "gbt4754",
    "process": "processes",
    "pollutant": "pollutants",
    "licence": "licence_kinds",
    "region": "regions",
    "evidence": "evidence_states",
    "grade": "broker_grades",
    "scope": "agency_scopes",
    "ipc": "ipc",
}
# What people may write before a colon in a question.
FIELDS: Mapping[str, str] = {
    "title": "title", "标题": "title", "名称": "title",
    "keywords": "keywords", "关键词": "keywords",
    "text": "body", "正文": "body",
    "evidence": "evidence", "证明": "evidence", "证据": "evidence",
    "ipc": "ipc", "分类号": "ipc",
    "field": "field", "领域": "field",
    "industry": "industry", "行业": "industry",
    "pollutant": "pollutant", "污染物": "pollutant",
    "process": "process", "工艺": "process",
    "trl": "trl", "成熟度": "trl",
    "licence": "licence", "license": "licence", "许可": "licence",
    "region": "region", "地区": "region",
    "catalogue": "catalogue", "目录": "catalogue",
}  # fmt: skip
_GROUP = re.compile(r"([A-Ha-h]\d\d[A-Za-z])\s*(\d{1,4})")  # A main group without its /00.
# What people say of evidence beside the names of its states.
_EVIDENCE: Mapping[str, tuple[str, ...]] = {
    "measured": ("external_report", "confirmed"),
    "实测": ("external_report", "confirmed"),
    "有": ("external_report", "confirmed"),
    "any": ("external_report", "confirmed"),
}


def codes(facet: str, typed: str) -> tuple[str, ...]:
    """The codes of a facet that something typed may mean: by code, by name or by synonym."""
    if facet == "evidence" and typed.lower() in _EVIDENCE:
        return _EVIDENCE[typed.lower()]
    if facet == "ipc":
        group = _GROUP.fullmatch(typed.strip())
        with suppress(Unreadable):
            return (parse_ipc(f"{group[1]}{group[2]}/00" if group else typed).main_group,)
    found = vocabulary(SOURCES[facet]).named(typed) if facet in SOURCES else []
    return tuple(term.code for term in found) or (typed,)


def words(text: str) -> list[str]:
    """The words of a text as this market's index cuts it."""
    lexicon()
    return search_index.words(text)


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process; with it the index learns the words of the field."""
    learn(term for one in synonyms.concepts() for term in one.terms())
    known = (
        Concept(one.same, one.narrower, one.related, one.ambiguous) for one in synonyms.concepts()
    )
    return Lexicon((*known, *_media()), FIELDS, codes)


def _media() -> Iterator[Concept]:
    """A pollutant leads to the medium it is in: who asks for COD may take waste water, too."""
    for term in vocabulary("pollutants"):
        if term.parent:
            medium = vocabulary("pollutants").terms[term.parent]
            wider = (medium.zh, medium.en, *medium.synonyms)
            yield Concept((term.zh, term.en, *term.synonyms), related=tuple(filter(None, wider)))
