"""A row as its fields: each cell read by what its column fills, or refused by name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marketplace.core.sheets import DateStyle, Row, read_date
from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable
from marketplace.core.vocabulary import vocabulary
from marketplace.display.rules.import_fields import NEEDED, SEVERAL, TARGETS, Field

LONGEST = {"title": 1_000, "contact": 300, "source_ref": 200}
LONGEST_TEXT = 20_000
EXAMPLE = ("【示例】", "[Example]")
DAMAGED = Phrase(
    "单元格中有无法还原的字符（编码损坏），请核对原文后重填",
    "This cell holds characters that were broken by a wrong encoding; fill it in again",
)
FORMULA = Phrase(
    "单元格是公式且没有保存计算结果，请改为数值（选择性粘贴为值）",
    "This cell is a formula without a stored result; paste its value instead",
)
COMPUTED = Phrase(
    "单元格是公式，取用了文件中保存的计算结果",
    "This cell is a formula; its stored result was taken",
)
EMPTY = Phrase("必填，不能为空", "This is required")
TOO_LONG = Phrase("内容过长（超过 {most} 字）", "This is too long (more than {most} characters)")
NO_AMOUNT = Phrase("“{text}”不是金额（万元）", "“{text}” is no amount in units of 10,000 yuan")
NO_REGION = Phrase(
    "“{text}”不是六位行政区划代码", "“{text}” is no administrative division code of six figures"
)
NO_LEGAL = Phrase(
    "未能识别法律状态“{text}”，按未知处理", "The legal state “{text}” is not known here"
)
NO_TYPE = Phrase("未能识别专利类型“{text}”", "The patent type “{text}” is not known here")
AGAIN = Phrase(
    "本文件前面已有同一号码的行，导入后以后面的行为准；如不是同一件，请先核对号码",
    "An earlier row of this file has the same number and would be overwritten by this one; "
    "if they are two things, check the number first",
)
_PARTS = re.compile(r"\s*(?:[;；|、\n]|\t)+\s*")
_COMMAS = re.compile(r"\s*[,，;；|、\n]+\s*")
_FOREIGN = re.compile(r"(?!CN)[A-Z]{2}[\s-]?\d[\d\s/,-]*[A-Z]\d?", re.ASCII)
_DASHED = re.compile(r"([A-Z]{2})-(\w+)-([A-Z]\d?)", re.ASCII)
_WAN_FEN = 10_000 * 100
LEGAL = {
    "granted": ("有权", "有效", "授权", "维持有效", "专利权维持", "granted", "active", "in force"),
    "applied": ("审中", "在审", "审查中", "实质审查", "公开", "实质审查的生效",
                "申请中", "pending"),
    "lapsed": ("无权", "失效", "终止", "专利权终止", "撤回", "驳回", "放弃", "视为撤回", "未缴年费",
               "lapsed", "inactive", "withdrawn", "rejected", "discontinued"),
    "invalid": ("宣告无效", "全部无效", "专利权全部无效", "无效", "revoked"),
    "pledged": ("质押", "已质押", "pledged"),
    "preserved": ("保全", "财产保全", "preserved"),
    "expired": ("期限届满", "届满", "专利权有效期届满", "expired"),
    "unknown": ("未知", "unknown", "-", "—"),
}  # fmt: skip
TYPES = {
    "invention": ("发明", "发明专利", "发明申请", "发明授权", "中国发明", "invention"),
    "utility_model": ("实用新型", "新型", "中国实用新型", "utility model"),
    "design": ("外观设计", "外观", "中国外观设计", "design"),
    "other": ("其他", "other"),
}
# The legal event of a lapse is written in many ways; each of them names its cause or the right.
_LAPSED = re.compile(
    r"因?未缴纳?年费(?:专利权)?的?(?:终止)?(?:失效)?|专利权的?终止(?:[（(].*[)）])?"
)
_LEGAL = {word: state for state, words in LEGAL.items() for word in words}
_TYPES = {word: kind for kind, words in TYPES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell: its column (None where it is the whole row), text and reason."""

    column: int | None
    value: str
    code: str
    because: Phrase


