"""What matching refuses, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing


class NoSuchMatch(Missing):
    """There is no such match, or you may not see it."""

    code = "no-such-match"
    zh = "没有这项匹配，或您无权查看。"


class NoSuchSavedSearch(Missing):
    """There is no such saved search among yours."""

    code = "no-such-saved-search"
    zh = "您没有保存这项搜索。"


class MatchReasonNeeded(Invalid):
    """Say why it does not suit you: choose a reason, and describe it where it is another one."""

    code = "match-reason-needed"
    zh = "请选择不合适的原因；选“其他”时请说明。"


class NothingToSearch(Invalid):
    """A saved search needs words or at least one filter; parameters must be those of the search."""

    code = "nothing-to-search"
    zh = "请填写搜索词或至少一个筛选条件，且只使用搜索页支持的参数。"


class TooManySavedSearches(Conflict):
    """You have saved as many searches as one person may. Delete one first."""

    code = "too-many-saved-searches"
    zh = "您保存的搜索已达上限，请先删除一项。"
