"""The words of technologies and of the revisions of them."""

from marketplace.core.speech import Phrase

STATES = {
    "draft": Phrase("草稿", "Draft"),
    "submitted": Phrase("待审核", "Submitted"),
    "under_review": Phrase("审核中", "Under review"),
    "changes_requested": Phrase("待修改", "Changes requested"),
    "rejected": Phrase("未通过", "Rejected"),
    "published": Phrase("已发布", "Published"),
    "under_deal": Phrase("交易中", "Under deal"),
    "suspended": Phrase("已暂停", "Suspended"),
    "expired": Phrase("已过期", "Expired"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
    "closed": Phrase("已成交", "Closed"),
    "archived": Phrase("已归档", "Archived"),
}
REVISION_STATES = {
    "proposed": Phrase("修订待审核", "Revision awaiting review"),
    "published": Phrase("修订已发布", "Revision published"),
    "declined": Phrase("修订未通过", "Revision declined"),
    "dropped": Phrase("修订已放弃", "Revision dropped"),
}
REASONS = {
    "incomplete": Phrase("内容不完整", "Incomplete"),
    "unclear": Phrase("表述不清，企业看不懂", "Not clear to a plant"),
    "not_green": Phrase("不属于绿色技术", "Not a green technology"),
    "claims_unsupported": Phrase("指标缺乏依据", "Claims lack support"),
    "exaggerated": Phrase("夸大宣传", "Exaggerated"),
    "legal_state": Phrase("专利法律状态有问题", "Legal state of a patent"),
    "ownership": Phrase("权属不清", "Ownership is not clear"),
    "confidential": Phrase("含有涉密或不宜公开内容", "Holds confidential content"),
    "duplicate": Phrase("与已发布技术重复", "Duplicate of a published technology"),
    "takedown_notice": Phrase("收到侵权通知", "Takedown notice received"),
    "evidence_revoked": Phrase("证明材料被撤销", "Evidence was revoked"),
    "holder_restricted": Phrase("持有方被限制使用", "The holder was restricted"),
    "other": Phrase("其他（请说明）", "Other (say which)"),
}
REASONS_FOR = {
    "request_changes": (
        "incomplete",
        "unclear",
        "claims_unsupported",
        "exaggerated",
        "legal_state",
        "ownership",
        "confidential",
        "other",
    ),
    "reject": ("not_green", "exaggerated", "legal_state", "ownership", "duplicate", "other"),
    "suspend": (
        "legal_state",
        "ownership",
        "takedown_notice",
        "evidence_revoked",
        "holder_restricted",
        "confidential",
        "other",
    ),
    "decline": (
        "incomplete",
        "unclear",
        "not_green",
        "claims_unsupported",
        "exaggerated",
        "legal_state",
        "ownership",
        "confidential",
        "duplicate",
        "other",
    ),
}
LICENCES = {
    "exclusive": Phrase("独占许可", "Exclusive licence"),
    "sole": Phrase("排他许可", "Sole licence"),
    "ordinary": Phrase("普通许可", "Ordinary licence"),
    "transfer": Phrase("转让", "Transfer"),
    "capital_contribution": Phrase("作价投资", "Capital contribution"),
    "joint_development": Phrase("合作开发", "Joint development"),
}
PRICE_ROUTES = {
    "agreement": Phrase("协议定价", "Agreement price"),
    "listing_sale": Phrase("挂牌交易", "Listing sale"),
    "auction": Phrase("拍卖", "Auction"),
}
PROOFS = {
    "register_extract": Phrase("专利登记簿副本", "Patent register extract"),
    "fee_receipt": Phrase("年费缴纳凭证", "Annual fee receipt"),
    "office_query": Phrase("国知局法律状态查询", "Legal state query at the office"),
}
CONFIRMATIONS = {
    "price": Phrase("价格仍然有效", "The price still stands"),
    "availability": Phrase("技术仍可许可或转让", "It is still available"),
    "legal_state": Phrase("专利仍然有效", "The patents are in force"),
    "contact": Phrase("联系方式正确", "The contact is right"),
    "trl": Phrase("成熟度没有变化", "The maturity is as stated"),
}
FIELDS = {
    "title": Phrase("技术名称", "Title"),
    "summary": Phrase("一句话简介", "Summary"),
    "description": Phrase("技术说明", "Description"),
    "know_how": Phrase("技术秘密", "Know-how"),
    "patents": Phrase("专利", "Patents"),
    "effects": Phrase("绿色效果", "Green effects"),
    "fields": Phrase("绿色领域", "Green fields"),
    "stages": Phrase("生命周期环节", "Life-cycle stages"),
    "topics": Phrase("示范主题", "Demonstration topics"),
    "catalogue": Phrase("绿色低碳转型产业目录（2024）", "Industry catalogue (2024)"),
    "industries": Phrase("应用行业", "Application industries"),
    "processes": Phrase("适用工艺", "Processes"),
    "pollutants": Phrase("治理对象", "Pollutants and media"),
    "scale": Phrase("处理规模", "Scale treatable"),
    "references_count": Phrase("应用案例数", "References in operation"),
    "references_text": Phrase("应用案例", "References"),
    "investment_fen": Phrase("投资成本", "Investment cost"),
    "running_cost_fen": Phrase("年运行成本", "Running cost per year"),
    "trl_scale": Phrase("成熟度标准", "Maturity scale"),
    "trl_level": Phrase("技术就绪度", "Maturity level"),
    "trl_evidence": Phrase("成熟度依据", "Evidence of maturity"),
    "trl_self_declared": Phrase("成熟度为自行声明", "Maturity is self-declared"),
    "experimental_notice": Phrase("实验性技术提示", "Experimental notice"),
    "price_mode": Phrase("计价方式", "Price mode"),
    "price_route": Phrase("定价路径", "Pricing route"),
    "price_low_fen": Phrase("价格下限", "Price from"),
    "price_high_fen": Phrase("价格上限", "Price to"),
    "licences": Phrase("许可方式", "Licence kinds offered"),
    "region": Phrase("所在地区", "Region"),
    "claims": Phrase("量化指标", "Quantified claims"),
    "unquantified": Phrase("效果未量化", "No effect is quantified"),
    "non_confidential": Phrase("非涉密声明", "Non-confidential declaration"),
    "contact": Phrase("联系方式", "Contact"),
}
FACTS = {
    "technology.created": Phrase("技术“{title}”建立草稿", "A draft of “{title}” was made"),
    "technology.changed": Phrase("技术“{title}”内容更新", "“{title}” was changed"),
    "technology.submitted": Phrase("技术“{title}”提交审核", "“{title}” was submitted for review"),
    "technology.taken": Phrase("技术“{title}”开始审核", "The review of “{title}” began"),
    "technology.changes_requested": Phrase("技术“{title}”需要修改", "“{title}” needs changes"),
    "technology.rejected": Phrase("技术“{title}”未通过审核", "“{title}” was rejected"),
    "technology.published": Phrase("技术“{title}”已发布", "“{title}” was published"),
    "technology.revised": Phrase("技术“{title}”提交修订", "A revision of “{title}” was handed in"),
    "technology.revision_published": Phrase(
        "技术“{title}”的修订已发布", "The revision of “{title}” was published"
    ),
    "technology.reserved": Phrase("技术“{title}”进入交易", "“{title}” went under deal"),
    "technology.released": Phrase("技术“{title}”恢复可交易", "“{title}” is free again"),
    "technology.suspended": Phrase("技术“{title}”被暂停展示", "“{title}” was suspended"),
    "technology.resumed": Phrase("技术“{title}”恢复展示", "“{title}” is shown again"),
    "technology.deal_resumed": Phrase(
        "技术“{title}”恢复展示（交易中）", "“{title}” is shown again, under deal"
    ),
    "technology.expired": Phrase("技术“{title}”已过有效期", "“{title}” expired"),
    "technology.renewed": Phrase("技术“{title}”续展", "“{title}” was renewed"),
    "technology.withdrawn": Phrase("技术“{title}”已撤回", "“{title}” was withdrawn"),
    "technology.concluded": Phrase("技术“{title}”已成交", "“{title}” was concluded"),
    "technology.archived": Phrase("技术“{title}”已归档", "“{title}” was archived"),
    "technology.evidence_set": Phrase(
        "技术“{title}”的指标证明更新", "The evidence of a claim of “{title}” changed"
    ),
    "revision.proposed": Phrase("“{title}”的修订待审核", "A revision of “{title}” awaits review"),
    "revision.published": Phrase("“{title}”的修订通过", "The revision of “{title}” was accepted"),
    "revision.declined": Phrase("“{title}”的修订未通过", "The revision of “{title}” was declined"),
    "revision.dropped": Phrase("“{title}”的修订已放弃", "The revision of “{title}” was dropped"),
}
LABELS = {
    "technology": STATES,
    "revision": REVISION_STATES,
    "reason": REASONS,
    "licence": LICENCES,
    "price_route": PRICE_ROUTES,
    "proof": PROOFS,
    "technology_field": FIELDS,
}
