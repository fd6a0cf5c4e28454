"""The pages of this room; one file per noun."""

from marketplace.display.pages.comparison import comparison_pages
from marketplace.display.pages.demand import PAGES as DEMAND_PAGES
from marketplace.display.pages.imports import PAGES as IMPORT_PAGES
from marketplace.display.pages.patents import patent_pages
from marketplace.display.pages.reviews import review_pages
from marketplace.display.pages.technologies import technology_pages

PAGES = (
    technology_pages,
    comparison_pages,
    patent_pages,
    review_pages,
    *DEMAND_PAGES,
    *IMPORT_PAGES,
)
