"""The market's own template: bilingual headings, an example, a sheet of the codes."""

from collections.abc import Iterator

from marketplace.core.sheets import write_csv, write_xlsx
from marketplace.display.rules.import_cells import LEGAL, TYPES
from marketplace.display.rules.import_fields import NEEDED, TARGETS
from marketplace.display.rules.import_profiles import heading
from marketplace.display.words.imports import TARGETS as TARGET_WORDS
from marketplace.display.words.patent import LEGAL_STATES
from marketplace.display.words.patent import TYPES as TYPE_WORDS

# Ours, invented; a row whose title begins so is passed over.
EXAMPLES = {
    "patent": {
        "number": "202310000001.5",
        "title": "【示例】一种烧结烟气余热回收装置（本行不会导入）",
        "abstract": "用一句话说明技术方案和效果。",
        "applicants": "示例大学；示例环保有限公司",
        "inventors": "甲某；乙某",
        "ipc": "F27D 17/00; B01D 53/50",
        "patent_type": "发明",
        "filed_on": "2023-01-03",
        "legal_state": "有效",
        "legal_state_on": "2026-01-05",
        "contact": "技术转移办公室 0379-00000000",
    },
    "demand": {
        "title": "【示例】烧结机头烟气二氧化硫深度治理（本行不会导入）",
        "text": "说明现状、要解决的问题和希望达到的指标。",
        "scale": "360 平方米烧结机一台",
        "place": "410300",
        "contact": "设备部 0379-00000000",
        "deadline": "2027-06-30",
        "budget_high": "800",
    },
}
CODES = ("类别 / Kind", "填写 / Write", "含义 / Meaning")
NEEDED_WORDS = "必填 / required"


def csv(target: str) -> Iterator[str]:
    """The template as CSV in UTF-8."""
    return write_csv(_sheet(target))


def xlsx(target: str) -> bytes:
    """The template as a workbook with a sheet of codes."""
    return write_xlsx([(TARGET_WORDS[target].zh, _sheet(target)), ("代码 Codes", _codes(target))])


def _sheet(target: str) -> list[list[str]]:
    fields = TARGETS[target].values()
    example = EXAMPLES[target]
    return [[heading(f.words) for f in fields], [example.get(f.name, "") for f in fields]]


def _codes(target: str) -> Iterator[list[str]]:
    yield list(CODES)
    for name in NEEDED[target]:
        words = TARGETS[target][name].words
        yield [heading(words), NEEDED_WORDS, ""]
    if target == "patent":
        tables = (("legal_state", LEGAL, LEGAL_STATES), ("patent_type", TYPES, TYPE_WORDS))
        for name, known, meanings in tables:
            for code, spellings in known.items():
                kind = heading(TARGETS[target][name].words)
                yield [kind, "；".join(spellings), heading(meanings[code])]
