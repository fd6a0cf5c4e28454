"""The words of this room."""

from marketplace.core.speech import Phrase

KINDS = {
    "holder": Phrase("技术持有方", "Technology holder"),
    "enterprise": Phrase("企业（需求方）", "Enterprise (seeker)"),
    "broker_firm": Phrase("技术经纪机构", "Broker firm"),
    "agency": Phrase("检测评价认证机构", "Testing, evaluation or certification agency"),
    "operator": Phrase("市场运营方", "Market operator"),
    "supervisor": Phrase("监管部门", "Supervising bureau"),
}
ROLES = {
    "admin": Phrase("管理员", "Administrator"),
    "member": Phrase("成员", "Member"),
}
TRUST = {
    "review": Phrase("逐件审核", "Every item is reviewed"),
    "material_only": Phrase("仅审核实质变更", "Only material changes are reviewed"),
    "post_audit": Phrase("先发布后抽查", "Published first, audited afterwards"),
}
STATES = {
    "registered": Phrase("待核验", "Awaiting verification"),
    "verified": Phrase("已核验", "Verified"),
    "restricted": Phrase("受限", "Restricted"),
    "closed": Phrase("已注销", "Closed"),
}
LABELS = {"organisation": STATES, "kind": KINDS, "role": ROLES, "trust": TRUST}
FACTS = {
    "organisation.registered": Phrase("机构“{title}”登记入驻", "“{title}” registered"),
    "organisation.verified": Phrase("机构“{title}”通过核验", "“{title}” was verified"),
    "organisation.restricted": Phrase("机构“{title}”被限制使用", "“{title}” was restricted"),
    "organisation.restored": Phrase("机构“{title}”恢复使用", "“{title}” was restored"),
    "organisation.closed": Phrase("机构“{title}”注销", "“{title}” was closed"),
    "organisation.changed": Phrase("机构“{title}”资料变更", "The details of “{title}” changed"),
    "organisation.trust_changed": Phrase(
        "机构“{title}”的发布方式改变", "How “{title}” may publish changed"
    ),
    "organisation.joined": Phrase("“{title}”新增成员", "A member joined “{title}”"),
    "person.registered": Phrase("用户注册", "A person registered"),
    "person.changed": Phrase("用户资料变更", "A person's details changed"),
    "person.mobile_asked": Phrase("用户申请手机验证码", "A person asked for a code by phone"),
    "person.mobile_verified": Phrase("用户验证手机号", "A person proved a mobile number"),
    "person.mobile_forgotten": Phrase("用户删除手机号", "A person removed a mobile number"),
    "person.signed_in": Phrase("用户登录", "A person signed in"),
    "person.signed_out": Phrase("用户退出", "A person signed out"),
}
