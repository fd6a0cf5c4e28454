"""What notices refuse, by name."""

from marketplace.core.errors import Missing


class NoSuchNotice(Missing):
    """There is no such notice in your inbox."""

    code = "no-such-notice"
    zh = "您的收件箱里没有这条通知。"
