"""What oversight refuses, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing


class NoSuchIndicator(Missing):
    """There is no such figure."""

    code = "no-such-indicator"
    zh = "没有这项指标。"


class NotParked(Conflict):
    """This notice is not parked any more: it was sent or is being sent."""

    code = "not-parked"
    zh = "这条通知已不在失败列表中：已送达或正在投递。"


class DayAhead(Invalid):
    """Figures can be given up to today; this day is still to come."""

    code = "day-ahead"
    zh = "只能查询截至今天的指标，该日期尚未到来。"


class ReasonWanted(Invalid):
    """A notice is given up only for a reason."""

    code = "reason-wanted"
    zh = "放弃投递须说明理由。"
