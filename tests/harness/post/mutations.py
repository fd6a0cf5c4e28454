"""Guards taken away, one at a time: a harness that does not see it is blind.

`rows`: the row is closed as the work begins, so that nothing but the message knows of it.
`consumer`: the relay closes the row when it has sent the message.
`once`: no lease, no fence, and (see `crew`) no unique key of the inbox.
`counted`: the claim is no commit of its own, so that a death leaves no trace.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import deliveries, react
from marketplace.core.db import database_now
from marketplace.core.deliveries import Delivery, Inside, Reaction
from marketplace.core.journal import Entry
from marketplace.core.unit import unit


def _close_at_claim() -> None:
    real = deliveries.claim

    def claim(session: Session, key: UUID, owner: str, lease_s: float) -> Delivery | None:
        row = real(session, key, owner, lease_s)
        if row is not None:
            row.state, row.done_at = "done", database_now(session)
        return row

    deliveries.claim, deliveries.finish = claim, _finish_blindly


def _close_at_relay() -> None:
    real = deliveries.due

    def due(session: Session, limit: int = 200) -> list[UUID]:
        keys = real(session, limit)
        for key in keys:
            row = session.get_one(Delivery, key)
            row.state, row.done_at = "done", database_now(session)
        return keys

    deliveries.due, deliveries.claim = due, _claim_blindly
    deliveries.finish = _finish_blindly


def _forget_who_works() -> None:
    deliveries.claim, deliveries.finish = _claim_blindly, _finish_blindly


def _claim_blindly(session: Session, key: UUID, owner: str, lease_s: float) -> Delivery | None:
    del owner, lease_s
    return session.get(Delivery, key)


def _finish_blindly(
    session: Session, key: UUID, owner: str, effect: Inside | None, worker: str
) -> bool:
    del owner
    row = session.get_one(Delivery, key)
    row.worker = worker
    if effect:
        effect(session, session.get_one(Entry, row.entry_seq), row)
    row.state, row.done_at = "done", database_now(session)
    return True


def _claim_with_the_work() -> None:
    def deliver(
        key: UUID, reactions: Mapping[str, Reaction], worker: str, lease_s: float, **_: Any
    ) -> bool:
        owner = f"{worker}:{uuid4().hex}"
        with unit() as session:
            row = deliveries.claim(session, key, owner, lease_s)
            if row is None:
                return False
            reaction = reactions[row.reaction]
            if row.channel in reaction.outside:
                entry = session.get_one(Entry, row.entry_seq)
                reaction.outside[row.channel](session, entry, row)()
            effect = deliveries.effect_of(reaction, row.channel)
            return deliveries.finish(session, key, owner, effect, worker)

    react.deliver = deliver


GUARDS: Mapping[str, Callable[[], None]] = {
    "rows": _close_at_claim,
    "consumer": _close_at_relay,
    "once": _forget_who_works,
    "counted": _claim_with_the_work,
}


def apply(guard: str) -> None:
    """Take a guard away from this process; none where the name is empty."""
    if guard:
        GUARDS[guard]()
