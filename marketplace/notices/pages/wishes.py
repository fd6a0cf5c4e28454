"""My settings, notices: a table of kinds and channels, and the quiet hours."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.notices import actions, queries
from marketplace.notices.channels import CHANNELS, routing
from marketplace.notices.schemas import NoticeSettingsIn, NoticeSettingsOut, held
from marketplace.notices.states import INBOX, KINDS, left, policy
from marketplace.notices.words import CHANNEL_WORDS, WISHES
from marketplace.web import forms, who
from marketplace.web.speech import say

pages = Blueprint("notice_settings_pages", __name__, template_folder="../templates")
BOXES = frozenset(f"{kind}-{channel}" for kind in KINDS for channel in routing.choices())


@pages.get("/settings/notices")
def wishes() -> str:
    """How one is told, kind by kind and channel by channel."""
    return _page(forms.Form())


@pages.post("/settings/notices")
def choose() -> tuple[str, int] | Answer:
    """Keep what was chosen."""
    kinds = {kind: _chosen(kind) for kind in KINDS}
    form = forms.read(NoticeSettingsIn(), beside=BOXES, given={"kinds": kinds})
    if form.errors:
        return _page(form), 422
    with unit() as session:
        actions.choose(session, who.actor(session), form.command, who.seen())
    flash(say("通知设置已保存", "How you are told was saved"))
    return redirect("/settings/notices", 303)


def _chosen(kind: str) -> dict[str, str]:
    given = {name: request.form.get(f"{kind}-{name}") for name in routing.choices()}
    return {name: wish for name, wish in given.items() if wish}


def _page(form: forms.Form) -> str:
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            raise Unauthenticated
        chosen = queries.chosen_by(session, actor.person)
        reached = _reached(session, actor.person)
    kept = NoticeSettingsOut().dump(chosen)
    return render_template(
        "notices/settings.html",
        form=forms.Form(values={**kept, **form.values}, errors=form.errors),
        version=chosen.version,
        rows=_rows(held(chosen)),
        channels=[(INBOX, CHANNEL_WORDS[INBOX], True)]
        + [(one.name, one.words, one.name in reached) for one in CHANNELS],
        wishes=WISHES,
        at=policy()[1],
        no_suggestions=chosen.no_suggestions,
    )


def _reached(session: Session, person: UUID) -> set[str]:
    people = identity.people(session, [person])
    return {one.name for one in CHANNELS if one.reaches(session, people)}


def _rows(now: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": kind.words,
            "about": kind.about,
            "cells": {
                channel: (now[name][channel], left(name, channel, offered))
                for channel, offered in routing.choices().items()
            },
        }
        for name, kind in KINDS.items()
    ]
