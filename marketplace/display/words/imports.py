"""The words of imports."""

from marketplace.core.speech import Phrase
from marketplace.display.words.patent import FIELDS as PATENT_FIELDS

STATES = {
    "uploaded": Phrase("待对应列", "Columns to be matched"),
    "mapped": Phrase("试导入中", "Trial run"),
    "checked": Phrase("待确认导入", "Trial done, waiting for the go"),
    "running": Phrase("导入中", "Importing"),
    "done": Phrase("已完成", "Done"),
    "failed": Phrase("未能完成", "Failed"),
    "cancelled": Phrase("已取消", "Cancelled"),
}
TARGETS = {
    "patent": Phrase("专利卡片", "Patent cards"),
    "demand": Phrase("技术需求", "Demands"),
}
OUTCOMES = {
    "created": Phrase("新建", "New"),
    "updated": Phrase("更新", "Updated"),
    "same": Phrase("已有且无变化", "Known, no change"),
    "refused": Phrase("未接收", "Refused"),
    "skipped": Phrase("示例行（跳过）", "Example (skipped)"),
    "near": Phrase("疑似重复", "Near-duplicates"),
    "noted": Phrase("有提示", "With remarks"),
}
DEMAND_FIELDS = {
    "title": Phrase("需求名称", "Title"),
    "text": Phrase("需求内容", "What is needed"),
    "scale": Phrase("规模", "Scale"),
    "place": Phrase("所在地（行政区划代码）", "Place (division code)"),
    "contact": Phrase("联系方式", "Contact"),
    "deadline": Phrase("截止日期", "Deadline"),
    "budget_low": Phrase("预算下限（万元）", "Budget from (10,000 yuan)"),
    "budget_high": Phrase("预算上限（万元）", "Budget to (10,000 yuan)"),
    "source_ref": Phrase("来源编号", "Reference in the source"),
}
FIELDS = {"patent": PATENT_FIELDS, "demand": DEMAND_FIELDS}
FORMATS = {
    "csv": Phrase("CSV 文本", "CSV"),
    "xlsx": Phrase("Excel 工作簿", "Excel workbook"),
    "jsonl": Phrase("逐行 JSON", "Lines of JSON"),
}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "gb18030": "GB18030 (GBK)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "ascii": "ASCII",
}
STYLES = {
    "day_first": Phrase("日/月/年", "day/month/year"),
    "month_first": Phrase("月/日/年", "month/day/year"),
    "mixed": Phrase(
        "前后不一，含糊的日期将被拒绝", "both orders occur: ambiguous dates are refused"
    ),
}
FACTS = {
    "import.uploaded": Phrase("上传文件“{title}”待导入", "The file “{title}” was uploaded"),
    "import.mapped": Phrase("“{title}”的列已对应", "The columns of “{title}” were matched"),
    "import.checked": Phrase("“{title}”试导入完成", "The trial run of “{title}” is done"),
    "import.started": Phrase("开始导入“{title}”", "The import of “{title}” began"),
    "import.finished": Phrase(
        "“{title}”导入完成：新建 {created}，更新 {updated}，未接收 {refused}",
        "“{title}” was imported: {created} new, {updated} updated, {refused} refused",
    ),
    "import.failed": Phrase("“{title}”未能导入", "“{title}” could not be imported"),
    "import.cancelled": Phrase("取消导入“{title}”", "The import of “{title}” was cancelled"),
    "import.reopened": Phrase("“{title}”重新对应列", "The columns of “{title}” are matched anew"),
}
LABELS = {"import": STATES, "import_target": TARGETS, "import_outcome": OUTCOMES}
