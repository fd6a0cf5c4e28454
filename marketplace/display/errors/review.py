"""What the review of any listing refuses: technologies and demands alike."""

from marketplace.core.errors import Invalid, Refused


class ReasonNeeded(Invalid):
    """Choose a reason, so that the other side knows what to do."""

    code = "reason-needed"
    zh = "请选择理由，以便对方知道如何处理。"


class NoSuchReason(Invalid):
    """This reason is not one of the list."""

    code = "no-such-reason"
    zh = "所选理由不在清单中。"


class OwnSubmission(Refused):
    """Nobody reviews what they or their organisation submitted."""

    code = "own-submission"
    zh = "不能审核本人或本单位提交的内容。"
