"""Twins: what a rule lets one see is what a query finds, over many people and things."""

from itertools import product

from sqlalchemy import select

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.trading.actions import deal as deals
from marketplace.trading.actions.reason import Reason
from marketplace.trading.models import Deal, LicenceRequest
from marketplace.trading.queries import deal as deal_queries
from marketplace.trading.queries import request as request_queries
from marketplace.trading.rules import deal as deal_rules
from marketplace.trading.rules import request as request_rules
from marketplace.trading.states import Side
from tests.factories import trading
from tests.factories.identity import actor
from tests.factories.trading import TERMS, accept, drafted, offered, opened, sent, version


def _market() -> list[Actor]:
    """Requests and deals in many states, between people who know each other or not."""
    holder, seeker, broker = actor("holder"), actor("enterprise"), actor("broker_firm")
    subject = trading.technology(holder)
    drafted(seeker, subject)
    for made in (sent(actor("enterprise"), subject), sent(actor("holder", "enterprise"), subject)):
        assert made.sent_at
    quiet, agreed, lost = opened(holder=holder), offered(), offered()
    accept(agreed, agreed.seeker)
    with unit() as session:
        deals.lose(session, lost.holder, lost.id, version(lost), Reason("price"))
    carried = opened(holder=holder)
    trading.mandate(broker, carried.seeker, Side.SEEKER, carried.technology)
    with unit() as session:
        deals.attach_broker(session, carried.seeker, carried.id, broker.org, version(carried))
    carried.offer(holder, TERMS)
    return [
        *(holder, seeker, broker, quiet.seeker, agreed.holder, lost.seeker, carried.seeker),
        *(actor("operator"), actor("supervisor"), actor("agency"), SYSTEM, NOBODY),
    ]


def test_may_see_is_visible(database: object) -> None:
    people = _market()
    with reading() as session:
        for model, rule, query in (
            (LicenceRequest, request_rules.may_see, request_queries.visible),
            (Deal, deal_rules.may_see, deal_queries.visible),
        ):
            rows = session.scalars(select(model)).all()
            assert len(rows) >= 4
            found = {who: set(session.scalars(query(who))) for who in people}
            for who, row in product(people, rows):
                assert rule(who, row) == (row in found[who]), (who, row.id, row.state)


def test_is_awaited_is_waits_for(database: object) -> None:
    people = _market()
    with reading() as session:
        rows = session.scalars(select(Deal)).all()
        for who in people:
            waiting = set(session.scalars(select(Deal).where(deal_queries.waits_for(who.org))))
            assert waiting == {row for row in rows if deal_rules.is_awaited(who, row)}, who
