"""JSON doors of demands, their proposals, disclosures and rewrites."""

from marketplace.display.api.demand import (  # noqa: F401 - hangs its routes into the door.
    disclosures,
    moves,
    proposals,
    rewrites,
)
from marketplace.display.api.demand.demands import demands

DOORS = (demands,)
