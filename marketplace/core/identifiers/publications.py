"""Chinese publication numbers (ZC 0007-2012, rule R-PAT); they carry no check digit."""

import re
from dataclasses import dataclass

from marketplace.core.identifiers.applications import PatentType
from marketplace.core.identifiers.spelling import one_spelling
from marketplace.core.unreadable import Unreadable

_SHAPE = re.compile(
    r"(?:公开号|公告号|公开\(公告\)号|授权公告号)?:?"
    r"(?:CN)?[.-]?(?P<digits>[123]\d{6}(?:\d{2})?)[.-]?\(?(?P<kind>[ABCUYS]\d?)\)?"
)
_TYPES: dict[str, PatentType] = {"1": "invention", "2": "utility_model", "3": "design"}
_KINDS: dict[PatentType, str] = {"invention": "ABC", "utility_model": "UY", "design": "S"}


class PublicationNumberNotReadable(Unreadable):
    """“{text}” is not a Chinese publication number.

    It has CN, 9 figures (7 in old ones) of which the first is 1, 2 or 3, and a kind code, like
    CN110941994B.
    """

    code = "publication_number_not_readable"
    zh = (
        "“{text}”不是中国专利公开（公告）号：应为 CN 加 9 位数字（早期为 7 位，首位为 1、2 或 3）"
        "加文献种类代码，例如 CN110941994B。"
    )


class KindDoesNotFit(Unreadable):
    """“{text}” has the kind code {kind}, which does not go with the first figure {digit}."""

    code = "kind_does_not_fit"
    zh = "“{text}”的文献种类代码 {kind} 与首位数字 {digit} 不符。"


@dataclass(frozen=True, slots=True)
class PublicationNumber:
    """A Chinese publication number: of an application (A) or of a granted right (the others)."""

    canonical: str
    patent_type: PatentType
    kind: str

    @property
    def granted(self) -> bool:
        """Whether what was published is a granted right."""
        return not self.kind.startswith("A")


def parse_publication_number(text: str) -> PublicationNumber:
    """Read a Chinese publication number in any spelling people use."""
    found = _SHAPE.fullmatch(one_spelling(text))
    if not found:
        raise PublicationNumberNotReadable(text=text[:60])
    digits, kind = found["digits"], found["kind"]
    patent_type = _TYPES[digits[0]]
    if kind[0] not in _KINDS[patent_type]:
        raise KindDoesNotFit(text=text, kind=kind, digit=digits[0])
    return PublicationNumber(f"CN{digits}{kind}", patent_type, kind)
