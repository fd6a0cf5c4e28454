"""Pages: open demands, one demand, one's own; and the moves of one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.errors import MoveNotPossible, Unauthenticated
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import Item
from marketplace.display.models.demand import Demand
from marketplace.display.pages import suggested, who_helps
from marketplace.display.pages.demand.blueprint import demand_pages
from marketplace.display.pages.steps import (
    NO_FIRM,
    NOT_VERIFIED,
    ONLY_HOLDERS,
    NextStep,
    guest,
    shut,
)
from marketplace.display.queries import demand as queries
from marketplace.display.queries import demand_page
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.schemas.demand import DemandListIn
from marketplace.display.states.demand import DEMAND, RESUMES
from marketplace.display.states.rewrite import REWRITE
from marketplace.display.words import demand as words
from marketplace.notices.public import fill
from marketplace.web import forms, who
from marketplace.web.shapes import Move, Step
from marketplace.web.speech import say, speak

ROAD = ("draft", "submitted", "open", "screening", "shortlisted", "awarded", "fulfilled")
Work = Callable[[Session, Actor, UUID, int], Demand]


@demand_pages.get("/demands")
def demands() -> str:
    """The demands that take proposals now, the newest first."""
    asked = forms.asked(DemandListIn()) | {"state": "open"}
    with reading() as session:
        actor = who.actor(session)
        page = queries.demands(session, actor, **asked)
        cards = queries.cards(session, actor, page.items)
    return render_template("display/demands.html", cards=cards, next=page.next, words=words)


@demand_pages.get("/demands/mine")
def mine() -> str:
    """One's organisation's demands in all states; expired ones can be renewed together."""
    asked = forms.asked(DemandListIn()) | {"own": True}
    with reading() as session:
        actor = who.actor(session)
        if not actor.is_somebody:
            raise Unauthenticated
        page = queries.demands(session, actor, **asked)
        cards = queries.cards(session, actor, page.items)
    return render_template("display/demands_mine.html", cards=cards, next=page.next, words=words)


@demand_pages.post("/demands/mine/renew")
def renew_many() -> Answer:
    """Renew the ticked ones for the usual time."""
    with unit() as session:
        results = actions.renew_all(session, who.actor(session), ticked())
    tell_results(results)
    return redirect("/demands/mine", 303)


def ticked() -> list[Item]:
    """The ticked rows of a list: each value is an id and the version that was seen."""
    return [Item(key, version) for _, key, version in forms.ticked()]


def tell_results(results: list[actions.Result]) -> None:
    """Say how many went through, and why the others did not."""
    done = sum(result.problem is None for result in results)
    if done:
        flash(say(f"已处理 {done} 条。", f"Done: {done}."), "good")
    for problem in dict.fromkeys(r.problem.phrase() for r in results if r.problem):
        flash(say(problem.zh, problem.en), "bad")


@demand_pages.get("/demands/<uuid:key>")
def demand(key: UUID) -> str:
    """One demand as the reader may see it, with what they may do."""
    return draw(key, forms.Form())


def draw(key: UUID, attaching: forms.Form) -> str:
    """The page of a demand; `attaching` is what was typed to give it to a firm."""
    with reading() as session:
        actor = who.actor(session)
        shown = demand_page.of(session, actor, key)
        steps = _next(actor, shown)
        helped = who_helps.shown(session, actor, "demand", key)
    return render_template(
        "display/demand.html", page=shown, card=shown.card, moves=_moves(shown.card), words=words,
        road=ROAD, terms=words.NDA_TERMS, attaching=attaching,
        steps_here=steps, helped=helped, offered=suggested.shown(shown.suggested),
    )  # fmt: skip


def _next(actor: Actor, page: demand_page.DemandPage) -> list[NextStep]:
    """What leads on from here: proposing, or a broker for one's own; and why not yet."""
    card = page.card
    propose = NextStep(
        say("提交方案", "Make a proposal"), f"/demands/{card.id}/proposals", main=True
    )
    if card.tier == "own" and not actor.is_operator:
        return [NextStep(say("转给经纪人", "Put it before a broker"), "/brokers?accepting=true")]
    if page.waits_for_firm:
        refine = NextStep(say("补全这条提问", "Complete this question"), "")
        return [shut(refine, speak(NO_FIRM))]
    if card.state != "open" or actor.is_operator or actor.is_supervisor:
        return []
    if not actor.is_somebody:
        return [guest(propose)]
    if page.may_propose:
        return [propose]
    able = bool(actor.kinds & {"holder", "broker_firm"})
    return [shut(propose, speak(NOT_VERIFIED if able else ONLY_HOLDERS))]


