"""Giving a deal up, entering one struck elsewhere, brokers on a side."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.consent import must
from marketplace.core.errors import Stale
from marketplace.core.text import content_hash, skeleton
from marketplace.display import public as display
from marketplace.identity import public as identity
from marketplace.trading.actions import opening
from marketplace.trading.actions.offer import agree, for_move, lapse_offer
from marketplace.trading.actions.reason import Reason, chosen
from marketplace.trading.errors import (
    BrokerInPlace,
    BrokerIsParty,
    NoMandate,
    NoSuchParty,
    NotStruckYet,
)
from marketplace.trading.models import Deal, Offer
from marketplace.trading.queries import deal as queries
from marketplace.trading.queries import subject
from marketplace.trading.rules import deal as rules
from marketplace.trading.rules.terms import Terms, fixed_fen, must_be_sound, to_json
from marketplace.trading.states import DEAL, DealState, OfferState, Origin, Side
from marketplace.trading.words import deal as words


@dataclass(frozen=True, slots=True)
class StruckElsewhere:
    """A deal that was made outside the market: with whom, when, on what terms, and the proof.

    The other party by id, or by its registered name.
    """

    technology_id: UUID
    struck_on: date
    evidence_note: str
    terms: Terms
    seeker_id: UUID | None = None
    seeker: str | None = None


def enter_struck_elsewhere(session: Session, actor: Actor, command: StruckElsewhere) -> Deal:
    """Enter a deal made outside the market, at agreed terms; the other party is told.

    By people of the holder, or staff of the market for it. Raises NotStruckYet, NoSuchParty,
    SameParty, PartyNotVerified, BadTerms, NotOnOffer, LicenceConflict.
    """
    card = display.technology(session, actor, command.technology_id)
    must(rules.may_record, actor, card.holder_id)
    identity.must_be_verified(actor)
    if command.struck_on > clock.today():
        raise NotStruckYet(fields=["struck_on"])
    seeker = _seeker(session, command)
    must_be_sound(command.terms)
    deal = opening.open_deal(session, actor, _new(card, seeker, command), DealState.TERM_AGREED)
    agree(session, deal, command.terms)
    entered = _as_agreed(actor, command)
    deal.offers.append(entered)
    journal.record(
        session,
        actor,
        "deal.struck_elsewhere",
        deal,
        struck_on=command.struck_on,
        content_hash=entered.content_hash,
        value_fen=fixed_fen(command.terms),
        **opening.about(deal),
    )
    return deal


def _seeker(session: Session, command: StruckElsewhere) -> UUID:
    """The one organisation that is meant; its name counts however it is spaced or cased."""
    if command.seeker_id:
        found = list(identity.organisations(session, [command.seeker_id]))
    else:
        found = [card.id for card in identity.named(session, skeleton(command.seeker or ""))]
    if len(found) != 1:
        raise NoSuchParty(fields=["seeker"])
    return found[0]


def _new(card: display.TechnologyCard, seeker: UUID, command: StruckElsewhere) -> opening.NewDeal:
    return opening.NewDeal(
        title=card.title,
        technology_id=card.id,
        holder_id=card.holder_id,
        seeker_id=seeker,
        origin=Origin.ELSEWHERE,
        struck_on=command.struck_on,
        evidence_note=command.evidence_note,
    )


def _as_agreed(actor: Actor, command: StruckElsewhere) -> Offer:
    kept = to_json(command.terms)
    return Offer(
        id=uuid4(),
        no=1,
        side=Side.HOLDER,
        by_org=actor.org,
        by_person=actor.person,
        terms=kept,
        content_hash=content_hash(kept),
        expires_at=clock.now(),
        state=OfferState.ACCEPTED,
        settled_at=clock.now(),
    )


def lose(
    session: Session, actor: Actor, key: UUID, seen: int | None, reason: Reason | None
) -> Deal:
    """Give the deal up, with a reason; the technology is free again. Raises NoReason."""
    deal = for_move(session, actor, key, "lose", seen)
    given = chosen(words.LOSE, reason)
    deal.reason, deal.reason_note = given.code, given.note
    if deal.standing:
        deal.standing.settle(OfferState.WITHDRAWN)
    deal.offer_ends = None
    _release(session, deal)
    step = DEAL.step(deal, "lose")
    journal.record(
        session,
        actor,
        step.fact,
        deal,
        before=step.before,
        reason=given.code,
        **opening.about(deal),
    )
    return deal


def _release(session: Session, deal: Deal) -> None:
    """The technology is released when the last deal that holds it lets go."""
    if not deal.holds:
        return
    deal.holds = False
    subject.lock_technology(session, deal.technology_id)
    if not any(
        other.holds for other in queries.agreed_on(session, deal.technology_id, but=deal.id)
    ):
        display.release(session, deal.technology_id)


def attach_broker(session: Session, actor: Actor, key: UUID, broker: UUID, seen: int) -> Deal:
    """Let a broker with a mandate act for one's own side in this deal.

    Raises BrokerInPlace, BrokerIsParty, NoMandate, DualAgency.
    """
    deal, side = _own_side(session, actor, key, seen)
    if deal.broker(side):
        raise BrokerInPlace
    if broker in rules.parties(deal):
        raise BrokerIsParty
    held = subject.mandate(session, broker, deal.party(side), side, deal.technology_id)
    subject.must_not_serve_two(session, deal, broker, side)
    deal.attach(side, broker, held.id)
    _say_broker(session, actor, deal, "deal.broker_attached", broker, side)
    return deal


def release_broker(session: Session, actor: Actor, key: UUID, seen: int) -> Deal:
    """Take one's own broker out of this deal. Raises NoMandate where there is none."""
    deal, side = _own_side(session, actor, key, seen)
    broker = deal.broker(side)
    if broker is None:
        raise NoMandate
    deal.attach(side, None, None)
    _say_broker(session, actor, deal, "deal.broker_released", broker, side)
    return deal


def _own_side(session: Session, actor: Actor, key: UUID, seen: int) -> tuple[Deal, Side]:
    deal = queries.deal(session, actor, key, lock=True)
    must(rules.may_appoint, actor, deal)
    if seen != deal.version:
        raise Stale(version=deal.version)
    return deal, Side.HOLDER if actor.org == deal.holder_id else Side.SEEKER


def _say_broker(
    session: Session, actor: Actor, deal: Deal, fact: str, broker: UUID, side: Side
) -> None:
    name = identity.name_of(session, broker)
    more = {"broker": name, "broker_id": broker, "side": side}
    journal.record(session, actor, fact, deal, **opening.about(deal), **more)


def when_due(session: Session, key: UUID, name: str) -> Deal:
    """Make the timed move of a deal: so far an offer that lapses."""
    if name != "lapse_offer":
        raise ValueError(f"{name} is no timed move of a deal")
    return lapse_offer(session, SYSTEM, key)
