"""Everything the page of one demand shows to one reader, read in one snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.display.models.demand import Demand, DemandDisclosure
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries import demand as queries
from marketplace.display.queries import demand_warnings, suggested
from marketplace.display.queries import rewrite as rewrite_queries
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.queries.demand_warnings import Warnings
from marketplace.display.rules import demand as rules
from marketplace.display.rules import rewrite as rewrite_rules
from marketplace.display.rules.suggested import Suggested
from marketplace.display.states.demand import EDITABLE, PUBLIC, DemandState
from marketplace.display.states.rewrite import REWRITE
from marketplace.identity import public as identity


@dataclass(frozen=True, slots=True)
class Offered:
    """A rewrite on the page: who offers it, what would change, and the moves open to the reader."""

    row: DemandRewrite
    who: str
    changes: Mapping[str, Any]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the timeline; who is left out where it would tell who proposed."""

    at: datetime
    who: str
    fact: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure with the name of the organisation."""

    row: DemandDisclosure
    name: str


@dataclass(frozen=True, slots=True)
class DemandPage:
    """One demand for one reader, with what hangs on it and what they may do."""

    card: DemandCard
    warnings: Warnings
    rewrites: Sequence[Offered]
    disclosures: Sequence[Told]
    history: Sequence[Happened]
    may_edit: bool
    may_revise: bool
    may_refine: bool
    waits_for_firm: bool
    may_propose: bool
    may_ask_more: bool
    may_promise: bool
    may_attach: bool
    suggested: Suggested


def of(session: Session, actor: Actor, key: UUID) -> DemandPage:
    """Read it all. Raises NoSuchDemand."""
    made = queries.demand(session, actor, key)
    own = rules.tier(actor, made) is rules.Tier.OWN
    writer = rules.may_write(actor, made)
    live = made.state == DemandState.OPEN
    rewritable = live or made.state in EDITABLE
    could_refine = rewritable and rules.may_refine(actor, made)
    asks = rewritable and (writer or made.incomplete)
    return DemandPage(
        card=queries.cards(session, actor, [made])[0],
        warnings=demand_warnings.of(session, actor, made),
        rewrites=_rewrites(session, actor, made),
        disclosures=_told(session, actor, made),
        history=_history(session, made) if own else (),
        may_edit=writer and made.state in EDITABLE,
        may_revise=writer and live,
        may_refine=could_refine and made.seeker_id is not None,
        waits_for_firm=could_refine and made.seeker_id is None,
        may_propose=live and rules.may_propose(actor, made),
        may_ask_more=made.state in PUBLIC and rules.may_ask_more(actor, made),
        may_promise=rules.may_promise(actor, made) and not rules.is_told(actor, made),
        may_attach=rules.may_attach(actor, made),
        suggested=suggested.of_shown(actor, made) if asks else Suggested(),
    )


def _rewrites(session: Session, actor: Actor, made: Demand) -> list[Offered]:
    rows = rewrite_queries.of_demand(session, actor, made.id)
    names = identity.organisations(session, {row.org_id for row in rows})
    return [
        Offered(
            row,
            names[row.org_id].name,
            row.content,
            tuple(m.name for m in REWRITE.open(row) if rewrite_rules.MAY[m.name](actor, row)),
        )
        for row in rows
    ]


def _told(session: Session, actor: Actor, made: Demand) -> list[Told]:
    rows = queries.disclosures(session, actor, made.id)
    names = identity.organisations(session, {row.org_id for row in rows})
    return [Told(row, names[row.org_id].name) for row in rows]


def _history(session: Session, made: Demand) -> list[Happened]:
    entries = journal.about(session, made.kind, made.id)
    hidden = {"demand.proposed"}
    names = identity.organisations(
        session, {e.org_id for e in entries if e.org_id and e.fact not in hidden}
    )
    return [
        Happened(e.at, names[e.org_id].name if e.org_id in names else "", e.fact, e.data)
        for e in reversed(entries)
    ]
