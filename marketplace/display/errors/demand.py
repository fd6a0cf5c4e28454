"""What demands, their proposals and rewrites refuse, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing, Refused, TooMany


class NoSuchDemand(Missing):
    """There is no such demand, or you may not see it."""

    code = "no-such-demand"
    zh = "没有这条需求，或您无权查看。"


class NoSuchProposal(Missing):
    """There is no such proposal, or you may not read it (sealed ones not before the deadline)."""

    code = "no-such-proposal"
    zh = "没有这份方案，或您无权查看（密封方案截止前不可查看）。"


class NoSuchRewrite(Missing):
    """There is no such rewrite, or you may not see it."""

    code = "no-such-rewrite"
    zh = "没有这份改写，或您无权查看。"


class NotComplete(Invalid):
    """Some things are still missing before this demand can be submitted."""

    code = "demand-not-complete"
    zh = "需求尚未填写完整，不能提交。"


class NoProcurementRoute(Invalid):
    """Fiscal money needs a procurement route: choose one."""

    code = "no-procurement-route"
    zh = "使用财政资金须选择采购方式。"


class BudgetUpsideDown(Invalid):
    """The lower end of the budget is above its upper end."""

    code = "budget-upside-down"
    zh = "预算下限高于上限。"


class NotInVocabulary(Invalid):
    """This value is not in the list to choose from."""

    code = "demand-not-in-vocabulary"
    zh = "所填内容不在可选清单中。"


class DeadlinePassed(Invalid):
    """The deadline must be a day that has not passed."""

    code = "deadline-passed"
    zh = "截止日期不能早于今天。"


class NoContact(Invalid):
    """Leave a telephone number or an e-mail address, so that somebody can answer you."""

    code = "no-contact"
    zh = "请留下电话或邮箱，以便回复。"


class NotEditable(Conflict):
    """This demand cannot be changed in its present state."""

    code = "demand-not-editable"
    zh = "需求在当前状态下不能修改。"


class SettledField(Conflict):
    """How proposals are taken and how many may win cannot be changed once a demand is public."""

    code = "demand-field-settled"
    zh = "需求发布后不能更改接收方式和中选数量。"


class NoSeekerYet(Conflict):
    """This question belongs to no organisation yet; the operator names the firm first."""

    code = "no-seeker-yet"
    zh = "该提问尚未归到单位，请先由运营方登记需求单位。"


class SeekerNotVerified(Conflict):
    """The seeker's organisation is not verified; it must be before the demand is published."""

    code = "seeker-not-verified"
    zh = "需求方单位尚未核验，不能发布。"


class SubmissionsClosed(Conflict):
    """This demand takes no more proposals."""

    code = "submissions-closed"
    zh = "该需求已停止接收方案。"


class TooEarly(Conflict):
    """The deadline of this demand has not passed yet."""

    code = "too-early"
    zh = "该需求尚未到截止时间。"


class ProposedAlready(Conflict):
    """You have a proposal of this technology to this demand already."""

    code = "proposed-already"
    zh = "您已就该技术向该需求提交过方案。"


class EmptyProposal(Invalid):
    """Name a technology of the market or describe your solution."""

    code = "empty-proposal"
    zh = "请选择一项技术或写明方案。"


class NotChoosable(Invalid):
    """This proposal cannot be chosen: it is not one of this demand's, or not shortlisted."""

    code = "proposal-not-choosable"
    zh = "不能选择该方案：它不属于本需求或尚未入围。"


class OneWinner(Invalid):
    """This demand may be awarded to one proposal only."""

    code = "one-winner"
    zh = "该需求只能选定一份方案。"


class AboveCeiling(Invalid):
    """The award is above the published ceiling: state why, it is recorded."""

    code = "above-ceiling"
    zh = "中选金额高于公布的预算上限，须写明变更理由并记录。"


class NothingToDisclose(Conflict):
    """There is no confidentiality agreement to accept for this demand."""

    code = "nothing-to-disclose"
    zh = "该需求没有待接受的保密约定。"


class AmountNeeded(Invalid):
    """This demand has a published ceiling: state the amount of the award."""

    code = "award-amount-needed"
    zh = "该需求公布了预算上限，须写明中选金额。"


class BadTarget(Invalid):
    """A target cannot be read: write a quantity with a unit that fits, like ≤35 mg/m³."""

    code = "bad-target"
    zh = "目标指标无法识别：请写成带合适单位的数值，如 ≤35 mg/m³。"


class NothingChanged(Invalid):
    """Nothing in this rewrite differs from what the demand says."""

    code = "demand-nothing-changed"
    zh = "改写内容与现有内容相同。"


class NotForYou(Refused):
    """This page is for the market's staff and verified brokers."""

    code = "demand-queue-not-for-you"
    zh = "本页供市场工作人员和已核验的经纪机构使用。"


class TooManyQuestions(TooMany):
    """Too many questions came from here within an hour. Sign in, call us, or try again later."""

    code = "too-many-questions"
    zh = "一小时内提问过多，请登录后提问、来电咨询，或稍后再试。"


class NotAwarded(Conflict):
    """This proposal was not awarded; a deal begins with the one that was."""

    code = "not-awarded"
    zh = "该方案未中选，不能据此开始交易。"
