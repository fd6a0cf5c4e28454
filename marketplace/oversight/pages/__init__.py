"""HTML doors: the figures, and the journal."""

from marketplace.oversight.pages.figures import oversight
from marketplace.oversight.pages.journal import journal

PAGES = (oversight, journal)
