"""What came of the deliveries: each fact in each inbox once, each letter and call with its id."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core import journal
from marketplace.core.deliveries import Cursor, Delivery
from marketplace.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Told:
    """What was committed: facts with their recipients, and facts that do harm."""

    facts: Mapping[int, UUID]
    poison: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All but `deliveries`, `repeats` and `dead` are to be 0, and `dead` is to be the poison.

    `repeats` are letters and calls that came again, with their id; `unexplained` those of them
    without a death or an error that their row has recorded; `strangers` bear an id nobody gave.
    """

    deliveries: int
    lost: int
    shown_twice: int
    repeats: int
    unexplained: int
    strangers: int
    strayed: int
    stuck: int
    dead: int
    poison_alive: int
    healthy_dead: int

    @property
    def clean(self) -> bool:
        """Whether nothing is to be said against the run."""
        return not (
            self.lost + self.shown_twice + self.unexplained + self.strangers + self.strayed
            + self.stuck + self.poison_alive + self.healthy_dead
        )  # fmt: skip


def settled(engine: Engine) -> bool:
    """Say whether every fact was taken in and no delivery waits."""
    with Session(engine) as session:
        waiting = select(func.count()).select_from(Delivery).where(Delivery.state == "ready")
        cursor = session.get(Cursor, "react")
        at = cursor.seq if cursor else 0
        return at == journal.head(session) and not session.scalar(waiting)


def reckon(
    engine: Engine, told: Told, letters: Counter[str], calls: Counter[str], strayed: int
) -> Reckoning:
    """Compare what was committed with what arrived."""
    with Session(engine) as session:
        rows = list(session.scalars(select(Delivery)))
        shown = Counter(
            (one.entry_seq, one.recipient)
            for one in session.scalars(select(Notice).where(Notice.reaction == "post.tell"))
        )
    mails = {_letter(seq, who): letters for seq, who in told.facts.items()}
    hooks = {f"{seq}.post.hook.{who}": calls for seq, who in told.facts.items()}
    outside = mails | hooks
    lost = sum(not shown[one] for one in told.facts.items())
    lost += sum(not taken[key] for key, taken in outside.items())
    dead = [row.entry_seq for row in rows if row.state == "dead"]
    return Reckoning(
        deliveries=len(told.facts) * 3 + len(told.poison),
        lost=lost,
        shown_twice=sum(times - 1 for times in shown.values()),
        repeats=sum(max(0, taken[key] - 1) for key, taken in outside.items()),
        unexplained=_unexplained(rows, letters, calls),
        strangers=len((letters.keys() | calls.keys()) - outside.keys()),
        strayed=strayed,
        stuck=sum(row.state == "ready" for row in rows),
        dead=len(dead),
        poison_alive=len(told.poison.keys() - set(dead)),
        healthy_dead=sum(seq not in told.poison for seq in dead),
    )


def _letter(seq: int, who: UUID) -> str:
    host = urlsplit(settings().public_url).hostname
    return f"<{seq}.post.tell.{who}@{host}>"


def _unexplained(rows: Sequence[Delivery], letters: Counter[str], calls: Counter[str]) -> int:
    """Count repeats beyond the deaths and errors that each row keeps."""
    found = 0
    for row in rows:
        if row.channel == "mail":
            sent = letters[_letter(row.entry_seq, UUID(row.recipient))]
        elif row.reaction == "post.hook":
            sent = calls[f"{row.entry_seq}.post.hook.{row.recipient}"]
        else:
            continue
        found += max(0, sent - 1 - row.deaths - row.errors)
    return found
