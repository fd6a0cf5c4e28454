"""Who fits a thing: brokers and agencies, the best first, each with the reasons in words."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.core.clock import today
from marketplace.core.speech import Phrase
from marketplace.service.public.cards import AgencyCard, BrokerCard, agency_card, broker_cards
from marketplace.service.queries import agency as agency_queries
from marketplace.service.queries import broker as broker_queries
from marketplace.service.queries import referral as referral_queries
from marketplace.service.rules import routing, scoping


@dataclass(frozen=True, slots=True)
class Candidate:
    """A broker who fits, with the points and the reasons in words.

    `knows` is False where the broker only works near.
    """

    broker: BrokerCard
    score: int
    reasons: tuple[Phrase, ...]
    knows: bool


@dataclass(frozen=True, slots=True)
class AgencyCandidate:
    """An agency that fits, with the points and the reasons in words."""

    agency: AgencyCard
    score: int
    reasons: tuple[Phrase, ...]


def helpers(session: Session) -> list[BrokerCard]:
    """The brokers who may practise today and take new work."""
    return broker_cards(session, broker_queries.available(session))


def brokers_for(
    session: Session,
    *,
    region: str | None,
    green_fields: Collection[str],
    industries: Collection[str],
    ipc: Collection[str],
) -> list[Candidate]:
    """Brokers who fit a thing, the best first, each with its reasons.

    Only practising ones who take new work and fit by something. Equal scores go to the one with
    fewer referrals waiting; the number of deals somebody closed plays no part.
    """
    rows = broker_queries.available(session)
    waiting = referral_queries.waiting(session, {row.id for row in rows})
    fits = {
        row.id: routing.fit(
            row, region=region, green_fields=green_fields, industries=industries, ipc=ipc
        )
        for row in rows
    }
    cards = [card for card in broker_cards(session, rows) if fits[card.id].score > 0]
    cards.sort(key=lambda card: (-fits[card.id].score, waiting.get(card.id, 0), card.id))
    return [
        Candidate(card, found.score, found.reasons, found.knows)
        for card in cards
        for found in [fits[card.id]]
    ]


def agencies_for(
    session: Session,
    *,
    region: str | None,
    green_fields: Collection[str],
    pollutants: Collection[str],
) -> list[AgencyCandidate]:
    """Listed agencies accredited today for what a thing needs, the best first, with reasons.

    Equal scores stand in the order of their names, so that the list is the same for everybody.
    """
    rows = agency_queries.accredited(session, today())
    fits = [
        (
            row,
            scoping.fit(
                row, today(), region=region, green_fields=green_fields, pollutants=pollutants
            ),
        )
        for row in rows
    ]
    fits.sort(key=lambda pair: (-pair[1].score, pair[0].name, pair[0].id))
    return [
        AgencyCandidate(agency_card(row), found.score, found.reasons)
        for row, found in fits
        if found.knows
    ]
