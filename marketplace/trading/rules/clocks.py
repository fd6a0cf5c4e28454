"""When the clocks of this room run out: by the figures in force, on legal days."""

from datetime import date, datetime, time, timedelta

from marketplace.core.clock import SHANGHAI, now, to_people
from marketplace.core.legal_days import last_day
from marketplace.core.policy import figure
from marketplace.trading.errors import BadExpiry


def end_of(day: date) -> datetime:
    """The moment a day ends in China: 24:00 (Civil Code §203)."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def respond_by(start: datetime) -> datetime:
    """Until when a request sent at this moment wants its first answer."""
    day = to_people(start).date()
    count = figure("request.first_response_working_days", day).whole
    return end_of(last_day(day, working_days=count))


def lapse_at(start: datetime) -> datetime:
    """When a request that nobody moves after this moment lapses."""
    day = to_people(start).date()
    return end_of(last_day(day, days=figure("request.lapse_days", day).whole))


def offer_ends(valid_days: int | None) -> datetime:
    """When an offer made now ends. Raises BadExpiry beyond the longest time allowed."""
    day = to_people(now()).date()
    if valid_days is None:
        valid_days = figure("deal.offer_validity_days", day).whole
    if not 0 < valid_days <= figure("deal.offer_longest_days", day).whole:
        raise BadExpiry(fields=["valid_days"])
    return end_of(last_day(day, days=valid_days))
