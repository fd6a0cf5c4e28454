"""Numbers of laboratories and certification bodies: CMA, CNAS and CNCA (rule R-AGY)."""

import re
from dataclasses import dataclass
from typing import Literal

from marketplace.core.identifiers.spelling import one_spelling
from marketplace.core.unreadable import Unreadable

_CMA = re.compile(r"(?:CMA)?-?(\d{2})(\d{2})(\d{2})(\d{2})(\d{4})")
_CNAS = re.compile(r"(?:CNAS)?-?(?P<kind>IB|L|C)-?(?P<digits>\d+)")
_CNCA = re.compile(r"CNCA-?(?P<kind>RF|R)-?(?P<year>\d{4})-?(?P<serial>\d{3,4})")
_LAST_AUTHORITY, _LAST_FIELD, _LAST_SECTOR = 31, 21, 34
_CNAS_KINDS: dict[str, tuple[Literal["laboratory", "inspection_body", "certification_body"], range]]
_CNAS_KINDS = {
    "L": ("laboratory", range(4, 6)),
    "IB": ("inspection_body", range(4, 5)),
    "C": ("certification_body", range(3, 4)),
}


class CmaNotReadable(Unreadable):
    """“{text}” is not a CMA certificate number: it has 12 figures."""

    code = "cma_not_readable"
    zh = "“{text}”不是检验检测机构资质认定（CMA）证书编号：应为 12 位数字。"


class CmaAuthorityNotKnown(Unreadable):
    """The authority {found} in “{text}” is not known: 00 is national, 01 to 31 are provinces."""

    code = "cma_authority_not_known"
    zh = "“{text}”中的发证机关代码 {found} 不存在：00 为国家，01 至 31 为各省。"


class CmaFieldNotKnown(Unreadable):
    """The field {found} in “{text}” is not known; there are 00 to 21."""

    code = "cma_field_not_known"
    zh = "“{text}”中的专业领域代码 {found} 不存在：应为 00 至 21。"


class CmaSectorNotKnown(Unreadable):
    """The sector {found} in “{text}” is not known; there are 00 to 34."""

    code = "cma_sector_not_known"
    zh = "“{text}”中的行业主管代码 {found} 不存在：应为 00 至 34。"


class CnasNotReadable(Unreadable):
    """“{text}” is not a CNAS number, like CNAS L1234, CNAS IB0123 or CNAS C012."""

    code = "cnas_not_readable"
    zh = "“{text}”不是认可（CNAS）证书编号；正确写法如 CNAS L1234、CNAS IB0123、CNAS C012。"


class CncaNotReadable(Unreadable):
    """“{text}” is not a CNCA approval number, like CNCA-R-2002-001."""

    code = "cnca_not_readable"
    zh = "“{text}”不是认证机构批准（CNCA）书编号；正确写法如 CNCA-R-2002-001。"


@dataclass(frozen=True, slots=True)
class CmaNumber:
    """A CMA certificate number, taken apart; it has no check digit."""

    canonical: str
    issued_year: int
    authority: str
    field: str
    sector: str
    serial: str

    @property
    def national(self) -> bool:
        """Whether the national authority issued it rather than a province."""
        return self.authority == "00"


@dataclass(frozen=True, slots=True)
class CnasNumber:
    """A CNAS number with the kind of body it accredits."""

    canonical: str
    kind: Literal["laboratory", "inspection_body", "certification_body"]


@dataclass(frozen=True, slots=True)
class CncaNumber:
    """The approval of a certification body."""

    canonical: str
    approved_year: int
    foreign: bool


def parse_cma(text: str) -> CmaNumber:
    """Read a CMA certificate number and say what its parts mean."""
    found = _CMA.fullmatch(one_spelling(text))
    if not found:
        raise CmaNotReadable(text=text[:60])
    year, authority, field, sector, serial = found.groups()
    if int(authority) > _LAST_AUTHORITY:
        raise CmaAuthorityNotKnown(text=text, found=authority)
    if int(field) > _LAST_FIELD:
        raise CmaFieldNotKnown(text=text, found=field)
    if int(sector) > _LAST_SECTOR:
        raise CmaSectorNotKnown(text=text, found=sector)
    return CmaNumber("".join(found.groups()), 2000 + int(year), authority, field, sector, serial)


def parse_cnas(text: str) -> CnasNumber:
    """Read the number of a laboratory, inspection or certification body accredited by CNAS."""
    found = _CNAS.fullmatch(one_spelling(text))
    if not found or len(found["digits"]) not in _CNAS_KINDS[found["kind"]][1]:
        raise CnasNotReadable(text=text[:60])
    return CnasNumber(f"CNAS {found['kind']}{found['digits']}", _CNAS_KINDS[found["kind"]][0])


def parse_cnca(text: str) -> CncaNumber:
    """Read the approval number of a certification body; RF marks a foreign one."""
    found = _CNCA.fullmatch(one_spelling(text))
    if not found:
        raise CncaNotReadable(text=text[:60])
    canonical = f"CNCA-{found['kind']}-{found['year']}-{found['serial']}"
    return CncaNumber(canonical, int(found["year"]), foreign=found["kind"] == "RF")
