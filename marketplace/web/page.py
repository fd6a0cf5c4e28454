"""How to make a page.

A page is a function in a room's `pages.py` that reads, then hands plain values to a template:

    @blp.get("/technologies")
    def technologies() -> str:
        return render_template("display/technologies.html", rows=rows, next_url=next_url)

and a template in the room's `templates/<room>/` that extends `base.html`:

    {% extends "base.html" %}
    {% from "macros/form.html" import form, field %}
    {% from "macros/table.html" import table %}
    {% block title %}{{ say("技术", "Technologies") }}{% endblock %}
    {% block main %}
    <h1>{{ say("技术", "Technologies") }}</h1>
    {% call(row, key) table(
        [Column("title", say("名称", "Title")), Column("price", say("价格", "Price"), "yuan")],
        rows, caption=say("已发布的技术", "Published technologies")) %}
      {% if key == "title" %}<a href="{{ url_for("display.technology", id=row.id) }}">
        {{ row.title }}</a>{% endif %}
    {% endcall %}
    {% call(f) form(url_for("display.create"), values=values, errors=errors,
                    submit=say("保存草稿", "Save draft")) %}
      {{ field(f, "title", say("技术名称", "Title"), required=true) }}
      {{ field(f, "summary", say("简介", "Summary"), kind="textarea", hint=say("…", "…")) }}
    {% endcall %}
    {% endblock %}

Blocks: `title`, `main`, `aside` (a second column; below `main` on narrow screens), `head`.
Macros: one file each in `templates/macros/`, its arguments told in the comment at its top.
Words: `say(zh, en)` on the spot; `speak(phrase, **values)` for a `Phrase`; `label(labels, key)`.
Values: filters `people_date`, `people_time`, `short_date`, `short_time`, `yuan`, `yuan_short`
and `yuan_span` (fen), `plain` (any value), `paragraphs`, `flat` (nested messages).
Addresses: `url_with(**changes)`, `toggled(name, value)`, `asset(name)`, `place(name)`.
Shapes for macros (`Column`, `Move`, …) are in `web/shapes.py`.

A posted form is read by `web/forms.py`; its `Form` has the `values` and `errors` that the macro
`form` takes. `flow` and `moves` draw a life cycle and its open moves; a move that asks for more
than a reason is a form of its own.

No inline style or script (the content policy refuses both), no JavaScript needed; a form that fails
is drawn again with status 422, its own values and the messages; one that works answers 303.
An undefined name is an error, so hand over everything a template reads.

What a page knows of the rest of the house comes from `app.extensions`, filled by `app.py`:
`who_view` () → None or an object with name, organisation, roles; `nav` list of `NavItem`;
`inbox_count` () → int; `places` name → endpoint, of `home sign_in sign_out register inbox desk
act_for`.
Settings: `MARKET_LANG`, and as phrases `MARKET_NAME`, `MARKET_CITY` (shown when given) and
`MARKET_POLICY`, the document the market stands on.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, current_app, request, url_for
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context

from marketplace.core.speech import Phrase
from marketplace.web import address, named, shapes, shield, show, speech

NAME = Phrase("绿色技术大市场", "Green Technology Market")
NO_CITY = Phrase("", "")
POLICY = Phrase("洛发改〔2020〕3号", "洛发改〔2020〕3号")


FILTERS = (
    *("people_date", "people_time", "short_date", "short_time"),
    *("yuan", "yuan_short", "yuan_span", "plain", "paragraphs", "flat"),
)


def _when_drawn(write: Callable[[Any], Any]) -> Callable[[Context, Any], Any]:
    """A filter that runs when the page is drawn.

    Jinja works out a filter of a constant once, when it compiles the template: everybody would then
    read it in the language of the first reader. A filter that takes the context is left alone.
    """

    @pass_context
    def draw(_: Context, value: Any) -> Any:
        return write(value)

    return draw


def _from(extension: str) -> Any:
    """What the application hung in under a name, called; None where it has nothing there."""
    tell: Callable[[], Any] | None = current_app.extensions.get(extension)
    return tell() if tell else None


def _navigation(roles: frozenset[str]) -> list[list[dict[str, object]]]:
    """The doors this reader has, in two rows: everybody's, and those of what they are.

    At most one is marked as the one they stand in: the longest address that leads here, since
    `/demands/mine` lies inside `/demands`.
    """
    items = [item for item in current_app.extensions.get("nav", []) if _is_open(item, roles)]
    urls = {url_for(item.endpoint) for item in items}
    here = max((url for url in urls if _leads_here(url)), key=len, default=None)
    rows: list[list[dict[str, object]]] = [[], []]
    for item in items:
        url = url_for(item.endpoint)
        door = {"label": speech.speak(item.phrase), "url": url, "current": url == here}
        rows[bool(item.roles)].append(door)
    return [row for row in rows if row]


def _is_open(item: shapes.NavItem, roles: frozenset[str]) -> bool:
    exists = item.endpoint in current_app.view_functions
    return exists and (not item.roles or bool(item.roles & roles))


def _leads_here(url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(f"{url}/"))


def context() -> dict[str, object]:
    """What every page is given: who reads, the doors they have, and what the market is called."""
    who = _from("who_view")
    roles = frozenset(who.roles) if who else frozenset()
    return {
        "who": who,
        "nav": _navigation(roles),
        "inbox_count": (_from("inbox_count") or 0) if who else 0,
        "market_name": speech.speak(current_app.config.get("MARKET_NAME", NAME)),
        "market_city": speech.speak(current_app.config.get("MARKET_CITY", NO_CITY)),
        "market_policy": speech.speak(current_app.config.get("MARKET_POLICY", POLICY)),
    }


def _furnish(app: Flask) -> None:
    jinja = app.jinja_env
    jinja.undefined = StrictUndefined
    jinja.trim_blocks = jinja.lstrip_blocks = True
    jinja.globals.update(
        {tool.__name__: tool for tool in (speech.say, speech.speak, speech.language, speech.label)},
        url_with=address.url_with,
        toggled=address.toggled,
        asset=address.asset,
        place=address.place,
        other_language_url=address.other_language_url,
        request_id=shield.request_id,
        place_name=named.place_name,
        industry_name=named.industry_name,
        near_places=named.near_places,
        industry_names=named.industry_names,
        evidence_words=named.evidence_words,
        Phrase=Phrase,
        **{name: getattr(shapes, name) for name in ("Column", "Step", "Tab", "Chip")},
    )
    jinja.filters.update({name: _when_drawn(getattr(show, name)) for name in FILTERS})


def register(app: Flask) -> None:
    """Furnish the application with the templates, the words and the looks of the market.

    Call after `shield.register`; the application itself should have `static_folder=None`.
    """
    app.register_blueprint(
        Blueprint(
            "web",
            __name__,
            template_folder="templates",
            static_folder="static",
            static_url_path="/assets",
        )
    )
    speech.register(app)
    _furnish(app)
    app.context_processor(context)
