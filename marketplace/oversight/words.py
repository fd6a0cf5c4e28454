"""The words of this room."""

from marketplace.core.speech import Phrase

FACTS = {
    "delivery.retried": Phrase(
        "重新投递一条失败的通知（{reaction}，{channel}）",
        "A failed notice was sent again ({reaction}, {channel})",
    ),
    "delivery.dropped": Phrase(
        "放弃一条失败的通知（{reaction}，{channel}）：{reason}",
        "A failed notice was given up ({reaction}, {channel}): {reason}",
    ),
}
UNITS = {
    "things": Phrase("项", ""),
    "organisations": Phrase("家", ""),
    "people": Phrase("人", ""),
    "fen": Phrase("", ""),
}
MACHINES = {
    "relay": Phrase("调度进程（relay）", "Relay"),
    "sweep": Phrase("到期巡检（sweep）", "Sweep of timed moves"),
    "worker:notify": Phrase("通知队列（notify）", "Queue of notices (notify)"),
    "worker:outward": Phrase("外联队列（outward）", "Queue of ways out (outward)"),
    "worker:index": Phrase("索引队列（index）", "Queue of the index (index)"),
    "worker:match": Phrase("撮合队列（match）", "Queue of matching (match)"),
    "worker:bulk": Phrase("批量队列（bulk）", "Queue of imports (bulk)"),
}
FUNNEL = {
    "published": (
        Phrase("发布", "Published"),
        Phrase("统计期间内首次公开的需求（或技术）。", "First published in the period."),
    ),
    "matched": (
        Phrase("匹配", "Matched"),
        Phrase("系统为其找到至少一项匹配。", "At least one match was found for it."),
    ),
    "told": (
        Phrase("告知", "Told"),
        Phrase("至少一项匹配达到推送线，双方已被通知。", "At least one match was worth telling."),
    ),
    "opened": (
        Phrase("打开", "Opened"),
        Phrase("本方有人打开过匹配页面。", "Somebody of its own side opened a match's page."),
    ),
    "interested": (
        Phrase("有意", "Interested"),
        Phrase(
            "至少一项匹配被任一方标为跟进，或因申请、应征自动跟进。",
            "A match was taken up by either side, or by a request or proposal.",
        ),
    ),
    "requested": (
        Phrase("申请", "Requested"),
        Phrase(
            "匹配之后，需求方就该技术发出许可申请，或持有方应征该需求。",
            "After the match, the seeker asked for a licence or the holder sent a proposal.",
        ),
    ),
    "agreed": (
        Phrase("商定", "Agreed"),
        Phrase(
            "匹配之后，双方就该技术商定条款。",
            "After the match, the two sides agreed terms on the technology.",
        ),
    ),
}
SPANS = {
    "to_match": Phrase("发布到首次匹配（天）", "Publishing to first match (days)"),
    "to_request": Phrase("首次匹配到首次申请（天）", "First match to first request (days)"),
}
DIRECTIONS = {
    "demand": Phrase("需求", "Demands"),
    "technology": Phrase("技术", "Technologies"),
}
CHANNELS = {
    "inbox": Phrase("站内消息", "Inbox"),
    "mail": Phrase("电子邮件", "E-mail"),
    "sms": Phrase("短信", "Text message"),
    "webhook": Phrase("推送接口", "Webhook"),
    "plan": Phrase("确定收件人", "Whom to reach"),
}
