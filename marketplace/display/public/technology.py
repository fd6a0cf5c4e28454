"""Technologies for other rooms: plain values, and the verbs that deals and reports need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import measure
from marketplace.core.actor import Actor
from marketplace.display import queries
from marketplace.display.actions import technology as actions
from marketplace.display.actions.technology import Evidence
from marketplace.display.models import Technology, TechnologyClaim
from marketplace.display.rules.claims import as_claim
from marketplace.display.rules.content import TAGS
from marketplace.display.states import PUBLIC

conclude, hold, release = actions.conclude, actions.hold, actions.release


@dataclass(frozen=True, slots=True)
class TechnologyCard:
    """What other rooms show of a technology."""

    id: UUID
    holder_id: UUID
    title: str
    summary: str
    state: str
    version: int
    licence_kinds: tuple[str, ...]
    price_mode: str | None
    price_low_fen: int | None
    price_high_fen: int | None
    trl_scale: str | None
    trl: int | None
    region: str | None
    green_fields: tuple[str, ...]
    patents: tuple[UUID, ...]
    url: str


@dataclass(frozen=True, slots=True)
class TechnologyClaimCard:
    """A quantified claim: as typed, comparable, and how it is proved."""

    id: UUID
    technology_id: UUID
    claim: measure.Claim
    canonical_low: Decimal | None
    canonical_high: Decimal | None
    canonical_unit: str | None
    evidence_state: str
    evidence_number: str | None
    evidence_date: date | None = None


@dataclass(frozen=True, slots=True)
class TechnologyFeatures:
    """Everything that matching compares, as plain values; `codes` by the dossier's own names."""

    card: TechnologyCard
    text: str
    codes: dict[str, tuple[str, ...]]
    ipc: tuple[str, ...]
    claims: tuple[TechnologyClaimCard, ...]
    unquantified: bool
    investment_fen: int | None
    running_cost_fen: int | None
    scale: str | None
    published: bool


def card(row: Technology) -> TechnologyCard:
    """The card of a row."""
    return TechnologyCard(
        id=row.id,
        holder_id=row.holder_id,
        title=row.title,
        summary=row.summary or "",
        state=str(row.state),
        version=row.version,
        licence_kinds=tuple(row.codes("licences")),
        price_mode=row.price_mode,
        price_low_fen=row.price_low_fen,
        price_high_fen=row.price_high_fen,
        trl_scale=row.trl_scale,
        trl=row.trl_level,
        region=row.region,
        green_fields=tuple(row.codes("fields")),
        patents=tuple(link.patent_id for link in row.rests_on),
        url=f"/technologies/{row.id}",
    )


def technology(session: Session, actor: Actor, key: UUID) -> TechnologyCard:
    """One you may see; raises NoSuchTechnology."""
    return card(queries.technology.technology(session, actor, key))


def technologies(
    session: Session, actor: Actor, keys: Iterable[UUID]
) -> dict[UUID, TechnologyCard]:
    """Those of the ids that you may see, in one query."""
    rows = queries.technology.visible_ids(session, actor, keys)
    return {key: card(row) for key, row in rows.items()}


def technologies_of(session: Session, actor: Actor, holder: UUID) -> list[TechnologyCard]:
    """A holder's technologies that the actor may see, by title; withdrawn ones are left out."""
    rows = queries.technology.seen_of_holder(session, actor, holder)
    return [card(row) for row in rows]


def _claim(row: TechnologyClaim) -> TechnologyClaimCard:
    return TechnologyClaimCard(
        id=row.id,
        technology_id=row.technology_id,
        claim=as_claim(row),
        canonical_low=row.canonical_low,
        canonical_high=row.canonical_high,
        canonical_unit=row.canonical_unit,
        evidence_state=row.evidence_state,
        evidence_number=row.evidence_number,
        evidence_date=row.evidence_date,
    )


def claims(session: Session, key: UUID) -> list[TechnologyClaimCard]:
    """The quantified claims of a technology, whoever asks; empty where it has none."""
    return [_claim(row) for row in queries.technology.claims(session, key)]


def set_evidence(session: Session, claim_id: UUID, evidence: Evidence) -> None:
    """Say how a claim is proved; only service does this, from a verified report (INV-L5)."""
    actions.set_evidence(session, claim_id, evidence)


def features(session: Session, key: UUID) -> TechnologyFeatures | None:
    """What matching needs of a technology, whoever asks; None where there is no such one."""
    return several_features(session, [key]).get(key)


def several_features(session: Session, keys: Iterable[UUID]) -> dict[UUID, TechnologyFeatures]:
    """The same for many, in a constant number of queries."""
    return {row.id: _features(row) for row in queries.technology.by_ids(session, keys)}


def _features(row: Technology) -> TechnologyFeatures:
    texts = (row.title, row.summary, row.description, row.references_text)
    abstracts = [text for p in row.patents for text in (p.title, p.abstract)]
    return TechnologyFeatures(
        card=card(row),
        text="\n".join(text for text in (*texts, *abstracts) if text),
        codes={name: tuple(row.codes(name)) for name in TAGS},
        ipc=tuple(dict.fromkeys(symbol for p in row.patents for symbol in p.ipc)),
        claims=tuple(_claim(one) for one in row.claims),
        unquantified=row.unquantified or not row.claims,
        investment_fen=row.investment_fen,
        running_cost_fen=row.running_cost_fen,
        scale=row.scale,
        published=row.state in PUBLIC,
    )


def published_ids(session: Session) -> list[UUID]:
    """The ids of everything that is published, for those who compare with all of it."""
    return queries.technology.published_ids(session)
