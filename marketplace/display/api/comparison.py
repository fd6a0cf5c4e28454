"""The JSON door of comparisons."""

from typing import Any

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.queries import comparison as queries
from marketplace.display.queries.comparison import Comparison
from marketplace.display.schemas.comparison import ComparisonIn, ComparisonOut
from marketplace.web.doors import Door

comparison = Door(
    "comparison",
    __name__,
    url_prefix="/api/v1/technologies/comparison",
    description="Technologies side by side",
)


@comparison.route("")
@comparison.arguments(ComparisonIn, location="query")
@comparison.read(ComparisonOut)
def compare(session: Session, actor: Actor, asked: dict[str, Any]) -> Comparison:
    """Two to five technologies you may see, what they claim in one unit a row."""
    return queries.comparison(session, actor, asked["id"])
