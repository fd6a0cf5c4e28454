"""The JSON doors of this room; one file per noun."""

from marketplace.display.api.comparison import comparison
from marketplace.display.api.demand import DOORS as DEMANDS
from marketplace.display.api.imports import imports
from marketplace.display.api.patents import patents
from marketplace.display.api.reviews import reviews
from marketplace.display.api.technologies import technologies

DOORS = (patents, technologies, comparison, reviews, imports, *DEMANDS)
