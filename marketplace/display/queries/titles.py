"""The titles of all that is public; a demand's title is shown to everybody at every disclosure."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.display import states
from marketplace.display.models import Technology
from marketplace.display.models.demand import Demand
from marketplace.display.states.demand import PUBLIC


def titles(session: Session) -> list[str]:
    """The titles of public technologies, then of public demands, in the order of their ids."""
    offered = select(Technology.title).where(Technology.state.in_(states.PUBLIC))
    sought = select(Demand.title).where(Demand.state.in_(PUBLIC))
    return [
        *session.scalars(offered.order_by(Technology.id)),
        *session.scalars(sought.order_by(Demand.id)),
    ]


def how_many(session: Session) -> int:
    """The number of those titles."""
    offered = select(func.count()).where(Technology.state.in_(states.PUBLIC))
    sought = select(func.count()).where(Demand.state.in_(PUBLIC))
    return session.scalars(offered).one() + session.scalars(sought).one()
