"""What the service room refuses, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing, Refused


class OwnHand(Refused):
    """You entered or signed this for the other side yourself: a colleague has to answer it."""

    code = "own-hand"
    zh = "该内容由您本人代为录入或签署，须由其他人员审核或答复。"


class NoSuchBroker(Missing):
    """There is no such broker, or you may not see them."""

    code = "no-such-broker"
    zh = "没有这位经纪人，或您无权查看。"


class NoSuchAgency(Missing):
    """There is no such agency, or you may not see it."""

    code = "no-such-agency"
    zh = "没有这家机构，或您无权查看。"


class NoSuchMandate(Missing):
    """There is no such mandate, or you may not see it."""

    code = "no-such-mandate"
    zh = "没有这份委托，或您无权查看。"


class NoSuchIntroduction(Missing):
    """There is no such introduction, or you may not see it."""

    code = "no-such-introduction"
    zh = "没有这条引荐记录，或您无权查看。"


class NoSuchReferral(Missing):
    """There is no such referral, or you may not see it."""

    code = "no-such-referral"
    zh = "没有这项转请，或您无权查看。"


class NoSuchRow(Missing):
    """That accreditation or scope row is not (any more) part of this profile."""

    code = "no-such-row"
    zh = "档案中没有（或已不再有）这条资质或能力记录。"


class NotAColleague(Invalid):
    """A broker belongs to the firm that applies: name one of its people."""

    code = "not-a-colleague"
    zh = "经纪人须为申请机构的成员，请填写本机构人员。"


class BrokerTaken(Conflict):
    """This person has a broker profile already."""

    code = "broker-taken"
    zh = "该人员已有经纪人档案。"


class GradeExpired(Conflict):
    """The broker's grade has expired or they may not practise now: no new mandates or listing."""

    code = "grade-expired"
    zh = "经纪人等级证书已到期或暂不能执业，续期前不能登记或承接新委托。"


class CertifiedFactsFixed(Conflict):
    """Grade, certificate number and expiry are what the operator verified. Ask for a renewal."""

    code = "certified-facts-fixed"
    zh = "等级、证书编号和有效期已经核验，请申请换证更新。"


class AgencyTaken(Conflict):
    """Your organisation has an agency profile already."""

    code = "agency-taken"
    zh = "贵机构已建有检测评价认证机构档案。"


class BadAccreditation(Invalid):
    """The accreditation number cannot be read. Check it against the certificate."""

    code = "bad-accreditation"
    zh = "资质证书编号无法识别，请与证书核对。"


class NothingToShow(Invalid):
    """An agency is listed with at least one service and one row of scope."""

    code = "nothing-to-show"
    zh = "机构档案至少须有一项服务和一条能力范围。"


class OutOfScope(Invalid):
    """Some items are outside the agency's scope in force on that day (INV-S1)."""

    code = "out-of-scope"
    zh = "部分项目不在机构当日有效的能力范围内。"


class UnknownCode(Invalid):
    """This code is not in the vocabulary."""

    code = "not-in-vocabulary"
    zh = "该代码不在词表中。"


class PeriodBackwards(Invalid):
    """The last day comes before the first, or has passed already."""

    code = "period-backwards"
    zh = "截止日期早于起始日期，或已经过去。"


class OwnMandate(Invalid):
    """A broker firm cannot be its own client or introduce its client to itself."""

    code = "own-mandate"
    zh = "经纪机构不能委托自己，也不能把委托人引荐给其自身。"


class FeeUnclear(Invalid):
    """Say the fee as its kind asks: a sum, a share in permille, or rising tiers."""

    code = "fee-unclear"
    zh = "请按收费方式填写：固定金额、千分比，或逐档上升的分档。"


class ObjectUnclear(Invalid):
    """Name both the kind and the id of the object, or neither for all of the client's."""

    code = "object-unclear"
    zh = "请同时填写标的类型和编号；如委托范围为委托人全部标的，则两项都留空。"


class MandatesOverlap(Conflict):
    """An exclusive mandate for the same object and side is in force in this period (INV-K3)."""

    code = "mandates-overlap"
    zh = "该期间内，同一标的、同一方已有独家委托（或本独家委托与已有委托重叠）。"


class DualAgencyNotAgreed(Conflict):
    """This broker acts for the other side of the same object: both clients must agree first."""

    code = "dual-agency-not-agreed"
    zh = "该经纪机构已受另一方就同一标的委托，须双方委托人先书面同意双方代理。"


class NotInForce(Conflict):
    """The mandate is not in force today, or does not cover this object."""

    code = "mandate-not-in-force"
    zh = "委托今日不在有效期内，或不包含该标的。"


class NotDueYet(Conflict):
    """The time for this has not come yet."""

    code = "not-due-yet"
    zh = "尚未到期。"


class NotAccepting(Conflict):
    """This broker takes no new work at present. Choose another."""

    code = "not-accepting"
    zh = "该经纪人目前不接受新的委托，请另选。"
