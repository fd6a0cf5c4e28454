"""What the texts of a technology or a demand tell in figures and its rows do not state yet."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.measure import Claim, measurands
from marketplace.display.models import Technology
from marketplace.display.models.claim import ClaimColumns
from marketplace.display.models.demand import Demand
from marketplace.display.queries import demand as demands
from marketplace.display.queries import technology as technologies
from marketplace.display.rules import demand as demand_rules
from marketplace.display.rules import patent as patent_rules
from marketplace.display.rules import technology as technology_rules
from marketplace.display.rules.suggested import Source, Suggested, suggestions

TEXTS = ("summary", "description", "scale", "references_text")
DEMAND_TEXTS = ("title", "text")


def of_technology(session: Session, actor: Actor, key: UUID) -> Suggested:
    """The claims to suggest to the holder of a technology. Raises NoSuchTechnology, Refused."""
    row = technologies.technology(session, actor, key)
    must(technology_rules.may_hold, actor, row)
    return of_own(actor, row)


def of_own(actor: Actor, row: Technology) -> Suggested:
    """The claims to suggest for a technology that is the actor's; none for that of others."""
    if not technology_rules.may_hold(actor, row):
        return Suggested()
    typed = {name: getattr(row, name) for name in TEXTS}
    return suggestions(technology_sources(actor, row, typed), held(row.claims))


def of_demand(session: Session, actor: Actor, key: UUID) -> Suggested:
    """The targets to suggest to who may word a demand. Raises NoSuchDemand, Refused."""
    row = demands.demand(session, actor, key)
    must(demand_rules.may_word, actor, row)
    return of_shown(actor, row)


def of_shown(actor: Actor, row: Demand) -> Suggested:
    """The targets to suggest to a reader of a demand; none to who may not edit it."""
    if not demand_rules.may_word(actor, row):
        return Suggested()
    typed = {name: getattr(row, name) for name in DEMAND_TEXTS}
    return suggestions(sources(typed, DEMAND_TEXTS, asks=True), held(row.targets))


def technology_sources(
    actor: Actor, row: Technology, typed: Mapping[str, str | None]
) -> list[Source]:
    """The texts of a technology, and the abstracts of its patents that the actor may see."""
    abstracts = [
        Source("patent", patent.abstract, patent.number or patent.title)
        for patent in row.patents
        if patent.abstract and patent_rules.may_see(actor, patent)
    ]
    return [*sources(typed, TEXTS), *abstracts]


def sources(
    typed: Mapping[str, str | None], names: Iterable[str], *, asks: bool = False
) -> list[Source]:
    """The texts of these fields that say something; those of a demand ask for what they tell."""
    return [Source(name, text, asks=asks) for name in names if (text := typed.get(name))]


def held(rows: Iterable[ClaimColumns]) -> list[Claim]:
    """The claims that rows state; one whose measurand or unit was given up since is left out."""
    return [
        Claim(row.measurand, row.comparator, row.low, row.high, row.unit)  # type: ignore[arg-type]  # The CHECK.
        for row in rows
        if (measured := measurands().get(row.measurand)) and measured.allows(row.unit)
    ]
