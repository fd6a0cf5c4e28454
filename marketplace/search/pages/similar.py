"""HTML door: what is like a technology, a patent or a demand."""

from typing import Any

from flask import Blueprint, render_template

from marketplace import house
from marketplace.core.unit import reading
from marketplace.search.queries import telling
from marketplace.search.queries.similar import similar
from marketplace.search.schemas import SimilarIn
from marketplace.web import forms, who
from marketplace.web.speech import language

alike = Blueprint("similar", __name__, template_folder="../templates")


@alike.get("/search/similar")
def page() -> str:
    """Things of the same kind, the nearest first."""
    asked: dict[str, Any] = forms.asked(SimilarIn())
    kind, key = asked["kind"], asked["id"]
    with reading() as session:
        document, answer = similar(session, who.actor(session), (kind, key), asked["limit"])
        items = telling.items(session, answer, language())
    return render_template(
        "search/similar.html",
        title=document.title,
        back=house.DOCUMENTS[kind].page(key),
        items=items,
        kinds={name: findable.one for name, findable in house.DOCUMENTS.items()},
    )
