"""Licence requests: who asks, who answers, the clocks, and that every one ends with a reason."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.core import clock, journal
from marketplace.core.errors import MoveNotPossible, Refused, Stale, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity.errors import NotVerified
from marketplace.trading.actions import request as actions
from marketplace.trading.actions.reason import Reason
from marketplace.trading.errors import (
    AlreadyRequested,
    ClockStillRuns,
    NoMandate,
    NoReason,
    NoSuchRequest,
    OwnTechnology,
)
from marketplace.trading.queries import deal as deals
from marketplace.trading.queries import request as queries
from marketplace.trading.rules import clocks
from marketplace.trading.states import RequestState, Side
from marketplace.trading.words.request import DECLINE, WITHDRAW
from tests.factories import trading
from tests.factories.identity import actor
from tests.factories.trading import drafted, moved, sent

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)


def test_nobody_requests_their_own_technology(database: object) -> None:
    holder = actor("holder", "enterprise")
    with pytest.raises(OwnTechnology):
        drafted(holder, trading.technology(holder))


def test_one_open_request_per_seeker_and_technology_and_the_second_is_shown_the_first(
    database: object,
) -> None:
    seeker, subject = actor("enterprise"), trading.technology(actor("holder"))
    first = drafted(seeker, subject)
    with pytest.raises(AlreadyRequested) as told:
        drafted(seeker, subject)
    assert told.value.data["request"] == str(first.id)
    moved(first.id, seeker, "withdraw", reason=Reason("mistake"))
    drafted(seeker, subject)
    drafted(actor("enterprise"), subject)


def test_the_clock_of_the_first_answer_counts_working_days(database: object) -> None:
    """Five working days from Monday 2 March 2026: until the end of Monday the 9th."""
    holder, seeker = actor("holder"), actor("enterprise")
    with clock.held(MONDAY):
        row = sent(seeker, trading.technology(holder))
    assert row.due_at == row.respond_by == clocks.end_of(datetime(2026, 3, 9).date())
    assert row.desk_org == holder.org


def test_escalation_is_recorded_once_per_clock_and_leaves_the_request_sent(
    database: object,
) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    with clock.held(MONDAY) as hands:
        row = sent(seeker, trading.technology(holder))
        with pytest.raises(ClockStillRuns), unit() as session:
            actions.when_due(session, row.id)
        hands.forward(timedelta(days=8))
        with unit() as session:
            row = actions.when_due(session, row.id)
        assert (row.state, row.due_at) == (RequestState.SENT, row.lapse_at)
        with pytest.raises(ClockStillRuns), unit() as session:
            actions.when_due(session, row.id)
        hands.forward(timedelta(days=30))
        with unit() as session:
            row = actions.when_due(session, row.id)
    assert (row.state, row.reason) == (RequestState.LAPSED, "nobody_moved")
    with reading() as session:
        facts = [e.fact for e in journal.about(session, "licence_request", row.id)]
    assert facts.count("licence_request.escalated") == 1


@pytest.mark.parametrize("name", ["decline", "withdraw"])
def test_c24_a_request_ends_only_with_a_reason_of_its_list(database: object, name: str) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = sent(seeker, trading.technology(holder))
    who, codes = (holder, DECLINE) if name == "decline" else (seeker, WITHDRAW)
    for given in (None, Reason("nonsense")):
        with pytest.raises(NoReason):
            moved(row.id, who, name, reason=given)
    row = moved(row.id, who, name, reason=Reason(next(iter(codes)), "说明"))
    assert row.reason in codes
    with pytest.raises(MoveNotPossible):
        moved(row.id, who, name, reason=Reason("other"))


def test_a_request_is_answered_by_its_holder_alone(database: object) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = sent(seeker, trading.technology(holder))
    with pytest.raises(Refused):
        moved(row.id, seeker, "acknowledge")
    with pytest.raises(Refused):
        moved(row.id, holder, "withdraw", reason=Reason("mistake"))
    with pytest.raises(Refused):
        moved(row.id, holder, "escalate")


def test_a_deal_opens_only_from_a_qualified_request(database: object) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = sent(seeker, trading.technology(holder))
    with pytest.raises(MoveNotPossible):
        moved(row.id, holder, "open_deal")
    row = moved(row.id, holder, "acknowledge", "qualify", "open_deal")
    assert row.deal_id
    assert (row.state, row.reason) == (RequestState.CONVERTED, "deal_opened")


def test_a_draft_is_its_seekers_own(database: object) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = drafted(seeker, trading.technology(holder))
    for other in (holder, actor("operator"), actor("enterprise")):
        with reading() as session, pytest.raises(NoSuchRequest):
            queries.request(session, other, row.id)


def test_an_unverified_organisation_drafts_but_does_not_send(database: object) -> None:
    seeker = actor("enterprise", verified=False)
    row = drafted(seeker, trading.technology(actor("holder")))
    with pytest.raises(NotVerified):
        moved(row.id, seeker, "send")


def test_a_broker_asks_for_a_client_only_with_its_mandate(database: object) -> None:
    holder, seeker, broker = actor("holder"), actor("enterprise"), actor("broker_firm")
    subject = trading.technology(holder)
    with pytest.raises(NoMandate):
        drafted(broker, subject, seeker_id=seeker.org)
    trading.mandate(broker, seeker, Side.SEEKER, subject)
    row = sent(broker, subject, seeker_id=seeker.org)
    assert (row.seeker_id, row.broker_id, row.sent_by) == (seeker.org, broker.org, broker.person)
    with reading() as session:
        assert queries.request(session, seeker, row.id).id == row.id


@pytest.mark.parametrize("ended", [False, True])
def test_a_broker_goes_on_into_the_deal_while_its_mandate_is_in_force(
    database: object, ended: bool
) -> None:
    holder, seeker, broker = actor("holder"), actor("enterprise"), actor("broker_firm")
    subject = trading.technology(holder)
    mandate = trading.mandate(broker, seeker, Side.SEEKER, subject)
    row = sent(broker, subject, seeker_id=seeker.org)
    if ended:
        trading.end_mandate(mandate, seeker)
    row = moved(row.id, holder, "acknowledge", "qualify", "open_deal")
    with reading() as session:
        deal = deals.deal(session, holder, row.deal_id)
    assert deal.broker_for_seeker == (None if ended else broker.org)


def test_nobody_else_asks_for_another_organisation(database: object) -> None:
    with pytest.raises(Refused):
        drafted(
            actor("enterprise"),
            trading.technology(actor("holder")),
            seeker_id=actor("enterprise").org,
        )


def test_inv_g4_a_stale_request_is_refused(database: object) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = sent(seeker, trading.technology(holder))
    with pytest.raises(Stale), unit() as session:
        actions.move(session, holder, row.id, "acknowledge", row.version + 1)


def test_nobody_asks_without_signing_in(database: object) -> None:
    from marketplace.core.actor import NOBODY

    with pytest.raises((Unauthenticated, OwnTechnology)):
        drafted(NOBODY, trading.technology(actor("holder")))
