"""What technologies refuse, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing, Refused


class NoSuchTechnology(Missing):
    """There is no such technology, or you may not see it."""

    code = "no-such-technology"
    zh = "没有这项技术，或您无权查看。"


class NoSuchRevision(Missing):
    """There is no such revision, or you may not see it."""

    code = "no-such-revision"
    zh = "没有这份修订，或您无权查看。"


class NoSuchClaim(Missing):
    """There is no such claim."""

    code = "no-such-claim"
    zh = "没有这项量化指标。"


class UnknownCode(Invalid):
    """This value is not in the vocabulary."""

    code = "unknown-code"
    zh = "该取值不在词表中。"


class BadClaim(Invalid):
    """A quantified claim cannot be read: check quantity, unit and values."""

    code = "bad-claim"
    zh = "量化指标无法识别：请检查指标、单位和数值。"


class PriceRangeReversed(Invalid):
    """The lower price is above the higher one."""

    code = "price-range-reversed"
    zh = "价格下限高于上限。"


class NotEditableNow(Conflict):
    """In this state only contact and references can be changed."""

    code = "not-editable-now"
    zh = "当前状态下只能修改联系方式和应用案例。"


class RevisionOpen(Conflict):
    """A revision of this technology waits for review already. Drop it or wait for the outcome."""

    code = "revision-open"
    zh = "该技术已有一份修订待审核，请先放弃该修订或等待结果。"


class NothingChanged(Invalid):
    """Nothing differs from the present version."""

    code = "nothing-changed"
    zh = "与当前版本没有差异。"


class NotReady(Invalid):
    """The dossier is not complete yet."""

    code = "not-ready"
    zh = "技术资料尚不完整。"


class FieldsMissing(NotReady):
    """Fill in these fields first."""

    code = "fields-missing"
    zh = "请先填写这些内容。"


class NothingToRestOn(NotReady):
    """Name a patent or an item of know-how that the technology rests on."""

    code = "nothing-to-rest-on"
    zh = "请填写该技术所依据的专利或技术秘密。"


class PatentNotUsable(NotReady):
    """A patent named here cannot carry an offer: it lacks a number or has been taken down."""

    code = "patent-not-usable"
    zh = "所填专利不能作为发布依据：没有专利号或已被撤下。"


class LegalStateLost(NotReady):
    """A patent this technology rests on is not in force."""

    code = "legal-state-lost"
    zh = "该技术所依据的专利已不具效力。"


class GreenNotStated(NotReady):
    """Say which green effect the technology has, and to which green field it belongs."""

    code = "green-not-stated"
    zh = "请至少选择一项绿色效果和一个绿色领域。"


class MaturityNotProved(NotReady):
    """State the maturity with its evidence, or declare it as your own estimate."""

    code = "maturity-not-proved"
    zh = "请填写成熟度及其依据，或声明为自行评估。"


class ExperimentalNoticeMissing(NotReady):
    """At this maturity an experimental notice to the taker is required."""

    code = "experimental-notice-missing"
    zh = "该成熟度的技术必须填写实验性技术提示。"


class ClaimsMissing(NotReady):
    """Give at least one quantified claim, or state that no effect is quantified."""

    code = "claims-missing"
    zh = "请至少填写一项量化指标，或声明效果未量化。"


class DeclarationMissing(NotReady):
    """Declare that the content is not confidential."""

    code = "declaration-missing"
    zh = "请作出非涉密声明。"


class PricingRouteMissing(NotReady):
    """A unit set up by the state shows its pricing route: agreement, listing sale or auction."""

    code = "pricing-route-missing"
    zh = "国家设立的单位须注明定价路径：协议定价、挂牌交易或拍卖。"


class ValidityProofMissing(NotReady):
    """For each patent, give a proof that it is in force: kind, number and date."""

    code = "validity-proof-missing"
    zh = "请为每件专利提供有效性证明：类型、编号和出具日期。"


class ValidityProofTooOld(NotReady):
    """The proof that a patent is in force is too old; get a new one."""

    code = "validity-proof-too-old"
    zh = "专利有效性证明出具时间过久，请重新办理。"


class AlreadyOffered(Conflict):
    """Another technology on the market offers the same patent in the same way."""

    code = "already-offered"
    zh = "市场上已有技术以同样方式提供同一专利。"


class HolderNotVerified(Refused):
    """The holder's organisation has not been verified yet."""

    code = "holder-not-verified"
    zh = "持有方尚未通过核验。"


class NotAllConfirmed(Invalid):
    """To renew, confirm price, availability, legal state, contact and maturity."""

    code = "not-all-confirmed"
    zh = "续展须确认价格、可用性、法律状态、联系方式和成熟度。"
