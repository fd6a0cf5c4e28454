"""Technologies to trade, mandates, requests and deals."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.display.models import Technology
from marketplace.service import public as service
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions import request as requests
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.actions.request import NewRequest
from marketplace.trading.models import LicenceRequest, Offer
from marketplace.trading.queries import deal as deals
from marketplace.trading.queries.subject import ROLES
from marketplace.trading.rules.terms import Terms
from marketplace.trading.states import Side
from tests.factories.identity import actor

TERMS = Terms(
    licence="ordinary",
    price_mode="lump_sum_once",
    lump_sum_fen=500_000_00,
    territory=("410000",),
    acts=("make", "use"),
    months=36,
)


def technology(holder: Actor, title: str = "烧结烟气深度脱硫") -> UUID:
    """One that is published."""
    key = uuid4()
    with unit() as session:
        session.add(Technology(id=key, title=title, holder_id=holder.org, state="published"))
    return key


def state_of(key: UUID) -> str:
    """The state of a technology."""
    with reading() as session:
        return str(session.get_one(Technology, key).state)


def mandate(broker: Actor, client: Actor, side: Side, _technology: UUID) -> UUID:
    """A mandate in force."""
    card = service.MandateCard(uuid4(), broker.org, client.org, ROLES[side])
    service.GIVEN[(broker.org, client.org, ROLES[side])] = card
    return card.id


def end_mandate(key: UUID) -> None:
    """It binds no more."""
    for held, card in list(service.GIVEN.items()):
        if card.id == key:
            del service.GIVEN[held]


def consent(key: UUID, _technology: UUID) -> None:
    """The client agrees that its broker serves the other side too."""
    service.CONSENTS.add(key)


def drafted(seeker: Actor, technology: UUID, **more: object) -> LicenceRequest:
    """A draft of a request."""
    with unit() as session:
        return requests.create(session, seeker, NewRequest(technology, "ordinary", **more))


def sent(seeker: Actor, technology: UUID, **more: object) -> LicenceRequest:
    """A request on the holder's desk."""
    row = drafted(seeker, technology, **more)
    return moved(row.id, seeker, "send")


def moved(key: UUID, who: Actor, *names: str, **more: object) -> LicenceRequest:
    """The request after these moves."""
    for name in names:
        with unit() as session:
            row = requests.move(session, who, key, name, None, **more)
    return row


@dataclass
class Negotiation:
    """A deal between two new organisations."""

    id: UUID
    holder: Actor
    seeker: Actor
    technology: UUID

    def offer(self, by: Actor, terms: Terms, side: Side | None = None) -> UUID:
        """Offer or counter-offer; returns the new offer's id."""
        with unit() as session:
            command = MakeOffer(terms, side=side)
            row = offers.offer(session, by, self.id, command, version(self))
            return row.offers[-1].id

    def current(self) -> Offer:
        """The offer that stands or was accepted."""
        with reading() as session:
            found = deals.deal(session, self.holder, self.id).current
        assert found
        return found

    def state(self) -> str:
        """Where it is."""
        with reading() as session:
            return deals.deal(session, self.holder, self.id).state


def opened(
    holder: Actor | None = None,
    seeker: Actor | None = None,
    technology: UUID | None = None,
) -> Negotiation:
    """A deal without any offer yet."""
    holder, seeker = holder or actor("holder"), seeker or actor("enterprise")
    subject = technology or globals()["technology"](holder)
    row = sent(seeker, subject)
    row = moved(row.id, holder, "acknowledge", "qualify", "open_deal")
    assert row.deal_id
    return Negotiation(row.deal_id, holder, seeker, subject)


def offered(terms: Terms = TERMS) -> Negotiation:
    """A deal in which the holder has offered."""
    deal = opened()
    deal.offer(deal.holder, terms)
    return deal


def version(deal: Negotiation) -> int:
    """The version that stands."""
    with reading() as session:
        return deals.deal(session, deal.holder, deal.id).version


def accept(deal: Negotiation, by: Actor) -> None:
    """Accept what stands."""
    with reading() as session:
        standing = deals.deal(session, deal.holder, deal.id).last
    assert standing
    with unit() as session:
        command = AcceptOffer(standing.no, standing.content_hash)
        offers.accept(session, by, deal.id, command, version(deal))
