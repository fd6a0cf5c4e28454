"""Notices that leave by an organisation's receiving address: whose, which, with what in them."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from marketplace.core import journal, react
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading, unit
from marketplace.notices import public as notices
from marketplace.notices.states import KindName
from tests.factories.identity import actor, colleague
from tests.factories.outreach import endpoint
from tests.rooms.outreach.conftest import loopback, receiver
from tests.servers.receiver import Receiver

__all__ = ["loopback", "receiver"]
pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("database")]
WORDS = Phrase("“{title}”已收到申请", "“{title}” has received a request")


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def told(*people: Actor, kind: KindName = "deal", by: Actor = SYSTEM) -> Thing:
    """A fact of which these people are told, all its deliveries tried once."""

    def whom(_session: Session, _entry: Entry) -> Iterable[UUID]:
        return [one.person for one in people if one.person]

    reaction: Reaction = notices.tell(
        "thing.told", whom, WORDS, lambda entry: f"/things/{entry.subject_id}", kind=kind
    )
    thing = Thing()
    with unit() as session:
        journal.record(session, by, "thing.asked", thing, title="甲法", note="内部备注")
    react.follow({"thing.asked": [reaction]})
    for row in deliveries():
        react.deliver(row.id, {reaction.name: reaction}, "tester", 5)
    return thing


def deliveries() -> list[Delivery]:
    with reading() as session:
        return list(session.scalars(select(Delivery)))


def test_an_own_system_gets_the_public_words_and_ids_and_nothing_more(receiver: Receiver) -> None:
    owner = actor("holder")
    endpoint(owner, receiver.url)
    thing = told(owner, colleague(owner))
    (came,) = receiver.came
    assert came.json["type"] == "thing.asked"
    assert came.json["data"] == {
        "kind": "deal",
        "subject": {"kind": "thing", "id": str(thing.id)},
        "words": {"zh": "“甲法”已收到申请", "en": "“甲法” has received a request"},
        "url": f"https://market.example.org/things/{thing.id}",
    }
    assert {row.state for row in deliveries()} == {"done"}


def test_a_colleague_who_did_it_knows_and_the_others_address_hears(receiver: Receiver) -> None:
    owner = actor("holder")
    endpoint(owner, receiver.url)
    member = colleague(owner)
    told(owner, member, by=replace(SYSTEM, person=member.person))
    assert len(receiver.came) == 1


def test_what_one_person_alone_did_and_knows_is_told_to_nobody(receiver: Receiver) -> None:
    owner = actor("holder")
    endpoint(owner, receiver.url)
    told(owner, by=replace(SYSTEM, person=owner.person))
    assert not receiver.came


@pytest.mark.parametrize("kind", ["saved_search", "system"])
def test_what_is_personal_leaves_by_no_address(receiver: Receiver, kind: KindName) -> None:
    owner = actor("holder")
    endpoint(owner, receiver.url)
    told(owner, kind=kind)
    assert not receiver.came


def test_two_addresses_are_told_once_each_and_fail_apart(
    database: Engine, receiver: Receiver
) -> None:
    owner = actor("holder")
    endpoint(owner, receiver.url)
    away = Receiver()
    endpoint(owner, away.url)
    told(owner)
    assert len(receiver.came) == 1
    states = sorted(row.state for row in deliveries() if row.channel == "webhook")
    assert states == ["done", "ready"]
    assert {row.errors for row in deliveries()} == {0}
