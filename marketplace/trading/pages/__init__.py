"""HTML doors of this room; one file per noun."""

from marketplace.trading.pages.deal import deal_pages
from marketplace.trading.pages.elsewhere import elsewhere_pages
from marketplace.trading.pages.request import request_pages

PAGES = (request_pages, elsewhere_pages, deal_pages)

__all__ = ["PAGES"]
