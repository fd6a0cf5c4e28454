"""Technologies to trade, mandates, requests and deals."""

from dataclasses import dataclass
from uuid import UUID

from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.service import public as service_public
from marketplace.service.actions import mandate as mandates
from marketplace.service.queries import mandate as mandate_queries
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions import request as requests
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.actions.request import NewRequest
from marketplace.trading.models import LicenceRequest, Offer
from marketplace.trading.queries import deal as deals
from marketplace.trading.queries.subject import ROLES
from marketplace.trading.rules.terms import Terms
from marketplace.trading.states import Side
from tests.factories import display, service
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
    return display.published(holder, title=title).id


def state_of(key: UUID) -> str:
    """The state of a technology."""
    return str(display.again(key).state)


def mandate(broker: Actor, client: Actor, side: Side, technology: UUID | None) -> UUID:
    """A mandate in force over one technology, or (None) over all that the client has."""
    with reading() as session:
        known = service_public.broker_of_person(session, broker.person)
    firm = service.Firm(broker, known) if known else service.broker(broker)
    about = {"subject_kind": "technology", "subject_id": technology} if technology else {}
    return service.mandate(firm, client, side=ROLES[side], **about).id


def end_mandate(key: UUID, client: Actor) -> None:
    """It binds no more."""
    with unit() as session:
        mandates.move(session, client, key, "terminate", None)


def consent(key: UUID, broker: Actor, client: Actor, technology: UUID) -> None:
    """The broker discloses that it serves the other side too, and the client agrees."""
    about = ("technology", technology)
    with unit() as session:
        seen = mandate_queries.mandate(session, broker, key).version
        row = mandates.disclose(session, broker, key, about, seen)
    with unit() as session:
        mandates.consent(session, client, row.id, about, row.version)


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
