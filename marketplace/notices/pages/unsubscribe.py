"""Leaving a letter: the signed address is the right to do so, signed in or not.

A look changes nothing, since mail scanners follow links; a POST may be repeated (RFC 8058).
"""

from flask import Blueprint, render_template

from marketplace.core.speech import Phrase
from marketplace.core.unit import unit
from marketplace.notices import actions
from marketplace.notices.channels import links
from marketplace.notices.states import DIGEST, KINDS
from marketplace.notices.words import DAILY
from marketplace.web import shield

pages = Blueprint("unsubscribe_pages", __name__, template_folder="../templates")


@pages.get("/unsubscribe/<token>")
def ask(token: str) -> str:
    """Ask whether to switch these letters off."""
    meant = links.read(token)
    return render_template("notices/unsubscribe.html", what=_words(meant), done=False)


@pages.post("/unsubscribe/<token>")
@shield.carries_its_right
def leave(token: str) -> str:
    """Switch these letters off."""
    meant = links.read(token)
    with unit() as session:
        actions.unsubscribe(session, meant.person, meant.what)
    return render_template("notices/unsubscribe.html", what=_words(meant), done=True)


def _words(meant: links.Off) -> Phrase:
    if meant.what == DIGEST:
        return DAILY
    return next(kind.words for name, kind in KINDS.items() if name == meant.what)
