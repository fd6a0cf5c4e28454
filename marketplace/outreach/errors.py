"""What outreach refuses, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing


class NoSuchEndpoint(Missing):
    """Your organisation has no such receiving address."""

    code = "no-such-endpoint"
    zh = "贵机构没有这一接收地址。"


class BadEndpointAddress(Invalid):
    """This address cannot be called. Give an https address of the open internet."""

    code = "bad-endpoint-address"
    zh = "无法向该地址推送，请填写公网可访问的 https 地址。"


class NotTheRobots(Invalid):
    """This is no address of a robot of that kind. Copy it from the group's robot settings."""

    code = "not-the-robots"
    zh = "这不是该类群机器人的地址，请从群机器人设置中复制。"


class NoSecretOfItsOwn(Conflict):
    """A robot's secret is made by its group: change it there, then enter it here."""

    code = "no-secret-of-its-own"
    zh = "群机器人的密钥由群设置生成，请先在群里更换，再在此填写。"


class TooManyEndpoints(Conflict):
    """Your organisation has as many receiving addresses as one may have. Remove one first."""

    code = "too-many-endpoints"
    zh = "贵机构的接收地址已达上限，请先移除一个。"


class NotActive(Conflict):
    """Nothing is sent to this address now. Switch it on first."""

    code = "endpoint-not-active"
    zh = "该地址当前不接收推送，请先启用。"
