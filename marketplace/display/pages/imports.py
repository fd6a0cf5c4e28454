"""The pages of imports: send a file, match its columns, look at the trial, give the go."""

import hashlib
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response as Answer

from marketplace.core import files
from marketplace.core.consent import must
from marketplace.core.errors import Invalid, Problem
from marketplace.core.unit import reading, unit
from marketplace.display.actions import imports as actions
from marketplace.display.pages.import_view import columns_view, refused, result_view
from marketplace.display.queries import import_report
from marketplace.display.queries import imports as queries
from marketplace.display.rules import import_template
from marketplace.display.rules import imports as rules
from marketplace.display.rules.import_fields import TARGETS
from marketplace.display.schemas.imports import ImportListIn, MatchingIn
from marketplace.display.states.imports import AT_WORK, ImportState
from marketplace.display.words.imports import STATES
from marketplace.web import forms, who
from marketplace.web.speech import language, say

pages = Blueprint("import_pages", __name__, template_folder="../templates")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TargetIn(Schema):
    """What the rows are to become."""

    target = fields.Str(validate=validate.OneOf(list(TARGETS)))


@pages.get("/imports")
def imports() -> str:
    """Where files are sent, and those sent before."""
    return _listing(forms.Form())


def _listing(form: forms.Form) -> str:
    asked = forms.asked(ImportListIn())
    with reading() as session:
        actor = who.actor(session)
        must(rules.may_upload, actor, "")
        page = queries.several(session, actor, **asked)
    return render_template("display/imports.html", page=page, form=form, states=STATES)


@pages.post("/imports")
def upload() -> tuple[str, int] | Answer:
    """Take a file in; what is known of its columns is not asked again."""
    with reading() as session:
        must(rules.may_upload, who.actor(session), "")
    sent = request.files.get("file")
    form = forms.Form(values={"file": ""})
    try:
        kept = files.keep(sent.stream if sent else BytesIO(), actions.MOST)
        examined = actions.examine(kept, (sent.filename if sent else None) or "upload")
    except Problem as problem:
        problem.data.setdefault("fields", ["file"])
        form.refuse(problem)
        return _listing(form), 422
    return redirect(f"/imports/{_take(examined)}", 303)


def _take(examined: actions.Examined) -> UUID:
    with unit() as session:
        made, fresh = actions.upload(session, who.actor(session), examined)
    if not fresh:
        flash(
            say(
                "这个文件之前已上传过，以下是当时的导入。", "This file was sent before: here it is."
            )
        )
    return made.id


@pages.get("/imports/<uuid:key>")
def one(key: UUID) -> str:
    """One import: its columns, its trial or what became of it, as far as it is."""
    return _page(key, forms.Form())


def _page(key: UUID, form: forms.Form) -> str:
    asked = forms.asked(TargetIn())
    with reading() as session:
        actor = who.actor(session)
        row = queries.one(session, actor, key)
        view: dict[str, Any] = {"row": row, "form": form, "at_work": row.state in AT_WORK}
        again = row.state is ImportState.CHECKED and (bool(asked) or bool(form.errors))
        if row.state is ImportState.UPLOADED or again:
            view |= columns_view(session, actor, row, asked.get("target"), form.values)
            return render_template("display/import_columns.html", **view)
        view |= result_view(session, actor, row, language())
    return render_template("display/import.html", **view)


@pages.post("/imports/<uuid:key>/moves/map")
def match(key: UUID) -> tuple[str, int] | Answer:
    """Settle what each column fills."""
    form = forms.read(MatchingIn())
    if form.command:
        try:
            with unit() as session:
                actions.match(session, who.actor(session), key, form.command, who.seen())
            return redirect(f"/imports/{key}", 303)
        except Invalid as problem:
            refused(form, problem, form.command.target)
    return _page(key, form), 422


@pages.post("/imports/<uuid:key>/moves/<any(start, cancel, reopen):name>")
def move(key: UUID, name: str) -> Answer:
    """Give the go, cancel, or match the columns anew."""
    with unit() as session:
        row = actions.move(session, who.actor(session), key, name, who.seen())
    flash(say(*(f"{row.title}: {words}" for words in STATES[row.state])))
    return redirect(f"/imports/{key}", 303)


@pages.get("/imports/<uuid:key>/progress")
def progress(key: UUID) -> Response:
    """How far the work is: a piece of page, asked for again and again."""
    with reading() as session:
        row = queries.one(session, who.actor(session), key)
    answer = Response(
        render_template("display/import_progress.html", row=row, at_work=row.state in AT_WORK)
    )
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:16])
    answer.make_conditional(request)
    return answer


@pages.get("/imports/<uuid:key>/report.<any(csv, xlsx):form>")
def report(key: UUID, form: str) -> Response:
    """The refused rows with their reasons, to be mended and sent again."""
    with reading() as session:
        row = queries.one(session, who.actor(session), key)
        if form == "csv":
            return _file("".join(import_report.as_csv(session, row)), "text/csv", "refused.csv")
        return _file(import_report.as_xlsx(session, row), XLSX, "refused.xlsx")


@pages.get("/imports/template.<any(csv, xlsx):form>")
def template(form: str) -> Response:
    """The market's own template, filled with one example."""
    target = str(forms.asked(TargetIn()).get("target", "patent"))
    if form == "csv":
        return _file("".join(import_template.csv(target)), "text/csv", f"{target}.csv")
    return _file(import_template.xlsx(target), XLSX, f"{target}.xlsx")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


PAGES = (pages,)
