"""Licence requests, the deals that came of them with their offers, and one struck elsewhere."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import SYSTEM, Actor
from marketplace.sample import book
from marketplace.sample.stage import Stage
from marketplace.trading.actions import deal as deals
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions import request as requests
from marketplace.trading.actions.deal import StruckElsewhere
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.actions.reason import Reason
from marketplace.trading.actions.request import NewRequest
from marketplace.trading.models import Deal
from marketplace.trading.queries import deal as deal_queries
from marketplace.trading.queries import request as queries
from marketplace.trading.rules.terms import Instalment, Terms

HOUR = 60
SEEKERS = frozenset({"send", "withdraw"})


def plan(stage: Stage) -> None:
    """Put every request, its moves and the offers that follow into the diary."""
    for number, row in enumerate(book.rows("trades", "request")):
        _plan(stage, row, number * 9)
    for row in book.rows("trades", "elsewhere"):
        stage.on(row["days"], HOUR, _elsewhere, row)


def _plan(stage: Stage, row: book.Row, minutes: int) -> None:
    stage.on(row["days"], minutes, _request, row)
    for at, name in enumerate(row["moves"]):
        stage.on(max(row["days"] - at, 0), minutes + at * HOUR, _move, row, name)
    if "broker" in row:
        stage.on(row["days"] - 5, minutes, _attach, row)
    for each in row.get("offer", []):
        stage.on(each["days"], minutes, _offer, row, each)
        if "accepted_by" in each:
            stage.on(each["days"] - 2, minutes, _accept, row, each["accepted_by"])
    if "lost" in row:
        stage.on(row["offer"][-1]["days"] - 3, minutes, _lose, row)


def _request(session: Session, stage: Stage, row: book.Row) -> None:
    asked = NewRequest(
        technology_id=stage.ids["technology", row["technology"]],
        wanted=row["wanted"],
        field=row.get("field"),
        months=row.get("months"),
        budget_fen=book.fen(row.get("budget")),
        message=row["message"],
        demand_id=stage.ids["demand", row["demand"]] if "demand" in row else None,
    )
    made = requests.create(session, stage.actors[row["by"]], asked)
    stage.ids["request", row["key"]] = made.id


def _move(session: Session, stage: Stage, row: book.Row, name: str) -> None:
    key = stage.ids["request", row["key"]]
    seen = queries.request(session, SYSTEM, key)
    who = stage.actors[row["by"]] if name in SEEKERS else _holder(stage, seen.holder_id)
    reason = Reason(row["reason"], row["note"]) if name == "decline" else None
    made = requests.move(session, who, key, name, seen.version, reason)
    if made.deal_id:
        stage.ids["deal", row["key"]] = made.deal_id


def _holder(stage: Stage, org: UUID) -> Actor:
    """Whoever acts for a holder: its first person."""
    return next(actor for actor in stage.actors.values() if actor.org == org)


def _deal(session: Session, stage: Stage, row: book.Row) -> Deal:
    return deal_queries.deal(session, SYSTEM, stage.ids["deal", row["key"]])


def _attach(session: Session, stage: Stage, row: book.Row) -> None:
    deal, firm = _deal(session, stage, row), stage.actors[row["broker"]].org
    if firm:
        deals.attach_broker(session, stage.actors[row["by"]], deal.id, firm, deal.version)


def _offer(session: Session, stage: Stage, row: book.Row, given: book.Row) -> None:
    deal = _deal(session, stage, row)
    made = MakeOffer(_terms(given), given.get("valid_days", 60))
    offers.offer(session, stage.actors[given["by"]], deal.id, made, deal.version)


def _terms(given: book.Row) -> Terms:
    parts = tuple(
        Instalment(book.fen(wan) or 0, when) for wan, when in given.get("instalments", [])
    )
    total = sum(part.amount_fen for part in parts) or book.fen(given.get("lump_sum"))
    entry = book.fen(given.get("entry_fee"))
    mode = (
        "royalty_plus_entry_fee" if entry else "lump_sum_instalments" if parts else "lump_sum_once"
    )
    return Terms(
        licence=given.get("licence", "ordinary"),
        price_mode=mode,
        acts=("make", "use"),
        territory=("410000",),
        months=given["months"],
        lump_sum_fen=total,
        instalments=parts,
        entry_fee_fen=entry,
        royalty_permille=given.get("royalty"),
        royalty_base="sales" if entry else None,
        note=given.get("note"),
    )


def _accept(session: Session, stage: Stage, row: book.Row, by: str) -> None:
    deal = _deal(session, stage, row)
    if deal.standing:
        read = AcceptOffer(deal.standing.no, deal.standing.content_hash)
        offers.accept(session, stage.actors[by], deal.id, read, deal.version)


def _lose(session: Session, stage: Stage, row: book.Row) -> None:
    deal, why = _deal(session, stage, row), Reason(row["lost"], row["note"])
    deals.lose(session, stage.actors[row["lost_by"]], deal.id, deal.version, why)


def _elsewhere(session: Session, stage: Stage, row: book.Row) -> None:
    struck = StruckElsewhere(
        technology_id=stage.ids["technology", row["technology"]],
        struck_on=clock.today(),
        evidence_note=row["evidence"],
        terms=_terms(row),
        seeker_id=stage.ids["organisation", row["seeker"]],
    )
    made = deals.enter_struck_elsewhere(session, stage.actors[row["by"]], struck)
    stage.ids["deal", row["key"]] = made.id
