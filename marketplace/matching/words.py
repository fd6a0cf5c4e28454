"""The words of this room."""

from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary

STATES = {
    "suggested": Phrase("推荐中", "Suggested"),
    "dismissed": Phrase("不合适", "Dismissed"),
    "taken_up": Phrase("已跟进", "Taken up"),
    "stale": Phrase("已失效", "No longer current"),
}
REASONS = {
    "too_expensive": Phrase("价格过高", "Too expensive"),
    "too_immature": Phrase("成熟度不够", "Too immature"),
    "wrong_scale": Phrase("规模不符", "Wrong scale"),
    "wrong_field": Phrase("领域不对口", "Wrong field"),
    "already_have": Phrase("已有方案", "We have a solution already"),
    "wrong_region": Phrase("地区不合适", "Wrong region"),
    "other": Phrase("其他（请说明）", "Other (say which)"),
}
# What a holder can do where several organisations gave the same reason.
HINTS = {
    "too_expensive": Phrase(
        "可考虑分期付款、入门费加提成，或写明价格包含什么。",
        "Think of instalments or a fee with royalties, or say what the price includes.",
    ),
    "too_immature": Phrase(
        "可补充中试或示范工程的数据和检测报告。",
        "Add figures and test reports of a pilot or demonstration plant.",
    ),
    "wrong_scale": Phrase(
        "可写明适用的处理量范围，以及能否并联或缩小。",
        "State the range of sizes it suits, and whether units can be combined or made smaller.",
    ),
    "wrong_field": Phrase(
        "请核对所选的行业、工艺和污染物，去掉不适用的。",
        "Check the industries, processes and pollutants chosen; take out what does not apply.",
    ),
    "already_have": Phrase(
        "可写明与常用方案相比的优势。", "Say what it does better than the usual solution."
    ),
    "wrong_region": Phrase(
        "可写明能提供服务的地区。", "Say in which regions you can give service."
    ),
    "other": Phrase("可请市场运营方代为了解。", "The operator can ask on your behalf."),
}
SIDES = {
    "seeker": Phrase("需求方", "Seeker"),
    "holder": Phrase("技术方", "Holder"),
}
VERDICTS = {
    "yes": Phrase("符合", "Fits"),
    "no": Phrase("不符合", "Does not fit"),
    "unknown": Phrase("未知", "Not known"),
}
LABELS = {
    "match": STATES,
    "match_reason": REASONS,
    "match_side": SIDES,
    "match_verdict": VERDICTS,
}
CONTENT_ONLY = Phrase(
    "匹配只比较双方公开的内容，不使用任何个人画像；分数和理由对所有人相同。",
    "Matches compare only what both sides made public. No personal profile is used; score and "
    "reasons are the same whoever looks.",
)
FACTS = {
    "match.found": Phrase("{title}：匹配度 {percent}%", "{title}: {percent}% match"),
    "match.risen": Phrase("{title}：匹配度升至 {percent}%", "{title}: now a {percent}% match"),
    "match.changed": Phrase("{title}：匹配度变为 {percent}%", "{title}: now {percent}%"),
    "match.dismissed": Phrase("{title}：被标为不合适", "{title}: dismissed"),
    "match.taken_up": Phrase("{title}：已跟进", "{title}: taken up"),
    "match.opened": Phrase("{title}：一方首次打开", "{title}: first opened by a side"),
    "match.grown_stale": Phrase("{title}：匹配已失效", "{title}: no longer current"),
    "match.revived": Phrase("{title}：匹配恢复", "{title}: current again"),
    "helpers.found": Phrase("{title}：有合适的经纪人或机构", "{title}: brokers or agencies fit"),
    "first_things.found": Phrase("{title}：有合适的公开内容", "{title}: public things fit"),
    # What somebody looks for stays out of the journal, which forgets nothing.
    "saved_search.saved": Phrase("保存了一项搜索", "A search was saved"),
    "saved_search.changed": Phrase("修改了一项保存的搜索", "A saved search was changed"),
    "saved_search.deleted": Phrase("删除了一项保存的搜索", "A saved search was deleted"),
    "saved_search.met": Phrase(
        "您保存的搜索有新结果：{title}", "A new result for your saved search: {title}"
    ),
}
TELL_HELPERS = Phrase(
    "“{title}”可请的经纪人与机构：{why_zh}。未通知对方，是否联系由贵方决定",
    "Who could help with “{title}”: {why_en}. They were not told; whether to ask is for you to say",
)
TELL_FIRST = Phrase(
    "{title}已通过核验。按贵单位简介，可先看：{why_zh}",
    "{title} was verified. By what you say of yourselves, look at these first: {why_en}",
)
TELL_HOLDER = Phrase(
    "有一项需求与贵方技术“{technology}”匹配（{percent}%）：{demand}。{why_zh}",
    "A demand fits your technology “{technology}” ({percent}%): {demand}. {why_en}",
)
TELL_SEEKER = Phrase(
    "有一项技术与贵方需求“{demand}”匹配（{percent}%）：{technology}。{why_zh}",
    "A technology fits your demand “{demand}” ({percent}%): {technology}. {why_en}",
)
# Ways to hand on a technology that are no kinds of licence.
OTHER_WAYS = {
    "transfer": Phrase("转让", "Transfer"),
    "capital_contribution": Phrase("作价投资", "Capital contribution"),
    "joint_development": Phrase("合作开发", "Joint development"),
}
# The vocabulary's words; in a sentence they begin small.
EVIDENCE = {
    code: Phrase(words.zh, words.en.lower())
    for code, words in vocabulary("evidence_states").phrases().items()
}
FEATURES = {
    "target": Phrase("目标指标", "Target"),
    "trl": Phrase("成熟度", "Maturity"),
    "price": Phrase("价格", "Price"),
    "investment": Phrase("投资", "Investment"),
    "licence": Phrase("许可方式", "Licence"),
    "deadline": Phrase("截止日期", "Deadline"),
    "field": Phrase("绿色领域", "Green field"),
    "industry": Phrase("行业", "Industry"),
    "process": Phrase("工艺与设施", "Process"),
    "pollutant": Phrase("污染物与介质", "Pollutant"),
    "ipc": Phrase("专利分类", "Patent class"),
    "region": Phrase("地区", "Region"),
    "text": Phrase("文字", "Words"),
}
PARAMETERS = {
    "q": Phrase("搜索词", "Words"),
    "exact": Phrase("搜索方式", "Words are taken"),
    "measure": Phrase("指标", "Figures"),
    "kind": Phrase("类型", "Kind"),
    "field": Phrase("绿色领域", "Green field"),
    "catalogue": Phrase("产业目录", "Industry catalogue"),
    "ipc": Phrase("专利分类", "Patent class"),
    "industry": Phrase("行业", "Industry"),
    "process": Phrase("工艺与设施", "Process"),
    "pollutant": Phrase("污染物与介质", "Pollutant"),
    "trl": Phrase("成熟度", "Maturity"),
    "licence": Phrase("许可方式", "Licence"),
    "price_band": Phrase("价格区间", "Price band"),
    "budget_band": Phrase("预算区间", "Budget band"),
    "region": Phrase("地区", "Region"),
    "holder": Phrase("持有方", "Holder"),
    "holder_kind": Phrase("机构类型", "Kind of organisation"),
    "evidence": Phrase("证明状态", "Evidence"),
    "grade": Phrase("经纪人等级", "Grade of broker"),
    "scope": Phrase("服务范围", "Scope of service"),
    "accredited": Phrase("证书在有效期内", "Certificate valid"),
    "trl_min": Phrase("成熟度不低于", "Maturity at least"),
    "trl_max": Phrase("成熟度不高于", "Maturity at most"),
    "price_min_fen": Phrase("价格不低于", "Price at least"),
    "price_max_fen": Phrase("价格不高于", "Price at most"),
    "budget_min_fen": Phrase("预算不低于", "Budget at least"),
    "budget_max_fen": Phrase("预算不高于", "Budget at most"),
    "published_from": Phrase("发布于此日或之后", "Published from"),
    "published_to": Phrase("发布于此日或之前", "Published until"),
    "deadline_from": Phrase("截止不早于", "Open at least until"),
    "deadline_to": Phrase("截止不晚于", "Closes by"),
}
EXACTLY = Phrase("按原词，不含同义词", "as they are typed, without synonyms")
KINDS = {
    "technology": Phrase("技术", "Technologies"),
    "demand": Phrase("需求", "Demands"),
    "patent": Phrase("专利", "Patents"),
    "broker": Phrase("经纪人", "Brokers"),
    "agency": Phrase("检测评价认证机构", "Agencies"),
}
