"""HTML doors: inbox, how one is told, leaving a letter, the operator's look at all templates."""

from marketplace.notices.pages.inbox import pages as inbox
from marketplace.notices.pages.templates import pages as templates
from marketplace.notices.pages.unsubscribe import pages as unsubscribe
from marketplace.notices.pages.wishes import pages as wishes

PAGES = (inbox, wishes, unsubscribe, templates)
