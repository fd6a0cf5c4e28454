"""The reckoning after a fault run: what was lost, doubled, left lying."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from marketplace import house  # noqa: F401 -- Maps every table: a key's type is that of what it names.
from marketplace.core import journal
from marketplace.core.deliveries import Cursor, Delivery
from marketplace.core.journal import Entry
from marketplace.notices.models import Notice
from tests.harness.driver import Ledger


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All of these are to be 0, and the chain is to hold."""

    lost: int
    doubled: int
    shown_twice: int
    missing_notices: int
    stuck: int
    dead: int
    lag: int
    chain: str

    @property
    def clean(self) -> bool:
        """Whether nothing is to be said against the run."""
        return self.chain == "holds" and not (
            self.lost + self.doubled + self.shown_twice + self.missing_notices
            + self.stuck + self.dead + self.lag
        )  # fmt: skip


def reckon(engine: Engine, ledger: Ledger) -> Reckoning:
    """Compare what was told with what is there."""
    with Session(engine) as session:
        there = Counter((e.fact, e.subject_id) for e in session.scalars(select(Entry)))
        told = {(one.fact, one.subject) for one in ledger.told}
        states = Counter(session.scalars(select(Delivery.state)))
        return Reckoning(
            lost=sum(1 for one in told if not there[one]),
            doubled=sum(there[one] - 1 for one in told if there[one] > 1),
            shown_twice=_shown_twice(session),
            missing_notices=_missing_notices(session),
            stuck=states["ready"],
            dead=states["dead"],
            lag=lag(session),
            chain=_chain(session),
        )


def lag(session: Session) -> int:
    """Return how many entries the slowest follower is behind."""
    head = journal.head(session)
    return max((head - row.seq for row in session.scalars(select(Cursor))), default=head)


def settled(engine: Engine) -> bool:
    """Say whether nothing waits any more."""
    with Session(engine) as session:
        open_rows = select(func.count()).select_from(Delivery).where(Delivery.state == "ready")
        return not session.scalar(open_rows) and lag(session) == 0


def _chain(session: Session) -> str:
    try:
        for _ in journal.verify(session):
            pass
    except journal.Broken as broken:
        return str(broken)
    return "holds"


def _shown_twice(session: Session) -> int:
    """Count notices of one fact to one person beyond the first of each reaction."""
    same = (Notice.entry_seq, Notice.recipient, Notice.reaction)
    groups = select(func.count()).select_from(Notice).group_by(*same).having(func.count() > 1)
    return sum(number - 1 for number in session.scalars(groups))


def _missing_notices(session: Session) -> int:
    """Count inbox deliveries that are closed and left nothing in the inbox."""
    closed = select(Delivery.entry_seq, Delivery.recipient, Delivery.reaction).where(
        Delivery.channel == "inbox", Delivery.state == "done"
    )
    there = {(n.entry_seq, str(n.recipient), n.reaction) for n in session.scalars(select(Notice))}
    return sum(tuple(row) not in there for row in session.execute(closed))
