"""Reading agencies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.clock import today
from marketplace.core.page import Page, keyset
from marketplace.service.errors import NoSuchAgency
from marketplace.service.models import Accreditation, Agency, AgencyFacet, ScopeRow
from marketplace.service.queries.places import within
from marketplace.service.rules import agency as rules
from marketplace.service.states import LISTED, AgencyState


@dataclass(frozen=True, slots=True)
class AgenciesAsked:
    """By what the directory is narrowed; `accredited` asks for a certificate valid today."""

    service: str | None = None
    scope: str | None = None
    field: str | None = None
    region: str | None = None
    accredited: bool | None = None
    state: str | None = None
    mine: bool = False


def visible(actor: Actor) -> Select[Agency]:
    """The agencies the actor may see; the twin of `rules.agency.may_see`."""
    return select(Agency).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    own = Agency.org_id == actor.org if actor.org else false()
    return or_(Agency.state.in_(LISTED), own)


def agency(session: Session, actor: Actor, key: UUID) -> Agency:
    """One you may see."""
    found = session.scalars(visible(actor).where(Agency.id == key)).first()
    if found is None:
        raise NoSuchAgency
    return found


def agencies(
    session: Session,
    actor: Actor,
    asked: AgenciesAsked,
    *,
    after: str | None = None,
    limit: int = 20,
) -> Page[Agency]:
    """Those you may see that fit, the newest first; without `mine` or `state` listed ones."""
    rows = visible(actor)
    if asked.mine:
        rows = rows.where(Agency.org_id == actor.org) if actor.org else rows.where(false())
    elif not asked.state:
        rows = rows.where(Agency.state.in_(LISTED))
    if asked.state:
        rows = rows.where(Agency.state == AgencyState(asked.state))
    for facet in ("service", "scope"):
        code = getattr(asked, facet)
        if code:
            held = select(AgencyFacet.agency_id).where(
                AgencyFacet.facet == facet, AgencyFacet.code == code
            )
            rows = rows.where(Agency.id.in_(held))
    if asked.field:
        serving = select(ScopeRow.agency_id).where(ScopeRow.field == asked.field)
        rows = rows.where(Agency.id.in_(serving))
    if asked.region:
        rows = rows.where(within(Agency.region, asked.region))
    if asked.accredited is not None:
        valid = Agency.id.in_(_accredited(asked.service, today()))
        rows = rows.where(valid if asked.accredited else ~valid)
    return keyset(session, rows, Agency.created_at, Agency.id, after, limit)


def _accredited(service: str | None, on: date) -> Select[UUID]:
    """Agencies with a checked certificate valid on a day, for one service or for any."""
    wanted = [service] if service else list(rules.SPEAKS_FOR)
    kinds = {pair for name in wanted for pair in rules.SPEAKS_FOR[name]}
    what = func.coalesce(Accreditation.decoded["kind"].as_string(), "")
    fits = [
        and_(Accreditation.kind == kind, what == of) if of else Accreditation.kind == kind
        for kind, of in sorted(kinds)
    ]
    return select(Accreditation.agency_id).where(
        Accreditation.checked_at.is_not(None),
        Accreditation.valid_from <= on,
        Accreditation.valid_until >= on,
        or_(*fits),
    )


def accredited(session: Session, on: date) -> list[Agency]:
    """The listed ones with a checked certificate valid on a day."""
    rows = select(Agency).where(Agency.state.in_(LISTED), Agency.id.in_(_accredited(None, on)))
    return list(session.scalars(rows.order_by(Agency.id)))


def of_org(session: Session, org: UUID) -> Agency | None:
    """The profile of an organisation, if there is one that was not withdrawn."""
    rows = select(Agency).where(Agency.org_id == org, Agency.state != AgencyState.WITHDRAWN)
    return session.scalars(rows).first()


def by_ids(session: Session, actor: Actor, keys: Iterable[UUID]) -> list[Agency]:
    """Those of some ids that the actor may see."""
    return list(session.scalars(visible(actor).where(Agency.id.in_(set(keys)))))
