"""What notices refuse, by name."""

from marketplace.core.errors import Missing


class NoSuchNotice(Missing):
    """There is no such notice in your inbox."""

    code = "no-such-notice"
    zh = "您的收件箱里没有这条通知。"


class NoSuchLetter(Missing):
    """This address switches no letters off; use the link of a newer letter, or your settings."""

    code = "no-such-letter"
    zh = "该退订地址无效，请使用较新邮件中的链接，或在“我的设置”中修改。"


class NoSuchTemplate(Missing):
    """There is no such template among those this market sends."""

    code = "no-such-template"
    zh = "没有这个通知模板。"
