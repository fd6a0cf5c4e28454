"""Reading demands: through `visible`, and shown as cards that hide what one may not see."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.page import Page, keyset
from marketplace.core.text import near_key, similarity
from marketplace.display.errors.demand import NoSuchDemand
from marketplace.display.models.demand import Demand, DemandDisclosure
from marketplace.display.models.proposal import Proposal
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries.demand_card import DemandCard, card, target
from marketplace.display.rules.demand import Tier, fields, is_seeker, tier
from marketplace.display.states.demand import PUBLIC, DemandState
from marketplace.display.states.proposal import ALIVE
from marketplace.identity import public as identity

# Two texts that share this part of their character pairs are one question asked twice.
ALIKE = 0.8
NEWEST = 400


def visible(actor: Actor) -> Select[Demand]:
    """The demands the actor may see in some form; the twin of `rules.demand.may_see`."""
    return select(Demand).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_system:
        return true()
    bureau = Demand.state != DemandState.DRAFT if actor.is_supervisor else false()
    return or_(Demand.state.in_(PUBLIC), bureau, mine(actor), _helped(actor), _part(actor))


def mine(actor: Actor) -> ColumnElement[bool]:
    """Those the actor's organisation seeks, or that the person asked without one."""
    organisation = Demand.seeker_id == actor.org if actor.org else false()
    person = and_(Demand.seeker_id.is_(None), Demand.entered_by == actor.person)
    return or_(organisation, person if actor.person else false())


def _helped(actor: Actor) -> ColumnElement[bool]:
    if "broker_firm" not in actor.kinds or not actor.verified:
        return false()
    own = Demand.helper_id == actor.org if actor.org else false()
    helped = or_(Demand.incomplete.is_(True), own)
    return and_(Demand.state == DemandState.DRAFT, Demand.brokers_may_help.is_(True), helped)


def _part(actor: Actor) -> ColumnElement[bool]:
    if actor.org is None:
        return false()
    proposed = exists().where(Proposal.demand_id == Demand.id, Proposal.org_id == actor.org)
    told = exists().where(
        DemandDisclosure.demand_id == Demand.id,
        DemandDisclosure.org_id == actor.org,
        DemandDisclosure.granted_at.is_not(None),
        DemandDisclosure.revoked_at.is_(None),
    )
    return or_(proposed, told)


def demand(session: Session, actor: Actor, key: UUID, *, lock: bool = False) -> Demand:
    """One you may see; with `lock` nobody else changes it or proposes to it until the unit ends."""
    rows = visible(actor).where(Demand.id == key)
    if lock:
        rows = rows.with_for_update(of=Demand).execution_options(populate_existing=True)
    found = session.scalars(rows).first()
    if found is None:
        raise NoSuchDemand
    return found


def demands(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    own: bool = False,
    to_complete: bool = False,
    after: str | None = None,
    limit: int = 20,
) -> Page[Demand]:
    """Those you may see, the newest first; `own` ones, or those that wait for somebody's help."""
    rows = visible(actor)
    if state:
        rows = rows.where(Demand.state == DemandState(state))
    if own:
        rows = rows.where(mine(actor))
    if to_complete:
        rows = rows.where(Demand.incomplete.is_(True), Demand.state == DemandState.DRAFT)
    return keyset(session, rows, Demand.created_at, Demand.id, after, limit)


def by_ids(session: Session, actor: Actor, keys: Iterable[UUID]) -> list[Demand]:
    """Those of these that you may see."""
    return list(session.scalars(visible(actor).where(Demand.id.in_(set(keys)))))


def cards(session: Session, actor: Actor, rows: Sequence[Demand]) -> list[DemandCard]:
    """Demands as the actor may see them; the names of all seekers are read at once."""
    organisations = identity.organisations(session, {r.seeker_id for r in rows if r.seeker_id})
    names = {key: found.name for key, found in organisations.items()}
    return [card(actor, row, names) for row in rows]


def shown(session: Session, actor: Actor, key: UUID) -> DemandCard:
    """One demand as the actor may see it."""
    return cards(session, actor, [demand(session, actor, key)])[0]


def similar(session: Session, actor: Actor, given: Demand) -> list[DemandCard]:
    """The seeker's own and public demands that ask the same or nearly the same, most alike first.

    The same letters and figures are found however old they are, near ones among the newest.
    """
    others = visible(actor).where(Demand.id != given.id)
    same = session.scalars(others.where(Demand.text_key == given.text_key).limit(20)).all()
    newest = session.scalars(others.order_by(Demand.created_at.desc()).limit(NEWEST)).all()
    found = {row.id: (1.0, row) for row in same}
    for row in newest:
        found.setdefault(row.id, (_alike(actor, given, row), row))
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], str(pair[1].id)))
    return cards(session, actor, [row for alike, row in ranked if alike >= ALIKE][:5])


