"""The life cycle of an import: matched, tried without writing, then run in pieces."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.words.imports import STATES


class ImportState(StrEnum):
    """How far a file has come."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


S = ImportState
AT_WORK = frozenset({S.MAPPED, S.RUNNING})
OUTCOMES = ("created", "updated", "same", "refused", "skipped")
OWN_TIME = Phrase("由上传方决定，不计时", "Up to whoever sent the file")
HOUSE_TIME = Phrase("后台处理中，完成即通知", "At work in the background; you are told when done")
OVER = Phrase("已结束，可重新对应列", "Over; its columns may be matched anew")


def _sender(row: Any) -> Owner:
    return Owner(org=row.org_id)


def _quiet(ask: Phrase, why: Phrase) -> Wait:
    return Wait(_sender, ask, quiet=True, why_no_clock=why)


IMPORT = Flow(
    "import",
    S.UPLOADED,
    (
        arrow(
            "map",
            {S.UPLOADED, S.CHECKED},
            S.MAPPED,
            Phrase("对应列并试导入", "Match columns, try"),
            fact="mapped",
        ),
        arrow("check", {S.MAPPED}, S.CHECKED, Phrase("试导入完成", "Trial done"), fact="checked"),
        arrow("start", {S.CHECKED}, S.RUNNING, Phrase("开始导入", "Import"), fact="started"),
        arrow("finish", {S.RUNNING}, S.DONE, Phrase("完成", "Finish"), fact="finished"),
        arrow(
            "fail", {S.MAPPED, S.RUNNING}, S.FAILED, Phrase("失败", "Fail"), fact="failed",
            danger=True,
        ),
        arrow(
            "cancel", {S.UPLOADED, S.MAPPED, S.CHECKED, S.RUNNING}, S.CANCELLED,
            Phrase("取消导入", "Cancel"), fact="cancelled", danger=True,
        ),
        arrow(
            "reopen", {S.DONE, S.FAILED, S.CANCELLED}, S.UPLOADED,
            Phrase("重新对应列", "Match columns anew"), fact="reopened",
        ),
    ),
    waits={
        S.UPLOADED: Wait(
            _sender, Phrase("对应文件的列", "Match the file's columns"), why_no_clock=OWN_TIME
        ),
        S.MAPPED: _quiet(Phrase("正在试导入", "Trial run at work"), HOUSE_TIME),
        S.CHECKED: Wait(
            _sender,
            Phrase("查看试导入结果并确认", "Look at the trial run and give the go"),
            why_no_clock=OWN_TIME,
        ),
        S.RUNNING: _quiet(Phrase("正在导入", "Import at work"), HOUSE_TIME),
        S.DONE: _quiet(Phrase("导入已完成", "Imported"), OVER),
        S.FAILED: _quiet(Phrase("查看未能完成的原因", "See why it failed"), OVER),
        S.CANCELLED: _quiet(Phrase("已取消", "Cancelled"), OVER),
    },
    words=STATES,
)  # fmt: skip
