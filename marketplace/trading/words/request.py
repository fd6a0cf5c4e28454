"""The words of a licence request."""

from marketplace.core.speech import Phrase

STATES = {
    "draft": Phrase("草稿", "Draft"),
    "sent": Phrase("已发出", "Sent"),
    "acknowledged": Phrase("已受理", "Acknowledged"),
    "qualified": Phrase("已确认意向", "Qualified"),
    "converted": Phrase("已转为交易", "Became a deal"),
    "declined": Phrase("已婉拒", "Declined"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
    "lapsed": Phrase("已失效", "Lapsed"),
}
# Why a request ended without a deal (C24): no request closes without one of these.
DECLINE = {
    "not_available": Phrase("技术已不可许可", "No longer available"),
    "kind_not_offered": Phrase("不提供该许可方式", "This kind of licence is not offered"),
    "conflicting_licence": Phrase("与已有许可冲突", "Conflicts with a licence already given"),
    "not_suitable": Phrase("技术与用途不匹配", "The technology does not suit this use"),
    "budget_too_low": Phrase("预算差距过大", "The budget is too far off"),
    "capability": Phrase("实施条件不足", "The seeker lacks what putting it to use takes"),
    "other": Phrase("其他原因（见说明）", "Another reason (see the note)"),
}
WITHDRAW = {
    "no_longer_needed": Phrase("需求已取消", "No longer needed"),
    "found_elsewhere": Phrase("已选用其他技术", "Found another technology"),
    "no_answer": Phrase("迟迟未得到答复", "No answer came"),
    "budget_cut": Phrase("预算取消", "The budget was cut"),
    "mistake": Phrase("误操作或重复", "Made by mistake"),
    "other": Phrase("其他原因（见说明）", "Another reason (see the note)"),
}
LAPSE = {"nobody_moved": Phrase("期限内无人推进", "Nobody moved it in time")}
CONVERTED = {"deal_opened": Phrase("已进入谈判", "Negotiation opened")}
REASONS = {**DECLINE, **WITHDRAW, **LAPSE, **CONVERTED}
LABELS = {"licence_request": STATES, "decline": DECLINE, "withdraw": WITHDRAW, "reason": REASONS}
FACTS = {
    "licence_request.created": Phrase(
        "起草了“{title}”的许可申请", "A licence request for “{title}” was drafted"
    ),
    "licence_request.changed": Phrase(
        "修改了“{title}”的许可申请草稿", "The draft request for “{title}” was changed"
    ),
    "licence_request.sent": Phrase(
        "向持有方发出“{title}”的许可申请", "A licence was requested for “{title}”"
    ),
    "licence_request.acknowledged": Phrase(
        "持有方受理了“{title}”的许可申请", "The holder acknowledged the request for “{title}”"
    ),
    "licence_request.qualified": Phrase(
        "持有方确认了“{title}”的许可意向", "The holder qualified the request for “{title}”"
    ),
    "licence_request.deal_opened": Phrase(
        "“{title}”的许可申请转入交易谈判", "The request for “{title}” became a deal"
    ),
    "licence_request.declined": Phrase(
        "持有方婉拒了“{title}”的许可申请", "The holder declined the request for “{title}”"
    ),
    "licence_request.withdrawn": Phrase(
        "申请方撤回了“{title}”的许可申请", "The request for “{title}” was withdrawn"
    ),
    "licence_request.lapsed": Phrase(
        "“{title}”的许可申请超期失效", "The request for “{title}” lapsed"
    ),
    "licence_request.escalated": Phrase(
        "“{title}”的许可申请逾期未答复，已提请运营方协调",
        "The request for “{title}” was not answered in time; the operator was told",
    ),
}
