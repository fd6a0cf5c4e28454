"""HTML door: my desk."""

from flask import Blueprint, render_template

from marketplace.core.errors import Unauthenticated
from marketplace.core.unit import reading
from marketplace.desk import queries
from marketplace.oversight import public as oversight
from marketplace.oversight.words import MACHINES
from marketplace.web import who

pages = Blueprint("desk_pages", __name__, template_folder="templates")


@pages.get("/desk")
def desk() -> str:
    """What needs you today; for the operator also what the machinery needs."""
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            raise Unauthenticated
        groups = queries.desk(session, actor)
        machinery = oversight.machinery(session, actor)
    return render_template(
        "desk/desk.html",
        groups=groups,
        total=queries.count(groups),
        machinery=machinery,
        machines=MACHINES,
        actor=actor,
    )


PAGES = (pages,)
