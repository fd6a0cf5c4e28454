"""Signing in and out, registering, one's own settings, acting for a firm."""

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
)
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Invalid, Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import actions, queries
from marketplace.identity.actions.sign_in import LASTS, Issued
from marketplace.identity.errors import NoSuchOrganisation
from marketplace.identity.schemas import (
    SELF_SERVICE_KINDS,
    OrganisationIn,
    PersonIn,
    SettingsIn,
    TokenIn,
)
from marketplace.identity.words import KINDS
from marketplace.web import forms, who
from marketplace.web.speech import language, say

account = Blueprint("account", __name__, template_folder="../templates")
HOME = "/desk"


def destination() -> str:
    """Where to go after signing in: a path of this site and nothing else."""
    wanted = request.values.get("next", "")
    ours = wanted.startswith("/") and not wanted.startswith("//")
    return wanted if ours and wanted.isprintable() and "\\" not in wanted else HOME


def signed_in(issued: Issued, to: str) -> Answer:
    """A redirect that carries the session's cookie; nothing of the reader before is left."""
    session.clear()
    answer = redirect(to, 303)
    answer.set_cookie(
        who.COOKIE,
        issued.token,
        max_age=int(LASTS["session"].total_seconds()),
        httponly=True,
        # Behind a proxy that ends TLS the request looks plain; the public address does not.
        secure=request.is_secure or current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
    )
    return answer


@account.get("/sign-in")
def sign_in() -> str:
    """The sign-in form."""
    return render_template("identity/sign_in.html", form=forms.Form(), to=destination())


@account.post("/sign-in")
def sign_in_now() -> tuple[str, int] | Answer:
    """Sign in and go on."""
    form = forms.read(TokenIn(exclude=["email"]), beside={"next"})
    if form.command:
        try:
            issued = actions.sign_in(form.command.get("login", ""), form.command["password"])
            return signed_in(issued, destination())
        except Problem as problem:
            form.refuse(problem)
    return render_template("identity/sign_in.html", form=form, to=destination()), 422


@account.post("/sign-out")
def sign_out() -> Answer:
    """End this session."""
    with unit() as work:
        actions.end(work, request.cookies.get(who.COOKIE, ""), "session")
    session.clear()
    answer = redirect("/", 303)
    answer.delete_cookie(who.COOKIE)
    return answer


@account.get("/register")
def register() -> str:
    """The form for a person and their organisation."""
    return _register_page(forms.Form())


@account.post("/register")
def register_now() -> tuple[str, int] | Answer:
    """Open the account, enter the organisation, sign in: all of it or nothing."""
    person = forms.read(PersonIn(), among=PERSON_FIELDS)
    firm = forms.read(OrganisationIn(), among=FIRM_FIELDS, prefix="org_")
    form = forms.Form(
        values={**request.form.to_dict(), "org_kinds": request.form.getlist("org_kinds")},
        errors={**person.errors, **firm.errors},
    )
    if not form.errors:
        try:
            actions.register_both(person.command, firm.command)
            login = person.command.email or person.command.mobile
            return signed_in(actions.sign_in(login, person.command.password), HOME)
        except Problem as problem:
            form.refuse(problem, "org_", FIRM_FIELDS)
    return _register_page(form), 422


PERSON_FIELDS = frozenset({"name", "email", "mobile", "password", "language"})
FIRM_FIELDS = frozenset({"org_name", "org_kinds", "org_uscc", "org_region"})


def _register_page(form: forms.Form) -> str:
    kinds = [(kind, KINDS[kind]) for kind in SELF_SERVICE_KINDS]
    return render_template("identity/register.html", form=form, kinds=kinds)


@account.get("/settings")
def settings() -> str:
    """One's own settings."""
    with reading() as look:
        actor = who.actor(look)
        if actor.person is None:
            raise Unauthenticated
        person = queries.person(look, actor.person)
        values = {
            "language": person.language,
            "profiling_opt_out": person.profiling_opt_out,
        }
    return render_template("identity/settings.html", form=forms.Form(values=values), person=person)


@account.post("/settings")
def change_settings() -> Answer:
    """Keep one's own settings; no box of the page can be filled in wrongly."""
    form = forms.read(SettingsIn())
    if form.errors:
        raise Invalid(errors=form.errors)
    with unit() as work:
        actions.change_settings(work, who.actor(work), form.command)
    flash(say("设置已保存", "Your settings were saved"))
    answer = redirect("/settings", 303)
    answer.set_cookie("lang", form.command.language, max_age=31_536_000, samesite="Lax")
    return answer


@account.post("/act-for")
def act_for() -> Answer:
    """A clerk of the market acts for a firm, or stops (no organisation given)."""
    wanted = request.form.get("organisation", "")
    with unit() as work:
        actor = who.actor(work)
        secret = request.cookies.get(who.COOKIE, "")
        actions.act_for(work, secret, actor, _organisation(wanted) if wanted else None)
    return redirect(HOME if wanted else "/organisations", 303)


def _organisation(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NoSuchOrganisation from error


@account.after_request
def _speak(answer: Response) -> Response:
    """Tell caches that these pages are for one reader."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Language"] = "zh-CN" if language() == "zh" else "en"
    return answer
