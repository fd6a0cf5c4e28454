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
