"""The words of this room."""

from marketplace.core.speech import Phrase

WISHES = {
    "now": Phrase("立即", "At once"),
    "digest": Phrase("每日汇总", "Daily letter"),
    "off": Phrase("不通知", "Off"),
}
CHANNEL_WORDS = {"inbox": Phrase("站内消息", "Inbox")}
DAILY = Phrase("每日汇总", "The daily letter")
# What the gaps of a sentence are filled with where an operator looks at its template.
SAMPLES: dict[str, object] = {
    "title": "烧结烟气半干法脱硫除尘一体化装置（示例）",
    "reason": "材料不全（示例）",
    "created": 12,
    "updated": 3,
    "refused": 1,
    "no": 2,
    "broker": "河洛技术经纪（示例）",
    "technology": "烧结烟气半干法脱硫除尘一体化装置（示例）",
    "demand": "烧结机头烟气 SO₂ 超低排放改造（示例）",
    "percent": 82,
    "why_zh": "出口 SO₂ 28 ≤ 35 mg/m³ ✓",
    "why_en": "SO₂ at outlet 28 ≤ 35 mg/m³ ✓",
}
