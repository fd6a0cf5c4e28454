"""How notices are delivered: per channel, the parts of the machinery, and what is parked."""

from flask import Blueprint, render_template

from marketplace.core import clock
from marketplace.core.consent import must
from marketplace.core.delivery_health import health
from marketplace.core.unit import reading
from marketplace.oversight import public, rules
from marketplace.oversight.queries import machines
from marketplace.oversight.words import CHANNELS, MACHINES
from marketplace.web import who

deliveries = Blueprint("deliveries", __name__, template_folder="../templates")


@deliveries.get("/oversight/deliveries")
def shown() -> str:
    """Each channel over the last 24 hours, signs of life, and parked notices."""
    with reading() as session:
        actor = who.actor(session)
        must(rules.may_operate, actor, None)
        channels = health(session, clock.now() - public.LATELY)
        parts = machines.machines(session)
        machinery = public.machinery(session, actor)
    return render_template(
        "oversight/deliveries.html",
        channels=channels,
        names=CHANNELS,
        parts=parts,
        machinery=machinery,
        machines=MACHINES,
    )
