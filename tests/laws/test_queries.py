"""Every list runs a constant number of queries: as many for a full page as for one row.

A query per row is quick on a sample and slow on a market. Each row here has its own organisation
and its own parts, so that whatever is read one by one is seen. Add your list to `LISTS`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import event

from marketplace.core import db
from marketplace.core.actor import Actor
from marketplace.core.unit import unit
from marketplace.notices.models import Notice
from marketplace.service.actions import referral as referrals
from marketplace.service.actions.referral import Refer
from tests.factories import demands, display, service, trading
from tests.factories.identity import actor
from tests.factories.web import api, pages

MORE = 24


@dataclass
class Market:
    """Those who read the lists, and what is in them."""

    operator: Actor = field(default_factory=lambda: actor("operator"))
    reader: Actor = field(default_factory=lambda: actor("holder", "enterprise"))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def technology(self) -> None:
        """One of another holder's, one of the reader's own."""
        display.published(actor("holder"), self.operator)
        own = display.patent(self.reader)
        display.draft(self.reader, patents=display.full(own.id)["patents"])

    def demand(self) -> None:
        """One of another seeker's, one of the reader's own, a question, one to review."""
        demands.published(actor("enterprise"), self.operator)
        demands.draft(self.reader)
        demands.submitted(actor("enterprise"))

    def patent(self) -> None:
        """A card that waits, and one of the reader's."""
        display.patent(actor("holder"))
        display.patent(self.reader)

    def broker(self) -> None:
        """A broker, a mandate of the reader's, and a question put to the broker."""
        firm = service.broker()
        service.mandate(firm, self.reader)
        kind, key = service.subject()
        with unit() as session:
            referrals.refer(session, self.reader, Refer(firm.broker.id, kind, key, "请协助"))

    def agency(self) -> None:
        """A listed agency."""
        service.agency()

    def request(self) -> None:
        """One that the reader received, from a seeker of its own."""
        trading.sent(actor("enterprise"), trading.technology(self.reader))

    def deal(self) -> None:
        """One of the reader's with an offer in it."""
        case = trading.opened(self.reader, actor("enterprise"))
        case.offer(self.reader, trading.TERMS)

    def organisation(self) -> None:
        """One more firm."""
        actor("enterprise")

    def notice(self) -> None:
        """One more notice in the reader's inbox."""
        made = Notice(
            entry_seq=next(self.numbers),
            reaction="a law",
            recipient=self.reader.person,
            kind="review",
            fact="organisation.verified",
            subject_kind="organisation",
            subject_id=self.reader.org,
            zh="通过核验",
            en="Verified",
            url="/organisations",
            data={},
            worker="a test",
        )
        with unit() as session:
            session.add(made)


LISTS: dict[str, tuple[str, str]] = {
    "/technologies": ("technology", "nobody"),
    "/technologies/mine": ("technology", "reader"),
    "/patents/mine": ("technology", "reader"),
    "/api/v1/technologies": ("technology", "nobody"),
    "/reviews": ("patent", "operator"),
    "/patents": ("patent", "operator"),
    "/api/v1/patents": ("patent", "operator"),
    "/demands": ("demand", "nobody"),
    "/demands/mine": ("demand", "reader"),
    "/demands/queue": ("demand", "operator"),
    "/api/v1/demands": ("demand", "operator"),
    "/brokers": ("broker", "nobody"),
    "/mandates": ("broker", "reader"),
    "/referrals": ("broker", "reader"),
    "/api/v1/brokers": ("broker", "nobody"),
    "/api/v1/mandates": ("broker", "reader"),
    "/agencies": ("agency", "nobody"),
    "/api/v1/agencies": ("agency", "nobody"),
    "/licence-requests": ("request", "reader"),
    "/api/v1/licence-requests": ("request", "reader"),
    "/deals?stage=open": ("deal", "reader"),
    "/deals?stage=mine": ("deal", "reader"),
    "/api/v1/deals": ("deal", "reader"),
    "/organisations": ("organisation", "operator"),
    "/api/v1/organisations": ("organisation", "operator"),
    "/inbox": ("notice", "reader"),
    "/api/v1/notices": ("notice", "reader"),
}
NOUNS = sorted({noun for noun, _ in LISTS.values()})


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are run meanwhile, on the connection of this test."""
    connection = db.bound()
    seen: list[str] = []

    def remember(*args: object) -> None:
        if not str(args[2]).startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(str(args[2]))

    event.listen(connection, "before_cursor_execute", remember)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", remember)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_runs_as_many_queries_for_a_full_page_as_for_one_row(app: Flask, noun: str) -> None:
    market = Market()
    add: Callable[[], None] = getattr(market, noun)
    add()
    lists = {path: who for path, (of, who) in LISTS.items() if of == noun}
    before = {path: read(app, market, path, who) for path, who in lists.items()}
    for _ in range(MORE):
        add()
    for path, who in lists.items():
        after = read(app, market, path, who)
        extra = [each for each in set(after) if after.count(each) > before[path].count(each) + 1]
        assert len(after) <= len(before[path]), f"{path}: {extra}"


def read(app: Flask, market: Market, path: str, who: str) -> list[str]:
    reader = None if who == "nobody" else getattr(market, who)
    client = (api if path.startswith("/api/") else pages)(app, reader)
    with counted() as seen:
        answer = client.get(path)
    assert answer.status_code == 200, path
    assert seen, f"{path} read nothing, or the counter does not hear it"
    return seen
