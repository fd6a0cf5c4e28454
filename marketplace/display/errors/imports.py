"""What imports refuse, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing


class NoSuchImport(Missing):
    """There is no such import, or you may not see it."""

    code = "no-such-import"
    zh = "没有这次导入，或您无权查看。"


class NoColumns(Invalid):
    """No row of this file looks like the names of columns."""

    code = "no-columns"
    zh = "文件中没有找到可作为列名的一行。"


class ColumnsLack(Invalid):
    """Some columns that every row needs are not matched yet."""

    code = "columns-lack"
    zh = "必需的列尚未对应。"


class ColumnTwice(Invalid):
    """Two columns are matched to the same field."""

    code = "column-twice"
    zh = "有两列对应到了同一个字段。"


class UnknownField(Invalid):
    """There is no such field to match a column to."""

    code = "unknown-field"
    zh = "没有可对应的这个字段。"


class SourceNeeded(Invalid):
    """Rows without a patent number must name where they come from: fill in the source."""

    code = "source-needed"
    zh = "没有专利号的数据必须注明来源，请填写“来源”。"


class HolderNotFound(Invalid):
    """No organisation of this name or credit code is known here."""

    code = "holder-not-found"
    zh = "没有找到该名称或统一社会信用代码的机构。"


class SeekerNeeded(Invalid):
    """Say for which organisation these demands are entered."""

    code = "seeker-needed"
    zh = "请注明这些需求代哪家机构录入。"


class ImportBroken(Conflict):
    """This file stopped the import several times. Nothing was lost; the operator can see why."""

    code = "import-broken"
    zh = "该文件多次使导入中断，已停止；已导入的数据不受影响，运营方可查看原因。"
