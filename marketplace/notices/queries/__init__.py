"""Reading inboxes, settings and daily letters."""

from marketplace.notices.queries.inbox import inbox, notice, unread, visible
from marketplace.notices.queries.wishes import chosen, chosen_by

__all__ = ["chosen", "chosen_by", "inbox", "notice", "unread", "visible"]
