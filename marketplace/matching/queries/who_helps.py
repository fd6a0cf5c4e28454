"""Which brokers and agencies could help with a demand or a technology, as things are today."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.speech import Phrase
from marketplace.display import public as display
from marketplace.matching.rules import who_helps as rules
from marketplace.matching.rules.weights import weights
from marketplace.service import public as service


@dataclass(frozen=True, slots=True)
class Thing:
    """What is public of a thing somebody may need help with; `owner` is not for showing.

    `kind` is `demand` or `technology`, and `role` what the owner is in a mandate for it.
    """

    kind: str
    id: UUID
    title: str
    owner: UUID | None
    role: str
    region: str | None
    green_fields: tuple[str, ...]
    industries: tuple[str, ...]
    ipc: tuple[str, ...] = ()
    pollutants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing as it is asked about, before one knows whether it is public."""

    kind: str
    id: UUID
    title: str
    owner: UUID | None


@dataclass(frozen=True, slots=True)
class Help:
    """A few who fit a thing, the best first, each with reasons; `owner` is not for showing.

    Nothing of it is kept: who practises and what is accredited changes by the day.
    """

    kind: str
    id: UUID
    title: str
    owner: UUID | None
    brokers: tuple[service.Candidate, ...]
    agencies: tuple[service.AgencyCandidate, ...]

    @property
    def anybody(self) -> bool:
        """Whether somebody fits."""
        return bool(self.brokers or self.agencies)

    def names(self) -> Phrase:
        """The firms with the first reason for each, in a sentence; no name of a person."""
        told = [(one.broker.firm, one.reasons[0]) for one in self.brokers]
        told += [(one.agency.name, one.reasons[0]) for one in self.agencies]
        return Phrase(
            "；".join(f"{name}（{why.zh}）" for name, why in told),
            "; ".join(f"{name} ({why.en})" for name, why in told),
        )


def for_demand(session: Session, actor: Actor, key: UUID) -> Help:
    """Who could help with a demand, to its seeker and the operator. Raises NoSuchDemand, Refused.

    Empty while it does not take proposals.
    """
    title = display.demand(session, actor, key).title
    owner = display.seeker_of(session, key)
    return _for(session, actor, Asked("demand", key, title, owner))


def for_technology(session: Session, actor: Actor, key: UUID) -> Help:
    """The same for a technology, to its holder. Raises NoSuchTechnology, Refused."""
    card = display.technology(session, actor, key)
    return _for(session, actor, Asked("technology", key, card.title, card.holder_id))


def _for(session: Session, actor: Actor, asked: Asked) -> Help:
    must(rules.may_ask, actor, asked)
    about = thing(session, asked.kind, asked.id)
    return (
        helping(session, about)
        if about
        else Help(asked.kind, asked.id, asked.title, asked.owner, (), ())
    )


def thing(session: Session, kind: str, key: UUID) -> Thing | None:
    """A demand while it takes proposals, a technology while it is public; else None."""
    return _demand(session, key) if kind == "demand" else _technology(session, key)


def _demand(session: Session, key: UUID) -> Thing | None:
    found = display.demand_features(session, key)
    if found is None or not found.open:
        return None
    return Thing(
        kind="demand",
        id=key,
        title=found.title,
        owner=found.seeker_id,
        role="buyer",
        region=found.place,
        green_fields=found.green_fields,
        industries=(found.industry,) if found.industry else (),
        pollutants=found.pollutants,
    )


def _technology(session: Session, key: UUID) -> Thing | None:
    found = display.features(session, key)
    if found is None or not found.published:
        return None
    return Thing(
        kind="technology",
        id=key,
        title=found.card.title,
        owner=found.card.holder_id,
        role="seller",
        region=found.card.region,
        green_fields=found.card.green_fields,
        industries=found.codes.get("industries", ()),
        ipc=found.ipc,
    )


def helping(session: Session, about: Thing) -> Help:
    """Brokers while none acts for the owner in this; agencies for a demand."""
    brokers = () if _served(session, about) else tuple(_brokers(session, about))
    agencies = tuple(_agencies(session, about)) if about.kind == "demand" else ()
    most = weights().helpers
    return Help(about.kind, about.id, about.title, about.owner, brokers[:most], agencies[:most])


def _brokers(session: Session, about: Thing) -> Iterable[service.Candidate]:
    """Those of other firms who know the thing: in one city, being near singles out nobody."""
    found = service.brokers_for(
        session,
        region=about.region,
        green_fields=about.green_fields,
        industries=about.industries,
        ipc=about.ipc,
    )
    return (one for one in found if one.knows and one.broker.org != about.owner)


def _agencies(session: Session, about: Thing) -> Iterable[service.AgencyCandidate]:
    found = service.agencies_for(
        session,
        region=about.region,
        green_fields=about.green_fields,
        pollutants=about.pollutants,
    )
    return (one for one in found if one.agency.org != about.owner)


def _served(session: Session, about: Thing) -> bool:
    """Whether a mandate in force today lets some broker act for the owner in this."""
    if about.owner is None:
        return False
    return any(
        card.client == about.owner
        and card.role == about.role
        and card.subject in (None, (about.kind, about.id))
        for card in service.active_mandates_of(session, about.owner)
    )
