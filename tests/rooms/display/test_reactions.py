"""Whom the facts concern: the holder is told, and a restricted one is taken down."""

from sqlalchemy import select

from marketplace.core import react
from marketplace.core.deliveries import Delivery
from marketplace.core.unit import reading, unit
from marketplace.display import queries
from marketplace.house import ON, REACTIONS
from marketplace.identity.actions import move as move_organisation
from tests.factories.display import again, patent, published
from tests.factories.display import move as move_technology
from tests.factories.identity import actor
from tests.factories.web import pages


def deliver_all() -> list[Delivery]:
    react.follow(ON)
    with reading() as session:
        rows = list(session.scalars(select(Delivery).where(Delivery.channel != "mail")))
    for row in rows:
        react.deliver(row.id, REACTIONS, "test", 5)
    return rows


def test_the_holder_is_told_of_the_publication(database: object) -> None:
    holder = actor("holder")
    published(holder)
    told = [r for r in deliver_all() if r.reaction == "display.tell_holder.technology.published"]
    assert [r.recipient for r in told] == [str(holder.person)]


def test_inv_l1_a_restricted_holder_is_taken_down(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder, operator)
    with unit() as session:
        move_organisation(session, operator, holder.org, "restrict", None)
    deliver_all()
    assert (again(row.id).state, again(row.id).reason) == ("suspended", "holder_restricted")


def test_withdrawing_drops_what_would_revise_it(database: object) -> None:
    from tests.rooms.display.test_revisions import change

    holder = actor("holder")
    row = published(holder)
    done = change(holder, row, title="新名称")
    move_technology(holder, row.id, "withdraw")
    with reading() as session:
        assert queries.technology.open_revision(session, row.id) is None
        assert queries.technology.revision(session, holder, done.revision.id).state == "dropped"


def test_the_clerk_lists_cards_in_batches(app: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    cards = [patent(holder) for _ in range(2)]
    client = pages(app, operator)
    assert cards[0].title in client.get("/reviews?kind=patent").text
    items = [f"patent:{row.id}:{row.version}" for row in cards]
    assert client.post("/reviews", data={"item": items, "move": "list"}).status_code == 303
    with reading() as session:
        states = {queries.patent.patent(session, holder, row.id).state for row in cards}
    assert states == {"listed"}
