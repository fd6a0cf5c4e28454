"""The words of this room."""

from datetime import date

from marketplace.core.speech import Phrase

STATES = {
    "open": Phrase("待处理", "Open"),
    "closed": Phrase("已处理", "Dealt with"),
    "settled": Phrase("已自行推进", "Moved on by itself"),
}
LABELS = {"escalation": STATES}
DONE = {
    "nudge": Phrase("已提醒", "Reminded"),
    "broker": Phrase("已提示请经纪人协助", "A broker was called on"),
    "operator": Phrase("已转运营方", "Put before the operator"),
}
FACTS = {
    "reminder.nudged": Phrase("已提醒办理：{title}", "Reminded of {title}"),
    "reminder.broker_told": Phrase("已提示经纪人协助：{title}", "The broker was told: {title}"),
    "reminder.broker_suggested": Phrase(
        "已提示可请经纪人协助：{title}", "Told that a broker can help: {title}"
    ),
    "escalation.opened": Phrase("已转运营方处理：{title}", "Put before the operator: {title}"),
    "escalation.closed": Phrase("运营方已处理：{title}", "Dealt with by the operator: {title}"),
    "escalation.settled": Phrase("已自行推进：{title}", "Moved on by itself: {title}"),
}
TELL = {
    "reminder.nudged": Phrase(
        "提醒：{title}：{ask_zh}（{when_zh}）", "Reminder: {title}: {ask_en} ({when_en})"
    ),
    "reminder.broker_told": Phrase(
        "您委托方的事项需要协助：{title}：{ask_zh}（{when_zh}）",
        "Your client may need help: {title}: {ask_en} ({when_en})",
    ),
    "reminder.broker_suggested": Phrase(
        "{title}：{ask_zh}（{when_zh}）。可请经纪人协助",
        "{title}: {ask_en} ({when_en}). A broker can help",
    ),
    "escalation.opened": Phrase(
        "提醒后仍无进展：{title}：{ask_zh}（{when_zh}）",
        "No progress after reminders: {title}: {ask_en} ({when_en})",
    ),
}


def when(last: date | None, on: date, since: date) -> Phrase:
    """How late it is: before or after the last day of a clock, or how long it has rested."""
    if last is None:
        return Phrase(f"自 {since} 起没有进展", f"no progress since {since}")
    if last < on:
        return Phrase(f"已于 {last} 到期", f"was due on {last}")
    return Phrase(f"截止 {last}", f"until {last}")
