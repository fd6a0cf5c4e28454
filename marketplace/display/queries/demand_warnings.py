"""What the writer of a demand should know before others see it; nothing of this blocks."""

from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.models.demand import Demand
from marketplace.display.queries import demand as queries
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.rules import demand as rules
from marketplace.display.rules.demand_text import advice, missing


@dataclass(frozen=True, slots=True)
class Warnings:
    """Demands that ask nearly the same; fields that name the seeker, lack, or could be clearer."""

    similar: tuple[DemandCard, ...] = ()
    names_itself: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Warned(DemandCard):
    """A demand with the warnings for its writer."""

    warnings: Warnings = Warnings()


def of(session: Session, actor: Actor, made: Demand) -> Warnings:
    """The warnings about a demand, for who writes or reviews it; empty for everybody else."""
    if rules.tier(actor, made) not in (rules.Tier.OWN, rules.Tier.HELPER):
        return Warnings()
    return Warnings(
        tuple(queries.similar(session, actor, made)),
        tuple(queries.names_itself(session, made)),
        tuple(missing(made)),
        tuple(advice(made)),
    )


def warned(session: Session, actor: Actor, made: Demand) -> Warned:
    """A demand as the actor sees it, with the warnings."""
    seen = queries.cards(session, actor, [made])[0]
    values = {each.name: getattr(seen, each.name) for each in fields(seen)}
    return Warned(**values, warnings=of(session, actor, made))
