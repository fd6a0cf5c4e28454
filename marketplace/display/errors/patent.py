"""What patent cards refuse, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing, Refused


class NoSuchPatent(Missing):
    """There is no such patent card, or you may not see it."""

    code = "no-such-patent"
    zh = "没有这张专利卡片，或您无权查看。"


class BadPatentNumber(Invalid):
    """The patent number is not valid."""

    code = "bad-patent-number"
    zh = "专利号无效。"


class PatentTaken(Conflict):
    """There is a card of this patent already."""

    code = "patent-taken"
    zh = "该专利已有卡片。"


class CardWithoutNumber(Invalid):
    """A card without a number must name the register it comes from."""

    code = "card-without-number"
    zh = "没有专利号的卡片必须注明来源登记册。"


class LegalStateAhead(Invalid):
    """A legal state cannot date from a day to come: it would hide all news until then."""

    code = "legal-state-ahead"
    zh = "法律状态日期不能晚于今天，否则此前的变化将被忽略。"


class NotYourCard(Refused):
    """This card belongs to another organisation."""

    code = "not-your-card"
    zh = "该专利卡片属于其他机构。"


class BadText(Invalid):
    """The text holds characters that cannot be seen and change what is shown."""

    code = "bad-text"
    zh = "文本中含有不可见但会改变显示内容的字符。"
