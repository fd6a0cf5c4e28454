"""What a table from outside may be refused for."""

from marketplace.core.errors import Invalid, TooLarge


class NotATable(Invalid):
    """This is not a table we can read. Send XLSX, CSV or lines of JSON."""

    code = "not-a-table"
    zh = "无法识别该文件，请上传 XLSX、CSV 或逐行 JSON（JSONL）格式的表格。"


class OldExcel(Invalid):
    """This is an old Excel file (.xls). Open it and save it as .xlsx, then send that."""

    code = "old-excel"
    zh = "这是旧版 Excel 文件（.xls），请在 Excel 或 WPS 中另存为 .xlsx 后再上传。"


class TableLocked(Invalid):
    """This file is protected by a password. Save it without one, then send that."""

    code = "table-locked"
    zh = "该文件设有密码，请取消密码保护后再上传。"


class TableDamaged(Invalid):
    """This file is damaged and cannot be opened. Save it again, then send that."""

    code = "table-damaged"
    zh = "文件已损坏，无法打开，请重新保存后再上传。"


class UnfoldsTooFar(TooLarge):
    """This workbook would unfold to far more than its size says, so it was not opened."""

    code = "unfolds-too-far"
    zh = "该工作簿解压后远超正常大小，为安全起见未打开。"


class TableTooHard(TooLarge):
    """Reading this workbook took more memory or time than one file may take. Split it."""

    code = "table-too-hard"
    zh = "读取该工作簿所需的内存或时间超过上限，请拆分后再上传。"


class TooManyRows(TooLarge):
    """The table has more rows than one file may have. Split it."""

    code = "too-many-rows"
    zh = "表格行数超过单个文件的上限，请拆分后再上传。"


class TooManyColumns(TooLarge):
    """The table has more columns than a table here may have."""

    code = "too-many-columns"
    zh = "表格列数超过上限。"


class WrongEncoding(Invalid):
    """The characters of this file are in none of the encodings we read.

    Save it as UTF-8 (in Excel: “CSV UTF-8”), then send that. UTF-8, GB18030 (GBK) and UTF-16 are
    read.
    """

    code = "wrong-encoding"
    zh = (
        "无法识别文件的字符编码。请另存为 UTF-8（Excel 中选择“CSV UTF-8”）后再上传；"
        "可读取 UTF-8、GB18030（GBK）和 UTF-16。"
    )


class QuoteNeverEnds(Invalid):
    """A quotation mark that opens a cell never closes, or a cell is far too long."""

    code = "quote-never-ends"
    zh = "有单元格的引号没有闭合，或单元格内容过长。"


class NoRows(Invalid):
    """The table has no rows."""

    code = "no-rows"
    zh = "表格中没有数据行。"


BY_CODE = {
    kind.code: kind for kind in (NotATable, TableLocked, TableDamaged, UnfoldsTooFar, TableTooHard)
} | {kind.code: kind for kind in (TooManyRows, TooManyColumns, NoRows)}
