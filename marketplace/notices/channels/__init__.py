"""The channels to the outside: each reaches people, or the ends that organisations set up.

The inbox is none of them: it is a row of ours, written once with the closing of its delivery.
"""

from marketplace.notices.channels.channel import Channel, Message, Preview, Shared
from marketplace.notices.channels.mail import Mail
from marketplace.notices.channels.text import Texts
from marketplace.notices.channels.webhook import Webhook

CHANNELS: tuple[Channel, ...] = (Mail(), Texts())
SHARED: tuple[Shared, ...] = (Webhook(),)

__all__ = ["CHANNELS", "SHARED", "Channel", "Message", "Preview", "Shared"]
