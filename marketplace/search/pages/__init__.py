"""HTML doors: what is found, and the home page."""

from marketplace.search.pages.home import home
from marketplace.search.pages.results import results

PAGES = (home, results)
