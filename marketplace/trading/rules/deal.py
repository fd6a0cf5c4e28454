"""Who may see and move a deal."""

from collections.abc import Callable
from uuid import UUID

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.trading.models import Deal
from marketplace.trading.states import DealState, Side


def sides(actor: Actor, deal: Deal) -> frozenset[Side]:
    """The sides an actor speaks for: a party for itself, an attached broker for its client."""
    if actor.org is None:
        return frozenset()
    return frozenset(s for s in Side if actor.org in (deal.party(s), deal.broker(s)))


def may_see(actor: Actor, deal: Deal) -> bool:
    """Those who take part, the operator, the supervisor."""
    watching = actor.is_operator or actor.is_supervisor or actor.is_system
    return watching or (actor.org is not None and actor.org in deal.involved)


def may_offer(actor: Actor, deal: Deal) -> bool:
    """A side before which no offer of the other one lies; its own standing one is superseded."""
    spoken = sides(actor, deal)
    stands = deal.standing
    return bool(spoken) and (stands is None or stands.side in spoken)


def may_counter(actor: Actor, deal: Deal) -> bool:
    """The side before which the other one's offer lies."""
    stands = deal.standing
    return stands is not None and stands.side.other in sides(actor, deal)


def may_accept(actor: Actor, deal: Deal) -> bool:
    """The other side only, and never the person who made the offer, for whomever they act now."""
    stands = deal.standing
    return may_counter(actor, deal) and stands is not None and stands.by_person != actor.person


def may_withdraw(actor: Actor, deal: Deal) -> bool:
    """The side whose offer stands."""
    stands = deal.standing
    return stands is not None and stands.side in sides(actor, deal)


def may_lose(actor: Actor, deal: Deal) -> bool:
    """Either party (not its broker), or the house."""
    return actor.is_system or (actor.org is not None and actor.org in parties(deal))


def may_time(actor: Actor, _deal: Deal) -> bool:
    """Only the house's own clock."""
    return actor.is_system


def may_record(actor: Actor, holder: UUID) -> bool:
    """People of the holder, or staff of the market acting for it."""
    return actor.is_somebody and actor.org == holder


def may_open(actor: Actor, parties: tuple[UUID, UUID]) -> bool:
    """People of either party, over what both have chosen already."""
    return actor.is_somebody and actor.org in parties


def may_appoint(actor: Actor, deal: Deal) -> bool:
    """A party, for its own side."""
    return actor.org is not None and actor.org in parties(deal)


def parties(deal: Deal) -> frozenset[UUID]:
    """Holder and seeker."""
    return frozenset({deal.holder_id, deal.seeker_id})


def is_awaited(actor: Actor, deal: Deal) -> bool:
    """Whether the deal waits for this actor: for its side's word, or on its own desk."""
    if deal.state is DealState.NEGOTIATING:
        return deal.turn in sides(actor, deal)
    return actor.org is not None and actor.org == deal.desk_org


def must_sign_in(actor: Actor) -> None:
    """Lists of one's own deals are for who is signed in. Raises Unauthenticated."""
    if not actor.is_somebody:
        raise Unauthenticated


MAY: dict[str, Callable[[Actor, Deal], bool]] = {
    "offer": may_offer,
    "counter_offer": may_counter,
    "accept": may_accept,
    "withdraw_offer": may_withdraw,
    "lapse_offer": may_time,
    "lose": may_lose,
}