def _alike(actor: Actor, given: Demand, other: Demand) -> float:
    titles = similarity(given.title, other.title)
    # What one may not read must not be guessed by asking what it resembles.
    readable = card(actor, other, {}).text
    return max(titles, similarity(given.text, readable)) if readable else titles


def names_itself(session: Session, given: Demand) -> list[str]:
    """The public fields in which the seeker's own name occurs, so that all would read it."""
    if given.seeker_id is None:
        return []
    name = near_key(identity.name_of(session, given.seeker_id))
    told = {"title": given.title, "scale": given.scale or ""}
    if given.disclosure != "nda":
        told["text"] = given.text
        told["targets"] = " ".join(f"{t.condition or ''} {t.baseline or ''}" for t in given.targets)
    return [field for field, words in told.items() if _names(name, near_key(words))]


_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "公司",
    "集团",
    "厂",
)
_SHORTEST = 3


def _names(name: str, words: str) -> bool:
    """Whether a text holds the name, also without its legal form."""
    short = next((name.removesuffix(form) for form in _FORMS if name.endswith(form)), name)
    return any(len(each) >= _SHORTEST and each in words for each in (name, short))


def public_form(session: Session, key: UUID) -> DemandCard | None:
    """What everybody may see of a public demand; None where it is not public."""
    found = session.get(Demand, key)
    if found is None or found.state not in PUBLIC:
        return None
    return card(NOBODY, found, {})


def seeker_of(session: Session, key: UUID) -> tuple[UUID | None, UUID | None]:
    """The organisation that seeks, and the person who entered it: for notices."""
    found = demand(session, SYSTEM, key)
    return found.seeker_id, found.entered_by


FIELDS = (
    "title", "text", "budget_low", "budget_high", "budget_source", "procurement_route", "deadline",
    "industry", "place", "processes", "pollutants", "green_fields", "trl", "licences", "scale",
    "contact", "mode", "multi_award", "disclosure", "brokers_may_help",
)  # fmt: skip


def values(made: Demand) -> dict[str, Any]:
    """What a demand says, field by field, as its full form holds it."""
    return {
        **{name: getattr(made, name) for name in FIELDS},
        "targets": tuple(target(row) for row in made.targets),
    }


def open_keys(session: Session) -> list[UUID]:
    """The demands that take proposals now, the newest first."""
    rows = select(Demand.id).where(Demand.state == DemandState.OPEN)
    return list(session.scalars(rows.order_by(Demand.published_at.desc(), Demand.id)))


def proposers_of(session: Session, key: UUID) -> list[UUID]:
    """The organisations with a living proposal to a demand: for notices."""
    rows = select(Proposal.org_id).where(Proposal.demand_id == key, Proposal.state.in_(ALIVE))
    return list(session.scalars(rows.distinct()))


def proposer_of(session: Session, key: UUID) -> UUID | None:
    """Who made a proposal: for notices."""
    return session.scalar(select(Proposal.org_id).where(Proposal.id == key))


def author_of(session: Session, key: UUID) -> UUID | None:
    """Who wrote a rewrite: for notices."""
    return session.scalar(select(DemandRewrite.org_id).where(DemandRewrite.id == key))


def disclosures(session: Session, actor: Actor, key: UUID) -> list[DemandDisclosure]:
    """Who asked, was told, promised: all for seeker and operator, one's own line for others."""
    made = demand(session, actor, key)
    if tier(actor, made) is Tier.OWN:
        return list(made.disclosures)
    return [row for row in made.disclosures if actor.org and row.org_id == actor.org]


def receipt(session: Session, actor: Actor, made: Demand) -> DemandCard:
    """A question just asked, for its asker: the public form where they have no account."""
    seen = cards(session, actor, [made])[0]
    return replace(seen, title=made.title) if not seen.title else seen


def readable_values(actor: Actor, made: Demand) -> dict[str, Any]:
    """What a demand says, without what the actor may not read."""
    kept = fields(actor, made)
    empty: dict[str, Any] = {"targets": ()}
    return {k: v if k in kept else empty.get(k) for k, v in values(made).items()}


def is_own(actor: Actor, made: Demand) -> bool:
    """Whether the actor is the seeker."""
    return is_seeker(actor, made)
