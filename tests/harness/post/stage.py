"""The real worker with the harness's reactions, its points to die at, and its mutations."""

import os
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
from celery.exceptions import SoftTimeLimitExceeded
from sqlalchemy import event
from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import deliveries, mail
from marketplace.core.deliveries import Delivery, Inside, Outside, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.notices.public import tell
from tests.harness.post import mutations
from tests.harness.post.points import pass_by
from workers.app import app as app  # noqa: PLC0414 -- Celery looks for it here.

FACT = "post.happened"
HOOK = "hook"
POISONS = ("raises", "kills", "never ends", "hears nothing", "hungry")


def _inside(work: Inside) -> Inside:
    def pointed(session: Session, entry: Entry, row: Delivery) -> None:
        pass_by("after_claim")
        work(session, entry, row)
        pass_by("after_effect_before_done")

    return pointed


def _outside(prepare: Outside) -> Outside:
    def pointed(session: Session, entry: Entry, row: Delivery) -> Callable[[], None]:
        call = prepare(session, entry, row)

        def calling() -> None:
            pass_by("after_claim")
            call()
            pass_by("after_smtp_before_done")

        return calling

    return pointed


def _pointed(reaction: Reaction) -> Reaction:
    return replace(
        reaction,
        inside={name: _inside(work) for name, work in reaction.inside.items()},
        outside={name: _outside(prepare) for name, prepare in reaction.outside.items()},
    )


def _whom(_session: Session, entry: Entry) -> Iterable[UUID]:
    return [] if entry.data.get("poison") else [UUID(entry.data["to"])]


def _hooked(_session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
    if not entry.data.get("poison"):
        yield entry.data["to"], HOOK


def _hook(_session: Session, entry: Entry, row: Delivery) -> Callable[[], None]:
    key, url = f"{entry.seq}.{row.reaction}.{row.recipient}", os.environ["HARNESS_HOOK"]

    def call() -> None:
        httpx.post(url, headers={"webhook-id": key}, timeout=1.0).raise_for_status()

    return call


def _poisoned(_session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
    if kind := entry.data.get("poison"):
        yield "nobody", HOOK if kind == "hears nothing" else "inbox"


def _deaf(_session: Session, _entry: Entry, _row: Delivery) -> Callable[[], None]:
    """A call to the world that never ends and hears no warning."""

    def call() -> None:
        while True:
            with suppress(SoftTimeLimitExceeded):
                time.sleep(60)

    return call


def _harm(_session: Session, entry: Entry, _row: Delivery) -> None:
    kind = entry.data["poison"]
    if kind == "raises":
        raise RuntimeError("it always raises")
    if kind == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "hungry":
        bytearray(4 * 1024**3)
    time.sleep(3600)


REACTIONS = (
    _pointed(
        tell(
            "post.tell",
            _whom,
            Phrase("事项 {number}", "Matter {number}"),
            lambda entry: f"/things/{entry.subject_id}",
            kind="deal",
        )
    ),
    _pointed(Reaction("post.hook", _hooked, outside={HOOK: _hook})),
    Reaction("post.poison", _poisoned, inside={"inbox": _harm}, outside={HOOK: _deaf}),
)
house.ON[FACT] = list(REACTIONS)
house.REACTIONS.update({reaction.name: reaction for reaction in REACTIONS})


def come_by_commits(before: str, after: str) -> None:
    """Make each commit of this process a point to die at."""

    def passing(point: str) -> Callable[[Any], None]:
        return lambda _session: pass_by(point)

    if before:
        event.listen(Session, "before_commit", passing(before))
    event.listen(Session, "after_commit", passing(after))


mutations.apply(os.environ.get("HARNESS_WITHOUT", ""))
if os.environ.get("HARNESS_ROLE") == "worker":
    # The same rules, played faster.
    deliveries.RETRY_BASE_S, deliveries.RETRY_CAP_S, deliveries.RETRY_CAP_OUTSIDE_S = 0.3, 1.0, 2.0
    mail.TIMEOUT_S = 1
    come_by_commits("before_commit", "after_commit")
