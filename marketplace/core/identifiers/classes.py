"""Symbols of the International Patent Classification (rule R-PAT; widths of WIPO ST.8)."""

import re
from dataclasses import dataclass

from marketplace.core.identifiers.spelling import one_spelling
from marketplace.core.unreadable import Unreadable

# The common pattern with two-figure groups refuses B29K 2105/00 and G06F 3/04847.
_SHAPE = re.compile(
    r"(?P<section>[A-H])(?P<class>\d{2})(?P<subclass>[A-Z])"
    r"(?:-?(?P<group>\d{1,4})/(?P<subgroup>\d{2,6}))?"
)
_KEY = re.compile(r"([A-H]\d{2}[A-Z])(\d{4})(\d{6})")
_EDITION = re.compile(r"[(\[]\d{4}\.\d{2}[)\]][A-Z]*$")


class IpcNotReadable(Unreadable):
    """“{text}” is not a symbol of the International Patent Classification, like H01M 10/0525."""

    code = "ipc_not_readable"
    zh = "“{text}”不是国际专利分类号；正确写法如 H01M 10/0525。"


class CpcOnly(Unreadable):
    """“{text}” is a tag of the Cooperative Patent Classification; the IPC has no section Y."""

    code = "cpc_only"
    zh = "“{text}”是联合专利分类（CPC）的标签；国际专利分类（IPC）没有 Y 部。"


@dataclass(frozen=True, slots=True)
class Ipc:
    """One symbol, down to a subclass (`group` is None) or a group."""

    section: str
    class_: str
    subclass: str
    group: int | None = None
    subgroup: str | None = None

    def __str__(self) -> str:
        """The symbol as people print it: `H01M 10/0525`."""
        return (
            self.subclass if self.group is None else f"{self.subclass} {self.group}/{self.subgroup}"
        )

    @property
    def main_group(self) -> str:
        """The main group it lies in, `H01M 10/00`; a symbol that names no group gives itself."""
        return self.subclass if self.group is None else f"{self.subclass} {self.group}/00"

    @property
    def key(self) -> str:
        """The symbol in fixed widths, `H01M0010052500`; a subclass alone is `H01M`."""
        if self.group is None or self.subgroup is None:
            return self.subclass
        return f"{self.subclass}{self.group:04d}{self.subgroup:0<6}"

    @property
    def prefix(self) -> str:
        """What the keys of everything below this symbol begin with."""
        return self.key[:8] if self.subgroup == "00" else self.key


def parse_ipc(text: str) -> Ipc:
    """Read a symbol in any spelling, also with an edition behind it, or its fixed-width key."""
    read = _EDITION.sub("", one_spelling(text))
    key = _KEY.fullmatch(read)
    if key:
        read = f"{key[1]}{int(key[2])}/{key[3][:2]}{key[3][2:].rstrip('0')}"
    if read.startswith("Y"):
        raise CpcOnly(text=text[:60])
    found = _SHAPE.fullmatch(read)
    if not found:
        raise IpcNotReadable(text=text[:60])
    class_ = found["section"] + found["class"]
    group = int(found["group"]) if found["group"] else None
    return Ipc(found["section"], class_, class_ + found["subclass"], group, found["subgroup"])
