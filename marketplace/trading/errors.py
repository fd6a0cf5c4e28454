"""What trading refuses, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing, Refused, Stale


class NoSuchRequest(Missing):
    """There is no such licence request, or you may not see it."""

    code = "no-such-licence-request"
    zh = "没有这份许可申请，或您无权查看。"


class NoSuchDeal(Missing):
    """There is no such deal, or you may not see it."""

    code = "no-such-deal"
    zh = "没有这笔交易，或您无权查看。"


class OwnTechnology(Conflict):
    """This technology is your own; nobody requests a licence from themselves."""

    code = "own-technology"
    zh = "这是贵方自己的技术，无需申请许可。"


class AlreadyRequested(Conflict):
    """An open request of this seeker for this technology exists already. Go on with that one."""

    code = "already-requested"
    zh = "该申请方对这项技术已有一份未结束的许可申请，请在原申请上继续。"


class NotOnOffer(Conflict):
    """This technology cannot be licensed at present."""

    code = "not-on-offer"
    zh = "该技术目前不可许可。"


class ClockStillRuns(Conflict):
    """The time for this has not passed yet."""

    code = "clock-still-runs"
    zh = "期限尚未届满。"


class PartyNotVerified(Conflict):
    """The other party's organisation has not been verified yet; a deal needs two verified ones."""

    code = "party-not-verified"
    zh = "对方机构尚未通过核验，双方均核验后方可交易。"


class NoSuchParty(Invalid):
    """This organisation is not registered in the market."""

    code = "no-such-party"
    zh = "该机构未在本市场登记。"


class SameParty(Invalid):
    """Holder and seeker are the same organisation."""

    code = "same-party"
    zh = "持有方与需求方不能是同一机构。"


class BadTerms(Invalid):
    """These terms are not complete, or contradict each other. See the fields named."""

    code = "bad-terms"
    zh = "条款不完整或相互矛盾，请修改所列各项。"


class BadExpiry(Invalid):
    """An offer must end in the future, at the latest after the time the market allows."""

    code = "bad-offer-expiry"
    zh = "报价失效时间须在将来，且不得超过市场规定的最长期限。"


class NoReason(Invalid):
    """Say why it ends: choose one of the reasons of this step."""

    code = "no-reason"
    zh = "请选择结束的原因。"


class NotStruckYet(Invalid):
    """A deal struck elsewhere has a day in the past, or today."""

    code = "not-struck-yet"
    zh = "场外成交日期不能晚于今天。"


class NoOpenOffer(Conflict):
    """No offer stands that could be answered."""

    code = "no-open-offer"
    zh = "目前没有待答复的有效报价。"


class OfferChanged(Stale):
    """The offer you saw is not the one that stands now. Read the new terms before you accept."""

    code = "offer-changed"
    zh = "您看到的报价已不是当前报价，请阅读新条款后再接受。"


class OfferExpired(Conflict):
    """This offer has expired; it cannot be accepted any more. Ask for a new one."""

    code = "offer-expired"
    zh = "该报价已过期，不能再接受，请对方重新报价。"


class LicenceConflict(Conflict):
    """A licence of another class, already agreed for an overlapping scope, rules this one out."""

    code = "licence-conflict"
    zh = "在重叠的范围内已商定另一类许可，与本许可不相容。"


class WhichSide(Invalid):
    """You act for both sides here; say for which one."""

    code = "which-side"
    zh = "您同时代理双方，请注明代表哪一方。"


class NoMandate(Refused):
    """There is no mandate in force that lets this broker act for this party in this matter."""

    code = "no-mandate"
    zh = "没有允许该经纪机构在此事项中代表该方的有效委托。"


class DualAgency(Refused):
    """A broker may act for both sides only with the consent of both, written in both mandates."""

    code = "dual-agency"
    zh = "经纪机构同时代理双方，须双方委托均书面同意。"


class BrokerIsParty(Refused):
    """A broker is never a party of the deal it brokers."""

    code = "broker-is-party"
    zh = "经纪机构不得成为其所经纪交易的当事人。"


class BrokerInPlace(Conflict):
    """This side has a broker in this deal already; release that one first."""

    code = "broker-in-place"
    zh = "该方在本交易中已有经纪机构，请先解除。"


class NoTechnology(Conflict):
    """The proposal names no technology of the market. Its holder has to offer it here first."""

    code = "no-technology"
    zh = "该方案没有对应的已发布技术，请先由持有方发布技术。"


class SeekerUnknown(Conflict):
    """The demand belongs to no organisation yet; the operator has to give it to the firm first."""

    code = "seeker-unknown"
    zh = "该需求尚未归属任何单位，请先由运营方归属。"
