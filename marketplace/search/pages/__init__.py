"""HTML doors: what is found, and the home page."""

from marketplace.search.pages.home import home
from marketplace.search.pages.results import results
from marketplace.search.pages.similar import alike

PAGES = (home, results, alike)
