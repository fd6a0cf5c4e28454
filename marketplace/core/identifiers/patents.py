"""A patent number of any office: proved where we know how, as given where we do not."""

import re
from dataclasses import dataclass
from typing import Literal

from marketplace.core.identifiers.applications import parse_application_number
from marketplace.core.identifiers.publications import parse_publication_number
from marketplace.core.identifiers.spelling import one_spelling
from marketplace.core.unreadable import Unreadable

_KIND_AT_END = re.compile(r"[ABCUYS]\d?\)?$")
_OFFICE_FIRST = re.compile(r"(?P<office>[A-Z]{2})[-.]?(?P<rest>.*\d.*)")
_LONGEST = 40


class PatentNumberNotReadable(Unreadable):
    """“{text}” is not a patent number.

    Give the two letters of the office and the number, like EP3456789A1.
    """

    code = "patent_number_not_readable"
    zh = "“{text}”不是专利号：请填写两位字母的国家/机构代码和号码，例如 EP3456789A1。"


class OfficesDiffer(Unreadable):
    """“{text}” names the office {found}, but {expected} was chosen."""

    code = "offices_differ"
    zh = "“{text}”中的国家/机构代码是 {found}，但所选的是 {expected}。"


@dataclass(frozen=True, slots=True)
class PatentNumber:
    """A number with its office (WIPO ST.3); only Chinese numbers are proved."""

    office: str
    canonical: str
    form: Literal["application", "publication", "as_given"]


def parse_patent_number(
    text: str, office: str | None = None, *, may_lack_check: bool = False
) -> PatentNumber:
    """Read a patent number; without an office in it or beside it, it is a Chinese one.

    Other offices' numbers stay as given, but for spaces, commas and letter case.
    """
    read = one_spelling(text).replace(",", "")
    found = _office_in(read)
    if found and office and found != office:
        raise OfficesDiffer(text=text[:60], found=found, expected=office)
    where = office or found or "CN"
    if where == "CN":
        return _chinese(text, read, may_lack_check=may_lack_check)
    canonical = read if found else f"{where}{read}"
    if len(canonical) > _LONGEST or not re.search(r"\d", canonical):
        raise PatentNumberNotReadable(text=text[:60])
    return PatentNumber(where, canonical, "as_given")


def _office_in(read: str) -> str | None:
    if read.startswith("PCT/"):
        return "WO"
    if read.startswith("ZL"):
        return "CN"
    found = _OFFICE_FIRST.fullmatch(read)
    return found["office"] if found else None


def _chinese(text: str, read: str, *, may_lack_check: bool) -> PatentNumber:
    if _KIND_AT_END.search(read):
        return PatentNumber("CN", parse_publication_number(text).canonical, "publication")
    number = parse_application_number(text, may_lack_check=may_lack_check)
    return PatentNumber("CN", number.canonical, "application")
