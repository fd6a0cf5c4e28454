"""What this room refuses, by name."""

from marketplace.core.errors import Missing


class NoSuchEscalation(Missing):
    """There is no such escalation, or it is not for you."""

    code = "no-such-escalation"
    zh = "没有这项待处理事项，或您无权查看。"
