"""Page: what waits for the operator's review, and what brokers or the operator may complete."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.errors.demand import NotForYou
from marketplace.display.pages.demand.blueprint import demand_pages
from marketplace.display.pages.demand.reading import tell_results, ticked
from marketplace.display.queries import demand as queries
from marketplace.display.queries import rewrite as rewrite_queries
from marketplace.display.rules.demand import may_help
from marketplace.display.schemas.demand import DemandListIn
from marketplace.display.words import demand as words
from marketplace.web import forms, who
from marketplace.web.speech import say


@demand_pages.get("/demands/queue")
def queue() -> str:
    """Questions to complete; for the operator also demands and revisions to review."""
    return _drawn()


def _drawn() -> str:
    asked = forms.asked(DemandListIn())
    with reading() as session:
        actor = who.actor(session)
        if not may_help(actor):
            raise NotForYou
        questions = queries.demands(session, actor, to_complete=True, limit=100)
        waiting = queries.demands(
            session, actor, state="submitted", after=asked.get("after"), limit=100
        )
        cards = queries.cards(session, actor, waiting.items) if actor.is_operator else []
        rewrites = rewrite_queries.pending(session, actor) if actor.is_operator else []
        return render_template(
            "display/demands_queue.html",
            questions=queries.cards(session, actor, questions.items),
            cards=cards,
            next=waiting.next if actor.is_operator else None,
            rewrites=rewrites,
            operator=actor.is_operator,
            words=words,
        )


@demand_pages.post("/demands/queue")
def review() -> Answer | tuple[str, int]:
    """Publish, return or reject the ticked ones; what was refused stays ticked."""
    name, given = request.form.get("move", ""), request.form
    if name not in ("publish", "request_changes", "reject"):
        flash(say("请选择处理方式。", "Choose what to do."), "bad")
        return redirect("/demands/queue", 303)
    with unit() as session:
        results = actions.review_all(
            session, who.actor(session), name, ticked(),
            code=given.get("reason") or None, note=forms.words("note"),
        )  # fmt: skip
    tell_results(results)
    if any(result.problem for result in results):
        return _drawn(), 422
    return redirect("/demands/queue", 303)
