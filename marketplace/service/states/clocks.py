"""When days of this room end, and on whose desk things lie."""

from datetime import date, datetime, time, timedelta
from typing import Any

from marketplace.core.clock import SHANGHAI
from marketplace.core.flow import OPERATOR, Owner


def end_of(day: date) -> datetime:
    """The moment a day in China is over."""
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)


def the_operator(_: Any) -> Owner:
    """The operator's desk."""
    return Owner(role=OPERATOR)


def its_firm(thing: Any) -> Owner:
    """The desk of the organisation it belongs to."""
    return Owner(org=thing.org_id)
