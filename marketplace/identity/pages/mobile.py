"""Pages of one's mobile number: asking for a code, proving it, taking the number away."""

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import actions, queries
from marketplace.identity.schemas import CodeIn, MobileIn
from marketplace.web import forms, who
from marketplace.web.forms import Form
from marketplace.web.speech import say

mobile_pages = Blueprint("mobile_pages", __name__, template_folder="../templates")
HERE = "/settings/mobile"


def _page(form: Form) -> str:
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            raise Unauthenticated
        person = queries.person(session, actor.person)
        asked = bool(queries.code(session, person.id, actions.good_since()))
    return render_template("identity/mobile.html", person=person, asked=asked, form=form)


@mobile_pages.get("/settings/mobile")
def mobile() -> str:
    """One's number, and the code one waits for."""
    return _page(Form())


@mobile_pages.post("/settings/mobile")
def ask() -> tuple[str, int] | Answer:
    """Have a code sent."""
    form = forms.read(MobileIn())
    if form.command:
        try:
            with unit() as session:
                actions.ask_code(session, who.actor(session), form.command["mobile"])
            flash(say("验证码已发送。", "The code is on its way."), "good")
            return redirect(HERE, 303)
        except Problem as problem:
            if "fields" not in problem.data:
                raise
            form.refuse(problem)
    return _page(form), 422


@mobile_pages.post("/settings/mobile/code")
def confirm() -> tuple[str, int] | Answer:
    """Prove the number."""
    form = forms.read(CodeIn())
    if form.command:
        try:
            with reading() as session:
                actor = who.actor(session)
            actions.confirm(actor, form.command["code"])
            flash(say("手机号已验证。", "The number is yours now."), "good")
            return redirect(HERE, 303)
        except Problem as problem:
            if "fields" not in problem.data:
                raise
            form.refuse(problem)
    return _page(form), 422


@mobile_pages.post("/settings/mobile/forget")
def forget() -> Answer:
    """Take the number away."""
    with unit() as session:
        actions.forget_mobile(session, who.actor(session))
    flash(say("手机号已删除。", "The number was taken away."))
    return redirect(HERE, 303)
