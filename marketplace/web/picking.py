"""Things ticked in a list to be compared: they stay in the address from page to page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from marketplace.web.address import rest_of, toggled, url_with
from marketplace.web.shapes import Chip

NAME, WAY = "compare", "to"


@dataclass(frozen=True, slots=True)
class Picked:
    """What is ticked so far: chips for all of it, and what the list's form sends along unseen.

    `on` holds the ids, `url` leads to their comparison and `none_url` takes all ticks off.
    """

    on: Collection[str]
    chips: list[Chip]
    kept: list[tuple[str, str]]
    url: str
    none_url: str


def picked(titles: Mapping[UUID, str], here: Collection[UUID]) -> Picked:
    """The things ticked, by the titles of those one may see; `here` have a box on this page."""
    elsewhere = [(NAME, str(key)) for key in titles if key not in here]
    return Picked(
        on=[str(key) for key in titles],
        chips=[Chip(title, toggled(NAME, str(key))) for key, title in titles.items()],
        kept=[*rest_of(NAME, WAY, "after"), *elsewhere],
        url=comparison(titles),
        none_url=url_with(compare=None),
    )


def comparison(keys: Collection[UUID], form: str = "") -> str:
    """The address of the comparison of these technologies; `.xlsx` of its workbook."""
    return f"/technologies/comparison{form}?{urlencode([('id', str(key)) for key in keys])}"
