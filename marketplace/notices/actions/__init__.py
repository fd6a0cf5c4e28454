"""The verbs of this room."""

from marketplace.notices.actions.digests import collect, seal
from marketplace.notices.actions.inbox import put, read, read_all
from marketplace.notices.actions.wishes import ChooseNotices, choose, unsubscribe

__all__ = [
    "ChooseNotices",
    "choose",
    "collect",
    "put",
    "read",
    "read_all",
    "seal",
    "unsubscribe",
]
