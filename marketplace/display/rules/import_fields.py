"""The fields a column may fill, and the many names that exports give them."""

from dataclasses import dataclass
from typing import Literal

from marketplace.core.speech import Phrase
from marketplace.core.text import near_key
from marketplace.display.words.imports import FIELDS

Reading = Literal["text", "number", "names", "classes", "date", "legal", "type", "wan", "region"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how its cells are read, and by which headings it is known."""

    name: str
    words: Phrase
    reading: Reading
    headings: tuple[str, ...]


def _field(target: str, name: str, reading: Reading, *headings: str) -> Field:
    words = FIELDS[target][name]
    return Field(name, words, reading, (words.zh, words.en, *headings))


PATENT = (
    _field(
        "patent",
        "number",
        "number",
        "申请号",
        "专利号",
        "申请(专利)号",
        "专利申请号",
        "application number",
        "patent number",
        "申请号码",
        "appno",
    ),
    _field(
        "patent",
        "publication",
        "number",
        "公开(公告)号",
        "公开公告号",
        "公开号",
        "公告号",
        "授权公告号",
        "公布号",
        "publication number",
        "publication_numbers",
        "pub no",
        "公开编号",
    ),
    _field(
        "patent",
        "title",
        "text",
        "标题",
        "专利名称",
        "发明名称",
        "专利标题",
        "标题(中文)",
        "名称(中文)",
        "题名",
        "成果名称",
        "title",
        "invention title",
        "标题中文",
    ),
    _field("patent", "abstract", "text", "摘要(中文)", "文摘", "专利摘要", "abstract", "summary"),
    _field(
        "patent",
        "applicants",
        "names",
        "申请(专利权)人",
        "专利权人",
        "申请人(中文)",
        "当前权利人",
        "当前专利权人",
        "申请单位",
        "applicant",
        "assignee",
        "权利人",
        "owner",
        "申请专利权人",
    ),
    _field(
        "patent",
        "inventors",
        "names",
        "发明(设计)人",
        "设计人",
        "发明设计人",
        "inventor",
        "inventor/author",
    ),
    _field(
        "patent",
        "ipc",
        "classes",
        "IPC分类号",
        "IPC",
        "IPC主分类号",
        "主分类号",
        "分类号",
        "IPC分类",
        "IPC主分类",
        "国际分类号",
        "ipc classification",
        "ipcr classifications",
        "ipc_subclasses",
        "IPC号",
    ),
    _field("patent", "patent_type", "type", "专利类型", "类型", "专利种类", "patent type"),
    _field(
        "patent",
        "filed_on",
        "date",
        "申请日期",
        "申请日",
        "application date",
        "filing date",
        "filing/creation date",
        "filed on",
    ),
    _field(
        "patent",
        "published_on",
        "date",
        "公开(公告)日",
        "公开公告日",
        "公开日",
        "公开日期",
        "公布日",
        "publication date",
        "published on",
    ),
    _field(
        "patent",
        "granted_on",
        "date",
        "授权日",
        "授权公告日",
        "公告日",
        "授权日期",
        "grant date",
        "granted on",
    ),
    _field(
        "patent",
        "legal_state",
        "legal",
        "当前法律状态",
        "法律状态/事件",
        "法律状态",
        "专利状态",
        "专利有效性",
        "有效性",
        "简单法律状态",
        "legal status",
        "status",
    ),
    _field(
        "patent", "legal_state_on", "date", "法律状态更新日期", "法律状态公告日", "法律状态日期"
    ),
    _field("patent", "contact", "text", "联系人", "联系电话", "联系方式", "contact"),
    _field("patent", "source_ref", "text", "来源编号", "记录号", "record id"),
)
DEMAND = (
    _field(
        "demand", "title", "text", "需求名称", "需求标题", "技术需求名称", "标题", "名称", "title"
    ),
    _field(
        "demand",
        "text",
        "text",
        "需求内容",
        "需求描述",
        "技术需求描述",
        "内容",
        "content",
        "description",
    ),
    _field("demand", "scale", "text", "规模", "scale"),
    _field("demand", "place", "region", "所在地", "地区代码", "行政区划", "place"),
    _field("demand", "contact", "text", "联系人", "联系电话", "contact"),
    _field("demand", "deadline", "date", "截止日期", "期限", "deadline"),
    _field("demand", "budget_low", "wan", "预算下限", "budget from"),
    _field("demand", "budget_high", "wan", "预算", "预算上限", "拟投入资金(万元)", "budget"),
    _field("demand", "source_ref", "text", "需求编号", "编号", "id"),
)
TARGETS: dict[str, dict[str, Field]] = {
    "patent": {field.name: field for field in PATENT},
    "demand": {field.name: field for field in DEMAND},
}
NEEDED: dict[str, tuple[str, ...]] = {"patent": ("title",), "demand": ("title", "text")}
KNOWN: dict[str, dict[str, str]] = {
    target: {near_key(heading): f.name for f in fields.values() for heading in f.headings}
    for target, fields in TARGETS.items()
}
# Several columns may fill these: their parts are joined.
SEVERAL = frozenset({"applicants", "inventors", "ipc"})
