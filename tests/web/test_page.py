"""Every macro draws in both languages, well-formed, and nothing is left undefined."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template, render_template_string
from jinja2 import UndefinedError
from werkzeug.datastructures import MultiDict

from marketplace.core.speech import Phrase
from marketplace.web import address
from marketplace.web.shapes import NavItem
from tests.web import gallery

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path"})


class Checker(HTMLParser):
    """Remember open elements and ids; complain about what does not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.refers: set[str] = set()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"twice the same attribute on {tag}: {names}")
        self.faults += [f"inline {n} on {tag}" for n in names if n == "style" or n.startswith("on")]
        given = dict(attrs)
        if (own := given.get("id")) is not None:
            if own in self.ids:
                self.faults.append(f"id {own} twice")
            self.ids.add(own)
        self.refers |= set((given.get("aria-describedby") or "").split())
        self.refers |= {given["for"] or ""} if "for" in given else set()
        if (href := given.get("href") or "").startswith("#"):
            self.refers.add(href[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID - {"path"} or (tag not in VOID and self.open.pop() != tag):
            self.faults.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture
def app() -> Flask:
    return gallery.build()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/", "/bare", "/problem", "/invalid", "/nothing-here"])
def test_pages_are_well_formed_and_their_references_lead_somewhere(
    app: Flask, path: str, lang: str
) -> None:
    text = app.test_client().get(f"{path}?lang={lang}").text
    checker = Checker()
    checker.feed(text)
    checker.close()

    assert not checker.faults
    assert not checker.open
    assert not checker.refers - checker.ids
    assert "Undefined" not in text
    assert "None" not in text
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in text


@pytest.mark.parametrize("path", ["/", "/problem", "/invalid"])
def test_an_english_reader_meets_chinese_only_in_names_and_data(app: Flask, path: str) -> None:
    english = app.test_client().get(f"{path}?lang=en").text
    chinese = app.test_client().get(f"{path}?lang=zh").text

    for frame in ("搜索", "退出", "主导航", "跳到正文", "接下来", "必填", "筛选", "更多", "下一页"):
        assert frame not in english
    assert "Skip to content" not in chinese
    assert "洛发改〔2020〕3号" in english
    assert "洛发改〔2020〕3号" in chinese


def test_an_undefined_name_is_an_error(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(UndefinedError):
        render_template_string("{{ nothing_of_that_name }}")


def test_a_filter_of_a_constant_is_still_read_in_each_readers_language(app: Flask) -> None:
    template = app.jinja_env.from_string("{{ 120000000|yuan_short }}")

    with app.test_request_context("/"):
        assert template.render() == "120 万元"
    with app.test_request_context("/", headers={"Cookie": "lang=en"}):
        assert template.render() == "¥1.2 million"


def test_a_box_unticked_stays_so_when_the_form_is_drawn_again(app: Flask) -> None:
    template = """{% from "macros/form.html" import form, field %}
{% call(f) form("/", values=values) %}{{ field(f, "mail", "m", kind="checkbox", value=true) }}
{{ field(f, "days", "d", kind="checkboxes", options=[("1", "1"), ("2", "2")]) }}
{{ field(f, "token", "", kind="hidden", value="kept") }}{% endcall %}"""

    with app.test_request_context("/"):
        fresh = render_template_string(template, values={})
        again = render_template_string(template, values=MultiDict([("days", "1"), ("days", "2")]))

    assert fresh.count(" checked") == 1
    assert 'name="mail" checked' in fresh
    assert again.count(" checked") == 2
    assert 'name="mail" checked' not in again
    assert 'name="token" value="kept"' in again


def test_what_readers_wrote_is_escaped_in_every_macro(app: Flask) -> None:
    evil = '"><script>alert(1)</script>'
    template = """{% from "macros/form.html" import form, field %}
{% from "macros/table.html" import table %}{% from "macros/card.html" import card %}
{% from "macros/definition.html" import definitions %}{% from "macros/alert.html" import alert %}
{% call(f) form("/", values={"a": x, "b": x}, errors={"a": [x], x: [x]}, secondary=(x, x)) %}
{{ field(f, "a", x, hint=x) }}{{ field(f, "b", x, kind="textarea") }}
{{ field(f, "c", x, kind="select", options=[(x, x)]) }}{% endcall %}
{{ table([Column("a", x)], [{"a": x}], x) }}{{ definitions([(x, x)]) }}{{ alert(x) }}
{{ card(x, [(x, true)], kind=x, snippet=x, facts=[x], note=x) }}"""

    with app.test_request_context("/"):
        assert "<script" not in render_template_string(template, x=evil)


def test_the_frame_shows_only_doors_that_exist_and_are_the_readers(app: Flask) -> None:
    text = app.test_client().get("/bare").text

    assert "经纪人" in text
    assert "审核</a>" not in text
    assert "不存在" not in text
    assert 'aria-current="page">经纪人' in text


def test_a_stranger_is_offered_to_sign_in_and_no_inbox() -> None:
    text = gallery.build(signed_in=False).test_client().get("/bare").text

    assert "登录" in text
    assert "消息" not in text
    assert "csrf_token" not in text


def test_the_market_bears_its_own_name(app: Flask) -> None:
    app.config["MARKET_NAME"] = Phrase("示例绿色技术市场", "Sample Green Market")
    app.config["MARKET_POLICY"] = Phrase("示例文件", "Sample document")

    text = app.test_client().get("/bare?lang=en").text
    assert "Sample Green Market" in text
    assert "Sample document" in text
    assert "Luoyang" in text


def test_a_page_stands_alone_where_the_application_hung_nothing_in(app: Flask) -> None:
    for name in ("who_view", "nav", "inbox_count", "places"):
        app.extensions.pop(name)

    with app.test_request_context("/"):
        assert "绿色技术大市场" in render_template("bare.html")


def test_assets_are_addressed_by_their_content(app: Flask) -> None:
    with app.test_request_context("/"):
        url = address.asset("market.css")

    answer = app.test_client().get(url, buffered=True)
    assert answer.headers["Cache-Control"].endswith("immutable")
    assert len(url.partition("?v=")[2]) == 12


def test_addresses_keep_the_rest_of_the_query(app: Flask) -> None:
    with app.test_request_context("/find?q=烟气&field=a&field=b&after=x"):
        assert address.url_with(q=None, field=None, after=None) == "/find"
        assert address.toggled("field", "a") == "/find?q=%E7%83%9F%E6%B0%94&field=b"
        assert address.toggled("field", "c").endswith("&field=a&field=b&field=c")
        assert address.other_language_url().endswith("after=x&lang=en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_failed_form_links_each_message_to_its_field(app: Flask, lang: str) -> None:
    text = app.test_client().get(f"/?lang={lang}").text

    assert '<a href="#f-title">' in text
    assert 'aria-describedby="f-title-hint f-title-error" aria-invalid="true" required' in text
    assert '<input type="hidden" name="version" value="3">' in text
    assert 'value="pollution" checked' in text.replace("\n", "").replace("      ", " ")


def test_at_most_one_door_is_the_readers_own_and_the_longest_address_wins(app: Flask) -> None:
    app.add_url_rule("/bare/mine", "mine", lambda: render_template("bare.html"))
    app.extensions["nav"] = [
        NavItem(Phrase("经纪人", "Brokers"), "show.bare"),
        NavItem(Phrase("我的", "Mine"), "mine", frozenset({"holder"})),
        NavItem(Phrase("全部", "All"), "show.gallery"),
    ]

    inside = app.test_client().get("/bare/mine").text
    assert inside.count("aria-current") == 1
    assert 'aria-current="page">我的' in inside
    assert app.test_client().get("/bare").text.count("aria-current") == 1


def test_a_clerk_who_acts_for_a_firm_reads_so_on_every_page(app: Flask) -> None:
    app.extensions["who_view"] = lambda: replace(gallery.READER, behalf=True)
    app.extensions["places"]["act_for"] = "show.send"

    assert "您正在代 洛阳青岚环保科技有限公司（示例） 办理" in app.test_client().get("/bare").text
    english = app.test_client().get("/bare?lang=en").text
    assert "You act on behalf of" in english
    assert ">Stop</button>" in english
