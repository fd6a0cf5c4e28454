"""JSON door: what needs you today."""

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.desk import queries
from marketplace.desk.schemas import DeskOut
from marketplace.web.doors import Door

door = Door("desk", __name__, url_prefix="/api/v1/desk", description="What needs you today")


@door.route("")
@door.read(DeskOut)
def desk(session: Session, actor: Actor) -> dict[str, object]:
    """What needs you today, by life cycle, the most pressing first."""
    if actor.person is None:
        raise Unauthenticated
    groups = queries.desk(session, actor)
    return {"total": queries.count(groups), "groups": groups}


DOORS = (door,)
