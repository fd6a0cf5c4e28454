"""Offers: made, countered, accepted by the other side, taken back, lapsed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.consent import must_move
from marketplace.core.db import database_now
from marketplace.core.errors import Stale
from marketplace.core.text import content_hash
from marketplace.display import public as display
from marketplace.identity import public as identity
from marketplace.trading.actions.opening import about
from marketplace.trading.errors import (
    ClockStillRuns,
    LicenceConflict,
    NoOpenOffer,
    NotOnOffer,
    OfferChanged,
    OfferExpired,
    WhichSide,
)
from marketplace.trading.models import Deal, Offer
from marketplace.trading.queries import deal as queries
from marketplace.trading.queries import subject
from marketplace.trading.rules import clocks, licences
from marketplace.trading.rules import deal as rules
from marketplace.trading.rules.terms import Terms, fixed_fen, must_be_sound, of_json, to_json
from marketplace.trading.states import DEAL, OfferState, Side, must_be_open


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """Terms for the other side; `side` only from a broker who acts for both."""

    terms: Terms
    valid_days: int | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """The offer that was read: its number and the hash of its terms."""

    no: int
    content_hash: str


def for_move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Deal:
    """The deal, locked, for a move that is open, allowed, and asked for on what stands now."""
    deal = queries.deal(session, actor, key, lock=True)
    must_be_open(DEAL, deal, name)
    if name in _ANSWERS and deal.standing is None:
        raise NoOpenOffer
    must_move(rules.MAY, name, actor, deal)
    if seen is not None and seen != deal.version:
        raise Stale(version=deal.version)
    return deal


_ANSWERS = frozenset({"counter_offer", "accept", "withdraw_offer", "lapse_offer"})


def offer(
    session: Session,
    actor: Actor,
    key: UUID,
    command: MakeOffer,
    seen: int,
    name: str | None = None,
) -> Deal:
    """Offer terms, or counter the ones that lie before you; the offer that stood is superseded.

    `name` is the move, `offer` or `counter_offer`; None chooses the one that fits. Raises BadTerms,
    BadExpiry, NoMandate, DualAgency, WhichSide.
    """
    if name is None:
        name = _fitting(queries.deal(session, actor, key), actor)
    deal = for_move(session, actor, key, name, seen)
    identity.must_be_verified(actor)
    side = _side(actor, deal, command.side)
    _must_be_mandated(session, actor, deal, side)
    must_be_sound(command.terms)
    made = _put(session, actor, deal, side, command)
    step = DEAL.step(deal, name)
    _tell(session, actor, deal, made, step)
    return deal


def _fitting(deal: Deal, actor: Actor) -> str:
    return "counter_offer" if rules.may_counter(actor, deal) else "offer"


def _side(actor: Actor, deal: Deal, asked: Side | None) -> Side:
    """For whom the actor speaks; who speaks for both answers the offer that stands, or says it."""
    spoken = rules.sides(actor, deal)
    if len(spoken) == 1 and asked in (None, *spoken):
        return next(iter(spoken))
    if asked in spoken:
        return asked
    if asked is None and deal.standing:
        return deal.standing.side.other
    raise WhichSide(fields=["side"])


def _must_be_mandated(session: Session, actor: Actor, deal: Deal, side: Side) -> UUID | None:
    """A party speaks for itself; a broker needs its mandate in force today."""
    if actor.org is None or actor.org == deal.party(side):
        return None
    held = subject.mandate(session, actor.org, deal.party(side), side, deal.technology_id)
    subject.must_not_serve_two(session, deal, actor.org, side)
    return held.id


def _put(session: Session, actor: Actor, deal: Deal, side: Side, command: MakeOffer) -> Offer:
    if deal.standing:
        deal.standing.settle(OfferState.SUPERSEDED)
        # The old one must be down before the new one stands: a unique index watches over it.
        session.flush()
    kept = to_json(command.terms)
    made = Offer(
        id=uuid4(),
        no=len(deal.offers) + 1,
        side=side,
        by_org=actor.org,
        by_person=actor.person,
        mandate_id=None if actor.org == deal.party(side) else deal.mandate(side),
        terms=kept,
        content_hash=content_hash(kept),
        expires_at=clocks.offer_ends(command.valid_days),
        state=OfferState.OPEN,
    )
    deal.offers.append(made)
    deal.turn, deal.offer_ends = side.other, made.expires_at
    return made


def accept(session: Session, actor: Actor, key: UUID, command: AcceptOffer, seen: int) -> Deal:
    """Agree to the other side's terms, exactly those that were read.

    Raises OfferChanged, OfferExpired (by the database's clock), LicenceConflict, NotOnOffer,
    NoMandate, DualAgency.
    """
    deal = for_move(session, actor, key, "accept", seen)
    standing = _standing(deal)
    if (command.no, command.content_hash) != (standing.no, standing.content_hash):
        raise OfferChanged(version=deal.version)
    if database_now(session) >= standing.expires_at:
        raise OfferExpired
    identity.must_be_verified(actor)
    _must_be_mandated(session, actor, deal, standing.side.other)
    agree(session, deal, of_json(standing.terms))
    standing.settle(OfferState.ACCEPTED)
    deal.turn, deal.offer_ends = Side.HOLDER, None
    # The headline figures add these up from the journal, so that a past day stays what it was.
    value = fixed_fen(of_json(standing.terms))
    _tell(session, actor, deal, standing, DEAL.step(deal, "accept"), value_fen=value)
    return deal


def agree(session: Session, deal: Deal, terms: Terms) -> None:
    """Bind the technology to these terms under its lock (INV-X1), and hold it where they say so.

    Raises NotOnOffer, LicenceConflict.
    """
    subject.lock_technology(session, deal.technology_id)
    if display.technology(session, SYSTEM, deal.technology_id).state not in subject.ON_OFFER:
        raise NotOnOffer
    others = queries.agreed_on(session, deal.technology_id, but=deal.id)
    for other in others:
        if other.current and not licences.compatible(of_json(other.current.terms), terms):
            raise LicenceConflict(licence=other.current.terms["licence"])
    deal.holds = licences.holds(terms)
    if deal.holds and not any(other.holds for other in others):
        display.hold(session, deal.technology_id)


def withdraw_offer(session: Session, actor: Actor, key: UUID, seen: int) -> Deal:
    """Take back the offer that stands; it is the same side's turn again."""
    deal = for_move(session, actor, key, "withdraw_offer", seen)
    standing = _standing(deal)
    _must_be_mandated(session, actor, deal, standing.side)
    return _end(session, actor, deal, "withdraw_offer", OfferState.WITHDRAWN)


def lapse_offer(session: Session, actor: Actor, key: UUID) -> Deal:
    """End an offer whose time has passed; whoever made it may make another."""
    deal = for_move(session, actor, key, "lapse_offer", None)
    if _standing(deal).expires_at > clock.now():
        raise ClockStillRuns
    return _end(session, actor, deal, "lapse_offer", OfferState.LAPSED)


def _end(session: Session, actor: Actor, deal: Deal, name: str, state: OfferState) -> Deal:
    standing = _standing(deal)
    standing.settle(state)
    deal.turn, deal.offer_ends = standing.side, None
    _tell(session, actor, deal, standing, DEAL.step(deal, name))
    return deal


def _standing(deal: Deal) -> Offer:
    if deal.standing is None:
        raise NoOpenOffer
    return deal.standing


def _tell(
    session: Session, actor: Actor, deal: Deal, made: Offer, step: Any, **more: object
) -> None:
    journal.record(
        session,
        actor,
        step.fact,
        deal,
        before=step.before,
        after=step.after,
        no=made.no,
        side=made.side,
        content_hash=made.content_hash,
        **about(deal),
        **more,
    )
