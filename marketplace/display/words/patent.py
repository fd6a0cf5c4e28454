"""The words of patent cards."""

from marketplace.core.speech import Phrase

STATES = {
    "draft": Phrase("待展示", "Awaiting listing"),
    "listed": Phrase("已展示", "Listed"),
    "withdrawn": Phrase("已撤下", "Taken down"),
}
LEGAL_STATES = {
    "applied": Phrase("申请中", "Application pending"),
    "granted": Phrase("有效（已授权）", "In force"),
    "lapsed": Phrase("已失效", "Lapsed"),
    "invalid": Phrase("已宣告无效", "Declared invalid"),
    "pledged": Phrase("已质押", "Pledged"),
    "preserved": Phrase("财产保全", "Under preservation"),
    "expired": Phrase("期限届满", "Term ended"),
    "unknown": Phrase("未知", "Not known"),
}
TYPES = {
    "invention": Phrase("发明", "Invention"),
    "utility_model": Phrase("实用新型", "Utility model"),
    "design": Phrase("外观设计", "Design"),
    "other": Phrase("其他", "Other"),
}
OUTCOMES = {
    "created": Phrase("新建", "Created"),
    "updated": Phrase("已更新", "Updated"),
    "same": Phrase("无变化", "No change"),
    "refused": Phrase("未接收", "Refused"),
}
FIELDS = {
    "number": Phrase("专利号", "Number"),
    "publication": Phrase("公开号", "Publication number"),
    "patent_type": Phrase("专利类型", "Type"),
    "title": Phrase("名称", "Title"),
    "abstract": Phrase("摘要", "Abstract"),
    "applicants": Phrase("申请人", "Applicants"),
    "inventors": Phrase("发明人", "Inventors"),
    "ipc": Phrase("国际专利分类", "IPC"),
    "filed_on": Phrase("申请日", "Filed"),
    "published_on": Phrase("公开日", "Published"),
    "granted_on": Phrase("授权日", "Granted"),
    "legal_state": Phrase("法律状态", "Legal state"),
    "legal_state_on": Phrase("法律状态日期", "Legal state as of"),
    "legal_state_source": Phrase("法律状态来源", "Source of the legal state"),
    "contact": Phrase("联系方式", "Contact"),
    "source": Phrase("来源", "Source"),
    "source_ref": Phrase("来源编号", "Reference in the source"),
}
FACTS = {
    "patent.taken_in": Phrase(
        "批量录入专利卡片：新建 {created}，更新 {updated}",
        "Patent cards taken in: {created} created, {updated} updated",
    ),
    "patent.listed": Phrase("专利“{title}”已展示", "The patent “{title}” was listed"),
    "patent.withdrawn": Phrase("专利“{title}”已撤下", "The patent “{title}” was taken down"),
    "patent.relisted": Phrase("专利“{title}”重新展示", "The patent “{title}” was listed again"),
    "patent.changed": Phrase("专利“{title}”资料更新", "The card of “{title}” changed"),
    "patent.legal_state_changed": Phrase(
        "专利“{title}”法律状态变更", "The legal state of “{title}” changed"
    ),
}
LABELS = {
    "patent": STATES,
    "legal_state": LEGAL_STATES,
    "patent_type": TYPES,
    "outcome": OUTCOMES,
    "patent_field": FIELDS,
}