@dataclass(slots=True)
class Reading:
    """A row as its fields, what it is refused for, and what its sender should know."""

    values: dict[str, Any] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)
    example: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a file are read: the field of each column, the order of its days."""

    target: str
    fields: Sequence[str]
    styles: Mapping[int, DateStyle]
    commas: frozenset[str] = frozenset()

    @property
    def columns(self) -> dict[str, int]:
        """The first column of each field."""
        found: dict[str, int] = {}
        for at, name in enumerate(self.fields):
            if name:
                found.setdefault(name, at)
        return found


def read(row: Row, plan: Plan) -> Reading:
    """Read every matched cell of a row; a cell that cannot be read is told, never dropped."""
    found = Reading()
    if row.fault:
        found.troubles.append(Trouble(None, "".join(row.cells)[:200], "row-broken", row.fault))
        return found
    for at, name in enumerate(plan.fields):
        if name:
            _cell(found, row, plan, at, TARGETS[plan.target][name])
    title = str(found.values.get("title") or "")
    found.example = title.startswith(EXAMPLE)
    columns = plan.columns
    told = {trouble.column for trouble in found.troubles}
    for name in NEEDED[plan.target]:
        if not found.values.get(name) and columns.get(name) not in told:
            found.troubles.append(Trouble(columns.get(name), "", "empty", EMPTY))
    return found


def _cell(found: Reading, row: Row, plan: Plan, at: int, filled: Field) -> None:
    text = row.cells[at].strip() if at < len(row.cells) else ""
    if at in row.formulas and not text:
        found.troubles.append(Trouble(at, "", "formula", FORMULA))
    elif at in row.damaged:
        found.troubles.append(Trouble(at, text[:200], "damaged-characters", DAMAGED))
    elif text:
        if at in row.computed:
            found.notes.append(Trouble(at, text[:200], "computed", COMPUTED))
        _read(found, plan, at, filled, text)


def _read(found: Reading, plan: Plan, at: int, filled: Field, text: str) -> None:
    most = LONGEST.get(filled.name, LONGEST_TEXT)
    if len(text) > most:
        phrase = Phrase(*(words.format(most=most) for words in TOO_LONG))
        found.troubles.append(Trouble(at, text[:80], "too-long", phrase))
        return
    try:
        value = READERS[filled.reading](text, plan, at, filled.name)
    except Unreadable as error:
        found.troubles.append(Trouble(at, text[:200], error.code, error.phrase))
        return
    except _Noted as noted:
        found.notes.append(Trouble(at, text[:200], noted.code, noted.phrase))
        return
    if filled.name in SEVERAL:
        value = (*found.values.get(filled.name, ()), *value)
    found.values[filled.name] = value


class _Wrong(Unreadable):
    """This cell cannot be read."""

    code = "cell_unreadable"
    zh = "无法识别该单元格。"

    def __init__(self, words: Phrase, text: str) -> None:
        self.words = words
        super().__init__(text=text[:60])

    @property
    def phrase(self) -> Phrase:
        """The reason, with what was typed."""
        return Phrase(*(words.format(**self.data) for words in self.words))


class _Noted(Exception):
    """A cell that is left out without refusing its row."""

    def __init__(self, code: str, words: Phrase, text: str) -> None:
        super().__init__(code)
        self.code = code
        self.phrase = Phrase(*(each.format(text=text[:60]) for each in words))


def _number(text: str, _plan: Plan, _at: int, _name: str) -> str:
    """A number of another office without the marks each database puts between its parts."""
    upper = text.upper()
    dashed = _DASHED.fullmatch(upper)
    if dashed:
        return "".join(dashed.groups())
    return re.sub(r"[\s/,-]", "", upper) if _FOREIGN.fullmatch(upper) else text


def _names(text: str, plan: Plan, _at: int, name: str) -> tuple[str, ...]:
    parts = (_COMMAS if name in plan.commas else _PARTS).split(text)
    return tuple(part.strip() for part in parts if part.strip())


def _classes(text: str, _plan: Plan, _at: int, _name: str) -> tuple[str, ...]:
    return tuple(part for part in _COMMAS.split(text) if part)


def _date(text: str, plan: Plan, at: int, _name: str) -> date | None:
    return read_date(text, plan.styles.get(at))


def _legal(text: str, _plan: Plan, _at: int, _name: str) -> str:
    if _LAPSED.fullmatch(text):
        return "lapsed"
    return _word(text, _LEGAL, "legal-state-unknown", NO_LEGAL)


def _type(text: str, _plan: Plan, _at: int, _name: str) -> str:
    return _word(text, _TYPES, "patent-type-unknown", NO_TYPE)


def _word(text: str, known: Mapping[str, str], code: str, words: Phrase) -> str:
    """The word itself, or the last of several states in one cell that is known."""
    for part in (text, *reversed(_COMMAS.split(text))):
        found = known.get(part.strip().lower())
        if found:
            return found
    raise _Noted(code, words, text)


def _wan(text: str, _plan: Plan, _at: int, _name: str) -> int:
    """An amount in units of 10,000 yuan as fen; exact, never through a float."""
    found = re.fullmatch(r"(\d{1,9})(?:\.(\d{1,6}))?\s*(?:万元?)?", text.replace(",", ""))
    if not found:
        raise _Wrong(NO_AMOUNT, text)
    return int(found[1]) * _WAN_FEN + int((found[2] or "").ljust(6, "0"))


def _region(text: str, _plan: Plan, _at: int, _name: str) -> str:
    if not vocabulary("regions").known(text):
        raise _Wrong(NO_REGION, text)
    return text


def _as_is(text: str, _plan: Plan, _at: int, _name: str) -> str:
    return text


READERS: dict[str, Callable[[str, Plan, int, str], Any]] = {
    "text": _as_is,
    "number": _number,
    "names": _names,
    "classes": _classes,
    "date": _date,
    "legal": _legal,
    "type": _type,
    "wan": _wan,
    "region": _region,
}
