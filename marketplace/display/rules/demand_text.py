"""What the text of a demand still lacks, and what would make it clearer (C22)."""

from marketplace.display.models.demand import Demand

NEEDED = ("title", "text", "place", "contact")
WANTED = ("targets", "budget_high", "deadline", "industry", "scale", "green_fields")
SHORT_TEXT = 40


def missing(demand: Demand) -> list[str]:
    """The fields without which a demand cannot be submitted."""
    return [name for name in NEEDED if not getattr(demand, name)]


def advice(demand: Demand) -> list[str]:
    """The fields that would make a demand clearer to those who could answer it."""
    thin = [name for name in WANTED if not getattr(demand, name)]
    return (["text"] if len(demand.text) < SHORT_TEXT else []) + thin
