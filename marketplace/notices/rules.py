"""Who may do what with a notice, and when something may be sent."""

from datetime import date, datetime, time, timedelta

from marketplace.core.actor import Actor
from marketplace.core.clock import SHANGHAI, to_people
from marketplace.notices.models import Notice
from marketplace.notices.states import Quiet

ONE_DAY = timedelta(days=1)


def may_see(actor: Actor, notice: Notice) -> bool:
    """Only the person it was written to."""
    return actor.person is not None and actor.person == notice.recipient


def may_see_templates(actor: Actor, _market: None) -> bool:
    """Staff of the market, acting as such."""
    return actor.is_operator and actor.on_behalf_of is None


def silent_until(moment: datetime, quiet: Quiet) -> datetime | None:
    """The end of the quiet hours that a moment lies in; None outside them."""
    here = to_people(moment)
    clock = here.time().replace(tzinfo=None)
    over_night = quiet.since > quiet.until
    if over_night and clock >= quiet.since:
        return _at(here.date() + ONE_DAY, quiet.until)
    if clock < quiet.until and (over_night or clock >= quiet.since):
        return _at(here.date(), quiet.until)
    return None


def next_letter(moment: datetime, at: time) -> date:
    """The day whose daily letter is the next to leave, strictly after a moment."""
    here = to_people(moment)
    return here.date() if here < _at(here.date(), at) else here.date() + ONE_DAY


def leaves_at(day: date, at: time) -> datetime:
    """When a day's letter leaves."""
    return _at(day, at)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, SHANGHAI)
