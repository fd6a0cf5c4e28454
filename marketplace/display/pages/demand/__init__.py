"""The pages of demands; one file per kind of work."""

from marketplace.display.pages.demand import (  # noqa: F401 - hang their routes into the blueprint.
    disclosing,
    proposals,
    queue,
    reading,
    writing,
)
from marketplace.display.pages.demand.blueprint import demand_pages

PAGES = (demand_pages,)