@demand_pages.app_template_global()
def field_names(names: Sequence[str]) -> str:
    """The names of fields in the reader's language."""
    return say("、", ", ").join(speak(words.FIELDS[name]) for name in names)


@demand_pages.app_template_global()
def steps_of(road: Sequence[str], states: Mapping[str, Phrase]) -> list[Step]:
    """The main road of a life cycle as the macro draws it."""
    return [Step(state, states[state]) for state in road]


@demand_pages.app_template_global()
def happened(line: demand_page.Happened) -> str:
    """A line of the history as a sentence."""
    return speak(fill(words.FACTS[line.fact], dict(line.data)))


@demand_pages.app_template_global()
def offered_moves(key: UUID, offered: demand_page.Offered) -> list[Move]:
    """The moves of a rewrite that the reader may make."""
    arrows = [REWRITE.named(name)[0] for name in offered.moves]
    where = f"/demands/{key}/rewrites/{offered.row.id}/moves/"
    return [
        Move(
            arrow.words, where + arrow.name, offered.row.version, danger=arrow.danger,
            reason=words.WHY if arrow.name in ("refuse", "decline") else None,
            reason_required=arrow.name == "refuse",
        )
        for arrow in arrows
    ]  # fmt: skip


# Chosen among proposals or made by the house: no button on the demand itself.
ELSEWHERE = frozenset({"propose", "shortlist", "award", "contract", "close_submissions", "expire"})


def _moves(card: DemandCard) -> list[Move]:
    return [_move(card, name) for name in card.moves if name not in ELSEWHERE]


def _move(card: DemandCard, name: str) -> Move:
    arrow = DEMAND.named(name)[0]
    reasons = [(code, words.REASONS[code]) for code in words.REASONS_FOR.get(name, ())]
    free = name in ("withdraw", "no_award")
    return Move(
        arrow.words,
        f"/demands/{card.id}/moves/{name}",
        card.version,
        danger=arrow.danger,
        reason=words.WHY if reasons or free else None,
        reason_required=bool(reasons) or name == "no_award",
        reasons=reasons,
        note=words.NOTE if reasons else None,
    )


@demand_pages.post("/demands/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of its life cycle."""
    work = _work(name)
    with unit() as session:
        row = work(session, who.actor(session), key, who.seen())
        state = words.STATES[row.state.value]
    flash(say(f"现在的状态：{state.zh}", f"It is now: {state.en}"), "good")
    return redirect(f"/demands/{key}", 303)


def _work(name: str) -> Work:
    given = {"reason": forms.words("reason"), "note": forms.words("note")}
    simple: dict[str, Work] = {
        "submit": actions.submit,
        "renew": actions.renew,
        "withdraw": lambda s, a, k, v: actions.withdraw(s, a, k, v, given["reason"]),
        "no_award": lambda s, a, k, v: actions.leave_unfilled(s, a, k, v, given["reason"]),
    }
    if name in simple:
        return simple[name]
    if name in RESUMES.values():
        return lambda s, a, k, v: actions.resume(s, a, k, name, v)
    if name in ("publish", *words.REASONS_FOR):
        more: dict[str, Any] = {"code": given["reason"], "note": given["note"]}
        return lambda s, a, k, v: actions.review(s, a, k, name, v, **more)
    raise MoveNotPossible(move=name)
