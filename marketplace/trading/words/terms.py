"""The words of terms: what is licensed, for whom, where, how long, at what price."""

from marketplace.core.speech import Phrase

FIELDS = {
    "licence": Phrase("许可方式", "Kind of licence"),
    "territory": Phrase("许可地域", "Territory"),
    "field": Phrase("使用领域", "Field of use"),
    "acts": Phrase("实施行为", "Acts"),
    "months": Phrase("许可期限（月）", "Term in months"),
    "until": Phrase("许可截止日", "Until"),
    "sublicensing": Phrase("再许可", "Sublicensing"),
    "price_mode": Phrase("计价方式", "How the price is paid"),
    "lump_sum_fen": Phrase("总价", "Lump sum"),
    "instalments": Phrase("分期付款", "Instalments"),
    "entry_fee_fen": Phrase("入门费", "Entry fee"),
    "royalty_permille": Phrase("提成率", "Royalty rate"),
    "royalty_base": Phrase("提成基数", "Royalty base"),
    "royalty_cap_fen": Phrase("提成上限", "Royalty cap"),
    "improvements": Phrase("后续改进成果", "Later improvements"),
    "confidentiality": Phrase("保密约定", "Confidentiality"),
    "note": Phrase("其他约定", "Further terms"),
}
LICENCES = {
    "exclusive": Phrase("独占许可", "Exclusive licence"),
    "sole": Phrase("排他许可", "Sole licence"),
    "ordinary": Phrase("普通许可", "Ordinary licence"),
    "transfer": Phrase("转让", "Transfer of the right"),
    "other": Phrase("其他方式", "Another arrangement"),
}
# Acts of exploitation, Patent Law §11 (R-LIC-2).
ACTS = {
    "make": Phrase("制造", "Make"),
    "use": Phrase("使用", "Use"),
    "offer": Phrase("许诺销售", "Offer for sale"),
    "sell": Phrase("销售", "Sell"),
    "import": Phrase("进口", "Import"),
}
SUBLICENSING = {
    "no": Phrase("不得再许可", "Not allowed"),
    "consent": Phrase("经许可方书面同意", "With the licensor's written consent"),
    "yes": Phrase("允许再许可", "Allowed"),
}
# Payment modes and royalty bases, Civil Code §846 (R-CON-4).
PRICE_MODES = {
    "lump_sum_once": Phrase("一次总付", "One lump sum"),
    "lump_sum_instalments": Phrase("总价分期付", "A lump sum in instalments"),
    "royalty": Phrase("提成支付", "Royalty"),
    "royalty_plus_entry_fee": Phrase("入门费加提成", "Entry fee and royalty"),
}
BASES = {
    "product_price": Phrase("产品价格", "Product price"),
    "added_output": Phrase("新增产值", "Added output value"),
    "profit": Phrase("利润", "Profit"),
    "sales": Phrase("产品销售额", "Sales"),
}
# Improvements belong to who makes them unless agreed otherwise, Civil Code §875 (R-CON-8).
IMPROVEMENTS = {
    "improver": Phrase("归改进方所有", "Belong to who makes them"),
    "shared": Phrase("双方共有", "Are shared"),
    "licensed_back": Phrase(
        "归改进方，有偿许可对方", "Belong to their maker, licensed back for pay"
    ),
}
LABELS = {
    "terms": FIELDS,
    "licence": LICENCES,
    "act": ACTS,
    "sublicensing": SUBLICENSING,
    "price_mode": PRICE_MODES,
    "royalty_base": BASES,
    "improvements": IMPROVEMENTS,
}
