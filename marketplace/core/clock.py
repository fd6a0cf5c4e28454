"""The one clock of business dates: aware UTC inside, Asia/Shanghai for people and legal days."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Hands:
    """The hands of a held clock: they stand still until somebody moves them."""

    def __init__(self, moment: datetime) -> None:
        self.moment = _aware(moment)

    def forward(self, by: timedelta) -> datetime:
        """Move the hands on and say what they show now."""
        self.moment += by
        return self.moment


# A module-level stack rather than a ContextVar: the threads a test starts must see the held
# clock too, and a ContextVar stays with the thread that set it.
_held: list[Hands] = []


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _held[-1].moment if _held else datetime.now(UTC)


def to_people(moment: datetime) -> datetime:
    """The same moment as people in China read it; a naive time is refused with ValueError."""
    return _aware(moment).astimezone(SHANGHAI)


def today() -> date:
    """The calendar day in China at this moment: the day every legal period counts from."""
    return to_people(now()).date()


def last_day(end: datetime) -> date:
    """The last day in China of a period that ends at a moment; midnight ends the day before."""
    return to_people(end - timedelta(microseconds=1)).date()


@contextmanager
def held(moment: datetime) -> Iterator[Hands]:
    """Hold the clock at a moment for all threads until the block ends; may be nested."""
    hands = Hands(moment)
    _held.append(hands)
    try:
        yield hands
    finally:
        _held.remove(hands)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A time without a zone is not a moment.")
    return moment.astimezone(UTC)
