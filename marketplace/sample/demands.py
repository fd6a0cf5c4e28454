"""Demands: entered by their seekers, reviewed by the operator; and questions of three lines."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import NOBODY
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import DemandFields, Offer, Question, Shortlist
from marketplace.display.actions.demand.targets import read
from marketplace.display.queries import demand as queries
from marketplace.display.queries.demand_card import Target
from marketplace.sample import book
from marketplace.sample.stage import Stage

HOUR = 60
CONTACT = "示例联系人 0379-0000-0000"
PLAIN = (
    "title", "text", "budget_source", "procurement_route", "industry", "place", "trl", "scale",
    "mode", "disclosure", "brokers_may_help",
)  # fmt: skip
SEVERAL = ("processes", "pollutants", "licences")


def plan(stage: Stage) -> None:
    """Put every demand, question and proposal of the data files into the diary."""
    for number, row in enumerate(book.rows("demands", "demand")):
        minutes, state = number * 17 % 240, row.get("state", "open")
        stage.on(row["days"] + 1, minutes, _enter, row)
        if state != "draft":
            stage.on(row["days"] + 1, minutes + HOUR, _submit, row)
        if state in {"open", "changes_requested"}:
            stage.on(row["days"], minutes, _review, row, REVIEW[state])
    for row in book.rows("demands", "question"):
        stage.on(row["days"], HOUR, _ask, row)
    for row in book.rows("demands", "proposal"):
        stage.on(row["days"], 2 * HOUR, _propose, row)
    for row in book.rows("demands", "shortlist"):
        stage.on(row["days"], 3 * HOUR, _shortlist, row)


REVIEW = {"open": "publish", "changes_requested": "request_changes"}


def _enter(session: Session, stage: Stage, row: book.Row) -> None:
    low, high = row.get("budget") or (None, None)
    ends = stage.now + timedelta(days=row.get("deadline", 60))
    several: dict[str, Any] = {name: tuple(row[name]) for name in SEVERAL if name in row}
    given = DemandFields(
        **{name: row[name] for name in PLAIN if name in row},
        **several,
        targets=tuple(_target(each) for each in row.get("targets", [])),
        budget_low=book.fen(low),
        budget_high=book.fen(high),
        deadline=clock.to_people(ends).date(),
        green_fields=tuple(row["fields"]),
        contact=CONTACT,
    )
    made = actions.enter(session, stage.actors[row["seeker"]], given)
    stage.ids["demand", row["key"]] = made.id


def _target(row: list[str]) -> Target:
    measurand, quantity, condition, baseline = (*row, "", "")[:4]
    return read({
        "measurand": measurand, "quantity": quantity, "condition": condition,
        "baseline": baseline, "must_have": True,
    })  # fmt: skip


def _seen(session: Session, stage: Stage, row: book.Row) -> int:
    key, actor = stage.ids["demand", row["key"]], stage.actors["operator"]
    return queries.demand(session, actor, key).version


def _submit(session: Session, stage: Stage, row: book.Row) -> None:
    key, seeker = stage.ids["demand", row["key"]], stage.actors[row["seeker"]]
    actions.submit(session, seeker, key, _seen(session, stage, row))


def _review(session: Session, stage: Stage, row: book.Row, name: str) -> None:
    key, seen = stage.ids["demand", row["key"]], _seen(session, stage, row)
    why = {"code": row["reason"], "note": row["note"]} if "reason" in row else {}
    actions.review(session, stage.actors["operator"], key, name, seen, **why)


def _ask(session: Session, stage: Stage, row: book.Row) -> None:
    asker = stage.actors[row["seeker"]] if "seeker" in row else NOBODY
    asked = Question(row["text"], row["contact"], row["place"], row["brokers_may_help"])
    stage.ids["demand", row["key"]] = actions.ask(session, asker, asked).id


def _propose(session: Session, stage: Stage, row: book.Row) -> None:
    offer = Offer(
        technology_id=stage.ids["technology", row["technology"]],
        price_fen=book.fen(row["price"]),
        note=row["note"],
    )
    key = stage.ids["demand", row["demand"]]
    made = actions.propose(session, stage.actors[row["by"]], key, offer)
    stage.ids["proposal", row["key"]] = made.id


def _shortlist(session: Session, stage: Stage, row: book.Row) -> None:
    chosen = Shortlist(tuple(stage.ids["proposal", key] for key in row["proposals"]), row["reason"])
    seeker, key = stage.actors[row["seeker"]], stage.ids["demand", row["key"]]
    actions.shortlist(session, seeker, key, chosen, _seen(session, stage, row))
