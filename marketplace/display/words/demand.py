"""The words of demands, of the proposals made to them and of the rewrites offered for them."""

from marketplace.core.speech import Phrase

STATES = {
    "draft": Phrase("草稿", "Draft"),
    "submitted": Phrase("待审核", "Submitted"),
    "changes_requested": Phrase("待修改", "Changes requested"),
    "rejected": Phrase("未通过", "Rejected"),
    "open": Phrase("征集中", "Open"),
    "screening": Phrase("筛选中", "Screening"),
    "shortlisted": Phrase("已入围", "Shortlisted"),
    "awarded": Phrase("已中选", "Awarded"),
    "fulfilled": Phrase("已签约", "Fulfilled"),
    "closed_unfilled": Phrase("未成交结束", "Closed unfilled"),
    "expired": Phrase("已到期", "Expired"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
    "suspended": Phrase("已暂停", "Suspended"),
}
PROPOSAL_STATES = {
    "submitted": Phrase("已提交", "Submitted"),
    "shortlisted": Phrase("已入围", "Shortlisted"),
    "awarded": Phrase("中选", "Awarded"),
    "declined": Phrase("未中选", "Not chosen"),
    "withdrawn": Phrase("已撤回", "Withdrawn"),
}
REWRITE_STATES = {
    "proposed": Phrase("待需求方确认", "Waiting for the seeker"),
    "in_review": Phrase("待审核", "Awaiting review"),
    "applied": Phrase("已采用", "Applied"),
    "declined": Phrase("未采用", "Not taken"),
}
DISCLOSURES = {
    "anonymous": Phrase(
        "匿名公开（只显示行业、区县和规模）",
        "Public but anonymous (industry, county and scale only)",
    ),
    "named": Phrase(
        "匿名公开，名称和联系方式只给选定的持有方",
        "Anonymous; name and contact to chosen holders",
    ),
    "nda": Phrase("签署保密约定后可见详情", "Details only under a confidentiality agreement"),
}
MODES = {
    "open": Phrase("公开接收（随到随看）", "Open: proposals are read as they come"),
    "sealed": Phrase("密封接收（截止后开启）", "Sealed: proposals are opened after the deadline"),
}
BUDGET_SOURCES = {
    "own": Phrase("自有资金", "Own funds"),
    "fiscal": Phrase("财政资金", "Fiscal funds"),
}
# Government Procurement Law §26; 财政部令第74号 (negotiation, single source, inquiry);
# 财库〔2014〕214号 (consultation); 财政部令第110号 (framework); 财库〔2024〕13号 (cooperative).
PROCUREMENT_ROUTES = {
    "open_tender": Phrase("公开招标", "Open tender"),
    "invited_tender": Phrase("邀请招标", "Invited tender"),
    "negotiation": Phrase("竞争性谈判", "Competitive negotiation"),
    "consultation": Phrase("竞争性磋商", "Competitive consultation"),
    "single_source": Phrase("单一来源采购", "Single source"),
    "inquiry": Phrase("询价", "Inquiry"),
    "framework": Phrase("框架协议采购", "Framework agreement"),
    "cooperative_innovation": Phrase("合作创新采购", "Cooperative innovation procurement"),
    "below_threshold": Phrase("限额以下，单位自行采购", "Below the threshold, own procedure"),
}
FIELDS = {
    "title": Phrase("需求名称", "Title"),
    "text": Phrase("问题描述", "Problem"),
    "targets": Phrase("目标指标", "Targets"),
    "budget_low": Phrase("预算下限", "Budget from"),
    "budget_high": Phrase("预算上限", "Budget up to"),
    "budget_source": Phrase("资金来源", "Source of funds"),
    "procurement_route": Phrase("采购方式", "Procurement route"),
    "deadline": Phrase("截止日期", "Deadline"),
    "industry": Phrase("所属行业", "Industry"),
    "place": Phrase("所在区县", "County"),
    "processes": Phrase("工艺与设施", "Processes"),
    "pollutants": Phrase("污染物与介质", "Pollutants"),
    "green_fields": Phrase("绿色技术领域", "Green fields"),
    "trl": Phrase("成熟度要求（不低于）", "Maturity needed (at least)"),
    "licences": Phrase("希望的许可方式", "Licence kinds wanted"),
    "scale": Phrase("规模", "Scale"),
    "contact": Phrase("联系方式", "Contact"),
    "mode": Phrase("接收方式", "How proposals are taken"),
    "multi_award": Phrase("可选多家", "Several winners allowed"),
    "disclosure": Phrase("公开程度", "Disclosure"),
    "brokers_may_help": Phrase("允许经纪机构协助完善", "Brokers may help to complete it"),
    "seeker": Phrase("需求方", "Seeker"),
}
REASONS = {
    "incomplete": Phrase("内容不完整", "Incomplete"),
    "unclear": Phrase("问题描述不清，技术方看不懂", "Not clear to those who could solve it"),
    "no_target": Phrase("目标指标未量化", "The targets are not measurable"),
    "budget": Phrase("预算或资金来源有疑问", "Doubts about budget or source of funds"),
    "identity_shown": Phrase("匿名内容中出现单位名称", "An anonymous text names the firm"),
    "confidential": Phrase("含有涉密或不宜公开内容", "Holds confidential content"),
    "not_green": Phrase("不属于绿色技术需求", "Not a demand for green technology"),
    "duplicate": Phrase("与已有需求重复", "Duplicate of another demand"),
    "advertising": Phrase("实为广告或推销", "Advertising in disguise"),
    "complaint": Phrase("收到投诉，正在核实", "A complaint is being looked into"),
    "seeker_restricted": Phrase("需求方被限制使用", "The seeker was restricted"),
    "other": Phrase("其他（请说明）", "Other (say which)"),
}
REASONS_FOR = {
    "request_changes": (
        "incomplete", "unclear", "no_target", "budget", "identity_shown", "confidential", "other",
    ),
    "reject": ("not_green", "duplicate", "advertising", "confidential", "other"),
    "suspend": ("complaint", "identity_shown", "confidential", "seeker_restricted", "other"),
}  # fmt: skip
OUTCOMES = {
    "shortlisted": Phrase("入围", "Shortlisted"),
    "awarded": Phrase("中选", "Awarded"),
    "not_chosen": Phrase("未中选", "Not chosen"),
    "no_award": Phrase("需求方决定不选", "The seeker chose nobody"),
    "demand_withdrawn": Phrase("需求已撤回", "The demand was withdrawn"),
    "taken_back": Phrase("提交方撤回", "Taken back by its proposer"),
}
NDA_TERMS = Phrase(
    "我方承诺：仅为评估和提出解决方案使用该需求的详细内容；不向第三方披露，不用于其他目的；"
    "需求方要求时删除。保密期自确认之日起三年；已公开的、我方原已掌握的和独立得到的信息除外。",
    "We use the details of this demand only to judge and propose a solution; we pass them to "
    "nobody and use them for nothing else; we delete them when the seeker asks. This binds for "
    "three years from today, except for what is public, was known to us before, or was found "
    "independently.",
)
LABELS = {
    "demand": STATES,
    "proposal": PROPOSAL_STATES,
    "demand_rewrite": REWRITE_STATES,
    "disclosure": DISCLOSURES,
    "demand_mode": MODES,
    "budget_source": BUDGET_SOURCES,
    "procurement_route": PROCUREMENT_ROUTES,
    "demand_reason": REASONS,
    "proposal_outcome": OUTCOMES,
}
FACTS = {
    "demand.entered": Phrase("需求“{title}”已建草稿", "“{title}” was drafted"),
    "demand.asked": Phrase("收到一条简要提问：“{title}”", "A short question came in: “{title}”"),
    "demand.changed": Phrase("需求“{title}”已修改", "“{title}” was changed"),
    "demand.attached": Phrase("提问“{title}”已归到单位", "“{title}” was given to its firm"),
    "demand.submitted": Phrase("需求“{title}”提交审核", "“{title}” was submitted for review"),
    "demand.published": Phrase("需求“{title}”已发布", "“{title}” was published"),
    "demand.changes_requested": Phrase("需求“{title}”被退回修改", "“{title}” needs changes"),
    "demand.rejected": Phrase("需求“{title}”未通过审核", "“{title}” was rejected"),
    "demand.proposed": Phrase("需求“{title}”收到新方案", "“{title}” received a proposal"),
    "demand.submissions_closed": Phrase(
        "需求“{title}”截止，进入筛选", "“{title}” takes no more proposals; screening begins"
    ),
    "demand.shortlisted": Phrase("需求“{title}”已确定入围方案", "“{title}” has a shortlist"),
    "demand.awarded": Phrase("需求“{title}”已选定方案", "“{title}” was awarded"),
    "demand.contracted": Phrase("需求“{title}”已签约", "“{title}” led to a contract"),
    "demand.left_unfilled": Phrase("需求“{title}”未选任何方案", "“{title}” closed without award"),
    "demand.expired": Phrase("需求“{title}”已到期", "“{title}” has expired"),
    "demand.renewed": Phrase("需求“{title}”已续期", "“{title}” was renewed"),
    "demand.withdrawn": Phrase("需求“{title}”已撤回", "“{title}” was withdrawn"),
    "demand.suspended": Phrase("需求“{title}”已暂停", "“{title}” was suspended"),
    "demand.resumed": Phrase("需求“{title}”已恢复", "“{title}” was resumed"),
    "demand.disclosure_asked": Phrase(
        "有持有方请求了解需求“{title}”的详情", "A holder asks for more about “{title}”"
    ),
    "demand.disclosed": Phrase(
        "需求“{title}”的需求方向您公开了更多信息", "The seeker of “{title}” discloses more to you"
    ),
    "demand.nda_accepted": Phrase(
        "持有方接受了需求“{title}”的保密约定", "A holder accepted the confidentiality of “{title}”"
    ),
    "demand.disclosure_revoked": Phrase(
        "需求“{title}”的需求方收回了公开", "The seeker of “{title}” took the disclosure back"
    ),
    "proposal.submitted": Phrase("向需求“{title}”提交了方案", "A proposal was made to “{title}”"),
    "proposal.shortlisted": Phrase(
        "您对需求“{title}”的方案入围：{reason}",
        "Your proposal to “{title}” is shortlisted: {reason}",
    ),
    "proposal.awarded": Phrase(
        "您对需求“{title}”的方案中选：{reason}", "Your proposal to “{title}” was chosen: {reason}"
    ),
    "proposal.declined": Phrase(
        "您对需求“{title}”的方案未中选：{reason}",
        "Your proposal to “{title}” was not chosen: {reason}",
    ),
    "proposal.withdrawn": Phrase(
        "对需求“{title}”的一份方案已撤回", "A proposal to “{title}” was taken back"
    ),
    "demand_rewrite.proposed": Phrase(
        "有人为需求“{title}”提出了改写建议", "A rewrite of “{title}” was proposed"
    ),
    "demand_rewrite.accepted": Phrase(
        "需求“{title}”的改写已采用", "The rewrite of “{title}” was accepted"
    ),
    "demand_rewrite.handed_in": Phrase(
        "需求“{title}”的修订待审核", "A revision of “{title}” awaits review"
    ),
    "demand_rewrite.approved": Phrase(
        "需求“{title}”的修订已通过", "The revision of “{title}” was approved"
    ),
    "demand_rewrite.refused": Phrase(
        "需求“{title}”的修订未通过", "The revision of “{title}” was refused"
    ),
    "demand_rewrite.declined": Phrase(
        "需求“{title}”的改写建议未采用", "The rewrite of “{title}” was declined"
    ),
    "demand_rewrite.taken_back": Phrase(
        "需求“{title}”的改写已收回", "The rewrite of “{title}” was taken back"
    ),
}
WHY = Phrase("理由", "Reason")
NOTE = Phrase("说明", "Note")
MEASURABLE = {True: Phrase("必须达到", "Must have"), False: Phrase("期望达到", "Wish")}
