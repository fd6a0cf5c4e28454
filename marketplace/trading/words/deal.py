"""The words of a deal and its offers."""

from marketplace.core.speech import Phrase

STATES = {
    "negotiating": Phrase("谈判中", "Negotiating"),
    "term_agreed": Phrase("条款已商定", "Terms agreed"),
    "pricing": Phrase("定价中", "Pricing"),
    "in_publicity": Phrase("公示中", "In publicity"),
    "objection": Phrase("异议处理中", "Objection raised"),
    "cleared": Phrase("公示通过", "Cleared"),
    "contracting": Phrase("合同起草中", "Contracting"),
    "in_sale": Phrase("竞价或挂牌中", "In a competitive sale"),
    "concluded": Phrase("已成交", "Concluded"),
    "lost": Phrase("未成交", "Lost"),
}
SIDES = {"holder": Phrase("持有方", "Holder"), "seeker": Phrase("需求方", "Seeker")}
ORIGINS = {
    "request": Phrase("许可申请", "A licence request"),
    "proposal": Phrase("需求应答", "A proposal to a demand"),
    "elsewhere": Phrase("场外达成", "Struck elsewhere"),
}
OFFERS = {
    "open": Phrase("待答复", "Open"),
    "superseded": Phrase("已被新报价取代", "Superseded"),
    "accepted": Phrase("已接受", "Accepted"),
    "lapsed": Phrase("已过期", "Lapsed"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
}
LOSE = {
    "price": Phrase("价格未谈拢", "No agreement on the price"),
    "terms": Phrase("其他条款未谈拢", "No agreement on other terms"),
    "technology": Phrase("技术不符合要求", "The technology does not fit"),
    "finance": Phrase("资金不到位", "Financing fell through"),
    "found_elsewhere": Phrase("已选用其他技术", "Another technology was chosen"),
    "rights": Phrase("权属或法律状态问题", "Ownership or legal state of the right"),
    "disputed": Phrase("登记内容与事实不符", "What was entered is not what was agreed"),
    "no_answer": Phrase("对方长期未答复", "The other side stopped answering"),
    "other": Phrase("其他原因（见说明）", "Another reason (see the note)"),
}
LABELS = {
    "deal": STATES,
    "side": SIDES,
    "origin": ORIGINS,
    "offer": OFFERS,
    "lose": LOSE,
}
FACTS = {
    "deal.opened": Phrase("“{title}”的交易谈判开启", "Negotiation on “{title}” opened"),
    "deal.offered": Phrase(
        "对“{title}”提出第 {no} 版报价", "Offer no. {no} was made for “{title}”"
    ),
    "deal.countered": Phrase(
        "对“{title}”提出第 {no} 版还价", "Counter-offer no. {no} was made for “{title}”"
    ),
    "deal.accepted": Phrase(
        "“{title}”的第 {no} 版报价被接受，条款商定",
        "Offer no. {no} for “{title}” was accepted: terms are agreed",
    ),
    "deal.offer_withdrawn": Phrase(
        "“{title}”的第 {no} 版报价被撤回", "Offer no. {no} for “{title}” was withdrawn"
    ),
    "deal.offer_lapsed": Phrase(
        "“{title}”的第 {no} 版报价过期未获答复",
        "Offer no. {no} for “{title}” lapsed without an answer",
    ),
    "deal.lost": Phrase("“{title}”的交易未成", "The deal on “{title}” was lost"),
    "deal.struck_elsewhere": Phrase(
        "登记了场外达成的“{title}”交易", "A deal on “{title}” struck elsewhere was entered"
    ),
    "deal.broker_attached": Phrase(
        "技术经纪机构{broker}加入“{title}”的交易", "Broker {broker} joined the deal on “{title}”"
    ),
    "deal.broker_released": Phrase(
        "技术经纪机构{broker}退出“{title}”的交易", "Broker {broker} left the deal on “{title}”"
    ),
}
