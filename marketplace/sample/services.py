"""Brokers and agencies with their papers, mandates between brokers and clients, referrals."""

from datetime import timedelta

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.display.queries import demand as demands
from marketplace.sample import book
from marketplace.sample.stage import Stage
from marketplace.service.actions import agency as agencies
from marketplace.service.actions import broker as brokers
from marketplace.service.actions import mandate as mandates
from marketplace.service.actions import referral as referrals
from marketplace.service.actions.agency import AddAccreditation, AddScope, AgencyDetails
from marketplace.service.actions.broker import ApplyAsBroker, Certificate
from marketplace.service.actions.mandate import DraftMandate, Terms
from marketplace.service.actions.referral import Refer
from marketplace.service.queries import agency as agency_queries
from marketplace.service.queries import broker as broker_queries

HOUR = 60
YEAR = timedelta(days=365)
SIX_YEARS = 6 * YEAR


def plan(stage: Stage) -> None:
    """Put what the data files say of services into the diary."""
    for number, row in enumerate(book.rows("services", "broker")):
        stage.on(row["days"], number * 20, _apply, row)
        stage.on(row["days"] - 2, number * 20, _verify, row)
    for number, row in enumerate(book.rows("services", "agency")):
        stage.on(row["days"], number * 25, _agency, row)
        stage.on(row["days"] - 3, number * 25, _list, row)
    for row in book.rows("services", "mandate"):
        stage.on(row["days"], HOUR, _mandate, row)
    for row in book.rows("services", "referral"):
        stage.on(row["days"], 4 * HOUR, _refer, row)


def _apply(session: Session, stage: Stage, row: book.Row) -> None:
    paper = Certificate(row["grade"], row["certificate"], clock.today() + 2 * YEAR)
    facets = {
        "field": tuple(row["fields"]),
        "industry": tuple(row["industries"]),
        "ipc": tuple(row["ipc"]),
        "region": tuple(row["regions"]),
        "language": ("zh",),
    }
    asked = ApplyAsBroker(paper, facets, row["introduction"])
    made = brokers.apply(session, stage.actors[row["person"]], asked)
    stage.ids["broker", row["key"]] = made.id


def _verify(session: Session, stage: Stage, row: book.Row) -> None:
    key, operator = stage.ids["broker", row["key"]], stage.actors["operator"]
    seen = broker_queries.broker(session, operator, key).version
    made = brokers.move(session, operator, key, "verify", seen)
    if "contact" in row:
        session.flush()
        person = stage.actors[row["person"]]
        brokers.show_contact(session, person, key, row["contact"], made.version)


def _agency(session: Session, stage: Stage, row: book.Row) -> None:
    who, today = stage.actors[row["person"]], clock.today()
    facets = {"service": tuple(row["services"]), "scope": tuple(row["scopes"])}
    texts = {name: row.get(name) for name in ("region", "introduction", "price_note", "contact")}
    details = AgencyDetails(facets, turnaround_days=row["turnaround"], **texts)
    made = agencies.draft(session, who, details)
    session.flush()
    stage.ids["agency", row["key"]] = made.id
    for paper in row["accreditation"]:
        given = AddAccreditation(
            paper["kind"], paper["number"], today - YEAR, today + SIX_YEARS, paper["scope_text"]
        )
        agencies.add_accreditation(session, who, made.id, given, made.version)
        session.flush()
    papers = [paper.id for paper in made.accreditations]
    for item in row["scope"]:
        by = papers[item["by"]] if "by" in item else None
        scope = AddScope(item["service"], item["item"], item["method"], item["field"], by)
        agencies.add_scope(session, who, made.id, scope, made.version)
        session.flush()
    agencies.move(session, who, made.id, "submit", made.version)


def _list(session: Session, stage: Stage, row: book.Row) -> None:
    key, operator = stage.ids["agency", row["key"]], stage.actors["operator"]
    seen = agency_queries.agency(session, operator, key).version
    agencies.move(session, operator, key, "list", seen)


def _mandate(session: Session, stage: Stage, row: book.Row) -> None:
    """Draft and sign by whoever the row names, then sign by the other side."""
    by, today = stage.actors[row["by"]], clock.today()
    tiers = tuple(
        {"up_to_fen": book.fen(wan) or None, "permille": permille}
        for wan, permille in row.get("tiers", [])
    )
    terms = Terms(
        title=row["title"],
        side=row["side"],
        scope=row["scope"],
        valid_from=today,
        valid_until=today + YEAR,
        fee_kind="tiers" if tiers else "percent",
        fee_permille=row.get("fee_permille"),
        fee_tiers=tiers,
        tail_months=row.get("tail_months", 0),
    )
    client = stage.ids["organisation", row["client"]]
    asked = DraftMandate(stage.ids["broker", row["broker"]], client, terms)
    made = mandates.draft(session, by, asked)
    session.flush()
    mandates.move(session, by, made.id, "offer", made.version)
    stage.ids["mandate", row["key"]] = made.id
    if row["accepted"]:
        session.flush()
        mandates.move(
            session, stage.actors[_person(row["broker"])], made.id, "accept", made.version
        )


def _person(broker: str) -> str:
    """The person behind a broker of the data files."""
    found: str = next(r["person"] for r in book.rows("services", "broker") if r["key"] == broker)
    return found


def _refer(session: Session, stage: Stage, row: book.Row) -> None:
    by, key = stage.actors[row["by"]], stage.ids["demand", row["demand"]]
    title = demands.demand(session, by, key).title
    asked = Refer(stage.ids["broker", row["broker"]], "demand", key, title, row["note"])
    made = referrals.refer(session, by, asked)
    if row["accepted"]:
        session.flush()
        who = stage.actors[_person(row["broker"])]
        referrals.move(session, who, made.id, "accept", made.version)
