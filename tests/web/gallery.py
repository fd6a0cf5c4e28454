"""A small application that draws every macro with invented, believable content."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app, render_template, request

from marketplace.core.errors import Invalid, Stale
from marketplace.core.speech import Phrase
from marketplace.web import address, page, picking, problems, shield
from marketplace.web.shapes import Chip, Choice, End, Entry, Facet, Move, NavItem, Span, Step, Tab
from marketplace.web.speech import say, speak

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reader:
    name: str
    organisation: str
    roles: frozenset[str]
    behalf: bool = False


COUNTIES = (
    "涧西区",
    "西工区",
    "老城区",
    "瀍河区",
    "洛龙区",
    "孟津区",
    "偃师区",
    "新安县",
    "栾川县",
    "嵩县",
)
READER = Reader("苏明远", "洛阳青岚环保科技有限公司（示例）", frozenset({"holder"}))

ROWS = [
    {
        "id": UUID(int=n),
        "title": Phrase(zh, en),
        "holder": Phrase("河洛理工大学（示例）", "Heluo Polytechnic (sample)"),
        "price": price,
        "changed": datetime(2026, 11, 20 - n, 6, 5, tzinfo=UTC),
        "state": state,
    }
    for n, (zh, en, price, state) in enumerate(
        [
            (
                "烧结烟气中低温SCR脱硝催化剂",
                "Low-temperature SCR catalyst for sinter flue gas",
                120_000_000,
                "published",
            ),
            (
                "赤泥协同处置制备陶粒的方法及装置",
                "Making ceramsite from red mud: method and device",
                36_500_050,
                "in_review",
            ),
            (
                "含氟废水深度除氟吸附材料",
                "Adsorbent for deep removal of fluoride from waste water",
                None,
                "returned",
            ),
        ]
    )
]

STATES = {
    "published": (Phrase("已发布", "Published"), "good"),
    "in_review": (Phrase("审核中", "In review"), "wait"),
    "returned": (Phrase("已退回", "Returned"), "bad"),
}

STEPS = [
    Step(key, Phrase(zh, en))
    for key, zh, en in [
        ("negotiating", "谈判中", "Negotiating"),
        ("term_agreed", "条款已定", "Terms agreed"),
        ("cleared", "可签约", "Cleared"),
        ("contracting", "签约中", "Contracting"),
        ("registered", "已登记", "Registered"),
    ]
]

ENTRIES = [
    Entry(
        datetime(2026, 11, 18, 1, 30, tzinfo=UTC),
        Phrase("许可方 · 苏明远", "Holder · Su Mingyuan"),
        Phrase("提出第 2 版报价：普通许可，¥120万", "Offer 2: ordinary licence, ¥1,200,000"),
        Phrase(
            "入门费 ¥40万，其余按年产量提成。\n有效期 30 天。",
            "¥400,000 on signing, the rest as a running royalty.\nOpen for 30 days.",
        ),
        "info",
    ),
    Entry(
        datetime(2026, 11, 17, 8, 12, tzinfo=UTC),
        Phrase("系统", "System"),
        Phrase("超过首次答复期限，已提醒许可方", "First answer overdue; the holder was reminded"),
        tone="wait",
    ),
    Entry(
        datetime(2026, 11, 14, 3, 0, tzinfo=UTC),
        Phrase("需求方 · 葛晓岚", "Seeker · Ge Xiaolan"),
        Phrase("发出许可请求", "Asked for a licence"),
    ),
]


def _facets() -> list[Facet]:
    fields = [
        ("energy-saving", Phrase("节能环保", "Energy saving and environment"), 214),
        ("clean-production", Phrase("清洁生产", "Clean production"), 96),
        ("clean-energy", Phrase("清洁能源", "Clean energy"), 57),
        ("ecology", Phrase("生态保护与修复", "Ecological restoration"), 31),
        ("infrastructure", Phrase("城乡绿色基础设施", "Green infrastructure"), 12),
        ("agriculture", Phrase("生态农业", "Ecological agriculture"), 9),
    ]
    on = request.args.getlist("field")
    return [
        Facet(
            Phrase("绿色领域", "Green field"),
            [Choice(w, n, address.toggled("field", key), key in on) for key, w, n in fields],
        ),
        Facet(
            Phrase("应用行业", "Industry"),
            [
                Choice(
                    Phrase("制造业", "Manufacturing"),
                    88,
                    address.toggled("industry", "C"),
                    below=[
                        Choice(Phrase("医药制造业", "Medicines"), 8, "/", chosen=True),
                        Choice(Phrase("纺织业", "Textiles"), 3, "/"),
                    ],
                )
            ],
            Span(Phrase("价格（万元）", "Price"), End("low", "10"), End("high"), [], ("0", "")),
        ),
        Facet(
            Phrase("县区", "County"),
            [
                Choice(name, 40 - 3 * i, address.toggled("county", name))
                for i, name in enumerate(COUNTIES)
            ],
        ),
    ]


MOVES = [
    Move(
        Phrase("接受条款", "Accept the terms"),
        "/moves/accept",
        7,
        confirm=Phrase("接受后不能撤回。", "This cannot be undone."),
    ),
    Move(Phrase("提出还价", "Make a counter-offer"), "/moves/counter", 7, extra=[("offer", "2")]),
    Move(
        Phrase("终止谈判", "End the talks"),
        "/moves/lose",
        7,
        danger=True,
        confirm=Phrase("确定终止？", "End the talks?"),
        reason=Phrase("终止原因", "Why the talks end"),
        reason_required=True,
        reasons=[("price", Phrase("价格未谈拢", "Price")), ("other", Phrase("其他", "Other"))],
        note=Phrase("补充说明", "More on it"),
        hint=Phrase("原因将告知对方。", "The other side is told the reason."),
    ),
]

TITLE = {
    "zh": [("烧结", True), ("烟气", True), ("中低温SCR脱硝催化剂", False)],
    "en": [("Low-temperature SCR catalyst for ", False), ("sinter", True), (" flue gas", True)],
}
SNIPPET = {
    "zh": [
        ("面向钢铁", False),
        ("烧结烟气", True),
        (
            "，180–220 ℃ 下脱硝效率不低于 85%，SO₂ 转化率低于 1%，已在两台烧结机上运行 14 个月。",
            False,
        ),
    ],
    "en": [
        ("For ", False),
        ("sinter flue gas", True),
        (
            " of steel works: 85% or more of the NOx removed at 180–220 °C.",
            False,
        ),
    ],
}

VALUES = {
    "title": "烧结烟气中低温SCR脱硝催化剂",
    "summary": "适用于钢铁烧结、焦化等中低温烟气。",
    "field": "clean-production",
    "effects": ["pollution"],
    "price": "1200000",
    "kind": "ordinary",
}
ERRORS = {
    "title": [Phrase("名称不能超过 60 个字。", "No more than 60 characters.")],
    "price": [Phrase("请填写大于 0 的金额。", "Enter an amount above 0.")],
    "effects": [Phrase("请至少选择一项。", "Choose at least one.")],
    "_schema": [
        Phrase("请上传证明材料或改为“自行声明”。", "Attach a report, or say there is none.")
    ],
}


def _gallery() -> str:
    return render_template(
        "gallery.html",
        rows=ROWS,
        states=STATES,
        steps=STEPS,
        entries=ENTRIES,
        facet_groups=_facets(),
        spans=[Span(Phrase("发布日期", "Published"), End("from"), End("to"), [("q", "烟气")])],
        picked=picking.picked(
            {UUID(int=1): say("甲法", "Method A"), UUID(int=2): "B"}, [UUID(int=1)]
        ),
        active=[
            Chip(Phrase("清洁生产", "Clean production"), "/"),
            Chip(say("价格：50万以下", "Price: under ¥500,000"), "/"),
        ],
        open_moves=MOVES,
        title=TITLE[say("zh", "en")],
        snippet=SNIPPET[say("zh", "en")],
        values=VALUES,
        errors=ERRORS,
        views=[
            Tab(Phrase("全部", "All"), "/", current=True, count=386),
            Tab(Phrase("待我处理", "Needs me"), "/needs-me", count=4),
            Tab(Phrase("已结束", "Ended"), "/ended"),
        ],
        as_of=date(2026, 11, 23),
    )


def _import() -> Response:
    """42 per cent, the same again, then done: as a long import answers one who asks."""
    asked = current_app.extensions["asked"] = current_app.extensions.get("asked", 0) + 1
    done = asked > 2
    answer = Response(render_template("progress.html", done=done))
    answer.set_etag("done" if done else "42")
    return answer.make_conditional(request)


def _problem() -> str:
    raise Stale


def _broken() -> str:
    raise Invalid(errors={"claims": {0: {"unit": ["mg/m3?"]}}})


def build(*, signed_in: bool = True) -> Flask:
    """The application; `signed_in` draws the header of somebody who is."""
    app = Flask("gallery", static_folder=None, template_folder=str(HERE / "templates"))
    app.config.update(SECRET_KEY="toy", TESTING=True, MARKET_CITY=Phrase("洛阳", "Luoyang"))
    shield.register(app)
    page.register(app)
    problems.register(app)
    blueprint = Blueprint("show", __name__)
    blueprint.add_url_rule("/", "gallery", _gallery)
    blueprint.add_url_rule("/problem", "stale", _problem)
    blueprint.add_url_rule("/invalid", "invalid", _broken)
    blueprint.add_url_rule("/import", "import", _import)
    blueprint.add_url_rule("/bare", "bare", lambda: render_template("bare.html"))
    blueprint.add_url_rule("/form", "send", lambda: speak("ok"), methods=["POST"])
    blueprint.add_url_rule("/api/v1/things", "api", lambda: {"ok": True}, methods=["POST"])
    app.register_blueprint(blueprint)
    app.extensions["nav"] = [
        NavItem(Phrase("技术", "Technologies"), "show.gallery"),
        NavItem(Phrase("需求", "Demands"), "show.stale"),
        NavItem(Phrase("经纪人", "Brokers"), "show.bare"),
        NavItem(Phrase("审核", "Review"), "show.bare", frozenset({"operator"})),
        NavItem(Phrase("不存在", "Not built"), "show.not_built"),
    ]
    app.extensions["places"] = {
        "home": "show.gallery",
        "inbox": "show.bare",
        "desk": "show.bare",
        "sign_out": "show.send",
        "sign_in": "show.bare",
        "register": "show.bare",
    }
    app.extensions["who_view"] = lambda: READER if signed_in else None
    app.extensions["inbox_count"] = lambda: 3
    return app
