"""HTML doors: the figures, the funnel of matching, how deliveries fare, and the journal."""

from marketplace.oversight.pages.deliveries import deliveries
from marketplace.oversight.pages.figures import oversight
from marketplace.oversight.pages.funnel import funnel
from marketplace.oversight.pages.journal import journal

PAGES = (oversight, funnel, deliveries, journal)
