"""The words of this room."""

from marketplace.core.speech import Phrase

SERVICES = {
    "testing": Phrase("检测", "Testing"),
    "evaluation": Phrase("评价", "Evaluation"),
    "certification": Phrase("认证", "Certification"),
}
LANGUAGES = {
    "zh": Phrase("中文", "Chinese"),
    "en": Phrase("英语", "English"),
    "ja": Phrase("日语", "Japanese"),
    "ko": Phrase("韩语", "Korean"),
    "de": Phrase("德语", "German"),
    "fr": Phrase("法语", "French"),
    "ru": Phrase("俄语", "Russian"),
}
ACCREDITATIONS = {
    "cma": Phrase("检验检测机构资质认定（CMA）", "CMA qualification of testing bodies"),
    "cnas": Phrase("CNAS 认可", "CNAS accreditation"),
    "cnca": Phrase("认证机构批准（CNCA）", "CNCA approval of certification bodies"),
}
CNAS_KINDS = {
    "laboratory": Phrase("实验室", "Laboratory"),
    "inspection_body": Phrase("检验机构", "Inspection body"),
    "certification_body": Phrase("认证机构", "Certification body"),
}
# The names of CMA authorities 01 to 31 follow the order of the provinces' codes (GB/T 2260).
CMA_PROVINCES = (
    *("110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000", "310000"),
    *("320000", "330000", "340000", "350000", "360000", "370000", "410000", "420000", "430000"),
    *("440000", "450000", "460000", "500000", "510000", "520000", "530000", "540000", "610000"),
    *("620000", "630000", "640000", "650000"),
)
CMA_FIELDS = {
    "08": Phrase("机械", "Machinery"),
    "12": Phrase("环境", "Environment"),
    "13": Phrase("水", "Water"),
    "17": Phrase("能源", "Energy"),
}
CMA_SECTORS = {
    "05": Phrase("环境保护", "Environmental protection"),
    "22": Phrase("机械", "Machinery"),
    "32": Phrase("节能", "Energy saving"),
}
SIDES = {
    "seller": Phrase("技术持有方一侧", "For the holder's side"),
    "buyer": Phrase("技术需求方一侧", "For the seeker's side"),
}
FEES = {
    "fixed": Phrase("固定金额", "Fixed sum"),
    "percent": Phrase("按成交额千分比", "Share of the amount"),
    "tiers": Phrase("分档计提", "By tiers of the amount"),
}
PAYERS = {
    "client": Phrase("委托人支付", "The client pays"),
    "counterparty": Phrase("相对方支付", "The other side pays"),
    "both": Phrase("双方各半", "Both pay half"),
}
COSTS = {
    "broker": Phrase("必要费用由经纪人自负", "The broker bears the costs"),
    "client": Phrase("必要费用由委托人承担", "The client bears necessary costs"),
    "client_if_none": Phrase(
        "未促成时由委托人承担必要费用", "The client bears necessary costs if nothing is concluded"
    ),
}
BASES = {
    "received": Phrase("按实际到账金额计", "On money actually received"),
    "contract": Phrase("按合同金额计", "On the contract amount"),
}
SUBJECTS = {
    "technology": Phrase("技术", "Technology"),
    "demand": Phrase("需求", "Demand"),
    "patent": Phrase("专利", "Patent"),
    "licence_request": Phrase("许可请求", "Licence request"),
    "deal": Phrase("交易", "Deal"),
}
BROKER = {
    "applied": Phrase("待核验", "Awaiting verification"),
    "returned": Phrase("退回补正", "Returned for correction"),
    "active": Phrase("执业", "Active"),
    "suspended": Phrase("暂停执业", "Suspended"),
    "lapsed": Phrase("等级证书到期", "Grade lapsed"),
    "removed": Phrase("已除名", "Removed"),
}
AGENCY = {
    "draft": Phrase("草稿", "Draft"),
    "submitted": Phrase("待审核", "Under review"),
    "listed": Phrase("在册", "Listed"),
    "revised": Phrase("在册（资质变更待核）", "Listed, changes under check"),
    "suspended": Phrase("暂停展示", "Suspended"),
    "withdrawn": Phrase("已退出", "Withdrawn"),
}
MANDATE = {
    "drafted": Phrase("草稿", "Draft"),
    "offered": Phrase("待对方签署", "Awaiting the other side"),
    "active": Phrase("有效", "Active"),
    "in_tail": Phrase("尾随保护期", "In its tail period"),
    "ended": Phrase("已终止", "Ended"),
    "declined": Phrase("已谢绝", "Declined"),
    "lapsed": Phrase("逾期未签", "Not signed in time"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
}
INTRODUCTION = {
    "recorded": Phrase("待相对方确认", "Awaiting acknowledgement"),
    "acknowledged": Phrase("已确认", "Acknowledged"),
    "disputed": Phrase("相对方有异议", "Disputed"),
}
REFERRAL = {
    "sent": Phrase("待经纪人答复", "Awaiting the broker"),
    "accepted": Phrase("已接受", "Accepted"),
    "declined": Phrase("已谢绝", "Declined"),
    "lapsed": Phrase("逾期未答复", "Not answered in time"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
}
LABELS = {
    "broker": BROKER,
    "agency": AGENCY,
    "mandate": MANDATE,
    "introduction": INTRODUCTION,
    "referral": REFERRAL,
    "service": SERVICES,
    "language": LANGUAGES,
    "accreditation": ACCREDITATIONS,
    "side": SIDES,
    "fee": FEES,
    "payer": PAYERS,
    "cost": COSTS,
    "base": BASES,
    "subject": SUBJECTS,
}
FACTS = {
    "broker.applied": Phrase("“{title}”申请成为经纪人", "“{title}” applied as a broker"),
    "broker.changed": Phrase("经纪人“{title}”资料更新", "The profile of broker “{title}” changed"),
    "broker.contact_shown": Phrase(
        "经纪人“{title}”同意公开联系方式", "Broker “{title}” agreed to show a contact"
    ),
    "broker.contact_hidden": Phrase(
        "经纪人“{title}”撤回公开联系方式的同意", "Broker “{title}” took the contact back"
    ),
    "broker.verified": Phrase("经纪人“{title}”通过核验", "Broker “{title}” was verified"),
    "broker.returned": Phrase("“{title}”的经纪人申请退回补正", "“{title}”: application returned"),
    "broker.reapplied": Phrase(
        "“{title}”重新申请成为经纪人", "“{title}” applied again as a broker"
    ),
    "broker.recertified": Phrase(
        "经纪人“{title}”的等级证书更新", "The certificate of broker “{title}” was renewed"
    ),
    "broker.suspended": Phrase("经纪人“{title}”被暂停", "Broker “{title}” was suspended"),
    "broker.resumed": Phrase("经纪人“{title}”恢复执业", "Broker “{title}” resumed"),
    "broker.lapsed": Phrase("经纪人“{title}”等级到期", "The grade of broker “{title}” lapsed"),
    "broker.removed": Phrase("经纪人“{title}”退出名录", "Broker “{title}” left the register"),
    "agency.drafted": Phrase("“{title}”建立机构档案", "“{title}” began an agency profile"),
    "agency.changed": Phrase("机构“{title}”档案更新", "The profile of agency “{title}” changed"),
    "agency.submitted": Phrase("机构“{title}”提交审核", "Agency “{title}” asked to be listed"),
    "agency.returned": Phrase("机构“{title}”退回补正", "Agency “{title}” was returned"),
    "agency.listed": Phrase("机构“{title}”在册", "Agency “{title}” was listed"),
    "agency.revised": Phrase(
        "机构“{title}”变更资质", "Agency “{title}” changed its accreditations"
    ),
    "agency.confirmed": Phrase(
        "机构“{title}”的资质变更已核实", "The changes of agency “{title}” were confirmed"
    ),
    "agency.suspended": Phrase("机构“{title}”被暂停展示", "Agency “{title}” was suspended"),
    "agency.resumed": Phrase("机构“{title}”恢复展示", "Agency “{title}” is listed again"),
    "agency.withdrawn": Phrase("机构“{title}”退出", "Agency “{title}” left"),
    "mandate.drafted": Phrase("起草委托“{title}”", "Mandate “{title}” was drafted"),
    "mandate.changed": Phrase("委托“{title}”草稿修改", "The draft of mandate “{title}” changed"),
    "mandate.offered": Phrase("委托“{title}”已签署并送对方", "Mandate “{title}” was offered"),
    "mandate.accepted": Phrase("委托“{title}”双方签署生效", "Mandate “{title}” is signed by both"),
    "mandate.declined": Phrase("委托“{title}”被谢绝", "Mandate “{title}” was declined"),
    "mandate.withdrawn": Phrase("委托“{title}”撤回", "Mandate “{title}” was withdrawn"),
    "mandate.lapsed": Phrase("委托“{title}”逾期未签", "Mandate “{title}” was not signed in time"),
    "mandate.expired": Phrase(
        "委托“{title}”到期，进入尾随保护期", "Mandate “{title}” expired into its tail"
    ),
    "mandate.terminated": Phrase("委托“{title}”解除", "Mandate “{title}” was terminated"),
    "mandate.ended": Phrase("委托“{title}”终止", "Mandate “{title}” ended"),
    "mandate.disclosed": Phrase(
        "经纪人披露“{title}”涉及双方代理", "The broker disclosed a dual agency under “{title}”"
    ),
    "mandate.consented": Phrase(
        "委托人同意“{title}”项下双方代理", "The client agreed to a dual agency under “{title}”"
    ),
    "introduction.recorded": Phrase("经纪人引荐“{title}”", "The broker introduced “{title}”"),
    "introduction.acknowledged": Phrase("引荐“{title}”已确认", "“{title}” was acknowledged"),
    "introduction.disputed": Phrase("引荐“{title}”被提出异议", "“{title}” was disputed"),
    "referral.sent": Phrase("“{title}”转请经纪人协助", "“{title}” was referred to a broker"),
    "referral.changed": Phrase("“{title}”的转请补充说明", "More was said about “{title}”"),
    "referral.accepted": Phrase("经纪人接受“{title}”", "The broker took on “{title}”"),
    "referral.declined": Phrase("经纪人谢绝“{title}”", "The broker declined “{title}”"),
    "referral.lapsed": Phrase("“{title}”经纪人逾期未答复", "“{title}” was not answered in time"),
    "referral.withdrawn": Phrase("“{title}”的转请已撤回", "The referral “{title}” was withdrawn"),
}
